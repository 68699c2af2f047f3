"""Marks inside a cue's lines: voices, tags, references such as `&amp;`, and what nobody sees."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from app.parsers.text.lines import Line
from app.parsers.text.names import tidy
from app.parsers.units.unit import Piece, visible

_REFERENCE = r"&(?:amp|lt|gt|nbsp|lrm|rlm|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});"
_MARK = re.compile(
    r"(?P<voice><v(?:\.[^\s<>]{1,100})?(?:[ \t](?P<name>[^<>\n]{0,300}))?>)"
    r"|(?P<end></v>)"
    r"|(?P<tag><rt(?:\.[^\s<>]{1,100})?>[^<>\n]{0,200}|</?(?:c|b|i|u|s|ruby|rt|lang|font|span|br)(?:[.\s/][^<>\n]{0,300})?>|<\d{1,4}:\d{2}[\d:.]{0,12}>"
    r"|\{\\[^{}\n]{0,200}\})"
    r"|(?P<change>(?<![^\s>}])(?:>|&gt;){2,3}(?=[\s\w\"'(\[<&]|\Z)[ \t]?)"
    rf"|(?P<reference>{_REFERENCE})",
    re.I,
)
_REFERENCES = re.compile(_REFERENCE, re.I)
BEGINS, ENDS, CHANGES = "begins", "ends", "changes"


class Token(NamedTuple):
    """A piece of a line, and what becomes of the voice with it."""

    piece: Piece
    voice: str | None = None
    """`BEGINS` and `ENDS` of a voice tag, `CHANGES` of `>>`, which says that somebody else speaks."""
    name: str | None = None
    """Whose voice begins; `None` where the tag says nothing."""


def resolved(text: str) -> str:
    """`text` with the character for each reference: what `tokens_of` gives, joined."""
    return _REFERENCES.sub(lambda match: html.unescape(match.group()), text) if "&" in text else text


def tokens_of(line: Line) -> Iterator[Token]:
    """The line in pieces, in order; a reference is its character, and remarked."""
    at = 0
    for match in _MARK.finditer(line.text):
        yield from _plain(line, at, match.start())
        yield from _marked(line, match)
        at = match.end()
    yield from _plain(line, at, len(line.text))


def _plain(line: Line, start: int, end: int) -> Iterator[Token]:
    return (Token(piece) for piece in visible(line.text[start:end], line.number, start + 1))


def _marked(line: Line, match: re.Match[str]) -> Iterator[Token]:
    place = (line.number, match.start() + 1)
    if match["reference"]:
        character = html.unescape(match.group())
        yield Token(Piece("", "reference", f"{match.group()} is {character}", *place))
        yield from (Token(piece) for piece in visible(character, *place))
    elif match["voice"]:
        name = tidy(resolved(match["name"] or ""))
        yield Token(Piece(resolved(match.group()), "label", None, *place), BEGINS, name or None)
    elif match["change"]:
        yield Token(Piece(resolved(match.group()), "speaker-change", None, *place), CHANGES)
    else:
        yield Token(Piece(resolved(match.group()), "tag", None, *place), ENDS if match["end"] else None)
