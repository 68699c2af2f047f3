"""Facets: how the hits of a search are spread over speakers, interviews, years, kinds and outlets."""

from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from sqlalchemy import Select, SQLColumnExpression, func, select
from sqlmodel import col

from app.models import Interview, InterviewSpeaker, Speaker, Turn
from app.queries import ReadSession
from app.queries.filters import TurnFilter, interview_conditions, speaker_pks, turn_conditions
from app.queries.memory import Memory
from app.queries.search import Search, find_hits
from app.queries.turns import LIVE

Facet = Literal["speaker", "interview", "year", "kind", "outlet"]

MOST_VALUES = 20

_MEMORY = Memory(100)


class FacetCount(NamedTuple):
    """A value of a facet."""

    value: str
    label: str
    hits: int
    """How many hits have it."""
    turns: int
    """How many turns have it, under the same filters."""


@dataclass(frozen=True, slots=True)
class Column:
    key: SQLColumnExpression[Any]
    """What hits are grouped by, on `Turn` joined with `Interview`."""
    filters: tuple[str, ...]
    """The facet's own filters, which it does not honour: it shows what else could be chosen."""


_YEAR = func.substr(col(Interview.date), 1, 4)

COLUMNS: dict[Facet, Column] = {
    "speaker": Column(col(Turn.speaker_pk), ("speaker",)),
    "interview": Column(col(Turn.interview_pk), ("interview",)),
    "year": Column(_YEAR, ("date_from", "date_to")),
    "kind": Column(col(Turn.kind), ("kind",)),
    "outlet": Column(col(Interview.outlet), ("outlet",)),
}


def count_facet(session: ReadSession, search: Search, facet: Facet) -> list[FacetCount]:
    """Count the hits by the values of a facet, the most frequent first, under all filters but the facet's own.

    Hits without a value (an unknown year or outlet) are in none.
    """
    blank = TurnFilter()
    others = replace(search.wanted, **{name: getattr(blank, name) for name in COLUMNS[facet].filters})
    wider = replace(search, wanted=others)
    return _MEMORY.recall(session, (facet, wider), lambda: _count_facet(session, wider, facet))


def _count_facet(session: ReadSession, search: Search, facet: Facet) -> list[FacetCount]:
    hits = _count(session, search, COLUMNS[facet].key)
    turns = _count_turns(session, facet, search.wanted, list(hits))
    names = _names(session, facet, list(hits))
    found = [FacetCount(*names[key], count, turns[key]) for key, count in hits.items()]
    return sorted(found, key=lambda found: (-found.hits, found.value))


def _count(session: ReadSession, search: Search, key: SQLColumnExpression[Any]) -> dict[Any, int]:
    hits = find_hits(session, search.tree)
    statement = select(key, func.count()).join_from(hits, Turn, col(Turn.pk) == hits.c.turn_pk)
    statement = statement.join(Interview, col(Interview.pk) == col(Turn.interview_pk))
    statement = statement.where(key.is_not(None), *turn_conditions(search.wanted))
    statement = statement.group_by(key).order_by(func.count().desc(), key).limit(MOST_VALUES)
    return {row[0]: row[1] for row in session.execute(statement)}


def _count_turns(session: ReadSession, facet: Facet, wanted: TurnFilter, keys: list[Any]) -> dict[Any, int]:
    """Count turns by the values of a facet; stored counts answer where they can."""
    if facet == "kind" or wanted.kind or wanted.min_words is not None or wanted.max_words is not None:
        key, statement = COLUMNS[facet].key, select(COLUMNS[facet].key, func.count()).select_from(Turn)
        statement = statement.join(Interview, col(Interview.pk) == col(Turn.interview_pk))
        statement = statement.where(*LIVE, *turn_conditions(wanted))
    else:
        key, statement = _stored(facet, wanted)
        statement = statement.where(col(Interview.removed_at).is_(None), *interview_conditions(wanted))
    return {row[0]: row[1] for row in session.execute(statement.where(key.in_(keys)).group_by(key))}


def _stored(facet: Facet, wanted: TurnFilter) -> tuple[SQLColumnExpression[Any], Select[Any]]:
    if facet != "speaker" and not wanted.speaker:
        key: SQLColumnExpression[Any] = col(Interview.pk) if facet == "interview" else COLUMNS[facet].key
        return key, select(key, func.sum(col(Interview.turn_count))).select_from(Interview)
    keys: dict[Facet, SQLColumnExpression[Any]] = {
        "speaker": col(InterviewSpeaker.speaker_pk),
        "interview": col(InterviewSpeaker.interview_pk),
    }
    key = keys.get(facet, COLUMNS[facet].key)
    statement = select(key, func.sum(col(InterviewSpeaker.turn_count))).select_from(InterviewSpeaker)
    statement = statement.join(Interview, col(Interview.pk) == col(InterviewSpeaker.interview_pk))
    if wanted.speaker:
        statement = statement.where(col(InterviewSpeaker.speaker_pk).in_(speaker_pks(wanted.speaker)))
    return key, statement


def _names(session: ReadSession, facet: Facet, keys: list[Any]) -> dict[Any, tuple[str, str]]:
    """Give value and label by key."""
    if facet == "speaker":
        statement = select(col(Speaker.pk), col(Speaker.id), col(Speaker.name)).where(col(Speaker.pk).in_(keys))
    elif facet == "interview":
        title = func.coalesce(col(Interview.title), col(Interview.id))
        statement = select(col(Interview.pk), col(Interview.id), title).where(col(Interview.pk).in_(keys))
    else:
        return {key: (key, key) for key in keys}
    return {row[0]: (row[1], row[2]) for row in session.execute(statement)}
