"""`verbatim remove | check | backup | dump | restore | source`: keeping a corpus for years."""

from pathlib import Path
from typing import Annotated

import typer

from app import archive, schema
from app.cli.databases import read_only, writable
from app.cli.files import STANDARD, reading, writing
from app.cli.options import Database
from app.cli.report import complain, console, one_line_for_errors
from app.database import disposing, writing_engine
from app.ingest import remove as remove_interview

InterviewId = Annotated[str, typer.Argument(help="The interview's id.")]
File = Annotated[Path, typer.Argument(help="A file, or - for standard input or output.")]


def remove(
    interview_id: InterviewId, *, reason: Annotated[str, typer.Option(help="Published.")], database: Database
) -> None:
    """Take an interview out: its addresses answer that it is gone, and why."""
    with writable(database) as engine:
        remove_interview(engine, interview_id, reason)
    console().print(f"removed: {interview_id}")


def check(
    *,
    database: Database,
    repair: Annotated[bool, typer.Option("--repair", help="Fill the word index anew where it is out of step.")] = False,
) -> None:
    """Check the database from its schema to the proof of every source."""
    with writable(database, migrated=False) if repair else read_only(database) as engine:
        faults = archive.check(engine, repair=repair)
    for fault in faults:
        complain(fault, "fault")
    if faults:
        raise typer.Exit(1)
    console().print("all is well")


def backup(file: Annotated[Path, typer.Argument(help="A new file.")], *, database: Database) -> None:
    """Copy the database, as it is at one moment, while others read."""
    with read_only(database) as engine:
        archive.back_up(engine, file)
    console().print(f"backed up to {file}")


def dump(file: File, *, database: Database) -> None:
    """Write the whole corpus as text, compressed, for any engine."""
    with read_only(database, migrated=True) as engine, writing(file) as out:
        rows = archive.dump(engine, out)
    complain(f"{rows} rows", "dumped")


def restore(file: File, *, database: Database) -> None:
    """Fill an empty database with a dump: the same ids, numbers, revisions and answers."""
    with one_line_for_errors(), reading(file) as packed, disposing(writing_engine(database)) as engine:
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
    with read_only(database, migrated=True) as engine:
        data = archive.read_source(engine, interview_id, revision)
    with writing(output) as out:
        out.write(data)


COMMANDS = (remove, check, backup, dump, restore, source)
