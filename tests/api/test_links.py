import re
from collections.abc import Iterator
from typing import Any

import pytest
from httpx import AsyncClient

pytestmark = pytest.mark.anyio

OUTSIDE = {"source", "rights", "media_url", "text", "label", "identifiers", "aliases"}


def links(value: Any) -> Iterator[str]:
    """Give every reference of the API's own in a body."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in OUTSIDE:
                yield from links(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from links(inner)
    elif isinstance(value, str) and value.startswith("/"):
        yield value


async def crawl(client: AsyncClient, start: str) -> set[str]:
    seen, waiting = set[str](), {start}
    while waiting:
        url = waiting.pop()
        seen.add(url)
        response = await client.get(url)
        if response.status_code == 308:  # a speaker of an earlier revision, who has become another
            waiting |= {response.headers["location"]} - seen
            continue
        assert response.status_code == 200, f"{url}: {response.text}"
        if response.headers["content-type"] == "application/json" and url != "/openapi.json":
            waiting |= set(links(response.json())) - seen
    return seen


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


async def test_every_link_of_the_first_document_resolves(rtvi: AsyncClient) -> None:
    seen = await crawl(rtvi, "/v1")
    assert len({url for url in seen if re.fullmatch(r"/v1/turns/[^/?]*", url)}) == 50
