"""Is the database what it should be? Each check gives what it finds wrong, in words."""

import hashlib
import zlib
from collections.abc import Callable, Iterator

from sqlalchemy import Engine, func
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, select

from app import schema
from app.archive.proof import ledger_faults
from app.database import dialect_of
from app.ingest.corpus import get_corpus, indexed_turns, renew_words
from app.ingest.sources import transaction
from app.ingest.turns import text_sha256
from app.models import Interview, InterviewSpeaker, Source, Turn, TurnState
from app.words import index_text, rules

Check = Callable[[Session], Iterator[str]]


def check(engine: Engine, *, repair: bool = False) -> list[str]:
    """Give what is wrong with the database, nothing where all is well.

    With `repair` a word index that is out of step is filled anew first; nothing else is changed.
    """
    with engine.connect() as connection:
        at = schema.current(connection)
    if at != schema.head():
        return [f"the schema is {at or 'missing'}, this Verbatim's is {schema.head()}: `verbatim ingest` brings it up"]
    with transaction(engine, keep=repair) as session:
        if repair and any(_word_faults(session)):
            renew_words(session)
            session.flush()
        return [fault for look in CHECKS for fault in _look(look, session)]


def _look(look: Check, session: Session) -> list[str]:
    """Give what one check finds; what cannot even be read is a fault as well."""
    try:
        return list(look(session))
    except (SQLAlchemyError, ValueError, LookupError) as error:
        return [f"{look.__name__.strip('_').replace('_', ' ')} cannot be looked for: {error}"]


def _engine_faults(session: Session) -> Iterator[str]:
    yield from dialect_of(session.connection()).faults(session.connection())


def _count_faults(session: Session) -> Iterator[str]:
    statement = select(Turn.interview_pk, func.count(), func.sum(Turn.word_count), func.max(Turn.position))
    live = statement.where(col(Turn.position).is_not(None)).group_by(col(Turn.interview_pk))
    counted = {pk: (turns, words, last) for pk, turns, words, last in session.exec(live)}
    for interview in session.exec(select(Interview).order_by(Interview.id)):
        turns, words, last = counted.get(interview.pk, (0, 0, 0))
        if (interview.turn_count, interview.word_count) != (turns, words):
            stored = f"{interview.turn_count} turns and {interview.word_count} words"
            yield f"{interview.id}: it is said to have {stored}, and has {turns} and {words}"
        if last != turns:
            yield f"{interview.id}: the positions of its turns are not 1 to {turns}"
    yield from _speaker_faults(session)


def _speaker_faults(session: Session) -> Iterator[str]:
    statement = select(Turn.interview_pk, Turn.speaker_pk, func.count(), func.sum(Turn.word_count))
    statement = statement.where(col(Turn.position).is_not(None)).group_by(col(Turn.interview_pk), col(Turn.speaker_pk))
    counted = {tuple(row) for row in session.exec(statement)}
    stored = {
        (each.interview_pk, each.speaker_pk, each.turn_count, each.word_count)
        for each in session.exec(select(InterviewSpeaker))
    }
    names = dict(session.exec(select(Interview.pk, Interview.id)).all())
    for name in sorted({names[row[0]] for row in counted ^ stored}):
        yield f"{name}: the counts of its speakers are not those of its turns"


def _text_faults(session: Session) -> Iterator[str]:
    for table in (Turn, TurnState):
        for text, sha256 in session.exec(select(table.text, table.text_sha256)):
            if text_sha256(text) != sha256:
                yield f"a turn's text is not what its SHA-256 says: {text[:40]!r}"


def _source_faults(session: Session) -> Iterator[str]:
    for source in session.exec(select(Source)):
        if _sha256_of(source.compressed) != source.sha256:
            yield f"the stored source {source.sha256} is not what its SHA-256 says"


def _sha256_of(compressed: bytes) -> str | None:
    try:
        return hashlib.sha256(zlib.decompress(compressed)).hexdigest()
    except zlib.error:
        return None


def _word_faults(session: Session) -> Iterator[str]:
    if get_corpus(session).word_rules != rules():
        yield "the word index was made by other word rules: --repair, or the next ingest, fills it anew"
        return
    expected = 0
    for pk, text, language in indexed_turns(session):
        for column, words in zip(("words", "stems"), index_text(text, language), strict=True):
            expected += sum(hash((word, pk, column, at)) for at, word in enumerate(words.split(" ")) if word)
    found = sum(map(hash, dialect_of(session.connection()).indexed_words(session.connection())))
    if found != expected:
        yield "the word index is not in step with the turns: --repair fills it anew"


CHECKS: tuple[Check, ...] = (
    _engine_faults,
    _count_faults,
    _text_faults,
    _source_faults,
    _word_faults,
    ledger_faults,
)
