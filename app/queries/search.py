"""Turns in which a query holds: the most relevant first, or by date."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal, NamedTuple

from sqlalchemy import Select, Subquery, func, select
from sqlmodel import col

from app.database import dialect_of
from app.models import Interview, Turn
from app.queries import ReadSession, interviews
from app.queries.filters import TurnFilter, turn_conditions
from app.queries.memory import Memory
from app.queries.windows import Key, Order, Part, Window, part_of, read_part
from app.search_query import Tree, closeness
from app.words import Word, words

SearchSort = Literal["relevance", "-date", "date"]

CANDIDATES = 5_000
"""How many hits are ranked by relevance: those among them that were ingested last."""

WEIGHED = 50
"""How many of them, the best by their words alone, are then weighed (`weigh`)."""

FEW_WORDS = 8
"""A turn of so many words has half of the substance that a turn can have."""

SUBSTANCE = 8
"""How many times as much as closeness substance weighs."""

ORDERS: dict[SearchSort, Order] = {
    "-date": Order((*interviews.ORDERS["-date"].columns, -col(Turn.position)), descending=True),
    "date": Order((*interviews.ORDERS["date"].columns, col(Turn.position))),
}


_MEMORY = Memory(50)


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for, and among which turns."""

    tree: Tree
    wanted: TurnFilter


class Found(NamedTuple):
    """A turn in which a query holds."""

    pk: int
    score: float | None
    """Grows with relevance; `None` where it was not computed."""
    place: Key
    """Where it stands in its list."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """The candidates, the most relevant first: thousands, so in arrays."""

    pks: "array[int]"
    scores: "array[float]"
    complete: bool
    """Whether there are no other hits."""

    def __len__(self) -> int:
        return len(self.pks)

    def hits(self, begin: int, end: int) -> list[Found]:
        """Give some of them; a place is `(index,)`."""
        return [Found(self.pks[i], self.scores[i], (i,)) for i in range(max(begin, 0), min(end, len(self)))]

    @property
    def oldest(self) -> int:
        """The least key among them: every other hit has a lesser one."""
        return min(self.pks, default=0)


def rank_hits(session: ReadSession, search: Search) -> Ranked:
    """Rank the hits, or as many of them as are candidates."""
    return _MEMORY.recall(session, ("ranked", search), lambda: _rank(session, search))


def _rank(session: ReadSession, search: Search) -> Ranked:
    hits = find_hits(session, search.tree)
    statement = _among(session, select(hits.c.turn_pk, hits.c.score), hits, search.wanted)
    newest = statement.order_by(hits.c.place.desc()).limit(CANDIDATES + 1).subquery()
    rows = session.execute(select(newest).order_by(newest.c.score.desc(), newest.c.turn_pk)).all()
    scores = {pk: score for pk, score in rows}  # noqa: C416, rows are no pairs to a type checker
    if len(scores) > CANDIDATES:
        del scores[min(scores)]
    best = _weighed(session, search.tree, dict(islice(scores.items(), WEIGHED)))
    ranked = best | dict(islice(scores.items(), WEIGHED, None))
    return Ranked(array("q", ranked), array("d", ranked.values()), len(rows) <= CANDIDATES)


def _weighed(session: ReadSession, tree: Tree, scores: dict[int, float]) -> dict[int, float]:
    """Raise the scores by what the counting of words does not see, and sort by them."""
    statement = select(col(Turn.pk), col(Turn.text), col(Interview.index_language))
    statement = statement.join(Interview, col(Interview.pk) == col(Turn.interview_pk)).where(col(Turn.pk).in_(scores))
    raised = {pk: scores[pk] * weigh(tree, words(text), language) for pk, text, language in session.execute(statement)}
    return dict(sorted(raised.items(), key=lambda item: (-item[1], item[0])))


def weigh(tree: Tree, words: Sequence[Word], language: str) -> float:
    """Give what a turn's score is multiplied by, at least 1: for following the query closely, and for its substance.

    Engines prefer short texts, but a turn of a few words with those of the query among them mostly asks or names, and
    says nothing. `tests/benchmarks/relevance.py` measures it.
    """
    return 1 + closeness(tree, words, language) + SUBSTANCE * len(words) / (len(words) + FEW_WORDS)


def list_by_relevance(session: ReadSession, search: Search, ranked: Ranked, window: Window) -> Part[Found]:
    """List the ranked hits, then the rest of them, newest first, whose places are `(day, id, position)`."""
    return (_backward if window.backwards else _forward)(session, search, ranked, window)


def list_by_date(
    session: ReadSession, search: Search, sort: SearchSort, window: Window, *, before: int | None = None
) -> Part[Found]:
    """List the hits by date, undated ones last, and then as they are spoken; a place is `(day, id, position)`.

    With `before`, only those whose keys are less.
    """
    hits, order = find_hits(session, search.tree), ORDERS[sort]
    statement = select(hits.c.turn_pk, *order.columns).join_from(hits, Turn, col(Turn.pk) == hits.c.turn_pk)
    statement = statement.join(Interview, col(Interview.pk) == col(Turn.interview_pk))
    statement = statement.where(*turn_conditions(search.wanted))
    if before is not None:
        statement = statement.where(hits.c.place < before)
    part = read_part(session, statement, order, window)
    return Part([Found(row[0], None, tuple(row[1:])) for row in part.rows], part.more)


def count_hits(session: ReadSession, search: Search) -> int:
    """Count the turns in which a query holds."""
    return _MEMORY.recall(session, ("count", search), lambda: _count(session, search))


def _count(session: ReadSession, search: Search) -> int:
    hits = find_hits(session, search.tree)
    count = _among(session, select(func.count()).select_from(hits), hits, search.wanted)
    total: int = session.execute(count).scalar_one()
    return total


def find_hits(session: ReadSession, tree: Tree) -> Subquery:
    """Give the turns for which `tree` holds, as the engine gives them (`app.database.Dialect.hits`)."""
    return dialect_of(session.connection()).hits(tree, list_index_languages(session))


def list_index_languages(session: ReadSession) -> list[str]:
    """List the languages whose stems are in the index, at least one."""
    statement = select(col(Interview.index_language)).distinct().order_by(col(Interview.index_language))
    return _MEMORY.recall(session, "languages", lambda: list(session.execute(statement).scalars())) or ["und"]


def get_index_languages(session: ReadSession, interview_pks: set[int]) -> dict[int, str]:
    """Give for each of these interviews the language whose stems are in the index."""
    statement = select(col(Interview.pk), col(Interview.index_language)).where(col(Interview.pk).in_(interview_pks))
    return {row.pk: row.index_language for row in session.execute(statement)}


def _forward(session: ReadSession, search: Search, ranked: Ranked, window: Window) -> Part[Found]:
    beyond = _is_beyond(window)
    begin = 0 if beyond or window.key is None else window.key[0] + 1
    first = [] if beyond else ranked.hits(begin, begin + window.limit + 1)
    if len(first) > window.limit or ranked.complete:
        return part_of(first, window)
    then = Window(window.limit - len(first), window.key if beyond else None)
    rest = list_by_date(session, search, "-date", then, before=ranked.oldest)
    return Part(first + rest.rows, rest.more)


def _backward(session: ReadSession, search: Search, ranked: Ranked, window: Window) -> Part[Found]:
    rest: Part[Found] = Part([], more=False)
    end = len(ranked)
    if _is_beyond(window):
        rest = list_by_date(session, search, "-date", window, before=ranked.oldest)
    elif window.key is not None:
        end = min(window.key[0], end)
    room = 0 if rest.more else window.limit - len(rest.rows)
    return Part(ranked.hits(end - room, end) + rest.rows, rest.more or end > room)


def _is_beyond(window: Window) -> bool:
    """Tell whether a window begins among the hits that are not ranked."""
    return window.key is not None and len(window.key) > 1


def _among(session: ReadSession, statement: Select[Any], hits: Subquery, wanted: TurnFilter) -> Select[Any]:
    """Let through the hits among the wanted turns; where all are wanted, the index alone answers."""
    if wanted == TurnFilter():
        return statement
    statement = statement.join(Turn, col(Turn.pk) == hits.c.turn_pk)
    statement = statement.join(Interview, col(Interview.pk) == col(Turn.interview_pk)).where(*turn_conditions(wanted))
    return statement.where(hits.c.place.between(*_span(session, wanted))) if wanted.interview else statement


def _span(session: ReadSession, wanted: TurnFilter) -> tuple[int, int]:
    """Give the least and the greatest key of the turns of the wanted interviews: the index can leap to a key."""
    interviews = select(col(Interview.pk)).where(col(Interview.id).in_(wanted.interview))
    statement = select(func.min(col(Turn.pk)), func.max(col(Turn.pk))).where(col(Turn.interview_pk).in_(interviews))
    first, last = session.execute(statement).one()
    return first or 0, last or 0
