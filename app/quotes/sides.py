"""Two texts side by side: the words of a quotation, the published ones, and where they are equal."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from rapidfuzz.distance import Indel

from app.quotes.streams import Codes
from app.quotes.tokens import Token

WORD_WEIGHT = 4
"""What a word weighs against a mark in the similarity."""


@dataclass(frozen=True, slots=True)
class Side:
    """A stretch of one of the two texts: tokens from a first word to a last, of all that there are."""

    text: str
    tokens: Sequence[Token]
    first: int
    last: int
    """Exclusive."""

    def slice(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""

    def place(self, first: int, last: int) -> int:
        """Give where a slice begins; an empty one stands behind what is before it."""
        return self.tokens[first].start if first < last or first == self.first else self.tokens[first - 1].end

    def around(self, first: int, last: int) -> str:
        """Give a slice with the token before and the one after it, and the rest of their words.

        `can` and `'t` are a negation together, and `twenty` and `first` a number.
        """
        first, last = max(first - 1, self.first), min(last + 1, self.last)
        while first > self.first and self._is_tight(first):
            first -= 1
        while last < self.last and self._is_tight(last):
            last += 1
        return self.slice(first, last)

    def _is_tight(self, place: int) -> bool:
        return self.tokens[place - 1].end == self.tokens[place].start

    def words(self, first: int, last: int) -> int:
        return sum(token.is_word for token in self.tokens[first:last])

    def weight(self, first: int, last: int) -> int:
        return sum(WORD_WEIGHT if token.is_word else 1 for token in self.tokens[first:last])

    def marks_before(self) -> Sequence[Token]:
        first = self.first
        while first > 0 and not self.tokens[first - 1].is_word:
            first -= 1
        return self.tokens[first : self.first]

    def marks_after(self) -> Sequence[Token]:
        last = self.last
        while last < len(self.tokens) and not self.tokens[last].is_word:
            last += 1
        return self.tokens[self.last : last]


class Run(NamedTuple):
    """A stretch of tokens, equal or not: quoted from `first` to `last`, published from `begin` to `end`."""

    equal: bool
    first: int
    last: int
    begin: int
    end: int


def runs_of(quoted: Side, published: Side, codes: Codes) -> list[Run]:
    """Give both sides as runs, equal ones and others by turns."""
    steps = Indel.opcodes(
        codes.of(quoted.tokens[quoted.first : quoted.last]),
        codes.of(published.tokens[published.first : published.last]),
    )
    found = []
    for equal, group in groupby(steps, key=lambda step: bool(step.tag == "equal")):
        steps_there = list(group)
        low, high = steps_there[0], steps_there[-1]
        at, there = quoted.first, published.first
        found.append(Run(equal, at + low.src_start, at + high.src_end, there + low.dest_start, there + high.dest_end))
    return found
