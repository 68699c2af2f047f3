import re
from typing import Any

import pytest
from httpx import AsyncClient

from app.queries import ranking
from app.queries import search as queries
from tests.api.walking import items, walk

pytestmark = pytest.mark.anyio


async def search(client: AsyncClient, q: str, **parameters: Any) -> dict[str, Any]:
    response = await client.get("/v1/search", params={"q": q, "limit": 200, **parameters})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def positions(found: dict[str, Any]) -> list[int]:
    return sorted(hit["turn"]["position"] for hit in found["items"])


def matched(hit: dict[str, Any]) -> list[str]:
    return [hit["turn"]["text"][match["start"] : match["end"]] for match in hit["matches"]]


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("minsk agreements", [25, 26, 28, 30, 50]),
        ('"minsk agreements"', [25, 26, 28, 30]),
        ("MINSK agreement", [25, 26, 28, 30, 50]),
        ('minsk -"minsk agreements"', [50]),
    ],
)
async def test_the_first_document_is_searched(rtvi: AsyncClient, q: str, expected: list[int]) -> None:
    found = await search(rtvi, q)
    assert positions(found) == expected
    assert found["total"] == len(expected)


async def test_a_phrase_is_one_match(rtvi: AsyncClient) -> None:
    found = await search(rtvi, '"minsk agreements"')
    spans = [text for hit in found["items"] for text in matched(hit)]
    assert len(spans) == 10
    assert {text.lower() for text in spans} == {"minsk agreements"}


async def test_a_hit_is_a_turn_with_its_matches_and_a_snippet(rtvi: AsyncClient) -> None:
    found = await search(rtvi, "sanction* NEAR/9 russia*", context=1)
    for hit in found["items"]:
        turn = (await rtvi.get(hit["turn"]["url"], params={"context": 1})).json()
        assert hit["context"] == turn.pop("context")
        assert hit["turn"] | {"context": None} == turn | {"context": None}
        assert all(re.fullmatch("(?i)(sanction.*|russia.*)", text) for text in matched(hit))
        assert "".join(segment["text"] for segment in hit["snippet"]) in turn["text"]
        assert any(segment["match"] for segment in hit["snippet"])
    assert found["items"]
    assert [hit["score"] for hit in found["items"]] == sorted((hit["score"] for hit in found["items"]), reverse=True)


async def test_a_search_says_how_it_was_understood(client: AsyncClient) -> None:
    found = await search(client, 'The "lamp room" -Fog')
    assert found["query"] == {
        "q": 'The "lamp room" -Fog',
        "interpreted": '(any form of the and exactly "lamp room") but without any form of fog',
        "words": ["the", "lamp", "room"],
    }
    assert found["ranking"] == {"complete": True, "candidates": found["total"]}


@pytest.mark.parametrize("sort", ["relevance", "date", "-date"])
async def test_walking_the_hits_gives_each_once_in_both_directions(past: AsyncClient, sort: str) -> None:
    whole = await search(past, "the", sort=sort)
    ids = [hit["turn"]["id"] for hit in whole["items"]]
    assert len(ids) == len(set(ids)) == whole["total"] > 10
    pages = await walk(past, f"/v1/search?q=the&sort={sort}&limit=3")
    assert [hit["turn"]["id"] for hit in items(pages)] == ids
    assert {page["total"] for page in pages} == {whole["total"]}
    last = (await past.get(f"/v1/search?q=the&sort={sort}&limit=3&cursor=")).status_code
    assert last == 422
    back = await walk(past, str(pages[-2]["next"]), "previous")
    assert [hit["turn"]["id"] for page in reversed(back) for hit in page["items"]] == ids


@pytest.mark.parametrize("candidates", [1, 5, 8])
async def test_the_rest_of_many_hits_follows_the_ranked_ones_newest_first(
    past: AsyncClient, monkeypatch: pytest.MonkeyPatch, candidates: int
) -> None:
    monkeypatch.setattr(ranking, "CANDIDATES", candidates)
    q = f"the OR no-such-{candidates}"
    pages = await walk(past, f"/v1/search?q={q}&limit=3")
    hits = items(pages)
    ids = [hit["turn"]["id"] for hit in hits]
    assert len(ids) == len(set(ids)) == pages[0]["total"]
    assert {hit["turn"]["id"] for hit in (await search(past, q, sort="-date"))["items"]} == set(ids)
    assert [hit["score"] is not None for hit in hits] == [True] * candidates + [False] * (len(ids) - candidates)
    assert pages[0]["ranking"] == {"complete": False, "candidates": candidates}
    rest = [hit["turn"]["interview"]["date"] for hit in hits[candidates:]]
    assert [date or "" for date in rest] == sorted((date or "" for date in rest), reverse=True)
    back = await walk(past, str(pages[-2]["next"]), "previous")
    assert [hit["turn"]["id"] for page in reversed(back) for hit in page["items"]] == ids


@pytest.mark.parametrize("sort", ["date", "-date"])
async def test_hits_are_sorted_by_date_with_the_undated_last(past: AsyncClient, sort: str) -> None:
    found = await search(past, "key", sort=sort)
    dates = [hit["turn"]["interview"]["date"] for hit in found["items"]]
    known = [date for date in dates if date]
    firsts = [f"{date}-01-01"[:10] for date in known]
    assert firsts == sorted(firsts, reverse=sort == "-date")
    assert dates == known + [None] * dates.count(None)
    assert dates.count(None) > 0
    assert found["ranking"] == {"complete": True, "candidates": 0}
    assert all(hit["score"] is None for hit in found["items"])


@pytest.mark.parametrize("sort", ["date", "-date"])
@pytest.mark.parametrize("filters", ["", "&kind=answer", "&speaker=ada-quill", "&language=en"])
@pytest.mark.parametrize("sizes", [(1, 2), (3,)])
async def test_many_hits_are_sorted_by_date_interview_by_interview(
    past: AsyncClient, monkeypatch: pytest.MonkeyPatch, sort: str, filters: str, sizes: tuple[int, ...]
) -> None:
    url = f"/v1/search?q=the&sort={sort}{filters}&limit=1"
    expected = [hit["turn"]["id"] for hit in items(await walk(past, url))]
    monkeypatch.setattr(queries, "MANY", 0)
    monkeypatch.setattr(queries, "NEXT", sizes)
    pages = await walk(past, url)
    assert [hit["turn"]["id"] for hit in items(pages)] == expected
    back = await walk(past, str(pages[-2]["next"]), "previous")
    assert [hit["turn"]["id"] for page in reversed(back) for hit in page["items"]] == expected


@pytest.mark.parametrize(
    "filters",
    [
        {"kind": "question"},
        {"speaker": "nora-field"},
        {"speaker": "ada-quill"},
        {"interview": ["day", "changed"]},
        {"language": "en"},
        {"language": "ru"},
        {"date_from": "2021", "date_to": "2021-05"},
        {"min_words": 8},
        {"max_words": 5, "kind": "answer"},
        {"outlet": "nobody"},
    ],
)
async def test_filters_are_those_of_turns(past: AsyncClient, filters: dict[str, Any]) -> None:
    listed = items(await walk(past, str((await past.get("/v1/turns", params=filters)).url)))
    expected = {turn["id"] for turn in listed if re.search(r"\bthe\b", turn["text"], re.IGNORECASE)}
    for sort in ("relevance", "date", "-date"):
        found = await search(past, "the", sort=sort, **filters)
        assert {hit["turn"]["id"] for hit in found["items"]} == expected
        assert found["total"] == len(expected)


async def test_what_is_gone_is_not_found(past: AsyncClient) -> None:
    assert {hit["turn"]["interview"]["id"] for hit in (await search(past, "mill"))["items"]} == {
        *("undated", "year", "month", "day", "changed", "cut")
    }
    assert (await search(past, "second", interview="changed"))["total"] == 0
    assert (await search(past, "miller", interview="cut"))["total"] == 0


async def test_offsets_are_for_python_and_for_javascript(past: AsyncClient) -> None:
    for hit in (await search(past, "key door"))["items"]:
        text = hit["turn"]["text"]
        units = text.encode("utf-16-le")
        for match in hit["matches"]:
            utf16 = units[2 * match["utf16_start"] : 2 * match["utf16_end"]].decode("utf-16-le")
            assert utf16 == text[match["start"] : match["end"]]


@pytest.mark.parametrize(
    ("parameters", "name", "message"),
    [
        ({}, "q", "required"),
        ({"q": ""}, "q", "no word"),
        ({"q": "-minsk"}, "q", "nothing but exclusions"),
        ({"q": "a" * 513}, "q", "512 characters"),
        ({"q": "(" * 17 + "a"}, "q", "16 deep"),
        ({"q": " ".join(f"w{i}" for i in range(33))}, "q", "32 different words"),
        ({"q": "a", "sort": "title"}, "sort", "relevance"),
        ({"q": "a", "context": 6}, "context", "5"),
        ({"q": "a", "speker": "x"}, "speker", "speaker"),
    ],
)
async def test_bad_parameters_are_named(
    client: AsyncClient, parameters: dict[str, Any], name: str, message: str
) -> None:
    response = await client.get("/v1/search", params=parameters)
    assert response.status_code == 422
    assert response.headers["Content-Type"] == "application/problem+json"
    [fault] = response.json()["errors"]
    assert fault["name"] == name
    assert message in fault["message"].lower()


async def test_the_corpus_leads_to_its_search(client: AsyncClient) -> None:
    assert (await client.get("/v1")).json()["links"]["search"] == "/v1/search?q={q}"
