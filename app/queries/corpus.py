"""The corpus as a whole: whether anything changed, and what there is in numbers."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import column, exists, func, select, table
from sqlmodel import SQLModel, col

from app.database import dialect_of
from app.models import Corpus, Interview, InterviewSpeaker, Speaker
from app.queries import ReadSession
from app.search_query import Term


class CorpusState(NamedTuple):
    """What says whether anything changed."""

    id: str
    revision: int
    changed_at: datetime
    word_rules: str
    schema: str
    """The migration that its tables are at."""


class CorpusCounts(NamedTuple):
    """What there is to read."""

    interviews: int
    turns: int
    words: int
    speakers: int
    first_date: str | None
    last_date: str | None


STATE = "the state of the corpus"
"""Under this name a session keeps it."""

_SCHEMA = select(column("version_num")).select_from(table("alembic_version")).scalar_subquery()

_STATE = select(col(Corpus.id), col(Corpus.revision), col(Corpus.changed_at), col(Corpus.word_rules), _SCHEMA)

_DATES = select(col(Interview.date)).where(col(Interview.removed_at).is_(None), col(Interview.first_day).is_not(None))

_COUNTS = select(
    func.count(),
    func.coalesce(func.sum(col(Interview.turn_count)), 0),
    func.coalesce(func.sum(col(Interview.word_count)), 0),
    select(func.count(func.distinct(col(InterviewSpeaker.speaker_pk))))
    .join(Interview, col(Interview.pk) == col(InterviewSpeaker.interview_pk))
    .join(Speaker, col(Speaker.pk) == col(InterviewSpeaker.speaker_pk))
    .where(col(Interview.removed_at).is_(None), col(Speaker.successor_pk).is_(None))
    .scalar_subquery(),
    _DATES.order_by(col(Interview.first_day), col(Interview.id)).limit(1).scalar_subquery(),
    _DATES.order_by(col(Interview.last_day).desc(), col(Interview.id).desc()).limit(1).scalar_subquery(),
).where(col(Interview.removed_at).is_(None))


def get_state(session: ReadSession) -> CorpusState | None:
    """Give the state of the corpus that a session sees, which is read once; `None` where there is none."""
    if STATE not in session.info:
        row = session.execute(_STATE).first()
        session.info[STATE] = None if row is None else CorpusState._make(row)
    state: CorpusState | None = session.info[STATE]
    return state


def get_counts(session: ReadSession) -> CorpusCounts:
    """Give what there is in numbers."""
    return CorpusCounts._make(session.execute(_COUNTS).one())


def look_into_tables(session: ReadSession) -> None:
    """Look for a row in every table and for a word in the index: what is not there, or damaged at its root, raises."""
    session.execute(select(*(exists(select(*table.columns)) for table in SQLModel.metadata.sorted_tables)))
    dialect = dialect_of(session.connection())
    session.execute(select(dialect.hits(Term(("a",), "exact"), ()).c.turn_pk).limit(1))
    dialect.turn_counts(session.connection(), "words", ("a",))
