"""The turns in which a query holds: how many there are, and by date."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from sqlalchemy import Select, Subquery, bindparam, func, literal, select, tuple_
from sqlmodel import col

from app.database import LONGEST_START, Field, Span, dialect_of
from app.models import Interview, Turn
from app.queries import ReadSession, interviews
from app.queries.corpus import get_state
from app.queries.filters import TurnFilter, has_speaker, interview_conditions, speaker_pks, turn_conditions
from app.queries.memory import Memory
from app.queries.windows import Key, Order, Part, Window, ordered, read_part
from app.search_query import Form, Term, Tree
from app.words import rules, stem

SearchSort = Literal["relevance", "-date", "date"]

MANY = 5_000
"""More hits than this are not all sorted by date where the interviews next by date have enough of them."""

NEXT = (50, 200)
"""How many interviews are tried."""

ORDERS: dict[SearchSort, Order] = {
    "-date": Order((*interviews.ORDERS["-date"].columns, -col(Turn.position)), descending=True),
    "date": Order((*interviews.ORDERS["date"].columns, col(Turn.position))),
}

_FIELDS: dict[Form, Field] = {"stem": "stems", "exact": "words", "prefix": "starts"}

_MEMORY = Memory(100)

_LANGUAGES = select(col(Interview.pk), col(Interview.index_language)).where(
    col(Interview.pk).in_(bindparam("pks", expanding=True))
)


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


def list_by_date(
    session: ReadSession, search: Search, sort: SearchSort, window: Window, *, before: int | None = None
) -> Part[Found]:
    """List the hits by date, undated ones last, and then as they are spoken; a place is `(day, id, position)`.

    With `before`, only those whose keys are less.
    """
    for size in NEXT if count_hits(session, search) > MANY else ():
        near = find_hits(session, search.tree, _next_spans(session, search, sort, window, size))
        part = _read_dated(session, _dated(near, search, sort, before), sort, window)
        if part.more:
            return part
    return _read_dated(session, _dated(find_hits(session, search.tree), search, sort, before), sort, window)


def count_hits(session: ReadSession, search: Search) -> int:
    """Count the turns in which a query holds."""
    return _MEMORY.recall(session, ("count", search), lambda: _count(session, search))


def find_hits(
    session: ReadSession, tree: Tree, spans: Collection[Span] | None = None, newest: int | None = None
) -> Subquery:
    """Give the turns for which `tree` holds, as the engine gives them (`app.database.Dialect.hits`)."""
    return dialect_of(session.connection()).hits(tree, list_index_languages(session), spans, newest)


def find_hit_turns(session: ReadSession, tree: Tree) -> Subquery:
    """Give interview, speaker and kind of the turns for which `tree` holds (`app.database.Dialect.hit_turns`)."""
    return dialect_of(session.connection()).hit_turns(tree, list_index_languages(session))


def list_index_languages(session: ReadSession) -> list[str]:
    """List the languages whose stems are in the index, at least one."""
    statement = select(col(Interview.index_language)).distinct().order_by(col(Interview.index_language))
    return _MEMORY.recall(session, "languages", lambda: list(session.execute(statement).scalars())) or ["und"]


def get_index_languages(session: ReadSession, interview_pks: set[int]) -> dict[int, str]:
    """Give for each of these interviews the language whose stems are in the index."""
    languages = list_index_languages(session)
    if len(languages) == 1:
        return dict.fromkeys(interview_pks, languages[0])
    return {pk: language for pk, language in session.execute(_LANGUAGES, {"pks": list(interview_pks)})}  # noqa: C416


def among(session: ReadSession, statement: Select[Any], hits: Subquery, wanted: TurnFilter) -> Select[Any]:
    """Let through the hits among the wanted turns; where all are wanted, the index alone answers."""
    if wanted == TurnFilter():
        return statement
    if wanted.interview or wanted.speaker:
        turns = select(col(Turn.pk)).join(Interview, col(Interview.pk) == col(Turn.interview_pk))
        statement = statement.where(hits.c.turn_pk.in_(turns.where(*turn_conditions(wanted))))
        return statement.where(hits.c.place.between(*_span(session, wanted)))
    statement = statement.join(Turn, col(Turn.pk) == hits.c.turn_pk)
    return statement.join(Interview, col(Interview.pk) == col(Turn.interview_pk)).where(*turn_conditions(wanted))


def _span(session: ReadSession, wanted: TurnFilter) -> tuple[int, int]:
    """Give the least and the greatest key of the turns of these interviews and speakers: an index leaps to a key."""
    statement = select(func.min(col(Turn.pk)), func.max(col(Turn.pk)))
    if wanted.interview:
        interviews = select(col(Interview.pk)).where(col(Interview.id).in_(wanted.interview))
        statement = statement.where(col(Turn.interview_pk).in_(interviews))
    if wanted.speaker:
        statement = statement.where(col(Turn.speaker_pk).in_(speaker_pks(wanted.speaker)))
    first, last = session.execute(statement).one()
    return first or 0, last or 0


def _count(session: ReadSession, search: Search) -> int:
    kept = _kept_count(session, search.tree) if search.wanted == TurnFilter() else None
    if kept is not None:
        return kept
    hits = find_hits(session, search.tree)
    count = among(session, select(func.count()).select_from(hits), hits, search.wanted)
    total: int = session.execute(count).scalar_one()
    return total


def _kept_count(session: ReadSession, tree: Tree) -> int | None:
    """Give what the index keeps the count of: turns with a word, or with one that starts with a letter or two.

    An index that the next ingest fills anew may have no counts yet.
    """
    state = get_state(session)
    if not isinstance(tree, Term) or len(tree.words) > 1 or state is None or state.word_rules != rules():
        return None
    word = tree.words[0]
    if tree.form == "prefix" and len(word) > LONGEST_START:
        return None
    connection, languages = session.connection(), list_index_languages(session)
    terms = [stem(word, language) for language in languages] if tree.form == "stem" else [word]
    counts = dialect_of(connection).turn_counts(connection, _FIELDS[tree.form], terms)
    return sum(counts.values())  # a turn has stems of one language


def _dated(hits: Subquery, search: Search, sort: SearchSort, before: int | None) -> Select[*tuple[Any, ...]]:
    statement = select(hits.c.turn_pk, *ORDERS[sort].columns)
    statement = statement.join_from(hits, Turn, col(Turn.pk) == hits.c.turn_pk)
    statement = statement.join(Interview, col(Interview.pk) == col(Turn.interview_pk))
    statement = statement.where(*turn_conditions(search.wanted))
    return statement if before is None else statement.where(hits.c.place < before)


def _read_dated(
    session: ReadSession, statement: Select[*tuple[Any, ...]], sort: SearchSort, window: Window
) -> Part[Found]:
    part = read_part(session, statement, ORDERS[sort], window)
    return Part([Found(row[0], None, tuple(row[1:])) for row in part.rows], part.more)


def _next_spans(session: ReadSession, search: Search, sort: SearchSort, window: Window, size: int) -> list[Span]:
    """Give the least and the greatest key of the turns of each of the interviews at the beginning of a window."""
    order = Order(ORDERS[sort].columns[:-1], ORDERS[sort].descending)
    statement = select(col(Interview.pk)).where(*interview_conditions(search.wanted))
    if search.wanted.speaker:
        statement = statement.where(has_speaker(search.wanted.speaker))
    if window.key is not None:
        here, there = tuple_(*order.columns), tuple_(*(literal(value) for value in window.key[:-1]))
        statement = statement.where(here <= there if order.descending != window.backwards else here >= there)
    few = ordered(statement, order, window).limit(size)
    turns = select(func.min(col(Turn.pk)), func.max(col(Turn.pk))).where(col(Turn.interview_pk).in_(few))
    return [(first, last) for first, last in session.execute(turns.group_by(col(Turn.interview_pk)))]
