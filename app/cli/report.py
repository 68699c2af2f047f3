"""What the commands print: progress on a terminal, plain lines elsewhere, a table, one line for each error."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from sqlalchemy.exc import DBAPIError

from app.database import DatabaseError
from app.ingest import IngestError
from app.transcript import TranscriptError

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
    console(stderr=True).print(f"{severity}: {one_line(message)}", soft_wrap=True)


def one_line(text: object) -> str:
    """Give what fits in one line of a terminal: white space single, other control characters escaped."""
    printable = (c if c.isprintable() else c.encode("unicode_escape").decode() for c in " ".join(str(text).split()))
    return "".join(printable).encode(errors="backslashreplace").decode()


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
