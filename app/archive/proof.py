"""The proof of every stored source again: ledger and turns account for each of its characters."""

import zlib
from collections.abc import Iterator

from sqlmodel import Session, col, select

from app.models import Interview, InterviewRevision, LedgerRow, Source, Turn, TurnState
from app.parsers import source_text
from app.transcript import LedgerEntry, TranscriptError, prove_nothing_lost


def ledger_faults(session: Session) -> Iterator[str]:
    """Give, for each revision of each interview, what its ledger and its turns do not account for."""
    statement = (
        select(Interview.id, InterviewRevision)
        .join(InterviewRevision, col(InterviewRevision.interview_pk) == Interview.pk)
        .where(col(InterviewRevision.removed_reason).is_(None))
        .order_by(Interview.id, col(InterviewRevision.revision))
    )
    for name, revision in session.exec(statement):
        source = session.get_one(Source, revision.source_sha256)
        try:
            data = zlib.decompress(source.compressed)
            text = source_text(revision.source_format, data, revision.source_encoding, revision.source_key)
            prove_nothing_lost(text, _texts(session, revision), _ledger(session, revision))
        except (TranscriptError, ValueError, zlib.error) as error:
            yield f"{name}, revision {revision.revision}: {error}"


def _texts(session: Session, revision: InterviewRevision) -> list[str]:
    """Give the texts of the turns as of a revision, in their order."""
    at = revision.revision
    live = select(Turn.position, Turn.text).where(
        Turn.interview_pk == revision.interview_pk, col(Turn.position).is_not(None), Turn.since <= at
    )
    ended = (
        select(TurnState.position, TurnState.text)
        .join(Turn, col(Turn.pk) == TurnState.turn_pk)
        .where(Turn.interview_pk == revision.interview_pk, TurnState.since <= at, TurnState.until > at)
    )
    placed = [(position or 0, text) for part in (live, ended) for position, text in session.exec(part)]
    return [text for _, text in sorted(placed)]


def _ledger(session: Session, revision: InterviewRevision) -> list[LedgerEntry]:
    statement = select(LedgerRow).where(
        LedgerRow.interview_pk == revision.interview_pk, LedgerRow.revision == revision.revision
    )
    return [
        LedgerEntry(row.rule, row.offset, row.line, row.column, row.removed, row.detail)
        for row in session.exec(statement.order_by(col(LedgerRow.ordinal)))
    ]
