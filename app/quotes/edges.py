"""The marks at the ends of a quotation: they belong to whoever quotes as much as to what is quoted."""

from collections.abc import Sequence
from typing import NamedTuple

from app.quotes.folds import mark_folds
from app.quotes.results import Difference, Fold
from app.quotes.tokens import DASH, ELLIPSIS, QUOTE, Token

_SOFT = frozenset(".,;:") | {DASH, ELLIPSIS}
"""Marks with which a quotation may begin or end whatever the published text has there; a `?` is none of them."""

_FOLDS: dict[str, Fold] = {QUOTE: "outer_quotation_marks", DASH: "dashes", ELLIPSIS: "ellipses"}

Marks = Sequence[Token]


class Edge(NamedTuple):
    """What the marks at one end come to; `reach` is how far the published text has them too."""

    reach: int | None
    folds: frozenset[Fold]
    differences: tuple[Difference, ...]


def compare_lead(quoted: str, mine: Marks, published: str, theirs: Marks) -> Edge:
    """Compare the marks before the first word."""
    near = theirs[len(theirs) - len(mine) :] if len(mine) <= len(theirs) else ()
    if mine and _keys(mine) == _keys(near):
        return Edge(near[0].start, _folds(quoted, mine, published, near), ())
    others = [mark for mark in mine if mark.key != QUOTE]
    if any(mark.key not in _SOFT for mark in others):
        return Edge(None, frozenset(), (_punctuation(quoted, mine, "", ()),))
    return Edge(None, frozenset(_FOLDS.get(mark.key, "final_punctuation") for mark in mine), ())


def compare_tail(quoted: str, mine: Marks, published: str, theirs: Marks) -> Edge:
    """Compare the marks after the last word."""
    near = theirs[: len(mine)]
    if mine and _keys(mine) == _keys(near):
        return Edge(near[-1].end, _folds(quoted, mine, published, near), ())
    others = [mark for mark in mine if mark.key != QUOTE]
    there = [mark for mark in theirs if mark.key != QUOTE]
    folds: set[Fold] = {"outer_quotation_marks"} if len(others) < len(mine) else set()
    if _keys(others) == _keys(there[: len(others)]):
        end = there[len(others) - 1].end if others else None
        return Edge(end, frozenset(folds | _folds(quoted, others, published, there[: len(others)])), ())
    if all(mark.key in _SOFT for mark in (*others, *there[:1])):
        return Edge(None, frozenset(folds | {"final_punctuation"}), ())
    return Edge(
        there[0].end if there else None, frozenset(folds), (_punctuation(quoted, others, published, there[:1]),)
    )


def _keys(marks: Marks) -> list[str]:
    return [mark.key for mark in marks]


def _folds(quoted: str, mine: Marks, published: str, theirs: Marks) -> frozenset[Fold]:
    folds: set[Fold] = set()
    for mark, other in zip(mine, theirs, strict=True):
        folds |= mark_folds(mark.key, quoted[mark.start : mark.end], published[other.start : other.end])
    return frozenset(folds)


def _punctuation(quoted: str, mine: Marks, published: str, theirs: Marks) -> Difference:
    written = quoted[mine[0].start : mine[-1].end]
    printed = published[theirs[0].start : theirs[-1].end] if theirs else ""
    at = theirs[0].start if theirs else None
    return Difference("replace" if printed else "insert", written, printed, ("punctuation",), at)
