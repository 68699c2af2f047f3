import re
from collections.abc import Iterator
from typing import Any

import pytest
from httpx import AsyncClient

from tests.api.conftest import serving

pytestmark = pytest.mark.anyio

OUTSIDE = {"source", "rights", "media_url", "html_url", "text", "label", "identifiers", "aliases"}


def links(value: Any) -> Iterator[str]:
    """Give every reference of the API's own in a body."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in OUTSIDE:
                yield from links(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from links(inner)
    elif isinstance(value, str) and value.startswith(("/", "http")):
        yield value


def of_header(value: str) -> list[str]:
    """Give the references of a header Link."""
    return re.findall(r"<([^>]*)>", value)


async def crawl(client: AsyncClient, start: str, base: str = "") -> set[str]:
    """Follow every reference, all of which begin with `base`, and give what was reached, without it."""
    seen, waiting = set[str](), {f"{base}{start}"}
    while waiting:
        url = waiting.pop()
        seen.add(url)
        assert url.startswith(f"{base}/"), url
        response = await client.get(url.removeprefix(base))
        waiting |= set(of_header(response.headers.get("link", ""))) - seen
        if response.status_code == 308:  # a speaker of an earlier revision, who has become another
            waiting |= {response.headers["location"]} - seen
            continue
        assert response.status_code == 200, f"{url}: {response.text}"
        if response.headers["content-type"] == "application/json" and not url.endswith("/openapi.json"):
            waiting |= set(links(response.json())) - seen
    return {url.removeprefix(base) for url in seen}


async def test_every_link_resolves(client: AsyncClient, past: AsyncClient) -> None:
    for corpus in (client, past):
        seen = await crawl(corpus, "/v1")
        for kind in (
            "/v1/interviews/",
            "/v1/turns/",
            "/v1/speakers/",
            "/v1/turns?",
            "/v1/interviews/day/revisions" if corpus is past else "/v1/interviews/",
            "/docs",
            "/openapi.json",
        ):
            assert any(url.startswith(kind) for url in seen)


@pytest.mark.parametrize(
    ("settings", "base"),
    [
        ({"root_path": "/quotes/"}, "/quotes"),
        ({"public_url": "https://archive.example/quotes/", "root_path": "/quotes"}, "https://archive.example/quotes"),
    ],
)
async def test_every_link_says_where_it_is_reached_from(past_url: str, settings: dict[str, str], base: str) -> None:
    async with serving(past_url, **settings) as client:
        seen = await crawl(client, "/v1", base)
        assert len(seen) > 100
        for gone in ("/v1/turns/x", "/v1/turns/cut.4", "/v1/turns?limit=x", "/v1%ff", "/nowhere"):
            problem = (await client.get(gone)).json()
            assert problem["type"].startswith(f"{base}/problems/")
            assert problem["instance"].startswith(f"{base}/")
            assert (await client.get(problem["type"].removeprefix(base))).json()["type"] == problem["type"]
        turn = (await client.get("/v1/turns/day.1")).json()
        assert turn["html_url"] == f"{base}/?read=day#1"
        assert (await client.get("/?read=day")).headers["content-type"] == "text/html; charset=utf-8"


async def test_every_link_of_the_first_document_resolves(rtvi: AsyncClient) -> None:
    seen = await crawl(rtvi, "/v1")
    assert len({url for url in seen if re.fullmatch(r"/v1/turns/[^/?]*", url)}) == 50
