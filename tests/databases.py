"""Databases for tests, on the engine that is chosen by `--engine`."""

import re
import shutil
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import Engine, event

from app import schema
from app.database import disposing, writing_engine
from tests.postgresql.server import Server

MIGRATED = "migrated"
COPIES_FILES = 150_000
"""The version of PostgreSQL that can be told how to copy a database."""

SPELLED = {
    "INSERT INTO word_index(word_index) VALUES ('delete-all')": "DELETE FROM word_index",
    "UPDATE word_index_counts SET turns = turns + 1 WHERE term = 'ice'": (
        "UPDATE word_index_counts SET turns = turns + 1 WHERE key = 'ice'"
    ),
    "UPDATE source SET compressed = x'789c030000000001'": r"UPDATE source SET compressed = '\x789c030000000001'",
}
"""What SQLite says in words of its own, in those of PostgreSQL."""

_server: Server | None = None
_names: dict[Path, str] = {}
_numbers = count(1)


def choose(server: Server) -> None:
    """Make databases on a server of PostgreSQL's from now on; each is a copy of one that is migrated once."""
    global _server  # noqa: PLW0603, what the option --engine says holds for all tests
    event.listen(Engine, "do_connect", _refuse_sqlite)
    create(server, MIGRATED, template="template1")
    with disposing(writing_engine(server.url(MIGRATED))) as engine:
        schema.upgrade(engine)
    _server = server


def is_sqlite() -> bool:
    """Tell whether tests run on SQLite."""
    return _server is None


def database_at(path: Path | str) -> str:
    """Give the address of the database that stands at `path`, which need not be there yet; an address stays one.

    On SQLite that is the file. On PostgreSQL it is a database of that place's own, migrated and empty.
    """
    if _server is None or isinstance(path, str):
        return str(path)
    if path not in _names:
        _names[path] = create(_server, template=MIGRATED)
    return _server.url(_names[path])


def bare_database_at(path: Path) -> str:
    """Give the address of a database without a table."""
    return str(path) if _server is None else _server.url(create(_server))


def copy_database(url: str, path: Path) -> str:
    """Copy a database to which nobody writes to `path`, and give the address of the copy."""
    if _server is None:
        return str(shutil.copy(url.removeprefix("sqlite:///"), path))
    name = url.rpartition("/")[2]
    with psycopg.connect(_plain(_server.url()), autocommit=True) as connection:  # only what nobody has open is copied
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
    _names[path] = create(_server, template=name)
    return database_at(path)


def drop_databases(folder: Path) -> None:
    """Drop the databases that stand in a folder: of hundreds, each of hundreds of files, the disk would be busy."""
    if _server is None:
        return
    with psycopg.connect(_plain(_server.url()), autocommit=True) as connection:
        for path in [path for path in _names if folder in path.parents]:
            connection.execute(f"DROP DATABASE {_names.pop(path)} WITH (FORCE)".encode())


def change(path: Path, *statements: str) -> None:
    """Change the database at `path` behind the program's back."""
    with disposing(writing_engine(database_at(path))) as engine, engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(spelled(statement))


def look(path: Path, statement: str) -> tuple[Any, ...]:
    """Give the first row that a statement finds in the database at `path`."""
    with disposing(writing_engine(database_at(path))) as engine, engine.connect() as connection:
        return tuple(connection.exec_driver_sql(statement).one())


def spelled(statement: str) -> str:
    """Give a statement in the engine's own words; a test of what SQLite alone has is skipped elsewhere."""
    if _server is None:
        return statement
    if "PRAGMA" in statement or "word_index_places" in statement:
        pytest.skip("of SQLite alone")
    return SPELLED.get(statement, statement)


def create(server: Server, name: str | None = None, template: str = "template1") -> str:
    """Make a database on a server, as a copy of another, and give its name; its corpus has an id of its own."""
    name = name or f"test_{next(_numbers)}"
    if not re.fullmatch("[a-z0-9_]+", name + template):
        raise ValueError(name + template)
    with psycopg.connect(_plain(server.url()), autocommit=True) as connection:
        # copied as files where it can be: by default all of it goes through the log, and is written twice
        how = "STRATEGY file_copy" if connection.info.server_version >= COPIES_FILES else ""
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} {how}".encode())
    if template == MIGRATED:
        with psycopg.connect(_plain(server.url(name))) as connection:
            connection.execute("UPDATE corpus SET id = %s", (str(uuid4()),))
    return name


def _refuse_sqlite(dialect: Any, *_: Any) -> None:
    """Let no test pass on the engine that was not chosen."""
    assert dialect.name != "sqlite", "opened on SQLite: mark the test with what about it is of SQLite alone"


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")
