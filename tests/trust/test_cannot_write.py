"""Whatever is asked of the reading half, and whatever SQL it would run, no byte of the database changes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from sqlalchemy.exc import DBAPIError

from app.api.examples import requests
from app.database import disposing, reading_engine
from app.main import create_app
from app.settings import Settings
from app.web import digest
from tests.api.conftest import serving
from tests.trust.conftest import digests

pytestmark = pytest.mark.sqlite("the bytes of a file; tests/postgresql/test_cannot_write.py is of PostgreSQL's rows")

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
UNLISTED = (
    *("/", f"/page/{digest()}/main.js", "/page/another/main.js", "/docs", "/docs/docs.js", "/openapi.json"),
    *("/favicon.ico", "/robots.txt", "/nothing"),
)

TRICKS = (
    *("INSERT INTO corpus SELECT * FROM corpus", "UPDATE corpus SET revision = 0", "DELETE FROM turn"),
    *("DROP TABLE turn", "CREATE TABLE more (a)", "CREATE INDEX more ON turn (text)", "ALTER TABLE turn ADD more"),
    *("CREATE TEMP TABLE corpus AS SELECT * FROM main.corpus", "CREATE TEMP VIEW v AS SELECT 1", "REINDEX", "ANALYZE"),
    "CREATE TEMP TRIGGER t AFTER INSERT ON corpus BEGIN DELETE FROM turn; END",
    *("ATTACH 'new.db' AS new", "CREATE TABLE new.more (a)", "ATTACH 'file:verbatim.db?mode=rw' AS again"),
    *("UPDATE again.corpus SET revision = 0", "ATTACH 'file:verbatim.db?mode=rwc&nolock=1' AS again", "DETACH again"),
    *("VACUUM", "VACUUM INTO 'copy.db'", "VACUUM main INTO 'file:copy.db?mode=rwc'"),
    *("PRAGMA journal_mode = DELETE", "PRAGMA journal_mode = OFF", "PRAGMA main.journal_mode = MEMORY"),
    *("PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA wal_checkpoint(RESTART)", "PRAGMA wal_autocheckpoint = 1"),
    *(
        "PRAGMA user_version = 7",
        "PRAGMA application_id = 7",
        "PRAGMA schema_version = 7",
        "PRAGMA encoding = 'UTF-16'",
    ),
    *("PRAGMA auto_vacuum = FULL", "PRAGMA incremental_vacuum", "PRAGMA page_size = 512", "PRAGMA optimize = 0x10002"),
    *("PRAGMA writable_schema = ON", "UPDATE sqlite_master SET sql = ''", "DELETE FROM sqlite_schema"),
    *("PRAGMA locking_mode = EXCLUSIVE", "PRAGMA temp_store_directory = '.'", "PRAGMA data_store_directory = '.'"),
    *("SELECT load_extension('more.so')", "SELECT writefile('more', 'a')", "SELECT edit('a', 'touch more')"),
    *("INSERT INTO word_index (word_index) VALUES ('optimize')", "DELETE FROM word_index_data"),
    *(
        "INSERT INTO word_index (word_index) VALUES ('rebuild')",
        "INSERT INTO word_index (word_index, rank) VALUES ('merge', 9)",
    ),
    *(
        "CREATE VIRTUAL TABLE temp.v USING fts5vocab(main, word_index, row)",
        "CREATE VIRTUAL TABLE temp.f USING fts5(a)",
    ),
    *("BEGIN IMMEDIATE", "BEGIN EXCLUSIVE", "SAVEPOINT s", "SELECT fts5(1)", "SELECT sqlite_compileoption_get(0)"),
)
UNLOCKED = ("PRAGMA query_only = OFF", "PRAGMA writable_schema = ON", "PRAGMA trusted_schema = ON")
"""What SQL itself can take back of how a connection was made."""


@pytest.fixture
def place(unsettled: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder that names in SQL are relative to; in the end nothing in it has changed, and nothing is new."""
    monkeypatch.chdir(unsettled.parent)
    before = digests(unsettled.parent)
    yield unsettled
    assert digests(unsettled.parent) == before
    assert {path.name for path in unsettled.parent.iterdir()} <= {"verbatim.db", "verbatim.db-wal", "verbatim.db-shm"}


def tricks(connection: sqlite3.Connection) -> None:
    for trick in TRICKS:
        with suppress(sqlite3.Error, sqlite3.Warning):
            connection.execute(trick).fetchall()
        with suppress(sqlite3.Error):
            connection.commit()
    with suppress(sqlite3.Error):
        connection.executescript("".join(f"{trick};" for trick in TRICKS))


@pytest.mark.parametrize("unlocked", [(), UNLOCKED], ids=["as it is made", "unlocked by SQL"])
def test_no_sql_changes_a_byte(place: Path, unlocked: tuple[str, ...]) -> None:
    with disposing(reading_engine(str(place), time_limit_ms=None)) as engine:
        raw = engine.raw_connection()
        connection = raw.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        for pragma in unlocked:
            connection.execute(pragma)
        tricks(connection)
        raw.detach()
        connection.close()


@pytest.mark.parametrize("trick", TRICKS)
def test_no_statement_changes_a_byte_by_itself(place: Path, trick: str) -> None:
    reader = reading_engine(str(place), time_limit_ms=None)
    with disposing(reader) as engine, suppress(DBAPIError), engine.connect() as connection:
        connection.exec_driver_sql(trick)
        connection.commit()


@pytest.mark.parametrize("trick", ["ATTACH 'new.db' AS new", "VACUUM INTO 'copy.db'", "UPDATE corpus SET revision = 0"])
def test_the_tricks_do_work_where_writing_is_allowed(
    unsettled: Path, trick: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or else the tests above would show nothing."""
    monkeypatch.chdir(unsettled.parent)
    before = digests(unsettled.parent)
    with closing(sqlite3.connect(unsettled, isolation_level=None)) as connection:
        connection.execute(trick)
    assert digests(unsettled.parent) != before


def test_what_the_driver_itself_can_do_changes_no_byte(place: Path) -> None:
    with disposing(reading_engine(str(place), time_limit_ms=None)) as engine:
        raw = engine.raw_connection()
        connection = raw.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        with closing(sqlite3.connect(":memory:")) as other, pytest.raises(sqlite3.OperationalError, match="readonly"):
            other.backup(connection)
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.blobopen("source", "compressed", 1, readonly=False)
        with suppress(sqlite3.Error):
            connection.deserialize(connection.serialize())
        raw.close()


@pytest.mark.anyio
async def test_no_request_changes_a_byte(place: Path) -> None:
    """Every operation in each of its formats, and what is no operation, by every method."""
    asked = 0
    async with serving(str(place)) as client:
        app = create_app(Settings(database_url=str(place)))
        asking = [*everything(app.openapi()), *((path, None) for path in UNLISTED)]
        assert unasked(app, [urlsplit(url).path for url, _ in asking]) == []
        for url, body in asking:
            for method in METHODS:
                response = await client.request(method, url, json=body)
                assert response.status_code < 500, (method, url, response.text)
                asked += 1
    assert asked > 300


def unasked(app: FastAPI, paths: list[str]) -> list[str]:
    """Give the routes, listed or not, that none of these paths leads to."""
    routes = [route for route in app.routes if isinstance(route, APIRoute)]
    return [route.path for route in routes if not any(route.path_regex.match(path) for path in paths)]


def everything(document: dict[str, object]) -> Iterator[tuple[str, object]]:
    for operation, _, url, body in requests(document):
        yield url, body
        for each in formats(document, operation):
            yield f"{url}{'&' if '?' in url else '?'}format={each}", body


def formats(document: dict[str, object], operation: str) -> list[str]:
    paths = document["paths"]
    assert isinstance(paths, dict)
    found = (each for methods in paths.values() for each in methods.values() if each["operationId"] == operation)
    parameters = [it for it in next(found).get("parameters", ()) if it["name"] == "format"]
    return [str(value) for it in parameters for value in it["schema"]["enum"]]
