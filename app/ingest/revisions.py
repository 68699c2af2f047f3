"""An interview's revisions: its metadata, source and ledger, each kept whole."""

import zlib
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel, col, select

from app.ingest.metadata import days
from app.models import Interview, InterviewFields, InterviewRevision, LedgerRow, Source
from app.transcript import LedgerEntry, Metadata, Transcript
from app.words import fold_text

Row = dict[str, Any]

BESIDE_THE_TEXT = {"ingested_at", "source_sha256", "source_file", "source_format", "turn_count", "word_count"}
"""Fields that say nothing of the transcript itself: alone they make no new revision."""


def fields_of(transcript: Transcript, metadata: Metadata, path: str | None, sha256: str) -> Row:
    """Give the fields of an interview's state, all but its counts."""
    declared = {name: getattr(metadata, name) for name in InterviewFields.model_fields if hasattr(metadata, name)}
    return declared | {
        "ingested_at": datetime.now(UTC).replace(microsecond=0),
        "transcript_kind": metadata.transcript_kind or "unknown",
        "source_file": PurePath(path).name if path else None,
        "source_format": transcript.format,
        "source_sha256": sha256,
        "source_key": transcript.key,
    }


def set_fields(interview: Interview, revision: InterviewRevision, path: str | None, language: str) -> None:
    """Make `revision` the interview's state of now."""
    for name in (*InterviewFields.model_fields, "revision"):
        setattr(interview, name, getattr(revision, name))
    interview.first_day, interview.last_day = days(interview.date) if interview.date else (None, None)
    interview.title_key = fold_text(interview.title or "") or interview.id
    interview.source_path, interview.index_language = path, language
    interview.removed_at = interview.removed_reason = None


def differs(interview: Interview, fields: Row) -> bool:
    """Tell whether `fields` say anything else of the interview than what is stored."""
    return any(getattr(interview, name) != value for name, value in fields.items() if name not in BESIDE_THE_TEXT)


def write_source(session: Session, sha256: str, data: bytes) -> None:
    """Keep the bytes of a source, once."""
    if session.exec(select(Source.sha256).where(Source.sha256 == sha256)).first() is None:
        row = {"sha256": sha256, "size": len(data), "compressed": zlib.compress(data)}
        session.connection().execute(insert(SQLModel.metadata.tables["source"]), row)


def write_revision(session: Session, revision: InterviewRevision, ledger: Sequence[LedgerEntry]) -> None:
    """Keep one revision of an interview with its ledger."""
    session.add(revision)
    session.flush()
    own = {"interview_pk": revision.interview_pk, "revision": revision.revision}
    rows = [
        own | {"ordinal": ordinal} | {name: getattr(entry, name) for name in entry.__slots__}
        for ordinal, entry in enumerate(ledger, start=1)
    ]
    if rows:
        session.connection().execute(insert(SQLModel.metadata.tables["ledger"]), rows)


def ledger_differs(session: Session, interview: Interview, ledger: Sequence[LedgerEntry]) -> bool:
    """Tell whether other things are done to the text than in the current revision, wherever they stand."""
    statement = select(LedgerRow.rule, LedgerRow.removed, LedgerRow.detail)
    current = statement.where(LedgerRow.interview_pk == interview.pk, LedgerRow.revision == interview.revision)
    statement = current.order_by(col(LedgerRow.ordinal))
    return [tuple(row) for row in session.exec(statement)] != [(e.rule, e.removed, e.detail) for e in ledger]
