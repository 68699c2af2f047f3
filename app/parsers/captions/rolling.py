"""Captions that roll up: each cue shows the last lines of the one before again."""

from collections.abc import Sequence
from itertools import pairwise

from app.parsers.captions.markup import CHANGES, Token
from app.parsers.units.unit import said

_LATEST = 500
"""Milliseconds between a cue and the one that shows its lines again."""
_MOST_LINES = 4
_FEWEST = 2

Shown = tuple[int, int, list[list[Token]]]
"""A cue's start and end, and the pieces of its lines."""


def without_repeats(cues: Sequence[Shown]) -> list[Shown]:
    """The cues with the lines that roll up removed, where a third of them or more show new lines below old ones.

    A cue that says just what the one before said proves nothing: people repeat themselves.
    """
    words = [[_words(line) for line in lines] for _, _, lines in cues]
    repeats = [0] + [
        _repeated(before, after) if cues[index + 1][0] - cues[index][1] <= _LATEST else 0
        for index, (before, after) in enumerate(pairwise(words))
    ]
    rolling = sum(0 < count < len(lines) for count, lines in zip(repeats, words, strict=True))
    if rolling < _FEWEST or rolling * 3 < len(cues):
        return list(cues)
    return [
        (start, end, [[_removed(token) for token in line] if i < count else line for i, line in enumerate(lines)])
        for (start, end, lines), count in zip(cues, repeats, strict=True)
    ]


def _words(line: Sequence[Token]) -> str:
    return " ".join(said(token.piece for token in line).split())


def _repeated(before: Sequence[str], after: Sequence[str]) -> int:
    """How many of the first lines are the last ones of the cue before."""
    most = min(len(before), len(after), _MOST_LINES)
    return next((n for n in range(most, 0, -1) if list(before[-n:]) == list(after[:n]) and all(after[:n])), 0)


def _removed(token: Token) -> Token:
    voice = None if token.voice == CHANGES else token.voice
    rule = token.piece.rule or "rolled-up"
    return token._replace(piece=token.piece._replace(rule=rule), voice=voice)
