"""`verbatim remove | check | backup | dump | restore | source`: keeping a corpus for years."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated

import typer
from sqlalchemy import Engine

from app import archive, schema
from app.cli.options import Database
from app.cli.report import CommandError, complain, console, one_line_for_errors
from app.database import DatabaseError, disposing, writing_engine
from app.ingest import remove as remove_interview

STANDARD = Path("-")

InterviewId = Annotated[str, typer.Argument(help="The interview's id.")]
File = Annotated[Path, typer.Argument(help="A file, or - for standard input or output.")]


def remove(
    interview_id: InterviewId, *, reason: Annotated[str, typer.Option(help="Published.")], database: Database
) -> None:
    """Take an interview out: its addresses answer that it is gone, and why."""
    with _existing(database) as engine:
        remove_interview(engine, interview_id, reason)
    console().print(f"removed: {interview_id}")


def check(
    *,
    database: Database,
    repair: Annotated[bool, typer.Option("--repair", help="Fill the word index anew where it is out of step.")] = False,
) -> None:
    """Check the database from its schema to the proof of every source."""
    with _existing(database, migrated=False) as engine:
        faults = archive.check(engine, repair=repair)
    for fault in faults:
        complain(fault, "fault")
    if faults:
        raise typer.Exit(1)
    console().print("all is well")


def backup(file: Annotated[Path, typer.Argument(help="A new file.")], *, database: Database) -> None:
    """Copy the database, as it is at one moment, while others read."""
    with _existing(database) as engine:
        archive.back_up(engine, file)
    console().print(f"backed up to {file}")


def dump(file: File, *, database: Database) -> None:
    """Write the whole corpus as text, compressed, for any engine."""
    with _existing(database) as engine, _writing(file) as out:
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
    with _existing(database) as engine:
        data = archive.read_source(engine, interview_id, revision)
    with _writing(output) as out:
        out.write(data)


@contextmanager
def _existing(database: str, *, migrated: bool = True) -> Iterator[Engine]:
    """Open a database for writing that must be there already."""
    with one_line_for_errors(), disposing(writing_engine(database, create=False)) as engine:
        with engine.connect() as connection:
            if schema.current(connection) is None:
                raise DatabaseError(f"there is no database of Verbatim at {database}: `verbatim ingest PATH…` makes it")
        if migrated:
            schema.upgrade(engine)
        yield engine


@contextmanager
def _writing(file: Path) -> Iterator[IO[bytes]]:
    if file == STANDARD:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with file.open("wb" if file.exists() and not file.is_file() else "xb") as out:
            yield out
    except FileExistsError:
        raise CommandError(f"{file} is there already: name a new file") from None
    except OSError as error:
        raise CommandError(f"cannot write {file}: {error.strerror}") from None


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
