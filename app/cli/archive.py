"""`verbatim remove | check | backup | dump | restore | source`: keeping a corpus for years."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated

import typer
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from app import archive, schema
from app.cli.options import Database
from app.cli.report import CommandError, complain, console, one_line_for_errors
from app.database import DatabaseError, disposing, reading_engine, writing_engine
from app.ingest import remove as remove_interview
from app.settings import Settings

STANDARD = Path("-")

InterviewId = Annotated[str, typer.Argument(help="The interview's id.")]
File = Annotated[Path, typer.Argument(help="A file, or - for standard input or output.")]


def remove(
    interview_id: InterviewId, *, reason: Annotated[str, typer.Option(help="Published.")], database: Database
) -> None:
    """Take an interview out: its addresses answer that it is gone, and why."""
    with _writable(database) as engine:
        remove_interview(engine, interview_id, reason)
    console().print(f"removed: {interview_id}")


def check(
    *,
    database: Database,
    repair: Annotated[bool, typer.Option("--repair", help="Fill the word index anew where it is out of step.")] = False,
) -> None:
    """Check the database from its schema to the proof of every source."""
    with _writable(database, migrated=False) if repair else _read_only(database) as engine:
        faults = archive.check(engine, repair=repair)
    for fault in faults:
        complain(fault, "fault")
    if faults:
        raise typer.Exit(1)
    console().print("all is well")


def backup(file: Annotated[Path, typer.Argument(help="A new file.")], *, database: Database) -> None:
    """Copy the database, as it is at one moment, while others read."""
    with _read_only(database) as engine:
        archive.back_up(engine, file)
    console().print(f"backed up to {file}")


def dump(file: File, *, database: Database) -> None:
    """Write the whole corpus as text, compressed, for any engine."""
    with _read_only(database, migrated=True) as engine, _writing(file) as out:
        rows = archive.dump(engine, out)
    complain(f"{rows} rows", "dumped")


def restore(file: File, *, database: Database) -> None:
    """Fill an empty database with a dump: the same ids, numbers, revisions and answers."""
    with one_line_for_errors(), _reading(file) as packed, disposing(writing_engine(database)) as engine:
        schema.upgrade(engine)
        rows = archive.restore(engine, packed)
    console().print(f"restored: {rows} rows")


def source(
    interview_id: InterviewId,
    *,
    database: Database,
    revision: Annotated[int | None, typer.Option(min=1, help="The last where none is given.")] = None,
    output: Annotated[Path, typer.Option(help="A file, or - for standard output.")] = STANDARD,
) -> None:
    """Write out the bytes that an interview was made of, as they were read."""
    with _read_only(database, migrated=True) as engine:
        data = archive.read_source(engine, interview_id, revision)
    with _writing(output) as out:
        out.write(data)


@contextmanager
def _writable(database: str, *, migrated: bool = True) -> Iterator[Engine]:
    """Open a database for writing that must be there already."""
    with one_line_for_errors(), disposing(writing_engine(database, create=False)) as engine:
        _schema_of(engine, database)
        if migrated:
            schema.upgrade(engine)
        yield engine


@contextmanager
def _read_only(database: str, *, migrated: bool = False) -> Iterator[Engine]:
    """Open a database so that nothing is written, not even a lock beside a file where the settings say so."""
    immutable = Settings().immutable
    with one_line_for_errors(), disposing(reading_engine(database, time_limit_ms=None, immutable=immutable)) as engine:
        at = _schema_of(engine, database)
        if migrated and at != schema.head():
            raise DatabaseError(f"the database has schema {at}, this version {schema.head()}: run `verbatim ingest`")
        yield engine


def _schema_of(engine: Engine, database: str) -> str:
    try:
        with engine.connect() as connection:
            at = schema.current(connection)
    except DBAPIError as error:
        raise DatabaseError(
            f"{database} cannot be opened: {error.orig}. If its folder cannot be written to, and nobody writes the"
            " database, VERBATIM_IMMUTABLE=true lets it be read"
        ) from error
    if at is None:
        raise DatabaseError(f"there is no database of Verbatim at {database}: `verbatim ingest PATH…` makes it")
    return at


@contextmanager
def _writing(file: Path) -> Iterator[IO[bytes]]:
    """Open a new file; where what is written to it fails, nothing is left of it."""
    if file == STANDARD:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if file.is_file():
        raise CommandError(f"{file} is there already: name a new file")
    device = file.exists()
    try:
        with file.open("wb" if device else "xb") as out:
            yield out
    except BaseException as error:
        if not device:
            file.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise CommandError(f"cannot write {file}: {error.strerror}") from None
        raise


@contextmanager
def _reading(file: Path) -> Iterator[IO[bytes]]:
    if file == STANDARD:
        yield sys.stdin.buffer
        return
    try:
        opened = file.open("rb")
    except OSError as error:
        raise CommandError(f"cannot read {file}: {error.strerror}") from None
    with opened:
        yield opened


COMMANDS = (remove, check, backup, dump, restore, source)
