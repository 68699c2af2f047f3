"""The bytes that an interview was made of, as they were read."""

import zlib

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from app.ingest import IngestError
from app.models import Interview, InterviewRevision, Source


def read_source(engine: Engine, interview_id: str, revision: int | None = None) -> bytes:
    """Give the bytes of an interview's source, of its current revision where none is named.

    Raises `IngestError` where there is no such interview or revision.
    """
    statement = (
        select(Source, InterviewRevision.revision)
        .join(InterviewRevision, col(InterviewRevision.source_sha256) == Source.sha256)
        .join(Interview, col(Interview.pk) == InterviewRevision.interview_pk)
        .where(Interview.id == interview_id)
        .order_by(col(InterviewRevision.revision).desc())
    )
    with Session(engine) as session:
        sources = {number: source for source, number in session.exec(statement)}
        if not sources:
            raise IngestError(f"there is no interview {interview_id}")
        wanted = max(sources) if revision is None else revision
        if wanted not in sources:
            raise IngestError(f"{interview_id} has no revision {wanted}: its last is {max(sources)}")
        return zlib.decompress(sources[wanted].compressed)
