"""Times of turns, for formats that cannot do without."""

from collections.abc import Iterator
from itertools import pairwise

from app.publication import ExportError, Publication, PublishedTurn

MS_PER_WORD = 400
"""How long a word is taken to last where nothing says when the last turn ends."""


def timed(publication: Publication) -> Iterator[tuple[PublishedTurn, int, int]]:
    """Give each turn with its start and end in milliseconds; an end that is unknown is the next turn's start.

    Raises `ExportError` where a turn has no start.
    """
    missing = sum(turn.start_ms is None for turn in publication.turns)
    if missing:
        raise ExportError(
            f"this format needs the time of every turn, and {missing} of {len(publication.turns)} have none"
        )
    for turn, following in pairwise((*publication.turns, None)):
        if turn is not None:
            yield turn, turn.start_ms or 0, _end(turn, following)


def _end(turn: PublishedTurn, following: PublishedTurn | None) -> int:
    start = turn.start_ms or 0
    if turn.end_ms is not None:
        return turn.end_ms
    if following is not None and (following.start_ms or 0) > start:
        return following.start_ms or 0
    return start + MS_PER_WORD * max(turn.word_count, 1)


def clock(ms: int, point: str = ".") -> str:
    """Give a time as `hh:mm:ss.mmm`."""
    seconds, thousandths = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{thousandths:03}"


def stamp(turn: PublishedTurn) -> str:
    """Give ` [start]` or ` [start --> end]`; nothing where the start is unknown."""
    if turn.start_ms is None:
        return ""
    end = "" if turn.end_ms is None else f" --> {clock(turn.end_ms)}"
    return f" [{clock(turn.start_ms)}{end}]"
