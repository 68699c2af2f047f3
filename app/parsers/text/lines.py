"""A text's lines, each with its place, and the place of any character."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from app.transcript import TranscriptError

MOST_LINES = 1_000_000
_RULES = frozenset("-*_=–—~#•·")
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or what is left of it once something before or behind it was set aside."""

    number: int
    """From 1, as editors count."""
    start: int
    """Where `text` begins in the source."""
    text: str
    """Without its line end."""

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_blank(self) -> bool:
        return not self.text or self.text.isspace()


class Places:
    """Offsets → lines and columns, both from 1, in code points."""

    def __init__(self, source: str) -> None:
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(source))]

    def of(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def lines_of(source: str) -> list[Line]:
    """Every line of `source`; raises `TranscriptError` where there are more than any transcript has."""
    if max(source.count("\n"), source.count("\r")) >= MOST_LINES:
        raise TranscriptError(f"the text has more than {MOST_LINES:,} lines: split it into its interviews")
    return list(_lines(source))


def _lines(source: str) -> Iterator[Line]:
    start = 0
    number = 1
    for match in _LINE_END.finditer(source):
        yield Line(number, start, source[start : match.start()])
        start = match.end()
        number += 1
    yield Line(number, start, source[start:])


def is_rule(text: str) -> bool:
    """A line of nothing but dashes, stars, underscores or equal signs."""
    if text.lstrip()[:1] not in _RULES:
        return False
    bare = "".join(text.split())
    return len(bare) >= 3 and len(set(bare)) == 1
