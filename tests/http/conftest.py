"""A real server for each of uvicorn's parsers, over a corpus with a past."""

from collections.abc import Iterator

import pytest

from app.database import disposing, writing_engine
from tests.api.conftest import past_url  # noqa: F401, a fixture
from tests.api.server import running
from tests.databases import copy_database
from tests.http.probe import PARSERS


@pytest.fixture(scope="session")
def settled_url(past_url: str, tmp_path_factory: pytest.TempPathFactory) -> str:  # noqa: F811, the fixture
    """The corpus with a past, a while after its last change: many at once run ahead of the clock."""
    database = copy_database(past_url, tmp_path_factory.mktemp("settled") / "verbatim.db")
    with disposing(writing_engine(database)) as engine, engine.begin() as connection:
        connection.exec_driver_sql("UPDATE corpus SET changed_at = '2026-01-02 03:04:05.678901'")
    return database


@pytest.fixture(scope="session", params=PARSERS)
def parser(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="session")
def port(parser: str, settled_url: str) -> Iterator[int]:
    with running(settled_url, parser) as it:
        yield it
