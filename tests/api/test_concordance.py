import csv
import json
from collections.abc import AsyncIterator
from io import StringIO
from pathlib import Path

import pytest
from httpx import AsyncClient

from app.words import folded_words
from tests.api.conftest import serving
from tests.api.test_statements import counting
from tests.conftest import make_corpus

pytestmark = pytest.mark.anyio

TALK = """---
id: market
title: At the market
date: 2020-05-01
---

Question: =What is bread? Is bread dear?

Nora Field: Our bread 🙂 is dear, bread is always dear. Old bread is not.

Question: Is rye cheaper?

Nora Field: Yes.
"""
LATER = TALK.replace("id: market", "id: later").replace("2020-05-01", "2021-05-01").replace("Our bread", "Your bread")


@pytest.fixture(scope="module")
async def market(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[AsyncClient]:
    folder = tmp_path_factory.mktemp("market")
    sources = [folder / "market.txt", folder / "later.txt"]
    for source, text in zip(sources, (TALK, LATER), strict=True):
        source.write_text(text, encoding="utf-8")
    async with serving(make_corpus(Path(folder) / "market.db", sources)) as client:
        yield client


async def test_every_match_is_a_line(market: AsyncClient) -> None:
    page = (await market.get("/v1/concordance?q=bread&width=2&interview=market")).json()
    assert [(line["left"], line["match"], line["right"]) for line in page["items"]] == [
        ("=What is ", "bread", "? Is bread"),
        ("bread? Is ", "bread", " dear?"),
        ("Our ", "bread", " 🙂 is dear"),
        ("is dear, ", "bread", " is always"),
        ("dear. Old ", "bread", " is not."),
    ]
    assert page["total"] == 5
    assert page["query"] == {"q": "bread", "interpreted": "any form of bread", "words": ["bread"]}
    turns = {turn["id"]: turn for turn in (await market.get("/v1/turns?interview=market")).json()["items"]}
    for line in page["items"]:
        turn = turns[line["turn"]["id"]]
        assert line["turn"] == {name: turn[name] for name in line["turn"]}
        assert set(line["turn"]) == {"id", "url", "html_url", "number", "revision", "kind", "label"}
        assert (line["interview"], line["speaker"]) == (turn["interview"], turn["speaker"])
    third = page["items"][3]
    assert (third["start"], third["utf16_start"] - third["start"]) == (21, 1)


@pytest.mark.parametrize("sort", ["left", "right"])
async def test_lines_are_sorted_from_the_match_outward(market: AsyncClient, sort: str) -> None:
    page = (await market.get(f"/v1/concordance?q=bread&sort={sort}&width=5&limit=50")).json()
    beside = [folded_words(line[sort]) for line in page["items"]]
    keys = [list(reversed(words)) if sort == "left" else words for words in beside]
    assert keys == sorted(keys)
    assert page["total"] == len(page["items"]) == 10


async def test_without_context_a_line_is_its_match(market: AsyncClient) -> None:
    [line] = (await market.get('/v1/concordance?q="rye cheaper"&width=0&interview=later')).json()["items"]
    assert (line["left"], line["match"], line["right"]) == ("", "rye cheaper", "?")


async def test_pages_give_each_line_once(market: AsyncClient) -> None:
    whole = (await market.get("/v1/concordance?q=bread&sort=left&limit=50")).json()["items"]
    url, found, last = "/v1/concordance?q=bread&sort=left&limit=3", [], ""
    while url:
        page = (await market.get(url)).json()
        found += page["items"]
        last, url = url, page["next"]
    assert found == whole
    before = (await market.get((await market.get(last)).json()["previous"])).json()["items"]
    assert before == whole[6:9]


async def test_a_whole_concordance_is_rows(market: AsyncClient) -> None:
    answer = await market.get("/v1/concordance?q=bread&width=2&format=csv")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["x-total-count"] == "10"
    rows = list(csv.DictReader(StringIO(answer.text.removeprefix("\ufeff"), newline="")))
    assert [row["left"] for row in rows][:2] == ["'=What is ", "bread? Is "]
    lines = [json.loads(line) for line in (await market.get("/v1/concordance?q=bread&format=ndjson")).text.splitlines()]
    assert [(line["turn"], line["start"]) for line in lines] == [(row["turn"], int(row["start"])) for row in rows]
    assert {line["url"] for line in lines} == {None}


async def test_the_header_chooses_the_format(market: AsyncClient) -> None:
    answer = await market.get("/v1/concordance?q=bread", headers={"Accept": "text/csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    assert "Accept" in answer.headers["vary"]
    refused = await market.get("/v1/concordance?q=bread", headers={"Accept": "image/png"})
    assert refused.status_code == 406
    assert "`csv` (text/csv)" in refused.json()["detail"]


async def test_a_whole_concordance_has_no_pages(market: AsyncClient) -> None:
    answer = await market.get("/v1/concordance?q=bread&format=csv&limit=3")
    assert answer.status_code == 422
    assert [error["name"] for error in answer.json()["errors"]] == ["limit"]


async def test_too_many_turns_are_refused(market: AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.queries.concordance.MOST_TURNS", 3)
    answer = await market.get("/v1/concordance?q=is")
    assert answer.status_code == 422
    assert "is found in 6 turns" in answer.json()["errors"][0]["message"]


async def test_a_concordance_takes_few_statements(tmp_path: Path) -> None:
    source = tmp_path / "market.txt"
    source.write_text(TALK, encoding="utf-8")
    async with serving(make_corpus(tmp_path / "market.db", [source])) as client:
        with counting(client._transport.app) as statements:  # type: ignore[attr-defined]
            await client.get("/v1/concordance?q=bread&sort=left")
    assert len(statements) <= 5
