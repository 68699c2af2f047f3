"""A database that is changed, replaced or removed under a running server: the next request sees what is there."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.api.conftest import SHORT, add
from tests.conftest import migrate
from tests.http.probe import request
from tests.http.raw import answers, exchange
from tests.http.serve import Server, verbatim_serve


def titles(server: Server) -> list[str]:
    """Give the ids of all interviews, or the kind of problem there is."""
    [answer] = answers(exchange(server.port, request("/v1/interviews?sort=title")), [b"GET"])
    body = json.loads(answer.body)
    return [item["id"] for item in body["items"]] if answer.status == 200 else [body["type"]]


def made(database: Path, *names: str) -> Path:
    migrate(database)
    for name in names:
        add(database, name, SHORT)
    return database


pytestmark = pytest.mark.sqlite(
    "files that take each other's place; tests/postgresql/test_bad_days.py replaces databases"
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return made(tmp_path / "verbatim.db", "old")


def test_a_database_that_takes_its_place_is_seen_by_every_worker(database: Path, tmp_path: Path) -> None:
    """Also where the old one's log has what was ingested meanwhile, whose pages would spoil the new one."""
    other = made(tmp_path / "other.db", *(f"new{n}" for n in range(3)))
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with verbatim_serve(database, "--workers", "2") as server:
        assert [titles(server) for _ in range(8)] == [["old"]] * 8
        add(database, "meanwhile", SHORT)
        assert [titles(server) for _ in range(8)] == [["meanwhile", "old"]] * 8
        assert database.with_name("verbatim.db-wal").stat().st_size > 0
        other.replace(database)
        assert [titles(server) for _ in range(8)] == [[f"new{n}" for n in range(3)]] * 8
        add(database, "newest", SHORT)
        assert [len(titles(server)) for _ in range(8)] == [4] * 8
        assert server.stop() == 0
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_database_may_go_and_come_back_or_another_instead(database: Path, tmp_path: Path) -> None:
    away = tmp_path / "away.db"
    with verbatim_serve(database) as server:
        assert titles(server) == ["old"]
        database.replace(away)
        assert titles(server) == ["/problems/unavailable"]
        away.replace(database)
        assert titles(server) == ["old"]
        database.unlink()
        assert titles(server) == ["/problems/unavailable"]
        made(tmp_path / "other.db", "new").replace(database)
        assert titles(server) == ["new"]
        shutil.copy(database, away)
        database.write_bytes(b"")
        assert titles(server) == ["/problems/unavailable"]
        away.replace(database)
        assert titles(server) == ["new"]
