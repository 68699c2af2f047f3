"""Whatever is asked, both engines give the same answer: status, headers and body, to the last page."""

import json
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from httpx import AsyncClient, Response

from tests.engines.asking import Known, requests

pytestmark = [pytest.mark.anyio, pytest.mark.sqlite("both engines are asked")]

MOST_PAGES = 4
HEADERS = ("etag", "last-modified", "content-type", "link", "allow", "cache-control")

Record = Callable[[str, object], None]
Both = tuple[AsyncClient, AsyncClient]


async def test_both_engines_answer_the_same(both: Both, pytestconfig: pytest.Config, record_property: Record) -> None:
    """`--questions 6000` asks more of them."""
    wanted = pytestconfig.getoption("--questions")
    known, seed = await _known(both[0]), pytestconfig.getoption("--seed")
    asked, differing = 0, list[str]()
    for address in islice(requests(known, seed), wanted):
        pages = 0
        following: str | None = address
        while following and pages < MOST_PAGES:
            answers = [await client.get(following) for client in both]
            asked, pages = asked + 1, pages + 1
            first, second = (_compared(answer, following) for answer in answers)
            if first != second:
                differing.append(f"{following}: {'; '.join(_differences(first, second))}")
                break
            following = first["body"].get("next") if isinstance(first["body"], dict) else None
    record_property("asked", asked)
    assert not differing, "\n".join([f"{len(differing)} of {asked}", *differing[:20]])


async def _known(client: AsyncClient) -> Known:
    """Read what there is to ask for, from the API itself."""
    interviews = [item for page in await _pages(client, "/v1/interviews?limit=200") for item in page["items"]]
    speakers = [item for page in await _pages(client, "/v1/speakers?limit=200") for item in page["items"]]
    turns = [item for page in await _pages(client, "/v1/turns?limit=200") for item in page["items"]]
    return Known(
        texts=[turn["text"] for turn in turns if turn["text"].split()],
        turns=[turn["id"] for turn in turns],
        interviews=[each["id"] for each in interviews] + ["withdrawn"],
        speakers=[each["id"] for each in speakers],
        outlets=sorted({each["outlet"] for each in interviews if each["outlet"]}),
        languages=sorted({each["language"] for each in interviews if each["language"]}),
    )


async def _pages(client: AsyncClient, address: str | None) -> list[Any]:
    pages = []
    while address:
        pages.append((await client.get(address)).json())
        address = pages[-1]["next"]
    return pages


def _compared(answer: Response, address: str) -> dict[str, Any]:
    """Give what must be the same: all but scores, and where these decide, the order."""
    is_json = "json" in answer.headers["content-type"] and "ndjson" not in answer.headers["content-type"]
    body: Any = json.loads(answer.text) if is_json else answer.text
    if answer.status_code == 200 and urlsplit(address).path == "/v1/search":
        body = _without_scores(body, parse_qs(urlsplit(address).query).get("sort", ["relevance"])[0])
    return {"status": answer.status_code, "body": body} | {name: answer.headers.get(name) for name in HEADERS}


def _without_scores(page: dict[str, Any], sort: str) -> dict[str, Any]:
    items = [hit | {"score": None} for hit in page["items"]]
    if sort == "relevance":
        whole = page["next"] is None and page["previous"] is None
        items = sorted(items, key=lambda hit: str(hit["turn"]["id"])) if whole else [len(items)]
    return page | {"items": items}


def _differences(first: Any, second: Any, at: str = "") -> Iterator[str]:
    """Say where two answers differ, and how."""
    if type(first) is not type(second) or not isinstance(first, dict | list):
        if first != second:
            yield f"{at}: {str(first)[:200]!r} and {str(second)[:200]!r}"
    elif isinstance(first, dict):
        for name in sorted(first.keys() | second.keys()):
            yield from _differences(first.get(name), second.get(name), f"{at}.{name}")
    elif len(first) != len(second):
        yield f"{at}: {len(first)} and {len(second)} items"
    else:
        for number, pair in enumerate(zip(first, second, strict=True)):
            yield from _differences(*pair, f"{at}[{number}]")
