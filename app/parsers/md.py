"""Markdown: plain text whose marks of emphasis, links and escapes are no part of the words."""

import re

from app.parsers.text.decoding import decode
from app.parsers.text.reading import read_text
from app.transcript import ParseOptions, Transcript

EXTENSIONS = (".md", ".markdown", ".mdown", ".mkd")
_SHOWS = re.compile(rb"^(?:#{1,6} \S|\s{0,3}(?:\*\*|__)[^\s*_][^*_\n]{0,80}(?:\*\*|__))", re.M)
_LOOKED_AT = 64 * 1024


def recognises(data: bytes) -> bool:
    """Whether three lines or more begin with a heading's marks or with bold words."""
    return len(_SHOWS.findall(data[:_LOOKED_AT])) > 2


def parse(data: bytes, options: ParseOptions) -> tuple[Transcript, ...]:
    """The one interview in `data`; raises `TranscriptError` where no turns can be told."""
    return (read_text(decode(data), "md", options),)


def source_text(data: bytes, encoding: str | None, key: str | None = None) -> str:
    """The text of which every non-blank character is accounted for: the whole file."""
    return data.decode(encoding or decode(data).encoding)
