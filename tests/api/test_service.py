import sqlite3
from importlib.metadata import version
from pathlib import Path
from unittest.mock import ANY

import pytest
from httpx import AsyncClient
from sqlalchemy import text

from app import schema
from app.database import disposing, writing_engine
from tests.api.conftest import SHORT, add, serving
from tests.conftest import migrate
from tests.databases import database_at, is_sqlite

pytestmark = pytest.mark.anyio

MISSING = "There is no database that can be read: `verbatim ingest PATH…` makes one. The server's log says more."


async def test_a_service_with_a_corpus_is_ready(past: AsyncClient) -> None:
    assert (await past.get("/healthz")).json() == {"status": "ok"}
    assert (await past.get("/readyz")).json() == {"status": "ready", "revision": 12, "lag_ms": None}
    assert (await past.get("/version")).json() == {
        "app": version("verbatim"),
        "schema": schema.head(),
        "engine": {"name": "sqlite", "version": sqlite3.sqlite_version} if is_sqlite() else ANY,
        "revision": 12,
    }


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/version"])
async def test_nobody_keeps_what_the_service_says_of_itself(past: AsyncClient, path: str) -> None:
    assert (await past.get(path)).headers["cache-control"] == "no-store"


@pytest.mark.sqlite("a file that is not there yet")
async def test_a_database_may_come_while_it_serves(tmp_path: Path) -> None:
    database = tmp_path / "verbatim.db"
    async with serving(str(database)) as client:
        assert (await client.get("/healthz")).status_code == 200
        assert (await client.get("/version")).json()["engine"] is None
        for path in ("/readyz", "/v1", "/v1/turns", "/v1/turns/day.1", "/v1/speakers"):
            response = await client.get(path)
            assert response.status_code == 503
            assert response.json() == {
                "type": "/problems/unavailable",
                "title": "The corpus cannot be read now",
                "status": 503,
                "detail": MISSING,
                "instance": path,
            }
        assert not database.exists()
        add_first(database)
        assert (await client.get("/readyz")).status_code == 200
        assert (await client.get("/v1/turns/day.1")).status_code == 200


def add_first(database: Path | str) -> None:
    migrate(database)
    add(database, "day", SHORT)


async def test_a_database_may_go_and_come_back(tmp_path: Path) -> None:
    database = database_at(tmp_path / "verbatim.db")
    add_first(database)
    async with serving(database) as client:
        assert (await client.get("/v1")).status_code == 200
        with disposing(writing_engine(database)) as engine, engine.begin() as connection:
            connection.execute(text("ALTER TABLE corpus RENAME TO hidden"))
        with disposing(writing_engine(database)) as engine, engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
        response = await client.get("/v1")
        assert response.status_code == 503
        assert response.json()["detail"].startswith("The database has schema 0000, this version reads")
        assert (await client.get("/readyz")).status_code == 503
        with disposing(writing_engine(database)) as engine, engine.begin() as connection:
            connection.execute(text("ALTER TABLE hidden RENAME TO corpus"))
            connection.execute(text(f"UPDATE alembic_version SET version_num = '{schema.head()}'"))
        assert (await client.get("/v1")).status_code == 200


@pytest.mark.sqlite("files")
@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\0 and then nothing"])
async def test_a_file_that_is_no_corpus_is_refused(tmp_path: Path, content: bytes) -> None:
    database = tmp_path / "verbatim.db"
    database.write_bytes(content)
    async with serving(str(database)) as client:
        for path in ("/readyz", "/v1"):
            assert (await client.get(path)).status_code == 503
        assert (await client.get("/healthz")).status_code == 200
    assert database.read_bytes() == content


async def test_words_indexed_by_other_rules_are_not_ready(tmp_path: Path) -> None:
    database = database_at(tmp_path / "verbatim.db")
    add_first(database)
    with disposing(writing_engine(database)) as engine, engine.begin() as connection:
        connection.execute(text("UPDATE corpus SET word_rules = 'older'"))
    async with serving(database) as client:
        response = await client.get("/readyz")
        assert response.status_code == 503
        assert "`verbatim ingest` makes it anew" in response.json()["detail"]
        assert (await client.get("/v1/turns/day.1")).status_code == 200


@pytest.mark.sqlite("a file that is not there")
async def test_no_address_of_the_machine_is_on_the_wire(tmp_path: Path) -> None:
    async with serving(str(tmp_path / "nowhere" / "verbatim.db")) as client:
        assert str(tmp_path) not in (await client.get("/v1")).text
