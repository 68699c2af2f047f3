import re

import pytest
from httpx import AsyncClient

from tests.api.walking import items, walk

pytestmark = pytest.mark.anyio

RTVI = "2020-09-17-foreign-minister-sergey-lavrovs-interview-with-rtvi"


async def ids(client: AsyncClient, url: str) -> list[str]:
    return [interview["id"] for interview in items(await walk(client, url))]


async def test_an_interview_has_every_field(client: AsyncClient) -> None:
    response = await client.get("/v1/interviews/seed-library-at-oxley-cross")
    assert response.status_code == 200
    interview = response.json()
    described = {key: interview.pop(key) for key in ("speakers", "source", "ingested_at", "turn_count", "word_count")}
    assert interview == {
        "id": "seed-library-at-oxley-cross",
        "url": "/v1/interviews/seed-library-at-oxley-cross",
        "title": "The Seed Library at Oxley Cross",
        "date": "2022-05-08",
        "place": "Oxley Cross",
        "outlet": "The Allotment Hour",
        "language": "en",
        "original_language": None,
        "transcript_kind": "edited",
        "rights": {
            "licence": "CC BY 4.0",
            "holder": "The Allotment Hour",
            "credit": "Transcript by the volunteers of the Oxley Cross reading room",
        },
        "media_url": "https://allotmenthour.example/audio/the-seed-library.mp3",
        "revision": 1,
        "links": {
            "turns": "/v1/interviews/seed-library-at-oxley-cross/turns",
            "exchanges": "/v1/interviews/seed-library-at-oxley-cross/exchanges",
            "ledger": "/v1/interviews/seed-library-at-oxley-cross/ledger",
            "revisions": "/v1/interviews/seed-library-at-oxley-cross/revisions",
            "transcript": "/v1/interviews/seed-library-at-oxley-cross/transcript",
        },
    }
    assert described["source"] | {"sha256": None} == {
        "url": "https://allotmenthour.example/episodes/the-seed-library",
        "file": "seed-library.txt",
        "sha256": None,
        "format": "txt",
        "publisher": {"name": "The Allotment Hour", "url": "https://allotmenthour.example"},
        "retrieved_at": "2022-06-01",
    }
    assert described["ingested_at"].endswith("Z")
    speakers = described["speakers"]
    assert [(speaker["id"], speaker["role"]) for speaker in speakers] == [
        ("della-marsh", "interviewer"),
        ("tobias-wren", "interviewee"),
        ("nkechi-olubanjo", "interviewee"),
    ]
    assert sum(speaker["turn_count"] for speaker in speakers) == described["turn_count"] > 0
    assert sum(speaker["word_count"] for speaker in speakers) == described["word_count"]


async def test_the_list_shows_what_the_interview_shows(client: AsyncClient) -> None:
    for interview in items(await walk(client, "/v1/interviews?limit=2")):
        assert (await client.get(interview["url"])).json() == interview


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("-date", ["day", "month", "year", "cut", "changed", "undated"]),
        ("date", ["changed", "cut", "year", "month", "day", "undated"]),
        ("title", ["changed", "cut", "day", "month", "undated", "year"]),
    ],
)
@pytest.mark.parametrize("limit", [1, 2, 4, 200])
async def test_orders_hold_over_pages_and_the_undated_are_last_by_date(
    past: AsyncClient, sort: str, expected: list[str], limit: int
) -> None:
    pages = await walk(past, f"/v1/interviews?sort={sort}&limit={limit}")
    assert [interview["id"] for interview in items(pages)] == expected
    if len(pages) > 1:
        back = await walk(past, pages[-2]["next"], "previous")
        assert items(back[::-1]) == items(pages)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("speaker=nora-field", ["day", "month", "year", "cut", "changed", "undated"]),
        ("speaker=ada-quill", ["day"]),
        ("speaker=day~question&speaker=cut~question", ["day", "cut"]),
        ("date_from=2021-05-18", ["month", "year"]),
        ("date_from=2021-05-17&date_to=2021-05-17", ["day", "month", "year"]),
        ("date_to=2020-01", ["cut", "changed"]),
        ("date_to=2020-01-01", []),
        ("language=en-GB", []),
        ("language=en&speaker=ada-quill", ["day"]),
        ("outlet=The Mill", []),
    ],
)
async def test_filters(past: AsyncClient, query: str, expected: list[str]) -> None:
    page = (await past.get(f"/v1/interviews?{query}")).json()
    assert [interview["id"] for interview in page["items"]] == expected
    assert page["total"] == len(expected)


async def test_outlets_are_matched_as_spelled(client: AsyncClient) -> None:
    assert await ids(client, "/v1/interviews?outlet=The Allotment Hour") == ["seed-library-at-oxley-cross"]
    assert await ids(client, "/v1/interviews?outlet=the allotment hour") == []


@pytest.mark.parametrize("limit", [1, 4, 5, 200])
async def test_turns_of_an_interview_are_in_spoken_order(past: AsyncClient, limit: int) -> None:
    pages = await walk(past, f"/v1/interviews/changed/turns?limit={limit}")
    assert [turn["id"] for turn in items(pages)] == [f"changed.{number}" for number in (1, 2, 5, 6, 3, 4)]
    assert {page["total"] for page in pages} == {6}


@pytest.mark.parametrize(
    ("around", "limit", "expected"),
    [(6, 1, [6]), (6, 2, [5, 6]), (6, 3, [5, 6, 3]), (1, 3, [1, 2, 5]), (4, 3, [3, 4]), (2, 200, [1, 2, 5, 6, 3, 4])],
)
async def test_turns_of_an_interview_are_there_at_once_around_any_of_them(
    past: AsyncClient, around: int, limit: int, expected: list[int]
) -> None:
    url = f"/v1/interviews/changed/turns?limit={limit}"
    page = (await past.get(f"{url}&around={around}")).json()
    assert [turn["number"] for turn in page["items"]] == expected
    assert page["total"] == 6
    before = (await walk(past, page["previous"], "previous"))[::-1] if page["previous"] else []
    after = await walk(past, page["next"]) if page["next"] else []
    assert [turn["number"] for turn in items([*before, page, *after])] == [1, 2, 5, 6, 3, 4]
    assert all("around" not in (url or "") for url in (page["previous"], page["next"]))
    first = re.search('<([^>]*)>; rel="first"', (await past.get(f"{url}&around={around}")).headers["link"])
    assert first
    assert first[1] == url


@pytest.mark.parametrize(
    ("url", "status", "name"),
    [
        ("/v1/interviews/changed/turns?around=7", 404, None),
        ("/v1/interviews/cut/turns?around=4", 410, None),
        ("/v1/interviews/changed/turns?around=0", 422, "around"),
        ("/v1/interviews/changed/turns?aruond=1", 422, "aruond"),
        ("/v1/interviews/changed/exchanges?around=1", 422, "around"),
    ],
)
async def test_around_names_a_turn_of_the_interview(past: AsyncClient, url: str, status: int, name: str | None) -> None:
    problem = (await past.get(url)).json()
    assert problem["status"] == status
    assert [fault["name"] for fault in problem.get("errors", [])] == ([name] if name else [])
    assert problem.get("last") == ("/v1/turns/cut.4?revision=1" if status == 410 else None)


@pytest.mark.parametrize("limit", [1, 2, 3, 200])
async def test_exchanges_are_questions_with_their_answers(past: AsyncClient, limit: int) -> None:
    pages = await walk(past, f"/v1/interviews/changed/exchanges?limit={limit}")
    exchanges = items(pages)
    assert [exchange["position"] for exchange in exchanges] == [1, 2, 3]
    assert [exchange["question"]["number"] for exchange in exchanges] == [1, 5, 3]
    assert [[answer["number"] for answer in exchange["answers"]] for exchange in exchanges] == [[2], [6], [4]]
    assert {page["total"] for page in pages} == {3}
    if len(pages) > 1:
        assert items((await walk(past, pages[-2]["next"], "previous"))[::-1]) == exchanges


async def test_a_question_nobody_answers_has_no_answers(past: AsyncClient) -> None:
    exchanges = (await past.get("/v1/interviews/cut/exchanges")).json()
    assert exchanges["total"] == 2
    assert exchanges["items"][1]["answers"] == []


async def test_the_first_document(rtvi: AsyncClient) -> None:
    interview = (await rtvi.get(f"/v1/interviews/{RTVI}")).json()
    assert interview["date"] == "2020-09-17"
    assert interview["place"] == "Moscow"
    assert interview["outlet"] == "RTVI television"
    assert interview["language"] is None
    assert interview["source"]["url"] is None
    assert interview["source"]["publisher"] == {"name": "mid.ru", "url": "https://www.mid.ru"}
    assert (interview["turn_count"], interview["word_count"]) == (50, 7188)
    exchanges = items(await walk(rtvi, f"/v1/interviews/{RTVI}/exchanges?limit=10"))
    assert [exchange["position"] for exchange in exchanges] == list(range(1, 26))
    assert all(len(exchange["answers"]) == 1 for exchange in exchanges)


async def test_the_ledger_of_the_first_document(rtvi: AsyncClient) -> None:
    entries = items(await walk(rtvi, f"/v1/interviews/{RTVI}/ledger?limit=9"))
    joins = [entry for entry in entries if entry["rule"] == "page-break-join"]
    assert len(joins) == 19
    assert [entry["line"] for entry in entries] == sorted(entry["line"] for entry in entries)
    assert set(entries[0]) == {"rule", "line", "column", "removed", "detail"}


@pytest.mark.parametrize("tail", ["", "/turns", "/exchanges", "/ledger", "/revisions"])
async def test_a_withdrawn_interview_says_why(past: AsyncClient, tail: str) -> None:
    response = await past.get(f"/v1/interviews/withdrawn{tail}")
    assert response.status_code == 410
    assert response.json() == {
        "type": "/problems/gone",
        "title": "It was here once and is gone",
        "status": 410,
        "detail": "The interview `withdrawn` was withdrawn.",
        "instance": f"/v1/interviews/withdrawn{tail}",
        "reason": "Published by mistake.",
    }


@pytest.mark.parametrize("tail", ["", "/turns", "/exchanges", "/ledger", "/revisions"])
@pytest.mark.parametrize("interview_id", ["nowhere", "Changed", "changed ", "changed%0A", "%00", "changed%2Fturns"])
async def test_what_is_not_exactly_an_id_is_not_found(past: AsyncClient, interview_id: str, tail: str) -> None:
    response = await past.get(f"/v1/interviews/{interview_id}{tail}")
    assert response.status_code == 404
    assert response.json()["type"] == "/problems/not-found"
