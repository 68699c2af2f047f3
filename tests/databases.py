"""Databases for tests, on the engine that is chosen by `--engine`."""

import re
import shutil
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from app import schema
from app.database import disposing, writing_engine
from tests.postgresql.server import Server

MIGRATED = "migrated"

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
    create(server, MIGRATED, template="template1")
    with disposing(writing_engine(server.url(MIGRATED))) as engine:
        schema.upgrade(engine)
    _server = server


def is_sqlite() -> bool:
    """Tell whether tests run on SQLite."""
    return _server is None


def database_at(path: Path) -> str:
    """Give the address of the database that stands at `path`, which need not be there yet.

    On SQLite that is the file. On PostgreSQL it is a database of that place's own, migrated and empty.
    """
    if _server is None:
        return str(path)
    if path not in _names:
        _names[path] = create(_server, template=MIGRATED)
    return _server.url(_names[path])


def bare_database_at(path: Path) -> str:
    """Give the address of a database without a table."""
    return str(path) if _server is None else _server.url(create(_server))


def copy_database(url: str, path: Path) -> str:
    """Copy a database that nobody has open to `path`, and give the address of the copy."""
    if _server is None:
        return str(shutil.copy(url.removeprefix("sqlite:///"), path))
    _names[path] = create(_server, template=url.rpartition("/")[2])
    return database_at(path)


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
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
    if template == MIGRATED:
        with psycopg.connect(_plain(server.url(name))) as connection:
            connection.execute("UPDATE corpus SET id = %s", (str(uuid4()),))
    return name


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")
