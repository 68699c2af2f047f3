"""SubRip: numbered cues, with a name before the words, often only where the speaker changes."""

import re

from app.parsers.captions.reading import captions_text, read_captions
from app.parsers.text.decoding import decode
from app.parsers.units.heads import head_of
from app.transcript import ParseOptions, Transcript

EXTENSIONS = (".srt",)
_BEGINS = re.compile(r"\s*(?:\d{1,9}[ \t]*\r?\n\s*)?\d{1,4}:\d{2}:\d{2}[,.]\d{1,3}[ \t]*-->")


def recognises(data: bytes) -> bool:
    """Whether it begins with the times of a cue, or with its number and its times."""
    return _BEGINS.match(head_of(data)) is not None


def parse(data: bytes, options: ParseOptions) -> tuple[Transcript, ...]:
    """The one interview in `data`; raises `TranscriptError` where there are no cues, or their times are damaged."""
    return (read_captions("srt", decode(data), options, comments=False),)


def source_text(data: bytes, encoding: str | None, key: str | None = None) -> str:
    """The text of which every non-blank character is accounted for: the lines of all cues."""
    return captions_text(data.decode(encoding or decode(data).encoding), comments=False)
