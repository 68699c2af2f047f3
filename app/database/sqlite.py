"""SQLite: one file, WAL, and an FTS5 table of finished words."""

import contextlib
import json
import os
import sqlite3
import threading
import time
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Float,
    Integer,
    QueuePool,
    String,
    Subquery,
    bindparam,
    create_engine,
    event,
    text,
)
from sqlalchemy.exc import DBAPIError

from app.database import Companions, DatabaseError, Field, Identity, IndexedTurn, Span, count_terms
from app.search_query import And, Near, Or, Term, Tree, Without
from app.words import stem

MAGIC = b"SQLite format 3\0"
OLDEST = (3, 40)
BUSY_TIMEOUT_MS = 30_000
WORD_TABLES = frozenset({"word_index", "word_index_counts", "word_index_places"})
COUNT = (
    "INSERT INTO word_index_counts(term, field, turns) VALUES (?, ?, ?)"
    " ON CONFLICT DO UPDATE SET turns = turns + excluded.turns"
)
# `+ 0` keeps SQLite from looking up each turn of another table in the index, which costs a query a turn.
HITS = (
    "SELECT rowid + 0 AS turn_pk, rowid AS place, -bm25(word_index) AS score FROM word_index"
    " WHERE word_index MATCH :tree"
)
# `CROSS JOIN` is SQLite's word for a join in this order.
HITS_WITHIN = (
    "SELECT word_index.rowid + 0 AS turn_pk, word_index.rowid AS place, -bm25(word_index) AS score"
    " FROM json_each(:spans) AS span CROSS JOIN word_index"
    " WHERE word_index MATCH :tree AND word_index.rowid BETWEEN span.value ->> 0 AND span.value ->> 1"
)

HIT_TURNS = (
    "SELECT turn.interview_pk, turn.speaker_pk, turn.kind"
    " FROM word_index JOIN turn INDEXED BY ix_turn_live ON turn.pk = word_index.rowid + 0"
    " WHERE turn.position IS NOT NULL AND word_index MATCH :tree"
)


def writing_engine(url: URL, *, create: bool) -> Engine:
    """Open a file for writing."""
    path = _path(url)
    if not create:
        _refuse_missing(path)
    if not path.parent.is_dir():
        raise DatabaseError(f"there is no folder {path.parent} for the database {path.name}: make it, or name another")
    _refuse_other_files(path)
    engine = _engine(path, "mode=rwc" if create else "mode=rw")
    event.listen(engine, "connect", _prepare_writing)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def reading_engine(url: URL, *, time_limit_ms: int | None, immutable: bool) -> Engine:
    """Open a file so that SQLite itself refuses every change to it."""
    path = _path(url)
    _refuse_missing(path)
    _refuse_other_files(path)
    log = Path(f"{path}-wal")
    if immutable and log.exists() and log.stat().st_size:
        raise DatabaseError(f"{path}-wal holds changes that an immutable {path.name} would hide: open it without")
    engine = _engine(path, "mode=ro&immutable=1" if immutable else "mode=ro")
    event.listen(engine, "connect", _prepare_reading)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    if time_limit_ms is not None:
        _limit(engine, _Watch(time_limit_ms / 1000))
    return engine


def identity(url: URL) -> Identity:
    return _inode(_path(url))


def companions(url: URL) -> Companions:
    beside = [Path(f"{_path(url)}{ending}") for ending in ("-wal", "-shm")]
    return frozenset((path, inode) for path in beside if (inode := _inode(path)))


def abandon(companions: Companions) -> None:
    import fcntl  # noqa: PLC0415, not on Windows, where no file that is open can be replaced

    for path, inode in companions:
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)  # another worker may be here, and may have opened the new database
            if _inode(path) == inode:
                path.unlink()
        except OSError as error:
            raise DatabaseError(f"the database was replaced: remove {path} of the old one ({error.strerror})") from None
        finally:
            os.close(folder)


def write_words(connection: Connection, turns: Iterable[IndexedTurn]) -> None:
    _change_words(connection, "INSERT INTO word_index(rowid, words, stems) VALUES (?, ?, ?)", list(turns), +1)


def erase_words(connection: Connection, turns: Iterable[IndexedTurn]) -> None:
    statement = "INSERT INTO word_index(word_index, rowid, words, stems) VALUES ('delete', ?, ?, ?)"
    _change_words(connection, statement, list(turns), -1)


def clear_words(connection: Connection) -> None:
    connection.execute(text("INSERT INTO word_index(word_index) VALUES ('delete-all')"))
    connection.execute(text("DELETE FROM word_index_counts"))


def hits(tree: Tree, languages: Collection[str], spans: Collection[Span] | None = None) -> Subquery:
    statement = text(HITS)
    if spans is not None:
        statement = text(HITS_WITHIN).bindparams(bindparam("spans", json.dumps(list(spans)), unique=True))
    statement = statement.bindparams(bindparam("tree", _match(tree, languages), unique=True))
    return statement.columns(turn_pk=Integer, place=Integer, score=Float).subquery("hits")


def hit_turns(tree: Tree, languages: Collection[str]) -> Subquery:
    statement = text(HIT_TURNS).bindparams(bindparam("tree", _match(tree, languages), unique=True))
    return statement.columns(interview_pk=Integer, speaker_pk=Integer, kind=String).subquery("hit_turns")


def turn_counts(connection: Connection, field: Field, terms: Collection[str]) -> dict[str, int]:
    statement = text("SELECT term, turns FROM word_index_counts WHERE term IN :terms AND field = :field AND turns > 0")
    statement = statement.bindparams(bindparam("terms", expanding=True))
    return {row.term: row.turns for row in connection.execute(statement, {"field": field, "terms": list(terms)})}


def indexed_counts(connection: Connection) -> dict[tuple[Field, str], int]:
    rows = connection.execute(text("SELECT field, term, turns FROM word_index_counts WHERE turns > 0"))
    return {(row.field, row.term): row.turns for row in rows}


def indexed_words(connection: Connection) -> Iterator[tuple[str, int, str, int]]:
    yield from map(tuple, connection.exec_driver_sql("SELECT term, doc, col, offset FROM word_index_places"))


def faults(connection: Connection) -> Iterator[str]:
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield f"SQLite's integrity check: {line}"
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} refers to a {parent} that is not there"
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name LIKE 'word_index%'").scalars()
    for missing in sorted(WORD_TABLES.difference(tables)):
        yield f"the table {missing} is not there"


def back_up(engine: Engine, target: Path) -> None:
    try:
        with engine.connect() as connection, contextlib.closing(sqlite3.connect(target)) as copy:
            _driver(connection).backup(copy)
    except sqlite3.Error as error:
        target.unlink(missing_ok=True)
        raise DatabaseError(f"cannot back up to {target}: {error}") from None


def is_timeout(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT


def begin_time_anew(connection: Connection) -> None:
    watch: _Watch = connection.info["watch"]
    watch.start(_driver(connection))


def _match(tree: Tree, languages: Collection[str]) -> str:
    """Write `tree` in FTS5's syntax. Words are letters, marks and digits, so that between quotes they stay words."""
    match tree:
        case Term() | Near():
            return _match_leaf(tree, languages)
        case And(parts):
            return " AND ".join(f"({_match(part, languages)})" for part in parts)
        case Or(parts):
            return " OR ".join(f"({_match(part, languages)})" for part in parts)
        case Without(kept, gone):
            excluded = " OR ".join(f"({_match(part, languages)})" for part in gone)
            return f"({_match(kept, languages)}) NOT ({excluded})"


def _match_leaf(leaf: Term | Near, languages: Collection[str]) -> str:
    term = leaf.left if isinstance(leaf, Near) else leaf
    if term.form != "stem":
        return f"words : {_written(leaf, None)}"
    return f"stems : ({' OR '.join(_written(leaf, language) for language in languages)})"


def _written(leaf: Term | Near, language: str | None) -> str:
    if isinstance(leaf, Term):
        return _phrase(leaf, language)
    return f"NEAR({_phrase(leaf.left, language)} {_phrase(leaf.right, language)}, {leaf.distance})"


def _phrase(term: Term, language: str | None) -> str:
    written = term.words if language is None else [stem(word, language) for word in term.words]
    return f'"{" ".join(written)}"{" *" if term.form == "prefix" else ""}'


def _change_words(connection: Connection, statement: str, turns: list[IndexedTurn], sign: int) -> None:
    if not turns:
        return
    connection.exec_driver_sql(statement, turns)
    counts = [(term, field, sign * count) for (field, term), count in sorted(count_terms(turns).items())]
    if counts:
        connection.exec_driver_sql(COUNT, counts)


def _path(url: URL) -> Path:
    if not url.database or url.database == ":memory:":
        raise DatabaseError("a database in memory ends with its process: name a file")
    return Path(url.database).absolute()


def _inode(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _refuse_missing(path: Path) -> None:
    if not path.is_file():
        raise DatabaseError(f"there is no database {path}: `verbatim ingest PATH…` makes it")


def _refuse_other_files(path: Path) -> None:
    if sqlite3.sqlite_version_info < OLDEST:
        raise DatabaseError(f"SQLite {sqlite3.sqlite_version} is too old: 3.40 or later is needed")
    try:
        with path.open("rb") as file:
            head = file.read(len(MAGIC))
    except FileNotFoundError:
        return
    except OSError as error:
        raise DatabaseError(f"the database {path} cannot be read: {error.strerror}") from None
    if head not in (b"", MAGIC):
        raise DatabaseError(f"{path} is no SQLite database: name another with --database or VERBATIM_DATABASE_URL")


def _engine(path: Path, mode: str) -> Engine:
    address = f"file:{quote(str(path))}?{mode}"

    def connect() -> sqlite3.Connection:
        # The driver's own transactions are off: they would not hold DDL. `begin` events open ours.
        return sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)

    return create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=32,
        hide_parameters=True,  # an error that is logged must not tell what somebody searches for
    )


def _limit(engine: Engine, watch: "_Watch") -> None:
    event.listen(engine, "begin", lambda connection: watch.start(_driver(connection)))
    event.listen(engine, "begin", lambda connection: connection.info.update(watch=watch))
    event.listen(engine, "rollback", lambda connection: watch.stop(_driver(connection)))
    event.listen(engine, "commit", lambda connection: watch.stop(_driver(connection)))


def _prepare_writing(connection: sqlite3.Connection, _: Any) -> None:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _prepare_reading(connection: sqlite3.Connection, _: Any) -> None:
    connection.execute("PRAGMA query_only = ON")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError("SQLite's own driver is expected")
    return driver


class _Watch:
    """Ends what a connection does once its transaction has lasted `limit` seconds.

    SQLite's progress handler sleeps through a scan inside FTS5; `interrupt()` from another thread does not.
    """

    def __init__(self, limit: float) -> None:
        self._limit = limit
        self._deadlines: dict[sqlite3.Connection, float] = {}
        self._busy = threading.Condition()
        self._thread: threading.Thread | None = None

    def start(self, connection: sqlite3.Connection) -> None:
        with self._busy:
            self._deadlines[connection] = time.monotonic() + self._limit
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="verbatim-time-limit", daemon=True)
                self._thread.start()
            elif len(self._deadlines) == 1:
                self._busy.notify()

    def stop(self, connection: sqlite3.Connection) -> None:
        with self._busy:
            self._deadlines.pop(connection, None)

    def _run(self) -> None:
        while True:
            with self._busy:
                while not self._deadlines:
                    self._busy.wait()
                now = time.monotonic()
                for connection, deadline in self._deadlines.items():
                    if deadline <= now:
                        connection.interrupt()
                self._busy.wait(min(self._limit / 4, 0.05))
