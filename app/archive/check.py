"""Is the database what it should be? Each check gives what it finds wrong, in words."""

import hashlib
import zlib
from collections import Counter
from collections.abc import Callable, Iterator

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, SQLModel, select

from app import schema
from app.archive.proof import source_faults
from app.archive.rows import removal_faults, revision_faults, speaker_faults, state_faults, text_faults
from app.database import Field, count_terms, dialect_of
from app.ingest.corpus import get_corpus, indexed_turns, renew_words
from app.ingest.sources import transaction
from app.models import Source
from app.words import index_text, rules

Check = Callable[[Session], Iterator[str]]


def check(engine: Engine, *, repair: bool = False) -> list[str]:
    """Give what is wrong with the database, nothing where all is well.

    With `repair` a word index that is out of step is filled anew first; nothing else is changed.
    """
    with engine.connect() as connection:
        at = schema.current(connection)
    if at != schema.head():
        return [schema.mismatch(at) if at else "the schema is missing: `verbatim ingest` brings it up"]
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


def _schema_faults(session: Session) -> Iterator[str]:
    """Compare tables, columns and indexes with the models; what the word index is made of is the engine's to tell."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415, only a check needs it
    from alembic.migration import MigrationContext  # noqa: PLC0415

    def is_ours(name: str | None, kind: str, _: object) -> bool:
        return not (kind == "table" and name is not None and name.startswith("word_index"))

    context = MigrationContext.configure(session.connection(), opts={"include_name": is_ours})
    for found in compare_metadata(context, SQLModel.metadata):
        action, *what = found[0] if isinstance(found, list) else found
        names = (str(getattr(each, "name", each)) for each in what[:3] if each is not None)
        yield f"the schema is not this Verbatim's: {action.replace('_', ' ')} {', '.join(names)} would mend it"


def _engine_faults(session: Session) -> Iterator[str]:
    yield from dialect_of(session.connection()).faults(session.connection())


def _stored_source_faults(session: Session) -> Iterator[str]:
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
    counts: Counter[tuple[Field, str]] = Counter()
    for pk, text, language in indexed_turns(session):
        words, stems = index_text(text, language)
        counts.update(count_terms([(pk, words, stems)]))
        for column, written in (("words", words), ("stems", stems)):
            expected += sum(hash((word, pk, column, at)) for at, word in enumerate(written.split()))
    connection = session.connection()
    found = sum(map(hash, dialect_of(connection).indexed_words(connection)))
    if found != expected or dialect_of(connection).indexed_counts(connection) != counts:
        yield "the word index is not in step with the turns: --repair fills it anew"


CHECKS: tuple[Check, ...] = (
    _schema_faults,
    _engine_faults,
    revision_faults,
    speaker_faults,
    state_faults,
    removal_faults,
    text_faults,
    _stored_source_faults,
    _word_faults,
    source_faults,
)
