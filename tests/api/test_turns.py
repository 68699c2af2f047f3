import hashlib
from typing import Any

import pytest
from httpx import AsyncClient

from tests.api.walking import items, walk

pytestmark = pytest.mark.anyio

LIGHTHOUSE = "2019-03-14-keeper-ines-corvanes-interview-with-merrow-coast-radio"


async def ids(client: AsyncClient, url: str) -> list[str]:
    return [turn["id"] for turn in items(await walk(client, url))]


async def test_a_turn_has_every_field(past: AsyncClient) -> None:
    response = await past.get("/v1/turns/changed.6")
    assert response.status_code == 200
    assert response.json() == {
        "id": "changed.6",
        "url": "/v1/turns/changed.6",
        "interview": {
            "id": "changed",
            "url": "/v1/interviews/changed",
            "title": "Changed",
            "date": "2020-01-02",
            "transcript_kind": "unknown",
            "publisher": None,
            "licence": None,
            "rights_holder": None,
            "credit": None,
        },
        "number": 6,
        "position": 4,
        "kind": "answer",
        "role": "interviewee",
        "speaker": {
            "id": "nora-field",
            "url": "/v1/speakers/nora-field",
            "name": "Nora Field",
            "identity": "name",
            "anonymous": False,
        },
        "label": "Nora Field",
        "text": "Always.",
        "text_sha256": hashlib.sha256(b"Always.").hexdigest(),
        "revision": 2,
        "word_count": 1,
        "start_ms": None,
        "end_ms": None,
        "html_url": "/?read=changed#6",
        "links": {
            "previous": "/v1/turns/changed.5",
            "next": "/v1/turns/changed.3",
            "question": "/v1/turns/changed.5",
            "revisions": "/v1/turns/changed.6/revisions",
            "citation": "/v1/turns/changed.6/citation",
        },
        "context": None,
    }


async def test_turns_are_listed_by_interview_and_position(past: AsyncClient) -> None:
    turns = items(await walk(past, "/v1/turns?limit=200"))
    places = [(turn["interview"]["id"], turn["position"]) for turn in turns]
    assert places == sorted(places)
    assert [turn["number"] for turn in turns if turn["interview"]["id"] == "changed"] == [1, 2, 5, 6, 3, 4]


async def test_what_was_removed_is_in_no_list(past: AsyncClient) -> None:
    page = (await past.get("/v1/turns?limit=200")).json()
    assert page["total"] == len(page["items"]) == 25
    assert {turn["interview"]["id"] for turn in page["items"]} == {"changed", "cut", "day", "month", "undated", "year"}
    assert (await past.get("/v1/turns?interview=withdrawn")).json() == {
        "items": [],
        "total": 0,
        "next": None,
        "previous": None,
    }


@pytest.mark.parametrize("limit", [1, 7, 24, 25, 200])
async def test_walking_gives_each_turn_once_in_both_directions(past: AsyncClient, limit: int) -> None:
    everything = await ids(past, "/v1/turns?limit=200")
    pages = await walk(past, f"/v1/turns?limit={limit}")
    assert [turn["id"] for turn in items(pages)] == everything
    assert {page["total"] for page in pages} == {25}
    last = pages[-2]["next"] if len(pages) > 1 else f"/v1/turns?limit={limit}"
    back = await walk(past, last, "previous")
    assert [turn["id"] for turn in items(back[::-1])] == everything


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("interview=cut", ["cut.1", "cut.2", "cut.3"]),
        ("interview=cut&interview=nowhere&kind=answer", ["cut.2"]),
        ("interview=day&speaker=ada-quill", ["day.1", "day.3"]),
        ("speaker=day~question", ["day.1", "day.3"]),
        ("speaker=nora-field&speaker=ada-quill&interview=day", ["day.1", "day.2", "day.3", "day.4"]),
        ("max_words=1", ["changed.6"]),
        ("interview=changed&min_words=9&max_words=30", ["changed.2", "changed.4"]),
        ("date_from=2021-05-18&kind=question", ["month.1", "month.3", "year.1", "year.3"]),
        ("date_to=2020&max_words=3", ["changed.5", "changed.6"]),
        ("date_from=2021-06&date_to=2021-06-30&kind=answer", ["year.2", "year.4"]),
        ("date_from=2022", []),
        ("language=en&interview=year&kind=answer", ["year.2", "year.4"]),
        ("language=EN&max_words=1", ["changed.6"]),
        ("language=de", []),
        ("outlet=RTVI", []),
        ("speaker=", []),
        ("speaker=%00&speaker=%F0%9F%90%8B", []),
    ],
)
async def test_filters(past: AsyncClient, query: str, expected: list[str]) -> None:
    page = (await past.get(f"/v1/turns?{query}")).json()
    assert [turn["id"] for turn in page["items"]] == expected
    assert page["total"] == len(expected)


@pytest.mark.parametrize(
    "query", ["speaker=nora-field", "interview=changed", "kind=answer", "min_words=5&speaker=nora-field"]
)
async def test_total_is_exact_under_every_filter(past: AsyncClient, query: str) -> None:
    pages = await walk(past, f"/v1/turns?{query}&limit=2")
    assert {page["total"] for page in pages} == {len(items(pages))}


@pytest.mark.parametrize(
    ("size", "before", "after"),
    [
        (0, [], []),
        (1, ["changed.2"], ["changed.6"]),
        (5, ["changed.1", "changed.2"], ["changed.6", "changed.3", "changed.4"]),
    ],
)
async def test_context(past: AsyncClient, size: int, before: list[str], after: list[str]) -> None:
    context = (await past.get(f"/v1/turns/changed.5?context={size}")).json()["context"]
    assert [turn["id"] for turn in context["before"]] == before
    assert [turn["id"] for turn in context["after"]] == after
    assert context["question"] is None


@pytest.mark.parametrize("size", [0, 1, 2, 5])
async def test_context_has_the_question_however_far_before(client: AsyncClient, size: int) -> None:
    turn = (await client.get(f"/v1/turns/seed-library-at-oxley-cross.6?context={size}")).json()
    assert turn["context"]["question"]["url"] == turn["links"]["question"] == "/v1/turns/seed-library-at-oxley-cross.3"
    assert len(turn["context"]["before"]) == size


@pytest.mark.parametrize(
    "turn_id",
    [
        "changed",
        "changed.",
        "changed.0",
        "changed.01",
        "changed.+1",
        "changed.1_0",
        "changed.1.0",
        "changed.99",
        "changed.99999999999999999999999",
        "changed.\u0661",
        "CHANGED.1",
        "changed.1%0A",
        "changed.1%00",
        "changed%2F1",
        "nowhere.1",
        "-.1",
        "%F0%9F%90%8B.1",
    ],
)
async def test_what_is_not_exactly_an_id_is_not_found(past: AsyncClient, turn_id: str) -> None:
    response = await past.get(f"/v1/turns/{turn_id}")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


async def test_a_turn_that_is_gone_says_why(past: AsyncClient) -> None:
    response = await past.get("/v1/turns/cut.4")
    assert response.status_code == 410
    assert response.json() == {
        "type": "/problems/gone",
        "title": "It was here once and is gone",
        "status": 410,
        "detail": "The turn `cut.4` is gone; /v1/turns/cut.4?revision=1 gives it as it last stood.",
        "instance": "/v1/turns/cut.4",
        "reason": "Revision 2 of the interview no longer has it.",
        "last": "/v1/turns/cut.4?revision=1",
    }


async def test_a_turn_of_a_withdrawn_interview_says_why(past: AsyncClient) -> None:
    response = await past.get("/v1/turns/withdrawn.1")
    assert response.status_code == 410
    assert response.json()["reason"] == "Published by mistake."


async def test_the_first_document_has_fifty_turns(rtvi: AsyncClient) -> None:
    pages = await walk(rtvi, "/v1/turns?limit=7")
    turns = items(pages)
    assert [len(page["items"]) for page in pages] == [7] * 7 + [1]
    assert [turn["position"] for turn in turns] == list(range(1, 51))
    assert len({turn["id"] for turn in turns}) == 50
    assert [turn["kind"] for turn in turns] == ["question", "answer"] * 25
    assert sum(turn["word_count"] for turn in turns) == 7188
    assert sum(turn["text"].count("\n\n") + 1 for turn in turns) == 96


async def test_answers_lead_to_their_questions(client: AsyncClient) -> None:
    turns: list[dict[str, Any]] = items(await walk(client, f"/v1/turns?interview={LIGHTHOUSE}&limit=200"))
    kinds = {turn["url"]: turn["kind"] for turn in turns}
    answers = [turn for turn in turns if turn["kind"] == "answer"]
    assert answers
    assert {kinds[turn["links"]["question"]] for turn in answers} == {"question"}
