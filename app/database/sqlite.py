"""SQLite: one file, WAL, and an FTS5 table of finished words."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    QueuePool,
    create_engine,
    event,
)
from sqlalchemy.exc import DBAPIError

from app.database import Companions, DatabaseError, Identity
from app.database.fts5 import TABLES
from app.database.sqlite_watch import Watch

MAGIC = b"SQLite format 3\0"
OLDEST = (3, 40)
BUSY_TIMEOUT_MS = 30_000
DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)
NOT_THERE = ("no such table", "no such column", "no such index", "vtable constructor failed")
"""How SQLite begins to say that a database lacks what its schema has."""

IMMUTABLE = (
    "If its folder cannot be written to, and nobody writes the database, VERBATIM_IMMUTABLE=true lets it be read"
)
RESTORE = "`verbatim restore` makes another of a dump"


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
    event.listen(engine, "begin", lambda connection: _execute(connection, "BEGIN"))
    if time_limit_ms is not None:
        _limit(engine, Watch(time_limit_ms / 1000))
    return engine


def identity(url: URL) -> Identity:
    return _inode(_place(url))


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


def glance(connection: Connection) -> int:
    (version,) = _execute(connection, "PRAGMA data_version").fetchone()
    return int(version)


def settle(connection: Connection) -> None:
    """Leave everything as it is: keys follow the greatest."""


def faults(connection: Connection) -> Iterator[str]:
    for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if line != "ok":
            yield f"SQLite's integrity check: {line}"
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} refers to a {parent} that is not there"
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name LIKE 'word_index%'").scalars()
    for missing in sorted(TABLES.difference(tables)):
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


def is_damage(error: DBAPIError) -> bool:
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # the rest of the code says where
    return code in DAMAGE or str(error.orig).startswith(NOT_THERE)


def is_absence(error: DBAPIError) -> bool:
    return False


def advice(error: DBAPIError) -> str:
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    return RESTORE if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) else IMMUTABLE


def lag_ms(connection: Connection) -> int | None:
    return None


def begin_time_anew(connection: Connection) -> None:
    watch: Watch = connection.info["watch"]
    watch.start(_driver(connection))


def _path(url: URL) -> Path:
    return Path(_place(url)).absolute()


def _place(url: URL) -> str:
    if not url.database or url.database == ":memory:":
        raise DatabaseError("a database in memory ends with its process: name a file")
    return url.database


def _inode(path: Path | str) -> tuple[int, int] | None:
    try:
        status = os.stat(path)  # noqa: PTH116, each request looks: to make a `Path` takes twice as long
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
        max_overflow=40,  # with the pool, as many as there are threads and streams
        hide_parameters=True,  # an error that is logged must not tell what somebody searches for
    )


def _limit(engine: Engine, watch: Watch) -> None:
    event.listen(engine, "connect", lambda _, record: record.info.update(watch=watch))
    event.listen(engine, "begin", lambda connection: watch.start(_driver(connection)))
    event.listen(engine, "rollback", lambda connection: watch.stop(_driver(connection)))
    event.listen(engine, "commit", lambda connection: watch.stop(_driver(connection)))


def _prepare_writing(connection: sqlite3.Connection, _: Any) -> None:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _prepare_reading(connection: sqlite3.Connection, _: Any) -> None:
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)  # ATTACH and VACUUM INTO make files, and may open ours anew
    connection.execute("PRAGMA query_only = ON")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.dbapi_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError("SQLite's own driver is expected")
    return driver


def _execute(connection: Connection, statement: str) -> sqlite3.Cursor:
    """Execute what each request does, without what SQLAlchemy does for it."""
    try:
        return _driver(connection).execute(statement)
    except sqlite3.Error as error:
        raise DBAPIError(statement, None, error) from error
