"""Two texts → what differs between them, word by word."""

import re
from itertools import groupby
from typing import Literal

from rapidfuzz.distance import Indel

from app.api.schemas import Difference

_PIECE = re.compile(r"\S+|\n\n")
"""A piece between white space, or the break between two paragraphs."""


def differences_of(before: str, after: str) -> list[Difference]:
    """Give the pieces of two texts in their order, alike or not.

    The words of all `before`s are those of one text, the words of all `after`s those of the other.
    """
    left, right = list(_PIECE.finditer(before)), list(_PIECE.finditer(after))
    steps = Indel.opcodes([piece[0] for piece in left], [piece[0] for piece in right])
    differences = []
    for equal, run in groupby(steps, key=lambda step: bool(step.tag == "equal")):
        together = list(run)
        old = _part(before, left[together[0].src_start : together[-1].src_end])
        new = _part(after, right[together[0].dest_start : together[-1].dest_end])
        differences.append(Difference(op="equal" if equal else _op(old, new), before=old, after=new))
    return differences


def _op(old: str, new: str) -> Literal["replace", "insert", "delete"]:
    if old and new:
        return "replace"
    return "delete" if old else "insert"


def _part(text: str, pieces: list[re.Match[str]]) -> str:
    return text[pieces[0].start() : pieces[-1].end()] if pieces else ""
