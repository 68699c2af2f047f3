"""Interviews as each of their ingests left them."""

import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import col

from app.models import InterviewRevision
from app.queries import ReadSession
from app.queries.windows import Part, Window, part_of, span_of
from app.transcript import TranscriptKind


class InterviewRevisionRow(NamedTuple):
    """An interview as one of its ingests, or its removal, left it."""

    revision: int
    ingested_at: datetime.datetime
    title: str | None
    date: str | None
    place: str | None
    outlet: str | None
    language: str | None
    original_language: str | None
    transcript_kind: TranscriptKind
    media_url: str | None
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
    turn_count: int
    word_count: int
    removed_reason: str | None


def list_interview_revisions(
    session: ReadSession, interview_pk: int, window: Window
) -> tuple[Part[InterviewRevisionRow], InterviewRevisionRow | None]:
    """List an interview's revisions from the first, with the one before them; a place is `(revision,)`."""
    first, last = span_of(window)
    found = _list_between(session, interview_pk, first - 1, last)
    inside = [row for row in found if row.revision >= first]
    part = part_of(inside[::-1] if window.backwards else inside, window)
    before = {row.revision: row for row in found}.get(part.rows[0].revision - 1) if part.rows else None
    return part, before


def get_interview_revision(session: ReadSession, interview_pk: int, revision: int) -> InterviewRevisionRow | None:
    """Give an interview as one of its revisions left it; `None` where there is no such."""
    found = _list_between(session, interview_pk, revision, revision)
    return found[0] if found else None


def _list_between(session: ReadSession, interview_pk: int, first: int, last: int) -> list[InterviewRevisionRow]:
    columns = [col(getattr(InterviewRevision, name)) for name in InterviewRevisionRow._fields]
    statement = select(*columns).where(
        col(InterviewRevision.interview_pk) == interview_pk, col(InterviewRevision.revision).between(first, last)
    )
    rows = session.execute(statement.order_by(col(InterviewRevision.revision)))
    return [InterviewRevisionRow._make(row) for row in rows]
