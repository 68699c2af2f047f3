"""Interviews, and what belongs to one alone: its exchanges and its ledger."""

import datetime
from collections.abc import Collection
from typing import Any, Literal, NamedTuple

from sqlalchemy import Select, bindparam, func, literal_column, select
from sqlmodel import col

from app.models import Interview, InterviewSpeaker, LedgerRow, Speaker, Turn
from app.queries import ReadSession
from app.queries.filters import InterviewFilter, has_speaker, interview_conditions
from app.queries.memory import Memory
from app.queries.turns import TURNS, Identity, TurnRow
from app.queries.windows import Order, Part, Window, part_of, read_part, span_of
from app.transcript import Role, TranscriptKind

InterviewSort = Literal["-date", "date", "title"]


class InterviewRow(NamedTuple):
    """An interview as it stands now."""

    pk: int
    id: str
    title: str | None
    date: str | None
    place: str | None
    outlet: str | None
    language: str | None
    original_language: str | None
    transcript_kind: TranscriptKind
    source_url: str | None
    source_file: str | None
    source_sha256: str
    source_format: str
    publisher_name: str | None
    publisher_url: str | None
    retrieved_at: str | None
    licence: str | None
    rights_holder: str | None
    credit: str | None
    media_url: str | None
    turn_count: int
    word_count: int
    revision: int
    ingested_at: datetime.datetime
    first_day: datetime.date | None
    title_key: str


class InterviewSpeakerRow(NamedTuple):
    """A speaker in an interview."""

    interview_pk: int
    id: str
    name: str
    identity: Identity
    anonymous: bool
    role: Role
    labels: list[str]
    turn_count: int
    word_count: int


class LedgerEntryRow(NamedTuple):
    """An entry of a ledger."""

    ordinal: int
    rule: str
    line: int | None
    column: int | None
    removed: str | None
    detail: str | None


class ExchangeRows(NamedTuple):
    """The turns of an exchange, in spoken order; the first is its question."""

    position: int
    turns: list[TurnRow]


# A day that no interview has stands for an unknown one, so that the undated are last in both directions.
_EARLY = func.coalesce(col(Interview.first_day), literal_column("'0001-01-01'"))
_LATE = func.coalesce(col(Interview.first_day), literal_column("'9999-12-31'"))

ORDERS: dict[InterviewSort, Order] = {
    "-date": Order((_EARLY, col(Interview.id)), descending=True),
    "date": Order((_LATE, col(Interview.id))),
    "title": Order((col(Interview.title_key), col(Interview.id))),
}

_TOTALS = Memory(1024)

_COLUMNS = [col(getattr(Interview, name)) for name in InterviewRow._fields]

_INTERVIEWS: Select[*tuple[Any, ...]] = select(*_COLUMNS).where(col(Interview.removed_at).is_(None))

_INTERVIEW = _INTERVIEWS.where(col(Interview.id) == bindparam("id"))

_SPEAKERS: Select[*tuple[Any, ...]] = (
    select(
        col(InterviewSpeaker.interview_pk),
        col(Speaker.id),
        col(Speaker.name),
        col(Speaker.identity),
        col(Speaker.anonymous),
        col(InterviewSpeaker.role),
        col(InterviewSpeaker.labels),
        col(InterviewSpeaker.turn_count),
        col(InterviewSpeaker.word_count),
    )
    .join(Speaker, col(Speaker.pk) == col(InterviewSpeaker.speaker_pk))
    .where(col(InterviewSpeaker.interview_pk).in_(bindparam("pks", expanding=True)))
    .order_by(col(InterviewSpeaker.interview_pk), col(InterviewSpeaker.ordinal))
)

_LEDGER: Select[*tuple[Any, ...]] = select(
    col(LedgerRow.ordinal),
    col(LedgerRow.rule),
    col(LedgerRow.line),
    col(LedgerRow.column),
    col(LedgerRow.removed),
    col(LedgerRow.detail),
)


def list_interviews(
    session: ReadSession, wanted: InterviewFilter, sort: InterviewSort, window: Window
) -> Part[InterviewRow]:
    """List the interviews that `wanted` lets through; undated ones are last, whatever the direction."""
    part = read_part(session, _INTERVIEWS.where(*_conditions(wanted)), ORDERS[sort], window)
    return Part([InterviewRow._make(row) for row in part.rows], part.more)


def count_interviews(session: ReadSession, wanted: InterviewFilter) -> int:
    """Count the interviews that `wanted` lets through."""
    return _TOTALS.recall(session, wanted, lambda: _count(session, wanted))


def _count(session: ReadSession, wanted: InterviewFilter) -> int:
    count = select(func.count()).select_from(Interview).where(col(Interview.removed_at).is_(None))
    total: int = session.execute(count.where(*_conditions(wanted))).scalar_one()
    return total


def place_in(sort: InterviewSort, row: InterviewRow) -> tuple[Any, str]:
    """Give an interview's place in a list of this order."""
    unknown = datetime.date.min if sort == "-date" else datetime.date.max
    return (row.title_key if sort == "title" else row.first_day or unknown), row.id


def get_interview(session: ReadSession, interview_id: str) -> InterviewRow | None:
    """Give an interview; `None` where it never was, or was removed."""
    row = session.execute(_INTERVIEW, {"id": interview_id}).first()
    return None if row is None else InterviewRow._make(row)


def get_removed_reason(session: ReadSession, interview_id: str) -> str | None:
    """Say why an interview was removed; `None` where it was not."""
    return session.execute(select(col(Interview.removed_reason)).where(col(Interview.id) == interview_id)).scalar()


def list_speakers(session: ReadSession, interview_pks: Collection[int]) -> dict[int, list[InterviewSpeakerRow]]:
    """Give for each of these interviews who speaks in it, in the order of first turns."""
    speakers: dict[int, list[InterviewSpeakerRow]] = {pk: [] for pk in interview_pks}
    for row in session.execute(_SPEAKERS, {"pks": list(interview_pks)}):
        speakers[row[0]].append(InterviewSpeakerRow._make(row))
    return speakers


def list_exchanges(session: ReadSession, interview_pk: int, window: Window) -> Part[ExchangeRows]:
    """List an interview's exchanges; a place is `(position,)`."""
    first, last = span_of(window)
    statement = TURNS.where(col(Turn.interview_pk) == interview_pk, col(Turn.exchange).between(first, last))
    exchanges: dict[int, list[TurnRow]] = {}
    for row in session.execute(statement.order_by(col(Turn.position))):
        turn = TurnRow._make(row)
        exchanges.setdefault(turn.exchange or 0, []).append(turn)
    found = [ExchangeRows(*exchange) for exchange in sorted(exchanges.items(), reverse=window.backwards)]
    return part_of(found, window)


def count_exchanges(session: ReadSession, interview_pk: int) -> int:
    """Count an interview's exchanges."""
    last = select(func.max(col(Turn.exchange))).where(
        col(Turn.interview_pk) == interview_pk, col(Turn.position).is_not(None)
    )
    return session.execute(last).scalar() or 0


def list_ledger(session: ReadSession, interview: InterviewRow, window: Window) -> Part[LedgerEntryRow]:
    """List the ledger of an interview's revision, in the order of the source; a place is `(ordinal,)`."""
    part = read_part(session, _LEDGER.where(*_of_ledger(interview)), Order((col(LedgerRow.ordinal),)), window)
    return Part([LedgerEntryRow._make(row) for row in part.rows], part.more)


def count_ledger(session: ReadSession, interview: InterviewRow) -> int:
    """Count the entries of an interview's ledger."""
    total: int = session.execute(select(func.count()).select_from(LedgerRow).where(*_of_ledger(interview))).scalar_one()
    return total


def _of_ledger(interview: InterviewRow) -> tuple[Any, Any]:
    return col(LedgerRow.interview_pk) == interview.pk, col(LedgerRow.revision) == interview.revision


def _conditions(wanted: InterviewFilter) -> list[Any]:
    given = interview_conditions(wanted)
    return [*given, has_speaker(wanted.speaker)] if wanted.speaker else given
