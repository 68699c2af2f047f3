"""Rows of a table → the interviews in it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from app.parsers.tables.columns import Columns
from app.parsers.tables.provenance import metadata_of
from app.parsers.text.dates import iso_date
from app.parsers.text.names import tidy
from app.parsers.units.documents import Node
from app.parsers.units.reading import read_units
from app.parsers.units.unit import Piece, Unit, counted, said, visible
from app.transcript import Kind, Metadata, Transcript, TranscriptError, TranscriptTurn

_KINDS: dict[object, Kind | None] = {"question": "question", "answer": "answer", "speech": "speech", "": None}


class Row(NamedTuple):
    """Values by column, and the line that the row begins in."""

    values: Node
    line: int | None


class Table(NamedTuple):
    columns: Columns
    rows: Sequence[Row]
    is_guarded: bool = False
    """Whether an apostrophe before a cell only keeps spreadsheets from taking it for a formula."""


def read_table(format_key: str, table: Table) -> tuple[Transcript, ...]:
    """The interviews of `table`, in the order of their first rows; raises `TranscriptError` naming line and column."""
    interviews = _interviews(table)
    if not interviews:
        raise TranscriptError("the table has no rows")
    return tuple(
        _read(format_key, table._replace(rows=rows), key, single=len(interviews) == 1)
        for key, rows in interviews.items()
    )


def table_texts(table: Table) -> dict[str, str]:
    """By interview, the text that must be accounted for: who speaks and what is said in each of its rows."""
    return {key: _text_of(rows, table.columns) for key, rows in _interviews(table).items()}


def text_of_interview(texts: Mapping[str, str], key: str | None) -> str:
    """The text of the interview `key`, or of the only one; raises `TranscriptError` where there is none."""
    if key is None:
        return "".join(texts.values())
    if key not in texts:
        raise TranscriptError(f"the source holds no interview `{key}`")
    return texts[key]


def _text_of(rows: Sequence[Row], columns: Columns) -> str:
    fields = (_fields(row, columns) for row in rows)
    return "".join(f"{text}\n" if label is None else f"{label}\n{text}\n" for label, text in fields)


def _read(format_key: str, table: Table, key: str, *, single: bool) -> Transcript:
    columns, rows = table.columns, table.rows
    pieces = counted(_pieces(row, table) for row in rows)
    units = [_unit(row, parts, table) for row, parts in zip(rows, pieces, strict=True)]
    metadata, doubts = _known(rows[0].values, columns, key, single=single)
    transcript = read_units(format_key, _text_of(rows, columns), units, metadata, exact=columns.is_ours)
    seen = _changes(rows, transcript.turns) if columns.is_ours else _carried_on(units)
    return replace(transcript, key=None if single else key, warnings=(*doubts, *seen, *transcript.warnings))


def _carried_on(units: Iterable[Unit]) -> Iterator[str]:
    """Rows that say something and not who, behind one that does: they go on for its voice."""
    voice: str | None = None
    lines: list[int | None] = []
    for unit in units:
        voice = unit.speaker or voice
        if unit.speaker is None and voice is not None and said(unit.pieces).strip():
            lines.append(unit.line)
    if lines:
        place = f" (first in line {lines[0]})" if lines[0] is not None else ""
        names, they = ("names", "it goes") if len(lines) == 1 else ("name", "they go")
        yield f"{len(lines)} of its rows{place} {names} no voice: {they} on with the one before"


def _interviews(table: Table) -> dict[str, list[Row]]:
    """The rows by interview; a row that names none goes on with the last."""
    found: dict[str, list[Row]] = {}
    key = ""
    for row in table.rows:
        named = row.values.get(table.columns.interview) if table.columns.interview else None
        key = (named.label() or key) if named else key
        found.setdefault(key, []).append(row)
    return found


def _fields(row: Row, columns: Columns) -> tuple[str | None, str]:
    """The two fields that count as speech, as they are: who speaks, and what is said."""
    speaker, text = (row.values.get(name) if name else None for name in (columns.speaker, columns.text))
    return speaker.label() if speaker else None, text.text() if text else ""


def _pieces(row: Row, table: Table) -> Iterator[Piece]:
    label, text = _fields(row, table.columns)
    if label is not None:
        yield from (Piece(label, "label", line=row.line), Piece("\n"))
    if table.is_guarded and text.startswith("'"):
        yield Piece("'", "formula-guard", line=row.line)
        text = text[1:]
    yield from [Piece(text)] if table.columns.is_ours else visible(text, row.line)
    yield Piece("\n")


def _unit(row: Row, pieces: Iterable[Piece], table: Table) -> Unit:
    columns = table.columns
    label, _ = _fields(row, columns)
    start, end = (_time(row.values, name, columns.scale) for name in (columns.start, columns.end))
    kind = _kind(row.values) if columns.is_ours else None
    changes = columns.start is None and label is not None
    return Unit(tuple(pieces), _speaker(label, table), start, end, row.line, changes=changes, kind=kind)


def _speaker(label: str | None, table: Table) -> str | None:
    if label is None or not table.columns.is_ours:
        return tidy(label or "") or None
    return label.removeprefix("'") if table.is_guarded else label


def _time(values: Node, name: str | None, scale: int) -> int | None:
    found = values.get(name) if name else None
    return None if found is None or found.value == "" else found.time(scale)


def _kind(values: Node) -> Kind | None:
    kind = values.get("kind")
    if kind is not None and not (isinstance(kind.value, str) and kind.value in _KINDS):
        raise kind.wrong("question, answer or speech")
    return _KINDS[kind.value] if kind else None


def _known(values: Node, columns: Columns, key: str, *, single: bool) -> tuple[Metadata, list[str]]:
    if columns.is_ours:
        return metadata_of(values, values.get("interview")), []
    title, date = (values.get(name) if name else None for name in (columns.title, columns.date))
    told = " ".join((title.text() if title else "").split()) or ("" if single else key)
    written = date.label() if date else None
    iso = iso_date(written) if written else None
    doubts = [f"`{written}` is no date: it is left out"] if written and not iso else []
    return Metadata(title=told or None, date=iso), doubts


def _changes(rows: Sequence[Row], turns: Sequence[TranscriptTurn]) -> Iterator[str]:
    """What in an export of ours is no more as it was exported."""
    digests = [row.values.get("text_sha256") for row in rows]
    edited = sum(
        digest is not None and digest.value != hashlib.sha256(turn.text.encode()).hexdigest()
        for digest, turn in zip(digests, turns, strict=False)
    )
    if edited:
        yield f"the words of {edited} of {len(turns)} turns are not those that were exported: they were edited since"
    positions = [str(position.value) if (position := row.values.get("position")) else "" for row in rows]
    if positions != [str(number) for number in range(1, len(rows) + 1)]:
        yield "the positions of its turns are not 1, 2, 3 …: this may be a part of the interview"
