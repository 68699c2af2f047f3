"""Some words of a quotation beside the published words where they stand: what differs, and what was folded."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

import regex
from rapidfuzz.distance import Indel

from app.quotes.edges import compare_lead, compare_tail
from app.quotes.flags import changed_flags
from app.quotes.folds import mark_folds, space_folds, word_folds
from app.quotes.results import Difference, Flag, Fold
from app.quotes.streams import Codes
from app.quotes.tokens import DASH, Token

WORD_WEIGHT = 4
"""What a word weighs against a mark in the similarity."""

_DIGIT = regex.compile(r"\p{N}")


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

    def around(self, first: int, last: int) -> str:
        """Give a slice with the token before and the one after it: `can` and `'t` are a negation together."""
        return self.slice(max(first - 1, self.first), min(last + 1, self.last))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Where the published words begin and end in their text, and what is otherwise there."""

    start: int
    end: int
    differences: tuple[Difference, ...]
    folds: frozenset[Fold]
    matched: int
    """The weight of what is equal, of `weight` on both sides together."""
    weight: int
    longest: int
    """How many words in a row are equal, at most."""


class _Run(NamedTuple):
    """A stretch of tokens that are equal on both sides, or not."""

    equal: bool
    first: int
    last: int
    begin: int
    end: int


def compare(quoted: Side, published: Side, codes: Codes, language: str | None) -> Comparison:
    """Compare words of a quotation with published ones. What stands beyond them there is no difference."""
    runs = _runs(quoted, published, codes)
    hyphenated = [run for run in runs if not run.equal and _is_hyphenated(run, quoted, published)]
    differences: list[Difference] = []
    folds: set[Fold] = set()
    for run in runs:
        if run.equal:
            folds |= _equal_folds(run, quoted, published)
        elif run in hyphenated:
            folds.add("hyphens")
        else:
            differences.append(_difference(run, quoted, published, language))
    lead = compare_lead(quoted.text, _marks_before(quoted), published.text, _marks_before(published))
    tail = compare_tail(quoted.text, _marks_after(quoted), published.text, _marks_after(published))
    start = published.tokens[published.first].start if lead.reach is None else lead.reach
    end = published.tokens[published.last - 1].end if tail.reach is None else tail.reach
    return Comparison(
        start,
        end,
        (*lead.differences, *differences, *tail.differences),
        frozenset(folds | lead.folds | tail.folds),
        2 * sum(_weight(quoted.tokens[run.first : run.last]) for run in runs if run.equal)
        + sum(
            _weight(quoted.tokens[run.first : run.last]) + _weight(published.tokens[run.begin : run.end])
            for run in hyphenated
        ),
        _weight(quoted.tokens[quoted.first : quoted.last])
        + _weight(published.tokens[published.first : published.last])
        + 2 * len(lead.differences + tail.differences),
        _longest(runs, quoted, published),
    )


def _runs(quoted: Side, published: Side, codes: Codes) -> list[_Run]:
    steps = Indel.opcodes(
        codes.of(quoted.tokens[quoted.first : quoted.last]),
        codes.of(published.tokens[published.first : published.last]),
    )
    found = []
    for equal, group in groupby(steps, key=lambda step: bool(step.tag == "equal")):
        steps_there = list(group)
        low, high = steps_there[0], steps_there[-1]
        at, there = quoted.first, published.first
        found.append(_Run(equal, at + low.src_start, at + high.src_end, there + low.dest_start, there + high.dest_end))
    return found


def _equal_folds(run: _Run, quoted: Side, published: Side) -> set[Fold]:
    if quoted.slice(run.first, run.last) == published.slice(run.begin, run.end):
        return set()
    folds: set[Fold] = set()
    mine, theirs = quoted.tokens[run.first : run.last], published.tokens[run.begin : run.end]
    for i, (token, other) in enumerate(zip(mine, theirs, strict=True)):
        written, printed = quoted.text[token.start : token.end], published.text[other.start : other.end]
        if token.is_word:
            folds |= word_folds(written, printed, is_first=run.first + i == quoted.first)
        else:
            folds |= mark_folds(token.key, written, printed)
    for (a, b), (c, d) in zip(pairwise(mine), pairwise(theirs), strict=True):
        folds |= space_folds(quoted.text[a.end : b.start], published.text[c.end : d.start])
    return folds


def _is_hyphenated(run: _Run, quoted: Side, published: Side) -> bool:
    """Tell whether two runs are the same letters, and only hyphens part them otherwise."""
    sides = (quoted.tokens[run.first : run.last], published.tokens[run.begin : run.end])
    letters = ["".join(token.key for token in side if token.is_word) for side in sides]
    marks = [token.key for side in sides for token in side if not token.is_word]
    if letters[0] != letters[1] or not marks or any(mark != DASH for mark in marks):
        return False
    return _is_tight(quoted, run.first, run.last) and _is_tight(published, run.begin, run.end)


def _is_tight(side: Side, first: int, last: int) -> bool:
    """Tell whether the hyphens in a run stand between letters, without space or digits."""
    for i in range(first, last):
        if not side.tokens[i].is_word and side.first < i < side.last - 1:
            before, mark, after = side.tokens[i - 1], side.tokens[i], side.tokens[i + 1]
            apart = before.end != mark.start or (
                mark.end != after.start and "\n" not in side.text[mark.end : after.start]
            )
            if apart or mark.end - mark.start > 1 or _DIGIT.search(before.key) or _DIGIT.search(after.key):
                return False
    return True


def _difference(run: _Run, quoted: Side, published: Side, language: str | None) -> Difference:
    mine, theirs = quoted.slice(run.first, run.last), published.slice(run.begin, run.end)
    flags: tuple[Flag, ...] = changed_flags(
        quoted.around(run.first, run.last), published.around(run.begin, run.end), language
    )
    if (
        not flags
        and not any(_is_word(quoted, run.first, run.last))
        and not any(_is_word(published, run.begin, run.end))
    ):
        flags = ("punctuation",)
    return Difference(_op(mine, theirs), mine, theirs, flags)


def _op(quoted: str, published: str) -> Literal["replace", "insert", "delete"]:
    if quoted and published:
        return "replace"
    return "insert" if quoted else "delete"


def _is_word(side: Side, first: int, last: int) -> Iterator[bool]:
    return (token.is_word for token in side.tokens[first:last])


def _marks_before(side: Side) -> Sequence[Token]:
    first = side.first
    while first > 0 and not side.tokens[first - 1].is_word:
        first -= 1
    return side.tokens[first : side.first]


def _marks_after(side: Side) -> Sequence[Token]:
    last = side.last
    while last < len(side.tokens) and not side.tokens[last].is_word:
        last += 1
    return side.tokens[side.last : last]


def _longest(runs: Sequence[_Run], quoted: Side, published: Side) -> int:
    """Give how many words in a row are equal, whatever marks stand between them."""
    longest, together = 0, 0
    for run in runs:
        mine, theirs = _words(quoted.tokens[run.first : run.last]), _words(published.tokens[run.begin : run.end])
        together = together + mine if run.equal or not (mine or theirs) else 0
        longest = max(longest, together)
    return longest


def _weight(tokens: Sequence[Token]) -> int:
    return sum(WORD_WEIGHT if token.is_word else 1 for token in tokens)


def _words(tokens: Sequence[Token]) -> int:
    return sum(token.is_word for token in tokens)
