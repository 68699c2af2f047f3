"""Speakers: who speaks in the interviews that stand, and how much."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, Select, String, cast, func, literal, literal_column, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.models import Interview, InterviewSpeaker, Speaker
from app.queries import ReadSession
from app.queries.memory import Memory
from app.queries.turns import Identity
from app.queries.windows import Order, Part, Window, read_part
from app.transcript import Role

SpeakerSort = Literal["name", "-turns", "-words"]


class SpeakerRow(NamedTuple):
    """A speaker, with counts over the interviews that stand."""

    pk: int
    id: str
    name: str
    name_key: str
    identity: Identity
    anonymous: bool
    identifiers: dict[str, str]
    aliases: list[str]
    interview_count: int
    turn_count: int
    word_count: int
    first_date: str | None
    last_date: str | None


class RetiredSpeaker(NamedTuple):
    """A speaker who is in no list any more."""

    successor_id: str | None
    """Whose this id has become; `None` where they only stand in removed interviews."""


@dataclass(frozen=True, slots=True)
class SpeakerFilter:
    """Which speakers are wanted; `words` are the beginnings of words of the name, and all must be."""

    interview: tuple[str, ...] = ()
    role: tuple[Role, ...] = ()
    identity: tuple[Identity, ...] = ()
    anonymous: bool | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Appearance:
    """What a speaker is and is called, over the interviews that stand."""

    roles: list[Role]
    labels: list[str]


def _over_interviews(value: ColumnElement[Any]) -> Select[Any]:
    return (
        select(value)
        .select_from(InterviewSpeaker)
        .join(Interview, col(Interview.pk) == col(InterviewSpeaker.interview_pk))
        .where(col(InterviewSpeaker.speaker_pk) == col(Speaker.pk), col(Interview.removed_at).is_(None))
        .correlate(Speaker)
    )


def _date(*order: ColumnElement[Any]) -> ScalarSelect[Any]:
    dated = _over_interviews(col(Interview.date)).where(col(Interview.date).is_not(None))  # type: ignore[arg-type]
    return dated.order_by(*order).limit(1).scalar_subquery()


_STANDS = _over_interviews(literal_column("1")).exists()
_TURNS = _over_interviews(func.sum(col(InterviewSpeaker.turn_count))).scalar_subquery()
_WORDS = _over_interviews(func.sum(col(InterviewSpeaker.word_count))).scalar_subquery()

_SPEAKERS: Select[*tuple[Any, ...]] = select(
    col(Speaker.pk),
    col(Speaker.id),
    col(Speaker.name),
    col(Speaker.name_key),
    col(Speaker.identity),
    col(Speaker.anonymous),
    col(Speaker.identifiers),
    col(Speaker.aliases),
    _over_interviews(func.count()).scalar_subquery(),
    _TURNS,
    _WORDS,
    _date(col(Interview.first_day).asc(), col(Interview.id).asc()),
    _date(col(Interview.last_day).desc(), col(Interview.id).desc()),
).where(col(Speaker.successor_pk).is_(None), _STANDS)

_TOTALS = Memory(1024)

ORDERS: dict[SpeakerSort, Order] = {
    "name": Order((col(Speaker.name_key), col(Speaker.id))),
    "-turns": Order((-_TURNS, col(Speaker.id))),
    "-words": Order((-_WORDS, col(Speaker.id))),
}


def list_speakers(session: ReadSession, wanted: SpeakerFilter, sort: SpeakerSort, window: Window) -> Part[SpeakerRow]:
    """List the speakers that `wanted` lets through."""
    part = read_part(session, _SPEAKERS.where(*_conditions(wanted)), ORDERS[sort], window)
    return Part([SpeakerRow._make(row) for row in part.rows], part.more)


def count_speakers(session: ReadSession, wanted: SpeakerFilter) -> int:
    """Count the speakers that `wanted` lets through."""
    count = select(func.count()).select_from(Speaker).where(col(Speaker.successor_pk).is_(None), _STANDS)
    total: int = _TOTALS.recall(
        session, wanted, lambda: session.execute(count.where(*_conditions(wanted))).scalar_one()
    )
    return total


def place_in(sort: SpeakerSort, row: SpeakerRow) -> tuple[Any, str]:
    """Give a speaker's place in a list of this order."""
    if sort == "name":
        return row.name_key, row.id
    return -(row.turn_count if sort == "-turns" else row.word_count), row.id


def get_speaker(session: ReadSession, speaker_id: str) -> SpeakerRow | None:
    """Give a speaker; `None` where there is none, or no longer."""
    row = session.execute(_SPEAKERS.where(col(Speaker.id) == speaker_id)).first()
    return None if row is None else SpeakerRow._make(row)


def get_retired_speaker(session: ReadSession, speaker_id: str) -> RetiredSpeaker | None:
    """Give what is known of a speaker who is in no list; `None` where there never was one."""
    successor = aliased(Speaker)
    statement = select(col(successor.id)).select_from(Speaker)
    statement = statement.outerjoin(successor, col(successor.pk) == col(Speaker.successor_pk))
    row = session.execute(statement.where(col(Speaker.id) == speaker_id)).first()
    return None if row is None else RetiredSpeaker._make(row)


def list_appearances(session: ReadSession, pks: Collection[int]) -> dict[int, Appearance]:
    """Give for each of these speakers their roles and labels, in the order of first use."""
    labels = cast(col(InterviewSpeaker.labels), String)
    first = func.min(func.coalesce(col(Interview.first_day), literal_column("'9999-12-31'")))
    statement = (
        select(col(InterviewSpeaker.speaker_pk), col(InterviewSpeaker.role), labels, first)
        .join(Interview, col(Interview.pk) == col(InterviewSpeaker.interview_pk))
        .where(col(InterviewSpeaker.speaker_pk).in_(pks), col(Interview.removed_at).is_(None))
        .group_by(col(InterviewSpeaker.speaker_pk), col(InterviewSpeaker.role), labels)
    )
    appearances = {pk: Appearance([], []) for pk in pks}
    for pk, role, printed, _ in sorted(session.execute(statement), key=lambda row: (row[3], row[2], row[1])):
        _add(appearances[pk].roles, [role])
        _add(appearances[pk].labels, json.loads(printed))
    return appearances


def _add(values: list[Any], new: list[Any]) -> None:
    values.extend(value for value in new if value not in values)


def _conditions(wanted: SpeakerFilter) -> list[ColumnElement[bool]]:
    given: list[ColumnElement[bool]] = []
    if wanted.interview or wanted.role:
        given.append(_speaks(wanted))
    if wanted.identity:
        given.append(col(Speaker.identity).in_(wanted.identity))
    if wanted.anonymous is not None:
        given.append(col(Speaker.anonymous).is_(wanted.anonymous))
    name = literal(" ") + col(Speaker.name_key)
    given.extend(name.like(f"% {word}%") for word in wanted.words)
    return given


def _speaks(wanted: SpeakerFilter) -> ColumnElement[bool]:
    """Hold for who speaks in one of these interviews in one of these roles."""
    appearance = _over_interviews(literal_column("1"))
    if wanted.interview:
        appearance = appearance.where(col(Interview.id).in_(wanted.interview))
    if wanted.role:
        appearance = appearance.where(col(InterviewSpeaker.role).in_(wanted.role))
    return appearance.exists()
