"""The turns in which a query holds, the most relevant first."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from sqlalchemy import Integer, Row, Select, Subquery, bindparam, select
from sqlmodel import col

from app.database import dialect_of
from app.models import Interview, Turn
from app.queries import ReadSession
from app.queries.filters import TurnFilter
from app.queries.memory import Memory
from app.queries.search import Found, Search, among, find_hits, list_by_date, list_index_languages
from app.queries.windows import Part, Window, part_of
from app.search_query import Tree, closeness
from app.words import folded_words

CANDIDATES = 5_000
"""How many hits are ranked by relevance: those among them that were ingested last."""

WEIGHED = 50
"""How many of them, the best by their words alone, are then weighed (`weigh`)."""

FEW_WORDS = 8
"""A turn of so many words has half of the substance that a turn can have."""

SUBSTANCE = 8
"""How many times as much as closeness substance weighs."""

_MEMORY = Memory(50)

_TEXTS = (
    select(col(Turn.pk), col(Turn.text), col(Interview.index_language))
    .join(Interview, col(Interview.pk) == col(Turn.interview_pk))
    .where(col(Turn.pk).in_(bindparam("pks", expanding=True)))
)


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
    rows = _read_newest(session, search)
    scores = {pk: score for pk, score in rows}  # noqa: C416, rows are no pairs to a type checker
    if len(scores) > CANDIDATES:
        del scores[min(scores)]
    best = _weighed(session, search.tree, dict(islice(scores.items(), WEIGHED))) if scores else {}
    ranked = best | dict(islice(scores.items(), WEIGHED, None))
    return Ranked(array("q", ranked), array("d", ranked.values()), len(rows) <= CANDIDATES)


def _read_newest(session: ReadSession, search: Search) -> Sequence[Row[*tuple[Any, ...]]]:
    """Read keys and scores of the candidates, and of one more, the best first."""
    most = {"most": CANDIDATES + 1}
    if search.wanted != TurnFilter():
        hits = find_hits(session, search.tree)
        statement = among(session, select(hits.c.turn_pk, hits.c.score), hits, search.wanted)
        return session.execute(_newest(statement, hits), most).all()
    fixed = dialect_of(session.connection()).fixed_hits(search.tree, list_index_languages(session))
    if fixed is None:
        return session.execute(_all_newest(find_hits(session, search.tree, newest=CANDIDATES + 1)), most).all()
    return session.execute(_fixed_newest(fixed[0]), fixed[1] | most).all()


def _all_newest(hits: Subquery) -> Select[*tuple[Any, ...]]:
    return _newest(select(hits.c.turn_pk, hits.c.score), hits)


_fixed_newest = cache(_all_newest)


def _newest(statement: Select[*tuple[Any, ...]], hits: Subquery) -> Select[*tuple[Any, ...]]:
    newest = statement.order_by(hits.c.place.desc()).limit(bindparam("most", type_=Integer)).subquery()
    return select(newest).order_by(newest.c.score.desc(), newest.c.turn_pk)


def _weighed(session: ReadSession, tree: Tree, scores: dict[int, float]) -> dict[int, float]:
    """Raise the scores by what the counting of words does not see, and sort by them."""
    texts = session.execute(_TEXTS, {"pks": list(scores)}).all()
    raised = {pk: scores[pk] * weigh(tree, folded_words(text), language) for pk, text, language in texts}
    return dict(sorted(raised.items(), key=lambda item: (-item[1], item[0])))


def weigh(tree: Tree, written: list[str], language: str) -> float:
    """Give what a turn's score is multiplied by, at least 1: for following the query closely, and for its substance.

    Engines prefer short texts, but a turn of a few words with those of the query among them mostly asks or names, and
    says nothing. `tests/benchmarks/relevance.py` measures it.
    """
    return 1 + closeness(tree, written, language) + SUBSTANCE * len(written) / (len(written) + FEW_WORDS)


def list_by_relevance(session: ReadSession, search: Search, ranked: Ranked, window: Window) -> Part[Found]:
    """List the ranked hits, then the rest of them, newest first, whose places are `(day, id, position)`."""
    return (_backward if window.backwards else _forward)(session, search, ranked, window)


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
