"""One unit of a source, kept apart from what of it is in no turn, and the text and the ledger of them all."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple, TypeVar

from app.parsers.text.names import INVISIBLE
from app.transcript import Kind, LedgerEntry, TranscriptError

MOST_PIECES = 2_000_000
"""No transcript is in more pieces than this."""

Item = TypeVar("Item")
_INVISIBLE = re.compile(f"[{INVISIBLE}\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]+")


class Piece(NamedTuple):
    """A stretch of the source's text: in a turn, or under a rule of the ledger; an empty one is a mere remark."""

    text: str
    rule: str | None = None
    detail: str | None = None
    line: int | None = None
    column: int | None = None


class Unit(NamedTuple):
    """What a source marks as said at one go."""

    pieces: tuple[Piece, ...]
    """In the order of the source, the white space between them and the next unit's included."""
    speaker: str | None = None
    """The label; `None` where the unit has none of its own."""
    start_ms: int | None = None
    end_ms: int | None = None
    line: int | None = None
    changes: bool = False
    """Whether a turn begins with it, also where nobody says whose, or where the last was the same speaker's."""
    opens: bool = False
    """Whether a paragraph begins with it."""
    kind: Kind | None = None


def said(pieces: Iterable[Piece]) -> str:
    """What of `pieces` is in a turn."""
    return "".join(piece.text for piece in pieces if piece.rule is None)


def visible(text: str, line: int | None = None, column: int | None = None) -> Iterator[Piece]:
    """`text` in pieces, of which those that nobody can see are removed."""
    at = 0
    for match in _INVISIBLE.finditer(text):
        if match.start() > at:
            yield Piece(text[at : match.start()], None, None, line, _behind(column, at))
        yield Piece(match.group(), "invisible", _code_points(match.group()), line, _behind(column, match.start()))
        at = match.end()
    if at < len(text):
        yield Piece(text[at:], None, None, line, _behind(column, at))


def counted(parts: Iterable[Iterable[Item]]) -> Iterator[list[Item]]:
    """Each of `parts` as a list; raises `TranscriptError` where all together have more items than any transcript."""
    left = MOST_PIECES
    for part in parts:
        items = list(islice(part, left + 1))
        left -= len(items)
        if left < 0:
            raise TranscriptError(f"it has more than {MOST_PIECES:,} labels, texts and marks: split it")
        yield items


def ledger_of(units: Iterable[Unit]) -> Iterator[LedgerEntry]:
    """What was removed and remarked, with its place in the text that all pieces are together."""
    offset = 0
    for unit in units:
        for text, rule, detail, line, column in unit.pieces:
            if rule is not None and (not text or text.strip()):
                yield LedgerEntry(rule, offset, line, column, text or None, detail)
            offset += len(text)


def _behind(column: int | None, characters: int) -> int | None:
    return None if column is None else column + characters


def _code_points(characters: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in dict.fromkeys(characters))
