"""The corpus as a whole: its revision, and its word index in step with the word rules."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice

from sqlmodel import Session, col, select

from app.database import IndexedTurn, dialect_of
from app.models import Corpus, Interview, Turn
from app.words import index_text, rules

BATCH = 5_000
"""So many turns are read, or indexed, at once: what they take in memory does not grow with an interview."""
RAISED = "the transaction that has raised the corpus's revision"


def get_corpus(session: Session) -> Corpus:
    """Give the corpus's one row."""
    return session.get_one(Corpus, 1)


def raise_revision(session: Session) -> None:
    """Say that the corpus has changed; however often in one transaction, its revision is raised once."""
    if session.info.get(RAISED) == session.get_transaction():
        return
    session.info[RAISED] = session.get_transaction()
    corpus = get_corpus(session)
    corpus.revision += 1
    corpus.changed_at = max(datetime.now(UTC), corpus.changed_at + timedelta(seconds=1))
    session.add(corpus)


def index_turns(session: Session, turns: Iterable[tuple[int, str]], language: str) -> None:
    """Put turns, as pairs of key and text, into the word index."""
    connection = session.connection()
    for batch in _batches(_finished(turns, language)):
        dialect_of(connection).write_words(connection, batch)


def unindex_turns(session: Session, turns: Iterable[tuple[int, str]], language: str) -> None:
    """Take turns out of the word index, by the texts and the language that they were put in with."""
    connection = session.connection()
    for batch in _batches(_finished(turns, language)):
        dialect_of(connection).erase_words(connection, batch)


def refresh_words(session: Session) -> bool:
    """Fill the word index anew where it was made by other word rules; tell whether it was."""
    if get_corpus(session).word_rules == rules():
        return False
    renew_words(session)
    return True


def renew_words(session: Session) -> None:
    """Fill the word index anew by the word rules of now, and say that the corpus has changed."""
    refill_words(session)
    corpus = get_corpus(session)
    corpus.word_rules = rules()
    session.add(corpus)
    raise_revision(session)


def refill_words(session: Session) -> None:
    """Empty the word index and fill it from the rows."""
    connection = session.connection()
    dialect_of(connection).clear_words(connection)
    for batch in _batches((pk, *index_text(text, language)) for pk, text, language in indexed_turns(session)):
        dialect_of(connection).write_words(connection, batch)


def indexed_turns(session: Session) -> Iterator[tuple[int, str, str]]:
    """Give key, text and index language of every turn whose words the index holds."""
    last = 0
    while batch := _batch(session, last):
        yield from batch
        last = batch[-1][0]


def _batch(session: Session, after: int) -> list[tuple[int, str, str]]:
    statement = (
        select(Turn.pk, Turn.text, Interview.index_language)
        .join(Interview, col(Turn.interview_pk) == Interview.pk)
        .where(Turn.pk > after, col(Turn.position).is_not(None))
        .order_by(col(Turn.pk))
        .limit(BATCH)
    )
    return [(pk, text, language) for pk, text, language in session.exec(statement)]


def _batches(turns: Iterable[IndexedTurn]) -> Iterator[list[IndexedTurn]]:
    waiting = iter(turns)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _finished(turns: Iterable[tuple[int, str]], language: str) -> Iterator[IndexedTurn]:
    return ((pk, *index_text(text, language)) for pk, text in turns)
