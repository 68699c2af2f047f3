"""Taking an interview out of the corpus: its ids answer that it is gone, and nothing of it is in any list."""

from datetime import UTC, datetime

from sqlalchemy import Engine, delete
from sqlmodel import col, select

from app.ingest.corpus import raise_revision
from app.ingest.options import IngestError
from app.ingest.sources import transaction
from app.ingest.turns import end_turns
from app.models import Interview, InterviewRevision, InterviewSpeaker


def remove(engine: Engine, interview_id: str, reason: str) -> None:
    """Remove an interview for a reason that is published; a later ingest may restore it.

    Raises `IngestError` where there is none, or it was removed before.
    """
    if not reason.strip():
        raise IngestError("a removal needs a reason: it is published in the interview's place")
    with transaction(engine) as session:
        interview = session.exec(select(Interview).where(Interview.id == interview_id)).first()
        if interview is None:
            raise IngestError(f"there is no interview {interview_id}")
        if interview.removed_at:
            raise IngestError(f"{interview_id} was removed already ({interview.removed_reason})")
        last = session.get_one(InterviewRevision, (interview.pk, interview.revision))
        now = datetime.now(UTC).replace(microsecond=0)
        end_turns(session, interview, interview.revision + 1)
        session.connection().execute(delete(InterviewSpeaker).where(col(InterviewSpeaker.interview_pk) == interview.pk))
        changed = {"revision": last.revision + 1, "ingested_at": now, "turn_count": 0, "word_count": 0}
        session.add(InterviewRevision(**last.model_dump() | changed | {"removed_reason": reason}))
        interview.sqlmodel_update(changed | {"removed_at": now, "removed_reason": reason})
        session.add(interview)
        raise_revision(session)
