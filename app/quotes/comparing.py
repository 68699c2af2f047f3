"""Some words of a quotation beside the published words where they stand: what differs, and what was folded."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import regex

from app.quotes.edges import compare_lead, compare_tail
from app.quotes.flags import changed_flags
from app.quotes.folds import mark_folds, space_folds, word_folds
from app.quotes.results import Difference, Flag, Fold
from app.quotes.sides import Run, Side, runs_of
from app.quotes.streams import Codes
from app.quotes.tokens import DASH

_DIGIT = regex.compile(r"\p{N}")


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


def compare(quoted: Side, published: Side, codes: Codes, language: str | None) -> Comparison:
    """Compare words of a quotation with published ones. What stands beyond them there is no difference."""
    runs = runs_of(quoted, published, codes)
    hyphenated = {run for run in runs if not run.equal and _is_hyphenated(run, quoted, published)}
    alike = hyphenated | {run for run in runs if run.equal}
    lead = compare_lead(quoted.text, quoted.marks_before(), published.text, published.marks_before())
    tail = compare_tail(quoted.text, quoted.marks_after(), published.text, published.marks_after())
    others = [_difference(run, quoted, published, language) for run in runs if run not in alike]
    folds = set[Fold]().union(*(_equal_folds(run, quoted, published) for run in runs if run.equal))
    at_ends = lead.differences + tail.differences
    both = quoted.weight(quoted.first, quoted.last) + published.weight(published.first, published.last)
    return Comparison(
        start=published.tokens[published.first].start if lead.reach is None else lead.reach,
        end=published.tokens[published.last - 1].end if tail.reach is None else tail.reach,
        differences=(*lead.differences, *others, *tail.differences),
        folds=frozenset(folds | lead.folds | tail.folds | ({"hyphens"} if hyphenated else set())),
        matched=sum(quoted.weight(run.first, run.last) + published.weight(run.begin, run.end) for run in alike),
        weight=both + 2 * len(at_ends),
        longest=_longest(runs, quoted, published),
    )


def _equal_folds(run: Run, quoted: Side, published: Side) -> set[Fold]:
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


def _is_hyphenated(run: Run, quoted: Side, published: Side) -> bool:
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


def _difference(run: Run, quoted: Side, published: Side, language: str | None) -> Difference:
    mine, theirs = quoted.slice(run.first, run.last), published.slice(run.begin, run.end)
    flags: tuple[Flag, ...] = changed_flags(
        quoted.around(run.first, run.last), published.around(run.begin, run.end), language
    )
    if not flags and not quoted.words(run.first, run.last) + published.words(run.begin, run.end):
        flags = ("punctuation",)
    return Difference(_op(mine, theirs), mine, theirs, flags, published.place(run.begin, run.end))


def _op(quoted: str, published: str) -> Literal["replace", "insert", "delete"]:
    if quoted and published:
        return "replace"
    return "insert" if quoted else "delete"


def _longest(runs: Sequence[Run], quoted: Side, published: Side) -> int:
    """Give how many words in a row are equal, whatever marks stand between them."""
    longest, together = 0, 0
    for run in runs:
        mine, theirs = quoted.words(run.first, run.last), published.words(run.begin, run.end)
        together = together + mine if run.equal or not (mine or theirs) else 0
        longest = max(longest, together)
    return longest
