"""Facets: how the hits of a search are spread over speakers, interviews, years, kinds and outlets."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from heapq import nlargest, nsmallest
from typing import Any, Literal, NamedTuple, get_args

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, String, bindparam, case, cast, func, select
from sqlmodel import col

from app.models import Interview, InterviewSpeaker, Speaker, Turn
from app.queries import ReadSession
from app.queries.filters import TurnFilter, interview_conditions, speaker_pks, turn_conditions
from app.queries.memory import Memory
from app.queries.search import Search, find_hit_turns, find_hits
from app.queries.turns import LIVE
from app.transcript import Kind

Facet = Literal["speaker", "interview", "year", "kind", "outlet"]

MOST_VALUES = 20
"""How many values a facet shows; years are all there, since a chart over time needs each."""

_MEMORY = Memory(100)
_VALUES = Memory(20)


class FacetCount(NamedTuple):
    """A value of a facet."""

    value: str
    label: str
    hits: int
    """How many hits have it."""
    turns: int
    """How many turns have it, under the same filters."""


FILTERS: dict[Facet, tuple[str, ...]] = {
    "speaker": ("speaker",),
    "interview": ("interview",),
    "year": ("date_from", "date_to"),
    "kind": ("kind",),
    "outlet": ("outlet",),
}
"""A facet's own filters, which it does not honour: it shows what else could be chosen."""

_OF_INTERVIEWS: dict[Facet, SQLColumnExpression[Any]] = {
    "interview": col(Interview.pk),
    "year": func.substr(col(Interview.date), 1, 4),
    "outlet": col(Interview.outlet),
}
_KEYS = _OF_INTERVIEWS | {"speaker": col(Turn.speaker_pk), "kind": col(Turn.kind)}

_TURN_COLUMNS: dict[Facet, str] = dict.fromkeys(_OF_INTERVIEWS, "interview_pk") | {
    "speaker": "speaker_pk",
    "kind": "kind",
}

_NAMES: dict[Facet, Select[*tuple[Any, ...]]] = {
    "speaker": select(col(Speaker.pk), col(Speaker.id), col(Speaker.name)).where(
        col(Speaker.pk).in_(bindparam("keys", expanding=True))
    ),
    "interview": select(
        col(Interview.pk), col(Interview.id), func.coalesce(col(Interview.title), col(Interview.id))
    ).where(col(Interview.pk).in_(bindparam("keys", expanding=True))),
}
"""Key, value and label of what a facet shows by its key."""

_KINDS = {kind[0]: kind for kind in get_args(Kind)}


def count_facets(session: ReadSession, search: Search, names: Iterable[Facet]) -> dict[Facet, list[FacetCount]]:
    """Count the hits by the values of facets, the most frequent first, under all filters but a facet's own.

    Hits without a value (an unknown year or outlet) are in none.
    """
    alike: dict[Search, list[Facet]] = {}
    for name in names:
        alike.setdefault(_wider(search, name), []).append(name)
    found: dict[Facet, list[FacetCount]] = {}
    for wider, facets in alike.items():
        found |= _MEMORY.recall(session, (wider, *facets), partial(_count_alike, session, wider, facets))
    return found


def _wider(search: Search, facet: Facet) -> Search:
    blank = TurnFilter()
    return replace(search, wanted=replace(search.wanted, **{name: getattr(blank, name) for name in FILTERS[facet]}))


def _count_alike(session: ReadSession, search: Search, facets: Sequence[Facet]) -> dict[Facet, list[FacetCount]]:
    counts = _count_columns(session, search, {_TURN_COLUMNS[facet] for facet in facets})
    return {facet: _most_frequent(session, search.wanted, facet, counts[_TURN_COLUMNS[facet]]) for facet in facets}


def _count_columns(session: ReadSession, search: Search, names: Iterable[str]) -> dict[str, Counter[str]]:
    """Count the hits by columns of `Turn`, of which no value holds a comma.

    All columns at once, for each hit costs a look-up of its turn; and here, for to group by the engine is to sort.
    """
    wanted = list(names)
    if search.wanted == TurnFilter():
        turns = find_hit_turns(session, search.tree)
        statement = select(*[_listed(turns.c[name], name) for name in wanted])
    else:
        hits = find_hits(session, search.tree)
        statement = select(*[_listed(col(getattr(Turn, name)), name) for name in wanted])
        statement = statement.join_from(hits, Turn, col(Turn.pk) == hits.c.turn_pk)
        statement = statement.join(Interview, col(Interview.pk) == col(Turn.interview_pk))
        statement = statement.where(*turn_conditions(search.wanted))
    lists = session.execute(statement).one()
    return {name: Counter(text.split(",") if text else ()) for name, text in zip(wanted, lists, strict=True)}


def _listed(column: SQLColumnExpression[Any], name: str) -> ColumnElement[str]:
    """List a column's values; of kinds their initials, since long lists of long words cost much."""
    text = func.substr(column, 1, 1) if name == "kind" else cast(column, String)
    return func.aggregate_strings(text, ",")


def _most_frequent(
    session: ReadSession, wanted: TurnFilter, facet: Facet, counts: Mapping[str, int]
) -> list[FacetCount]:
    if facet == "kind":
        hits: dict[Any, int] = {_KINDS[initial]: count for initial, count in counts.items()}
    elif facet in ("year", "outlet"):
        by_value = _by_value(session, facet, counts)
        hits = dict(by_value) if facet == "year" else _greatest(by_value, str)
    else:
        hits = _greatest(counts, int)
    turns, names = _count_turns(session, facet, wanted, list(hits)), _names(session, facet, list(hits))
    found = [FacetCount(*names[key], count, turns[key]) for key, count in hits.items()]
    return sorted(found, key=lambda found: (-found.hits, found.value))


def _greatest(counts: Mapping[str, int], key_of: Callable[[str], Any]) -> dict[Any, int]:
    """Give the most frequent values; of equals, the least. Most have too few hits to be looked at one by one."""
    least = min(nlargest(MOST_VALUES, counts.values()), default=0)
    frequent = [(key_of(value), count) for value, count in counts.items() if count >= least]
    return dict(nsmallest(MOST_VALUES, frequent, key=lambda item: (-item[1], item[0])))


def _by_value(session: ReadSession, facet: Facet, counts: Mapping[str, int]) -> Counter[str]:
    """Turn counts by interview into counts by what the facet shows of it, where that is known."""
    values = _VALUES.recall(session, facet, partial(_read_values, session, facet))
    by_value: Counter[Any] = Counter()
    for key, count in counts.items():
        by_value[values[key]] += count
    by_value.pop(None, None)
    return by_value


def _read_values(session: ReadSession, facet: Facet) -> dict[str, Any]:
    return {str(row[0]): row[1] for row in session.execute(select(col(Interview.pk), _KEYS[facet]))}


def _count_turns(session: ReadSession, facet: Facet, wanted: TurnFilter, keys: list[Any]) -> dict[Any, int]:
    """Count turns by the values of a facet; stored counts answer where they can."""
    if facet == "kind":
        return _VALUES.recall(session, (facet, wanted), lambda: _count_kinds(session, wanted))
    if wanted.kind or wanted.min_words is not None or wanted.max_words is not None:
        return _VALUES.recall(session, (facet, wanted), lambda: _counted(session, facet, wanted))
    key, statement = _stored(facet, wanted)
    statement = statement.where(col(Interview.removed_at).is_(None), *interview_conditions(wanted)).group_by(key)
    if facet in ("year", "outlet"):
        return _VALUES.recall(session, (facet, wanted), lambda: _pairs(session, statement))
    return _pairs(session, statement.where(key.in_(keys)))


def _count_kinds(session: ReadSession, wanted: TurnFilter) -> dict[str, int]:
    """Count each kind for itself: to group by the engine is to sort all turns."""
    counts = [func.count(case((col(Turn.kind) == kind, 1))) for kind in get_args(Kind)]
    statement = select(*counts).select_from(Turn).where(LIVE[0], *turn_conditions(wanted))
    if interview_conditions(wanted):  # turns of a removed interview have no position either
        statement = statement.join(Interview, col(Interview.pk) == col(Turn.interview_pk))
    return dict(zip(get_args(Kind), session.execute(statement).one(), strict=True))


def _counted(session: ReadSession, facet: Facet, wanted: TurnFilter) -> dict[Any, int]:
    statement = select(_KEYS[facet], func.count()).select_from(Turn)
    statement = statement.join(Interview, col(Interview.pk) == col(Turn.interview_pk))
    return _pairs(session, statement.where(*LIVE, *turn_conditions(wanted)).group_by(_KEYS[facet]))


def _pairs(session: ReadSession, statement: Select[Any]) -> dict[Any, int]:
    return {row[0]: row[1] for row in session.execute(statement).all()}


def _stored(facet: Facet, wanted: TurnFilter) -> tuple[SQLColumnExpression[Any], Select[Any]]:
    if facet != "speaker" and not wanted.speaker:
        key: SQLColumnExpression[Any] = col(Interview.pk) if facet == "interview" else _KEYS[facet]
        return key, select(key, func.sum(col(Interview.turn_count))).select_from(Interview)
    keys: dict[Facet, SQLColumnExpression[Any]] = {
        "speaker": col(InterviewSpeaker.speaker_pk),
        "interview": col(InterviewSpeaker.interview_pk),
    }
    key = keys.get(facet, _KEYS[facet])
    statement = select(key, func.sum(col(InterviewSpeaker.turn_count))).select_from(InterviewSpeaker)
    statement = statement.join(Interview, col(Interview.pk) == col(InterviewSpeaker.interview_pk))
    if wanted.speaker:
        statement = statement.where(col(InterviewSpeaker.speaker_pk).in_(speaker_pks(wanted.speaker)))
    return key, statement


def _names(session: ReadSession, facet: Facet, keys: list[Any]) -> dict[Any, tuple[str, str]]:
    """Give value and label by key."""
    if facet not in _NAMES:
        return {key: (key, key) for key in keys}
    rows = session.execute(_NAMES[facet], {"keys": keys}).all()
    return {row[0]: (row[1], row[2]) for row in rows}
