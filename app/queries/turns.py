"""Turns, one row each with everything that is shown of them."""

from collections.abc import Collection
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, select, tuple_
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.models import Interview, InterviewSpeaker, Speaker, Turn
from app.queries import ReadSession
from app.queries.filters import TurnFilter, has_speaker, interview_conditions, speaker_pks, turn_conditions
from app.queries.memory import Memory
from app.queries.windows import Order, Part, Window, fixed, ordered, read_fixed, unindexed, windowed
from app.transcript import Kind, Role, TranscriptKind

Identity = Literal["declared", "name", "label"]


class TurnRow(NamedTuple):
    """A turn with its interview, its speaker and its neighbours."""

    pk: int
    interview_pk: int
    interview_id: str
    interview_title: str | None
    interview_date: str | None
    transcript_kind: TranscriptKind
    publisher_name: str | None
    licence: str | None
    rights_holder: str | None
    credit: str | None
    number: int
    position: int
    kind: Kind
    role: Role
    speaker_id: str
    speaker_name: str
    speaker_identity: Identity
    speaker_anonymous: bool
    label: str
    text: str
    text_sha256: str
    revision: int
    word_count: int
    start_ms: int | None
    end_ms: int | None
    exchange: int | None
    question: int | None
    previous: int | None
    """The number of the turn before it."""
    next: int | None
    """The number of the turn after it."""


class Around(NamedTuple):
    """What stands around a turn."""

    question: TurnRow | None
    """For an answer, the turn that it answers."""
    near: list[TurnRow]
    """The turns before and after it, in order."""


class GoneTurn(NamedTuple):
    """A turn that was published once."""

    removed_reason: str | None
    """Why its interview was removed; `None` where the interview still stands."""
    gone_in: int | None
    """The interview's revision that no longer has it."""
    successor: int | None
    """The number of the turn that holds its words now."""


OF_INTERVIEWS = ("transcript_kind", "publisher_name", "licence", "rights_holder", "credit")
"""What a turn's row has of its interview under the interview's own names."""

ORDER = Order((col(Interview.id), col(Turn.position)))
"""By interview and position; a row's place is `(row.interview_id, row.position)`."""

_SPOKEN = Order((col(Turn.position),))

LIVE = (col(Turn.position).is_not(None), col(Interview.removed_at).is_(None))

_TOTALS = Memory(4096)

_BEFORE, _AFTER, _ANCHOR = aliased(Turn), aliased(Turn), aliased(Turn)


def _number_at(neighbour: type[Turn], distance: int) -> ColumnElement[int]:
    return (
        select(col(neighbour.number))
        .where(col(neighbour.interview_pk) == col(Turn.interview_pk))
        .where(col(neighbour.position) == col(Turn.position) + distance)
        .scalar_subquery()
    )


TURNS: Select[*tuple[Any, ...]] = (
    select(
        col(Turn.pk),
        col(Turn.interview_pk),
        col(Interview.id),
        col(Interview.title),
        col(Interview.date),
        *(col(getattr(Interview, name)) for name in OF_INTERVIEWS),
        col(Turn.number),
        col(Turn.position),
        col(Turn.kind),
        col(InterviewSpeaker.role),
        col(Speaker.id),
        col(Speaker.name),
        col(Speaker.identity),
        col(Speaker.anonymous),
        col(Turn.label),
        col(Turn.text),
        col(Turn.text_sha256),
        col(Turn.revision),
        col(Turn.word_count),
        col(Turn.start_ms),
        col(Turn.end_ms),
        col(Turn.exchange),
        col(Turn.question),
        _number_at(_BEFORE, -1),
        _number_at(_AFTER, +1),
    )
    .join_from(Turn, Interview, col(Interview.pk) == col(Turn.interview_pk))
    .join(Speaker, col(Speaker.pk) == col(Turn.speaker_pk))
    .join(
        InterviewSpeaker,
        and_(
            col(InterviewSpeaker.interview_pk) == col(Turn.interview_pk),
            col(InterviewSpeaker.speaker_pk) == col(Turn.speaker_pk),
        ),
    )
    .where(*LIVE)
)
"""The turns that stand now, in the columns of `TurnRow`, joined with their interviews and speakers."""

_TURN = TURNS.where(col(Interview.id) == bindparam("interview_id"), col(Turn.number) == bindparam("number"))
_TURNS_OF_KEYS = TURNS.where(col(Turn.pk).in_(bindparam("pks", expanding=True)))

# The page is found by walking interviews in their order and turns in theirs; only then is the rest read.
_PLACES: Select[*tuple[Any, ...]] = (
    select(col(Turn.pk)).join_from(Interview, Turn, col(Turn.interview_pk) == unindexed(col(Interview.pk))).where(*LIVE)
)


def list_turns(session: ReadSession, wanted: TurnFilter, window: Window) -> Part[TurnRow]:
    """List the turns that `wanted` lets through, by interview and position."""
    page = _ALL_TURNS if wanted == TurnFilter() else fixed(lambda window: _page(wanted, window))
    part = read_fixed(session, page, window)
    return Part([TurnRow._make(row) for row in part.rows], part.more)


def _page(wanted: TurnFilter, window: Window) -> Select[*tuple[Any, ...]]:
    places = _PLACES.where(*turn_conditions(wanted))
    if wanted.speaker:
        places = places.where(has_speaker(wanted.speaker))
    return ordered(TURNS.where(col(Turn.pk).in_(windowed(places, ORDER, window))), ORDER, window)


def _interview_page(window: Window) -> Select[*tuple[Any, ...]]:
    return windowed(TURNS.where(col(Turn.interview_pk) == bindparam("interview_pk")), _SPOKEN, window)


_ALL_TURNS = fixed(lambda window: _page(TurnFilter(), window))
_INTERVIEW_TURNS = fixed(_interview_page)


def list_interview_turns(session: ReadSession, interview_pk: int, window: Window) -> Part[TurnRow]:
    """List an interview's turns, in spoken order; a place is `(position,)`."""
    part = read_fixed(session, _INTERVIEW_TURNS, window, interview_pk=interview_pk)
    return Part([TurnRow._make(row) for row in part.rows], part.more)


def get_turn(session: ReadSession, interview_id: str, number: int) -> TurnRow | None:
    """Give a turn; `None` where it never was, or is gone."""
    row = session.execute(_TURN, {"interview_id": interview_id, "number": number}).first()
    return None if row is None else TurnRow._make(row)


def get_gone_turn(session: ReadSession, interview_id: str, number: int) -> GoneTurn | None:
    """Give what is known of a turn that no longer stands; `None` where it never was."""
    statement = (
        select(col(Interview.removed_reason), col(Turn.gone_in), col(Turn.successor))
        .join_from(Turn, Interview, col(Interview.pk) == col(Turn.interview_pk))
        .where(col(Interview.id) == interview_id, col(Turn.number) == number)
    )
    row = session.execute(statement).first()
    return None if row is None else GoneTurn._make(row)


def get_turns(session: ReadSession, pks: Collection[int]) -> dict[int, TurnRow]:
    """Give the turns with these keys, by key."""
    rows = session.execute(_TURNS_OF_KEYS, {"pks": list(pks)}).all()
    return {row[0]: TurnRow._make(row) for row in rows}


def list_neighbours(session: ReadSession, pks: Collection[int], distance: int) -> dict[int, list[TurnRow]]:
    """Give for each of these turns the turns at most `distance` before and after it, in order, itself left out."""
    statement = (
        TURNS.add_columns(col(_ANCHOR.pk))
        .join(_ANCHOR, col(_ANCHOR.interview_pk) == col(Turn.interview_pk))
        .where(col(_ANCHOR.pk).in_(pks), col(Turn.pk) != col(_ANCHOR.pk))
        .where(col(Turn.position).between(col(_ANCHOR.position) - distance, col(_ANCHOR.position) + distance))
        .order_by(col(_ANCHOR.pk), col(Turn.position))
    )
    neighbours: dict[int, list[TurnRow]] = {pk: [] for pk in pks}
    for row in session.execute(statement):
        neighbours[row[-1]].append(TurnRow._make(row[:-1]))
    return neighbours


def list_around(session: ReadSession, rows: Collection[TurnRow], distance: int) -> dict[int, Around]:
    """Give by key, for each of these turns, its question and the turns at most `distance` before and after it."""
    near = list_neighbours(session, [row.pk for row in rows], distance) if distance else {row.pk: [] for row in rows}
    known = {(row.interview_pk, row.number): row for row in (*rows, *(one for each in near.values() for one in each))}
    asked = {(row.interview_pk, row.question) for row in rows if row.question is not None} - set(known)
    if asked:
        statement = TURNS.where(tuple_(col(Turn.interview_pk), col(Turn.number)).in_(sorted(asked)))
        found = (TurnRow._make(row) for row in session.execute(statement))
        known |= {(row.interview_pk, row.number): row for row in found}
    return {row.pk: Around(known.get((row.interview_pk, row.question or 0)), near[row.pk]) for row in rows}


def count_turns(session: ReadSession, wanted: TurnFilter) -> int:
    """Count the turns that `wanted` lets through; stored counts answer where they can."""
    return _TOTALS.recall(session, wanted, lambda: _count(session, wanted))


def _count(session: ReadSession, wanted: TurnFilter) -> int:
    count = _stored_count(wanted) if _is_stored(wanted) else _counted(wanted)
    total: int = session.execute(count).scalar_one()
    return total


def _is_stored(wanted: TurnFilter) -> bool:
    return not wanted.kind and wanted.min_words is None and wanted.max_words is None


def _stored_count(wanted: TurnFilter) -> Select[int]:
    if not wanted.speaker:
        return (
            select(func.coalesce(func.sum(col(Interview.turn_count)), 0))
            .where(col(Interview.removed_at).is_(None))
            .where(*interview_conditions(wanted))
        )
    return (
        select(func.coalesce(func.sum(col(InterviewSpeaker.turn_count)), 0))
        .join(Interview, col(Interview.pk) == col(InterviewSpeaker.interview_pk))
        .where(col(Interview.removed_at).is_(None), col(InterviewSpeaker.speaker_pk).in_(speaker_pks(wanted.speaker)))
        .where(*interview_conditions(wanted))
    )


def _counted(wanted: TurnFilter) -> Select[int]:
    count = select(func.count()).select_from(Turn).where(*turn_conditions(wanted))
    if not interview_conditions(wanted):  # turns of a removed interview have no position either
        return count.where(col(Turn.position).is_not(None))
    return count.join(Interview, col(Interview.pk) == col(Turn.interview_pk)).where(*LIVE)
