import gzip
import re

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from app.main import create_app
from app.settings import Settings
from tests.api.conftest import serving

pytestmark = pytest.mark.anyio

PATHS = [
    "/v1",
    "/v1/turns",
    "/v1/turns/day.1",
    "/v1/turns/day.99",
    "/v1/turns?x=1",
    "/healthz",
    "/docs",
    "/openapi.json",
    "/",
]
ORIGIN = {"Origin": "https://newsroom.example"}


@pytest.mark.parametrize("path", PATHS)
async def test_head_answers_what_get_does_without_a_body(past: AsyncClient, path: str) -> None:
    get, head = await past.get(path), await past.head(path)
    assert (head.status_code, head.content) == (get.status_code, b"")
    ours = {"x-request-id"}
    assert {k: v for k, v in head.headers.items() if k not in ours} == {
        k: v for k, v in get.headers.items() if k not in ours
    }


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "BREW"])
@pytest.mark.parametrize(
    "path", ["/v1", "/v1/turns/day.1", "/healthz", "/problems/gone", "/docs", "/openapi.json", "/"]
)
async def test_other_methods_are_refused_and_say_what_is_allowed(past: AsyncClient, method: str, path: str) -> None:
    response = await past.request(method, path)
    assert response.status_code == 405
    assert response.headers["allow"] == "GET, HEAD, OPTIONS"
    assert response.json() == {
        "type": "/problems/method-not-allowed",
        "title": "The method is not allowed here",
        "status": 405,
        "detail": f"{method} is not answered here.",
        "instance": path,
    }


async def test_options_says_what_is_allowed(past: AsyncClient) -> None:
    response = await past.options("/v1/turns")
    assert (response.status_code, response.headers["allow"], response.content) == (204, "GET, HEAD, OPTIONS", b"")
    assert (await past.options("/nowhere")).status_code == 404


@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_has_the_headers_of_a_careful_api(past: AsyncClient, path: str) -> None:
    headers = (await past.get(path)).headers
    assert re.fullmatch("[0-9a-f]{32}", headers["x-request-id"])
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe-inline" not in headers["content-security-policy"]


@pytest.mark.parametrize("sent", ["abc", "0af7651916cd43dd8448eb211c80319c", "a/b:c=d+e", "x" * 128])
async def test_a_sane_request_id_is_taken(past: AsyncClient, sent: str) -> None:
    assert (await past.get("/v1", headers={"X-Request-ID": sent})).headers["x-request-id"] == sent


@pytest.mark.parametrize("sent", ["", " ", "a b", "x" * 129, "é", "a\tb", "<script>"])
async def test_any_other_is_replaced(past: AsyncClient, sent: str) -> None:
    response = await past.get("/v1", headers={b"X-Request-ID": sent.encode()})
    assert re.fullmatch("[0-9a-f]{32}", response.headers["x-request-id"])


@pytest.mark.parametrize("path", [*PATHS, "/nowhere", "/v1/turns?q=%ff"])
async def test_any_origin_may_read_any_answer(past: AsyncClient, path: str) -> None:
    headers = (await past.get(path, headers=ORIGIN)).headers
    assert headers["access-control-allow-origin"] == "*"
    exposed = "Link, ETag, Last-Modified, X-Request-ID, X-Total-Count, Content-Disposition"
    assert headers["access-control-expose-headers"] == exposed


async def test_a_preflight_allows_what_a_client_needs(past: AsyncClient) -> None:
    asked = {
        "Access-Control-Request-Method": "GET",
        "Access-Control-Request-Headers": "if-none-match, x-request-id",
    }
    response = await past.options("/v1/turns", headers=ORIGIN | asked)
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS, POST"
    assert {"If-None-Match", "X-Request-ID"} <= set(response.headers["access-control-allow-headers"].split(", "))


async def test_settings_say_which_origins_may_read(past_url: str) -> None:
    async with serving(past_url, cors_origins=["https://newsroom.example"]) as client:
        ours = await client.get("/v1", headers=ORIGIN)
        theirs = await client.get("/v1", headers={"Origin": "https://other.example"})
        asked = {"Origin": "https://other.example", "Access-Control-Request-Method": "GET"}
        preflight = await client.options("/v1", headers=asked)
    assert ours.headers["access-control-allow-origin"] == "https://newsroom.example"
    assert "origin" in ours.headers["vary"].lower()
    assert "access-control-allow-origin" not in theirs.headers
    assert "access-control-allow-origin" not in preflight.headers


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip", "gzip"),
        ("br", "br"),
        ("zstd", "zstd"),
        ("gzip, br, zstd", "zstd"),
        ("gzip;q=0", None),
        ("gzip;q=0, br", "br"),
        ("*", "zstd"),
        ("identity", None),
        ("nonsense", None),
        ("", None),
    ],
)
async def test_codings_are_what_the_client_accepts(past: AsyncClient, accepted: str, coding: str | None) -> None:
    async with past.stream("GET", "/v1/turns", headers={"Accept-Encoding": accepted}) as response:
        raw = b"".join([part async for part in response.aiter_raw()])
    assert response.headers.get("content-encoding") == coding
    assert response.headers["content-length"] == str(len(raw))
    assert "Accept-Encoding" in response.headers["vary"]
    assert response.headers["etag"].startswith("W/")
    if coding == "gzip":
        assert gzip.decompress(raw).startswith(b'{"items":[')


async def test_small_bodies_are_left_alone(past: AsyncClient) -> None:
    response = await past.get("/healthz", headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in response.headers


async def test_problems_are_coded_too(past: AsyncClient) -> None:
    response = await past.get(
        "/v1/turns?" + "&".join(f"x{n}=1" for n in range(20)), headers={"Accept-Encoding": "gzip"}
    )
    assert (response.status_code, response.headers["content-encoding"]) == (422, "gzip")


@pytest.mark.parametrize(
    "path",
    [
        "/v1/interviews/day%2Fturns",
        "/v1%2Fturns",
        "/v1/turns/day%2f1",
        "/%2e%2e%2fetc/passwd",
        "//v1",
        "/v1/",
        "/v1/turns/",
        "/V1",
        "/v1/turns/day.1/",
        "/v1%0A",
        "/v1;x=1",
    ],
)
async def test_there_is_one_path_to_a_resource(past: AsyncClient, path: str) -> None:
    async with AsyncClient(transport=past._transport, base_url="http://api") as client:
        request = client.build_request("GET", "http://api/")
        request.url = request.url.copy_with(raw_path=path.encode())
        response = await client.send(request)
    assert response.status_code == 404
    assert response.json()["type"] == "/problems/not-found"


async def test_a_fault_of_ours_is_a_problem_that_names_the_request(
    past_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    app = broken(past_url)
    async with app.router.lifespan_context(app), AsyncClient(transport=ASGITransport(app), base_url="http://a") as it:
        response = await it.get("/broken?q=secret", headers=ORIGIN | {"X-Request-ID": "this-one"})
    assert response.status_code == 500
    assert response.json() == {
        "type": "/problems/internal-error",
        "title": "Something went wrong here",
        "status": 500,
        "detail": "The server's log says more under the request's id, this-one.",
        "instance": "/broken",
    }
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["x-request-id"] == "this-one"
    [record] = [record for record in caplog.records if record.name.startswith("app.")]
    assert record.getMessage() == "request this-one failed"
    assert "secret" not in caplog.text


def broken(url: str) -> FastAPI:
    app = create_app(Settings(database_url=url))

    @app.get("/broken")
    async def fail() -> None:
        raise RuntimeError("not said to anyone")

    return app


async def test_a_prefix_stands_in_every_url(past_url: str) -> None:
    async with serving(past_url, root_path="/quotes") as client:
        turn = (await client.get("/quotes/v1/turns/day.2")).json()
        assert turn["url"] == "/quotes/v1/turns/day.2"
        assert turn["links"]["previous"] == "/quotes/v1/turns/day.1"
        page = (await client.get("/quotes/v1/turns?limit=1")).json()
        assert page["next"].startswith("/quotes/v1/turns?limit=1&cursor=")
        assert (await client.get(page["next"])).status_code == 200
        assert (await client.get("/v1/turns/day.2")).json() == turn
        assert (await client.get("/quotes/v1/turns/x")).json()["type"] == "/quotes/problems/not-found"
        assert (await client.get("/quotes/openapi.json")).json()["servers"][0]["url"] == "/quotes"
