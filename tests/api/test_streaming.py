from collections.abc import AsyncIterator
from typing import Any

import anyio
import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from app.api.reading import MOST_STREAMS
from app.main import create_app
from app.settings import Settings

pytestmark = pytest.mark.anyio

SCOPE = {
    "type": "http", "asgi": {"version": "3.0", "spec_version": "2.4"}, "http_version": "1.1", "method": "GET",
    "scheme": "http", "path": "/v1/export/turns", "raw_path": b"/v1/export/turns", "query_string": b"",
    "root_path": "", "headers": [(b"host", b"archive.example")], "server": ("archive.example", 80), "client": None,
}  # fmt: skip


@pytest.fixture
async def app(corpus_url: str) -> AsyncIterator[FastAPI]:
    app = create_app(Settings(database_url=corpus_url))
    async with app.router.lifespan_context(app):
        yield app


class Stalled:
    """A client that asks for every turn and takes nothing of the body."""

    def __init__(self) -> None:
        self.status = 0
        self.stalls = anyio.Event()

    async def ask(self, app: FastAPI) -> None:
        await app(dict(SCOPE), self._receive, self._send)

    async def _receive(self) -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def _send(self, message: Any) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            return
        self.stalls.set()
        await anyio.sleep_forever()


def in_use(app: FastAPI) -> int:
    used: int = app.state.engine.get().pool.checkedout()
    return used


async def test_clients_that_take_nothing_hold_up_no_other(app: FastAPI) -> None:
    async with AsyncClient(transport=ASGITransport(app), base_url="http://archive.example") as client:
        async with anyio.create_task_group() as tasks:
            stalled = [Stalled() for _ in range(MOST_STREAMS)]
            for one in stalled:
                tasks.start_soon(one.ask, app)
            for one in stalled:
                await one.stalls.wait()
            assert {one.status for one in stalled} == {200}
            refused = await client.get("/v1/export/turns")
            assert (refused.status_code, refused.headers["retry-after"]) == (503, "30")
            assert refused.json()["type"] == "/problems/busy"
            assert (await client.get("/v1/concordance?q=seed&format=csv")).status_code == 503
            assert (await client.get("/v1/search?q=seed")).status_code == 200
            assert in_use(app) == MOST_STREAMS
            tasks.cancel_scope.cancel()
        assert in_use(app) == 0
        assert len((await client.get("/v1/export/turns")).text.splitlines()) == 95


async def test_a_client_that_takes_nothing_for_too_long_is_given_up(
    app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.api.streaming.PATIENCE", 0.01)
    stalled = Stalled()
    await stalled.ask(app)
    assert (stalled.status, in_use(app)) == (200, 0)


async def test_what_is_not_streamed_in_the_end_gives_its_place_back(app: FastAPI) -> None:
    async with AsyncClient(transport=ASGITransport(app), base_url="http://archive.example") as client:
        for _ in range(MOST_STREAMS + 1):
            assert (await client.get("/v1/export/turns", headers={"If-None-Match": "*"})).status_code == 304
            assert (await client.head("/v1/export/turns")).status_code == 200
    assert in_use(app) == 0
