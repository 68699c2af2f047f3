"""What the commands print: progress on a terminal, plain lines elsewhere, a table, one line for each error."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from textwrap import shorten
from typing import TypeVar

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from sqlalchemy.exc import DBAPIError

from app.database import DatabaseError
from app.ingest import IngestError
from app.transcript import LedgerEntry, Transcript, TranscriptError

Item = TypeVar("Item")

WIDE = 1_000
"""Columns where no terminal says how many there are: nothing is cut or wrapped."""


class CommandError(Exception):
    """What ends a command; its message is the one line that is printed."""


def console(*, stderr: bool = False) -> Console:
    """Give the terminal, or what stands in its place."""
    stream = sys.stderr if stderr else sys.stdout
    return Console(stderr=stderr, width=None if stream.isatty() else WIDE, highlight=False, emoji=False, markup=False)


def complain(message: str, severity: str = "error") -> None:
    """Print one line on standard error."""
    line = " ".join(message.split()).encode(errors="backslashreplace").decode()
    console(stderr=True).print(f"{severity}: {line}", soft_wrap=True)


@contextmanager
def one_line_for_errors() -> Iterator[None]:
    """Turn what the database, a source or an ingest complains of into a `CommandError`."""
    try:
        yield
    except (DatabaseError, IngestError, TranscriptError) as error:
        raise CommandError(str(error)) from error
    except DBAPIError as error:
        raise CommandError(f"the database cannot do it: {error.orig}") from error


def progress(items: Sequence[Item], name: str) -> Iterator[Item]:
    """Give `items` one by one, with a bar on a terminal."""
    out = console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=out, transient=True, disable=not out.is_terminal) as bar:
        yield from bar.track(items, description=name)


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]], *, numbers: Sequence[str] = ()) -> None:
    """Print a table; the columns named in `numbers` are aligned to the right."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for head in heads:
        table.add_column(head, justify="right" if head in numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    console().print(table)


def print_transcript(transcript: Transcript) -> None:
    """Print what was understood of a transcript: metadata, speakers, and what was done to its text."""
    out = console()
    known = {field.name: getattr(transcript.metadata, field.name) for field in fields(transcript.metadata)}
    for name, value in known.items():
        if value not in (None, ()):
            out.print(f"{name}: {value}", soft_wrap=True)
    labels = Counter(turn.label for turn in transcript.turns)
    print_table(("label", "turns"), [(label, str(count)) for label, count in labels.items()], numbers=("turns",))
    rows = [_ledger_row(entry) for entry in transcript.ledger if entry.rule != "label"]
    if rows:
        print_table(("line", "rule", "what"), rows, numbers=("line",))


def _ledger_row(entry: LedgerEntry) -> tuple[str, str, str]:
    removed = shorten(entry.removed, 60, placeholder="…") if entry.removed else ""
    return str(entry.line or ""), entry.rule, "  ".join(filter(None, (removed, entry.detail)))
