"""A whole corpus as text and back: one compressed NDJSON file, a line for each row, the same on every engine."""

import gzip
import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from typing import IO, Any

from sqlalchemy import Column, Connection, Date, Engine, LargeBinary, Table, delete, insert, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, SQLModel, UTCDateTime

from app import schema
from app.database import DatabaseError, dialect_of
from app.ingest.corpus import refill_words

FORMAT = 1
BATCH = 1_000

Row = dict[str, Any]


def dump(engine: Engine, file: IO[bytes]) -> int:
    """Write every row of the corpus, of one moment, and give their number."""
    count = 0
    with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed, engine.connect() as connection:
        packed.write(_line({"verbatim": "dump", "format": FORMAT, "schema": schema.head()}))
        for table in SQLModel.metadata.sorted_tables:
            for row in _rows(connection, table):
                packed.write(_line({"table": table.name, "row": row}))
                count += 1
        packed.write(_line({"rows": count}))
    return count


def restore(engine: Engine, file: IO[bytes]) -> int:
    """Fill an empty database with a dump, all of it or nothing, and give the number of rows.

    Raises `DatabaseError` where the database holds interviews, or the dump is none, is cut short or of another schema.
    """
    try:
        with Session(engine) as session, session.begin(), gzip.GzipFile(fileobj=file, mode="rb") as packed:
            connection = session.connection()
            _empty(connection)
            count = _read(connection, (json.loads(line) for line in packed))
            refill_words(session)
            dialect_of(connection).settle(connection)
            return count
    except (OSError, EOFError, ValueError, KeyError, TypeError, AttributeError, SQLAlchemyError) as error:
        raise DatabaseError(f"this is no whole dump of Verbatim: {error}") from None


def _line(value: Row) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _rows(connection: Connection, table: Table) -> Iterator[Row]:
    statement = select(table).order_by(*table.primary_key.columns)
    for row in connection.execution_options(yield_per=BATCH).execute(statement).mappings():
        yield {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return b64encode(value).decode() if isinstance(value, bytes) else value


def _typed(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, LargeBinary):
        return b64decode(value)
    if isinstance(column.type, UTCDateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(column.type, Date) else value


def _empty(connection: Connection) -> None:
    interview = SQLModel.metadata.tables["interview"]
    if connection.execute(select(interview.c.pk).limit(1)).first():
        raise DatabaseError("the database holds interviews already: restore into an empty one")
    for table in reversed(SQLModel.metadata.sorted_tables):
        connection.execute(delete(table))


def _read(connection: Connection, lines: Iterator[Row]) -> int:
    head = next(lines, {})
    if head.get("verbatim") != "dump" or head.get("format") != FORMAT:
        raise ValueError("its first line does not say so")
    if head["schema"] != schema.head():
        raise ValueError(f"it is of schema {head['schema']}, this is {schema.head()}: restore it with that Verbatim")
    count, end = 0, None
    while batch := list(islice(lines, BATCH)):
        end = batch.pop() if "rows" in batch[-1] else None
        count += len(batch)
        _write(connection, batch)
    if end != {"rows": count}:
        raise ValueError(f"it ends after {count} rows")
    if connection.execute(select(SQLModel.metadata.tables["corpus"].c.pk)).first() is None:
        raise ValueError("it holds no corpus")
    return count


def _write(connection: Connection, batch: Iterable[Row]) -> None:
    by_table: dict[str, list[Row]] = {}
    for line in batch:
        table = SQLModel.metadata.tables[line["table"]]
        by_table.setdefault(table.name, []).append({k: _typed(table.c[k], v) for k, v in line["row"].items()})
    for name, rows in by_table.items():
        _insert(connection, SQLModel.metadata.tables[name], rows)


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    """Insert rows; what refers to another row of the same table is said once all are there."""
    own = [column.name for column in table.columns for key in column.foreign_keys if key.column.table is table]
    connection.execute(insert(table), [row | dict.fromkeys(own) for row in rows])
    for row in rows:
        if said := {name: row[name] for name in own if row[name] is not None}:
            connection.execute(update(table).where(table.c.pk == row["pk"]).values(**said))
