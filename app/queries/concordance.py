"""Every match of a query in its line of context, sorted as corpus tools do."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import Any, Literal, NamedTuple

from sqlalchemy import select
from sqlmodel import col

from app.models import Interview, Turn
from app.queries import ReadSession
from app.queries.memory import Memory
from app.queries.search import ORDERS, Search, among, count_hits, find_hits
from app.queries.windows import Part, Window, part_of
from app.search_query import spans
from app.words import Word, words

ConcordanceSort = Literal["date", "left", "right"]

MOST_TURNS = 5_000
"""In how many turns a query may hold: all of them are read, since any may come first."""

COMPARED = 5
"""How many words beside a match lines are sorted by, from the match outward."""

_MEMORY = Memory(8)


class TooManyTurnsError(Exception):
    """A query that holds in more turns than are read; `turns` says in how many."""

    def __init__(self, turns: int) -> None:
        super().__init__(f"{turns} turns")
        self.turns = turns


class Line(NamedTuple):
    """A match: its turn and its place there, in code points."""

    turn_pk: int
    start: int
    end: int
    place: tuple[int]
    """Where it stands in its list, from 0."""


@dataclass(frozen=True, slots=True)
class Concordance:
    """All lines in their order: up to many thousands, so in arrays."""

    turns: "array[int]"
    starts: "array[int]"
    ends: "array[int]"

    def __len__(self) -> int:
        return len(self.turns)

    def lines(self, begin: int = 0) -> Iterator[Line]:
        """Give the lines from one on."""
        for i in range(begin, len(self)):
            yield Line(self.turns[i], self.starts[i], self.ends[i], (i,))


def find_lines(session: ReadSession, search: Search, sort: ConcordanceSort) -> Concordance:
    """Give every match; raises `TooManyTurnsError` where the query holds in too many turns to be sorted."""
    if (found := count_hits(session, search)) > MOST_TURNS:
        raise TooManyTurnsError(found)
    return _MEMORY.recall(session, (search, sort), lambda: _find(session, search, sort))


def list_lines(concordance: Concordance, window: Window) -> Part[Line]:
    """List some of the lines; a place is `(index,)`."""
    key = None if window.key is None else window.key[0]
    if window.backwards:
        begin = max((len(concordance) if key is None else key) - window.limit - 1, 0)
        before = list(islice(concordance.lines(begin), max((key or 0) - begin, 0)))
        return part_of(before[::-1], window)
    return part_of(list(islice(concordance.lines(0 if key is None else key + 1), window.limit + 1)), window)


def _find(session: ReadSession, search: Search, sort: ConcordanceSort) -> Concordance:
    found = sorted(_matches(session, search, sort))
    columns = [array("q", column) for column in zip(*(line[-3:] for line in found), strict=True)]
    return Concordance(*(columns or (array("q"), array("q"), array("q"))))


def _matches(session: ReadSession, search: Search, sort: ConcordanceSort) -> Iterator[tuple[Any, ...]]:
    """Give what each match is sorted by, a number that no two share, and the match."""
    numbers = count()
    hits = find_hits(session, search.tree)
    wanted = among(session, select(hits.c.turn_pk), hits, search.wanted)
    statement = (
        select(col(Turn.pk), col(Turn.text), col(Interview.index_language))
        .join(Interview, col(Interview.pk) == col(Turn.interview_pk))
        .where(col(Turn.pk).in_(wanted))
        .order_by(*ORDERS["date"].columns)
    )
    for pk, text, language in session.execute(statement):
        written = words(text)
        for start, end in spans(search.tree, written, language):
            yield _beside(written, start, end, sort), next(numbers), pk, start, end


def _beside(written: Sequence[Word], start: int, end: int, sort: ConcordanceSort) -> list[str]:
    if sort == "left":
        first = bisect_left(written, start, key=lambda word: word.start)
        return [word.text for word in reversed(written[max(first - COMPARED, 0) : first])]
    if sort == "right":
        after = bisect_left(written, end, key=lambda word: word.start)
        return [word.text for word in written[after : after + COMPARED]]
    return []
