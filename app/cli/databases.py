"""Databases that commands work on, which must be there already."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from app import schema
from app.cli.report import one_line_for_errors
from app.database import DatabaseError, dialect_of, disposing, public_name, reading_engine, writing_engine
from app.ingest import bring_up_to_date
from app.settings import Settings


@contextmanager
def writable(database: str, *, migrated: bool = True) -> Iterator[Engine]:
    """Open a database for writing that must be there already."""
    with one_line_for_errors(), disposing(writing_engine(database, create=False)) as engine:
        _schema_of(engine, database)
        if migrated:
            schema.upgrade(engine)
            bring_up_to_date(engine)
        yield engine


@contextmanager
def read_only(database: str, *, migrated: bool = False) -> Iterator[Engine]:
    """Open a database so that nothing is written, not even a lock beside a file where the settings say so."""
    immutable = Settings().immutable
    with one_line_for_errors(), disposing(reading_engine(database, time_limit_ms=None, immutable=immutable)) as engine:
        at = _schema_of(engine, database)
        if migrated and at != schema.head():
            raise DatabaseError(schema.mismatch(at))
        yield engine


def _schema_of(engine: Engine, database: str) -> str:
    try:
        with engine.connect() as connection:
            at = schema.current(connection)
    except DBAPIError as error:
        advice = dialect_of(engine).advice(error)
        raise DatabaseError(f"{public_name(database)} cannot be opened: {error.orig}. {advice}") from error
    if at is None:
        raise DatabaseError(
            f"there is no database of Verbatim at {public_name(database)}: `verbatim ingest PATH…` makes it"
        )
    return at
