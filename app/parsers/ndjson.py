"""Newline-delimited JSON: an object for each turn or segment, under the usual names.

Our own exports come back turn by turn, exactly.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from app.parsers.tables.columns import columns_of, refusal
from app.parsers.tables.rows import Row, Table, read_table, table_texts, text_of_interview
from app.parsers.text.decoding import decode
from app.parsers.text.lines import lines_of
from app.parsers.units.documents import Node, load, looks_like_json
from app.parsers.units.heads import head_of
from app.transcript import ParseOptions, Transcript, TranscriptError

EXTENSIONS = (".ndjson", ".jsonl")


def recognises(data: bytes) -> bool:
    """Whether its first line is an object with the usual names."""
    if not looks_like_json(data):
        return False
    try:
        found = load(head_of(data).lstrip().split("\n", 1)[0])
        columns = columns_of(list(found)) if isinstance(found, dict) else None
    except TranscriptError:
        return False
    return columns is not None and isinstance(found[columns.text], str)


def parse(data: bytes, options: ParseOptions) -> tuple[Transcript, ...]:
    """The interviews in `data`; raises `TranscriptError` that names the line and the field that is wrong."""
    decoded = decode(data)
    found = read_table("ndjson", _table(decoded.text))
    return tuple(replace(each, encoding=decoded.encoding, warnings=(*decoded.doubts, *each.warnings)) for each in found)


def source_text(data: bytes, encoding: str | None, key: str | None = None) -> str:
    """The text of which every non-blank character is accounted for: the fields of speakers and of their words."""
    return text_of_interview(_texts(data, encoding), key)


@lru_cache(maxsize=1)
def _texts(data: bytes, encoding: str | None) -> Mapping[str, str]:
    """By interview: the proof of each asks for the same source again."""
    return table_texts(_table(data.decode(encoding or decode(data).encoding)))


def _table(text: str) -> Table:
    rows = list(_rows(text.removeprefix("\ufeff")))
    names = dict.fromkeys(name for row in rows for name in row.values.value)
    columns = columns_of(list(names))
    if columns is None:
        raise refusal(names)
    return Table(columns, rows)


def _rows(text: str) -> Iterator[Row]:
    for line in lines_of(text):
        if line.is_blank:
            continue
        value = load(line.text, line.number)
        if not isinstance(value, dict):
            raise TranscriptError(f'line {line.number} wants an object such as {{"speaker": …, "text": …}}')
        yield Row(Node(value, None, f"line {line.number}"), line.number)
