"""HTML: the main text of a page, read as running text: bold or cited labels, tables, lists, line breaks.

Lexbor builds the tree that the WHATWG's standard says, whatever is nested wrongly. The text that is accounted for is
all text nodes but scripts and styles.
"""

import re
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from app.parsers.markup.page import render, text_of
from app.parsers.markup.page_head import metadata_of
from app.parsers.markup.page_source import decode_page, refuse_unclosed
from app.parsers.text.decoding import decode
from app.transcript import ParseOptions, Transcript, TranscriptError

EXTENSIONS = (".html", ".htm", ".xhtml")
_LOOKED_AT = 64 * 1024
_BEGINS = re.compile(
    rb"(?>(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?)(?>\s+|<\?.*?\?>|<!--.*?-->)*+<(!doctype\s+html|[a-z][a-z0-9]*)\b",
    re.I | re.S,
)
_PAGE = (b"html", b"head", b"body", b"title", b"meta", b"cite")
_PIECE = (
    b"p",
    b"div",
    b"table",
    b"dl",
    b"section",
    b"article",
    b"main",
    b"h1",
    b"h2",
    b"center",
    b"font",
    b"b",
    b"strong",
)
_CLOSED = re.compile(rb"</(?:p|div|td|dd|section|article|main)\s*>|<br\b", re.I)


def recognises(data: bytes) -> bool:
    """Whether it begins as a page does, or as a piece of one whose paragraphs are elements."""
    head = data[:_LOOKED_AT].replace(b"\0", b"")
    match = _BEGINS.match(head)
    if match is None:
        return False
    name = match[1].lower()
    return name.startswith(b"!") or name in _PAGE or (name in _PIECE and len(_CLOSED.findall(head)) > 2)


def parse(data: bytes, options: ParseOptions) -> tuple[Transcript, ...]:
    """The one interview in `data`; raises `TranscriptError` where no turns can be told."""
    decoded = decode_page(data)
    root = _root(decoded.text)
    transcript = render(root).read("html", decoded.encoding, options, decoded.doubts)
    metadata = metadata_of(root).overridden_by(transcript.metadata)
    return (replace(transcript, metadata=metadata),)


def source_text(data: bytes, encoding: str | None, key: str | None = None) -> str:
    """The text of which every non-blank character is accounted for: all text nodes but scripts and styles."""
    return text_of(_root(data.decode(encoding or decode(data).encoding)))


def _root(text: str) -> LexborNode:
    refuse_unclosed(text)
    root = LexborHTMLParser(text).root
    if root is None:
        raise TranscriptError("this is an empty page: there is no transcript to read")
    return root
