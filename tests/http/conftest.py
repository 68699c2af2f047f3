"""A real server for each of uvicorn's parsers, over a corpus with a past."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.api.conftest import past_url  # noqa: F401, a fixture
from tests.api.server import running
from tests.http.probe import PARSERS


@pytest.fixture(scope="session")
def settled_url(past_url: str, tmp_path_factory: pytest.TempPathFactory) -> str:  # noqa: F811, the fixture
    """The corpus with a past, a while after its last change: many at once run ahead of the clock."""
    database = tmp_path_factory.mktemp("settled") / "verbatim.db"
    shutil.copy(past_url, database)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE corpus SET changed_at = '2026-01-02 03:04:05.678901'")
        connection.commit()
    return str(database)


@pytest.fixture(scope="session", params=PARSERS)
def parser(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="session")
def port(parser: str, settled_url: str) -> Iterator[int]:
    with running(settled_url, parser) as it:
        yield it
