"""What keeps readers waiting, and who has a database open: of each engine's own."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.database import disposing, writing_engine
from tests.databases import copy_database, database_at, is_sqlite, look

OPEN = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
"""Each process of ours that has just begun has one connection."""


def holdable(url: str, path: Path) -> Path:
    """Copy a database so that its readers can be kept waiting, as SQLite's in WAL mode never are."""
    copy_database(url, path)
    if is_sqlite():
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    return path


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Keep every reader of such a database waiting."""
    if is_sqlite():
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
            yield
            connection.execute("ROLLBACK")
        return
    with disposing(writing_engine(database_at(path))) as engine, engine.connect() as connection:
        connection.exec_driver_sql("LOCK TABLE corpus, interview, turn")
        yield


def openers(path: Path) -> int:
    """Count the processes that have a database open."""
    if not is_sqlite():
        return int(look(path, OPEN)[0])
    links = Path("/proc").glob("[0-9]*/fd/*")
    return len({link.parts[2] for link in links if _leads_to(link, path)})


def _leads_to(link: Path, path: Path) -> bool:
    try:
        return link.readlink() == path
    except OSError:  # the process or its file is gone
        return False
