from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Response
from sqlalchemy import event, update

from app.api.store import OVERHEAD, Kept, Store
from app.database import disposing, writing_engine
from app.main import create_app
from app.models import Corpus
from app.queries.corpus import CorpusState
from app.settings import Settings
from tests.api.conftest import CHANGED, SHORT, add
from tests.conftest import migrate
from tests.databases import database_at

pytestmark = pytest.mark.anyio

LONG_AGO = datetime(2020, 1, 2, tzinfo=UTC)
STATE = CorpusState("a", 1, LONG_AGO, "rules", "0001")

LISTS = ["/v1/turns", "/v1/interviews/mill/turns?limit=2", "/v1/search?q=mill&facets=kind", "/v1/speakers"]
SINGLE = ["/v1", "/v1/turns/mill.2?context=1", "/v1/interviews/mill", "/v1/interviews/mill/transcript?format=md"]


def settle(database: str, changed_at: datetime = LONG_AGO) -> None:
    """Let the last change lie back: what is younger than the clock's tick is not kept."""
    with disposing(writing_engine(database)) as engine, engine.begin() as connection:
        connection.execute(update(Corpus).values(changed_at=changed_at))


@pytest.fixture
def database(tmp_path: Path) -> str:
    database = database_at(tmp_path / "verbatim.db")
    migrate(database)
    add(database, "mill", SHORT)
    settle(database)
    return database


@pytest.fixture
async def app(database: str) -> AsyncIterator[FastAPI]:
    app = create_app(Settings(database_url=database))
    async with app.router.lifespan_context(app):
        yield app


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[AsyncClient]:
    async with AsyncClient(transport=ASGITransport(app), base_url="http://api") as it:
        yield it


@contextmanager
def counting(app: FastAPI) -> Iterator[list[str]]:
    """Collect the statements that are executed, beside the one that says in which state the corpus is."""
    statements: list[str] = []

    def count(*arguments: object) -> None:
        if "alembic_version" not in str(arguments[2]):
            statements.append(str(arguments[2]))

    engine = app.state.engine.get()
    event.listen(engine, "before_cursor_execute", count)
    yield statements
    event.remove(engine, "before_cursor_execute", count)


def shown(answer: Response) -> tuple[int, list[tuple[str, str]], bytes]:
    headers = [pair for pair in answer.headers.multi_items() if pair[0] != "x-request-id"]
    return answer.status_code, headers, answer.content


@pytest.mark.parametrize("url", [*LISTS, *SINGLE])
@pytest.mark.parametrize("coding", ["identity", "gzip", "br", "zstd", "gzip;q=0, *;q=0.5"])
async def test_an_answer_from_the_store_is_the_fresh_one(
    app: FastAPI, client: AsyncClient, database: str, url: str, coding: str
) -> None:
    headers = {"Accept-Encoding": coding, "Origin": "https://reader.example"}
    without = create_app(Settings(database_url=database, kept_mb=0))
    async with (
        without.router.lifespan_context(without),
        AsyncClient(transport=ASGITransport(without), base_url="http://api") as fresh,
    ):
        expected = shown(await fresh.get(url, headers=headers))
    first = await client.get(url, headers=headers)
    with counting(app) as statements:
        again = await client.get(url, headers=headers)
    assert shown(again) == shown(first) == expected
    assert not statements
    assert again.headers["x-request-id"] != first.headers["x-request-id"]


async def test_head_and_conditions_are_answered_from_the_store_as_they_are_without(
    app: FastAPI, client: AsyncClient
) -> None:
    first = await client.get("/v1/turns")
    condition = {"If-None-Match": first.headers["etag"]}
    unchanged = await client.get("/v1/turns", headers=condition)
    with counting(app) as statements:
        head = await client.head("/v1/turns")
        assert shown(await client.get("/v1/turns", headers=condition)) == shown(unchanged)
    assert unchanged.status_code == 304
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == first.headers["content-length"]
    assert not statements
    assert (await client.get("/v1/turns", headers={"If-None-Match": '"other"'})).status_code == 200
    assert (await client.get("/v1/turns", headers={"If-Match": '"other"'})).status_code == 412


async def test_an_ingest_is_seen_by_the_next_request_and_each_revision_is_told_from_the_other(
    client: AsyncClient, database: str
) -> None:
    url = "/v1/interviews/mill/turns"
    before = [await client.get(url) for _ in range(2)]
    add(database, "mill", CHANGED)
    after = [await client.get(url) for _ in range(2)]
    settle(database, LONG_AGO + timedelta(seconds=10))
    later = [await client.get(url) for _ in range(2)]
    assert [answer.json()["total"] for answer in before + after + later] == [4, 4, 6, 6, 6, 6]
    assert len({answer.headers["etag"] for answer in before + after + later}) == 3


@pytest.mark.sqlite("files")
async def test_another_database_in_its_place_is_seen_by_the_next_request(client: AsyncClient, database: str) -> None:
    assert [(await client.get("/v1/interviews")).json()["total"] for _ in range(2)] == [1, 1]
    other = Path(database).with_name("other.db")
    migrate(other)
    settle(str(other))
    other.replace(database)
    assert [(await client.get("/v1/interviews")).json()["total"] for _ in range(2)] == [0, 0]


@pytest.mark.parametrize(
    ("method", "url", "given"),
    [
        ("GET", "/v1/turns/mill.99", {}),
        ("GET", "/v1/turns?limit=0", {}),
        ("GET", "/v1/export/turns", {}),
        ("GET", "/v1/concordance?q=mill&format=csv", {}),
        ("POST", "/v1/quotes/verify", {"json": {"text": "It is kept in the old mill"}}),
    ],
)
async def test_errors_streams_and_answers_to_bodies_are_not_kept(
    app: FastAPI, client: AsyncClient, method: str, url: str, given: dict[str, Any]
) -> None:
    first = await client.request(method, url, **given)
    with counting(app) as statements:
        again = await client.request(method, url, **given)
    assert shown(again) == shown(first)
    assert statements or first.status_code == 422


async def test_a_kept_answer_is_not_given_to_a_request_that_is_none(client: AsyncClient) -> None:
    for _ in range(2):
        assert (await client.get("/v1/turns")).status_code == 200
    twice = [("Host", "a"), ("Host", "b")]
    assert (await client.get("/v1/turns", headers=twice)).status_code == 400
    assert (await client.get("/v1/turns", headers={"Accept": "text/html"})).status_code == 406


def test_the_store_is_bounded_in_bytes_and_lets_go_of_what_was_asked_for_longest_ago() -> None:
    store, answer = Store(100 * (1000 + OVERHEAD)), Kept(STATE, 200, (), b" " * 1000, None)
    for number in range(10_000):
        store.put(number, answer)
        assert store.get(0) is not None
        assert store.size <= store.room
    assert [number for number in range(10_000) if store.get(number)] == [0, *range(9_901, 10_000)]


def test_what_would_take_most_of_the_store_is_not_kept() -> None:
    store = Store(100_000)
    store.put("large", Kept(STATE, 200, (), b" " * 50_000, None))
    assert store.get("large") is None
    assert store.size == 0


def test_a_later_answer_takes_the_place_of_the_earlier_one() -> None:
    store = Store(100_000)
    for revision in range(3):
        store.put("it", Kept(STATE._replace(revision=revision), 200, (), b"", None))
    assert store.size == OVERHEAD
    kept = store.get("it")
    assert kept is not None
    assert kept.state.revision == 2
