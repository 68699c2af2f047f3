"""CSV, with commas, semicolons, tabs or bars: a row for each turn or segment, under the usual names of columns.

Our own exports come back turn by turn, exactly.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from app.parsers.tables.columns import Columns, columns_of, refusal
from app.parsers.tables.rows import Row, Table, read_table, table_texts, text_of_interview
from app.parsers.text.decoding import LARGEST, decode
from app.parsers.units.documents import Node
from app.parsers.units.heads import head_of
from app.transcript import ParseOptions, Transcript, TranscriptError

EXTENSIONS = (".csv", ".tsv")
_DELIMITERS = ",;\t|"
_WHISPERS = ["start", "end", "text"]
"""The columns of Whisper's own table, which is parted by tabs and has milliseconds."""


def recognises(data: bytes) -> bool:
    """Whether its first row has the usual names of columns, and another row has as many cells."""
    head = head_of(data)
    try:
        found = _head(head)
    except TranscriptError:
        return False
    records = (record for _, record in _numbered(head, found[0], strict=False) if record) if found else iter(())
    return len(next(records, ())) == len(next(records, ())) > 1


def parse(data: bytes, options: ParseOptions) -> tuple[Transcript, ...]:
    """The interviews in `data`; raises `TranscriptError` that says what columns it wants, or which row is wrong."""
    decoded = decode(data)
    found = read_table("csv", _table(decoded.text))
    return tuple(replace(each, encoding=decoded.encoding, warnings=(*decoded.doubts, *each.warnings)) for each in found)


def source_text(data: bytes, encoding: str | None, key: str | None = None) -> str:
    """The text of which every non-blank character is accounted for: the columns of speakers and of their words."""
    return text_of_interview(_texts(data, encoding), key)


@lru_cache(maxsize=1)
def _texts(data: bytes, encoding: str | None) -> Mapping[str, str]:
    """By interview: the proof of each asks for the same source again."""
    return table_texts(_table(data.decode(encoding or decode(data).encoding)))


def _table(text: str) -> Table:
    text = text.removeprefix("\ufeff")
    found = _head(text)
    if found is None:
        heads = [_first(text, delimiter) for delimiter in _DELIMITERS]
        widest = max(heads, key=len)
        raise refusal(widest)
    delimiter, columns, names = found
    rows = list(_rows(text, delimiter, names))
    return Table(columns, [_unguarded(row) for row in rows] if columns.is_ours else rows, is_guarded=columns.is_ours)


def _head(text: str) -> tuple[str, Columns, list[str]] | None:
    """The delimiter that finds the usual names in the first row, what they hold, and all names."""
    for delimiter in _DELIMITERS:
        names = _first(text, delimiter)
        columns = columns_of(names) if len(names) > 1 else None
        if columns is not None:
            is_whispers = delimiter == "\t" and names == _WHISPERS
            return delimiter, columns._replace(scale=1) if is_whispers else columns, names
    return None


def _first(text: str, delimiter: str) -> list[str]:
    records = (record for _, record in _numbered(text, delimiter, strict=False))
    return [cell.strip() for cell in next((record for record in records if any(map(str.strip, record))), [])]


def _numbered(text: str, delimiter: str, *, strict: bool = True) -> Iterator[tuple[int, list[str]]]:
    """Each record and the line it begins in."""
    csv.field_size_limit(LARGEST)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    line = 1
    try:
        for record in reader:
            yield line, record
            line = reader.line_num + 1
    except csv.Error:
        raise TranscriptError(
            f"line {line}: this row cannot be read: a quotation mark is not closed, or stands single within a cell"
        ) from None


def _unguarded(row: Row) -> Row:
    """The row without the apostrophes that guard its cells, save in what is speech, where the ledger tells of them."""
    cells = {
        name: cell[1:] if cell.startswith("'") and name not in ("label", "text") else cell
        for name, cell in row.values.value.items()
    }
    return row._replace(values=row.values._replace(value=cells))


def _rows(text: str, delimiter: str, names: list[str]) -> Iterator[Row]:
    records = ((line, record) for line, record in _numbered(text, delimiter) if any(map(str.strip, record)))
    next(records)
    for line, record in records:
        if len(record) > len(names):
            raise TranscriptError(
                f"line {line} has {len(record)} cells under {len(names)} columns: a text that holds the delimiter"
                " wants quotation marks around it"
            )
        yield Row(Node(dict(zip(names, record, strict=False)), None, f"line {line}"), line)
