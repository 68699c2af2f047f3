from pathlib import Path
from typing import Annotated

import pytest
from fastapi import FastAPI, Query
from httpx import ASGITransport, AsyncClient
from pydantic import BaseModel
from sqlalchemy import text

from app.api.answers import from_corpus
from app.api.pagination import Paging
from app.api.reading import Reading
from app.main import create_app
from app.settings import Settings
from tests.api.conftest import SHORT, add, serving
from tests.conftest import migrate
from tests.databases import database_at

pytestmark = pytest.mark.anyio

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


class Count(BaseModel):
    count: int


def with_statement(url: str, statement: str) -> FastAPI:
    """Make an application with a route that executes `statement`."""
    app = create_app(Settings(database_url=url, time_limit_ms=50))

    @app.get("/v1/counted", response_model=Count)
    @from_corpus
    def count(reading: Reading, wanted: Annotated[Paging, Query()]) -> Count:
        return Count(count=reading.session.execute(text(statement)).scalar_one() + wanted.limit)

    return app


async def ask(app: FastAPI, url: str = "/v1/counted") -> tuple[int, dict[str, object]]:
    async with app.router.lifespan_context(app), AsyncClient(transport=ASGITransport(app), base_url="http://a") as it:
        response = await it.get(url)
        return response.status_code, response.json()


async def test_what_a_route_reads_is_its_answer(past_url: str) -> None:
    assert await ask(with_statement(past_url, "SELECT 1")) == (200, {"count": 21})
    status, problem = await ask(with_statement(past_url, "SELECT 1"), "/v1/counted?limit=2&limit=3&x=1")
    assert (status, problem["detail"]) == (422, "These parameters cannot be taken: `limit`, `x`.")


async def test_a_statement_that_takes_too_long_is_ended(past_url: str) -> None:
    app = with_statement(past_url, ENDLESS)
    assert await ask(app) == (
        503,
        {
            "type": "/problems/too-slow",
            "title": "The answer took too long",
            "status": 503,
            "detail": "Reading took longer than is allowed: ask for less, with more filters or rarer words.",
            "instance": "/v1/counted",
        },
    )
    assert (await ask(app, "/v1/turns/day.1"))[0] == 200


async def test_a_statement_that_cannot_be_is_a_fault_of_ours(past_url: str) -> None:
    app = with_statement(past_url, "SELECT FROM WHERE")
    status, problem = await ask(app)
    assert (status, problem["type"]) == (500, "/problems/internal-error")
    assert (await ask(app, "/v1/turns/day.1"))[0] == 200


async def test_a_route_that_writes_is_refused(past_url: str) -> None:
    app = with_statement(past_url, "DELETE FROM turn RETURNING 1")
    assert (await ask(app))[0] == 500
    assert (await ask(app, "/v1/turns/day.1"))[0] == 200


async def test_a_request_sees_one_revision(tmp_path: Path) -> None:
    database = database_at(tmp_path / "verbatim.db")
    migrate(database)
    add(database, "day", SHORT)
    app = create_app(Settings(database_url=database))

    @app.get("/v1/seen", response_model=Count)
    @from_corpus
    def count(reading: Reading) -> Count:
        add(database, f"other-{reading.corpus.revision}", SHORT)
        return Count(count=reading.session.execute(text("SELECT count(*) FROM interview")).scalar_one())

    assert (await ask(app, "/v1/seen"))[1] == {"count": 1}
    assert (await ask(app, "/v1/seen"))[1] == {"count": 2}


async def test_an_empty_corpus_has_empty_lists(tmp_path: Path) -> None:
    database = database_at(tmp_path / "verbatim.db")
    migrate(database)
    async with serving(database) as client:
        corpus = (await client.get("/v1")).json()
        assert [corpus[name] for name in ("interviews", "turns", "speakers", "words")] == [0, 0, 0, 0]
        assert (corpus["first_date"], corpus["last_date"]) == (None, None)
        for path in ("/v1/interviews", "/v1/turns", "/v1/turns?kind=answer", "/v1/speakers"):
            page = (await client.get(path)).json()
            assert page == {"items": [], "total": 0, "next": None, "previous": None}
