"""CSV (RFC 4180) in UTF-8 with a byte order mark, by which spreadsheets know it; a row for each turn.

A cell that a spreadsheet would take for a formula gets an apostrophe before it, as does one that begins with an
apostrophe: who takes one apostrophe away from every cell that begins with one has the text again, exactly.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from app.publication import COLUMNS, Provenance, Publication, PublishedTurn, row_of

MEDIA_TYPE = "text/csv"
EXTENSION = ".csv"

_GUARDED = tuple("'=+-@\t\r\n＝＋－＠")


def render(publication: Publication) -> str:
    """Give all turns of an interview, in spoken order, under a head of column names."""
    return head() + "".join(turn(publication.provenance, each) for each in publication.turns)


def head() -> str:
    """Give what stands before the first turn: the byte order mark and the columns' names."""
    return "\ufeff" + table([COLUMNS])


def turn(provenance: Provenance, spoken: PublishedTurn) -> str:
    """Give one turn as a row."""
    return table([tuple(row_of(provenance, spoken).values())])


def table(rows: Iterable[Sequence[str | int | None]]) -> str:
    """Give rows whose cells no spreadsheet takes for formulas; null is an empty cell."""
    out = io.StringIO()
    csv.writer(out).writerows([_guarded(cell) for cell in row] for row in rows)
    return out.getvalue()


def _guarded(cell: str | int | None) -> str | int | None:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_GUARDED) else cell
