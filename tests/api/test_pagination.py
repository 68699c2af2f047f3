import base64
import json
from pathlib import Path

import pytest
from httpx import AsyncClient

from tests.api.conftest import CHANGED, SHORT, add, serving
from tests.conftest import migrate
from tests.databases import database_at

pytestmark = pytest.mark.anyio


def encoded(content: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


def decoded(url: str) -> list[object]:
    cursor = url.rpartition("cursor=")[2]
    content: list[object] = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    return content


async def test_links_keep_every_other_parameter(past: AsyncClient) -> None:
    url = "/v1/turns?kind=answer&limit=3&kind=question&date_from=2020&speaker=nora-field&speaker=ada-quill"
    response = await past.get(url)
    kept = url.replace("/v1/turns?", "")
    assert response.json()["next"].startswith(f"/v1/turns?{kept}&cursor=")
    second = await past.get(response.json()["next"])
    assert second.json()["previous"].startswith(f"/v1/turns?{kept}&cursor=")
    assert second.headers["link"] == (
        f'</v1/turns?{kept}>; rel="first", <{second.json()["next"]}>; rel="next", '
        f'<{second.json()["previous"]}>; rel="prev"'
    )
    first = await past.get(second.json()["previous"])
    assert first.json()["items"] == response.json()["items"]
    assert first.json()["previous"] is None


async def test_a_list_of_one_page_leads_nowhere(past: AsyncClient) -> None:
    response = await past.get("/v1/turns?limit=200")
    assert (response.json()["next"], response.json()["previous"]) == (None, None)
    assert response.headers["link"] == '</v1/turns?limit=200>; rel="first"'


async def test_the_limit_may_change_on_the_way(past: AsyncClient) -> None:
    following = (await past.get("/v1/turns?limit=4")).json()["next"]
    page = (await past.get(following.replace("limit=4", "limit=200"))).json()
    assert len(page["items"]) == 21
    assert page["next"] is None


@pytest.mark.parametrize(
    "other",
    [
        "/v1/turns?limit=2&kind=answer",
        "/v1/interviews?limit=2",
        "/v1/interviews/day/turns?limit=2",
        "/v1/speakers?limit=2",
    ],
)
async def test_a_cursor_belongs_to_one_list(past: AsyncClient, other: str) -> None:
    cursor = (await past.get("/v1/turns?limit=2")).json()["next"].rpartition("cursor=")[2]
    response = await past.get(f"{other}&cursor={cursor}")
    assert response.status_code == 422
    assert response.json()["errors"] == [
        {
            "in": "query",
            "name": "cursor",
            "message": "is no cursor of this list: take it from `next` or `previous` of a page, "
            "and keep the other parameters",
            "value": cursor,
        }
    ]


@pytest.mark.parametrize("cursor", ["", "x", "!", "AAAA", "bnVsbA", "W10", "é", "%00", "W" * 1999, "[]", "e30", " "])
async def test_a_broken_cursor_is_refused(past: AsyncClient, cursor: str) -> None:
    response = await past.get("/v1/turns", params={"cursor": cursor})
    assert response.status_code == 422
    assert [fault["name"] for fault in response.json()["errors"]] == ["cursor"]


@pytest.mark.parametrize(
    "place",
    [
        [],
        ["day"],
        ["day", "1"],
        ["day", None],
        [1, 1],
        ["day", 2**63],
        ["day", 2**200],
        ["day", 1.5],
        [["day"], 1],
        {"a": 1},
    ],
)
async def test_a_forged_place_is_refused(past: AsyncClient, place: object) -> None:
    corpus, revision, binding, backwards, _ = decoded((await past.get("/v1/turns?limit=2")).json()["next"])
    response = await past.get(f"/v1/turns?cursor={encoded([corpus, revision, binding, backwards, place])}")
    assert response.status_code in (200, 422)
    assert response.status_code == 422 or place == ["day", "1"]


@pytest.mark.parametrize("backwards", [False, True])
async def test_a_place_of_any_words_is_only_a_place(past: AsyncClient, backwards: bool) -> None:  # noqa: FBT001
    corpus, revision, binding, _, _ = decoded((await past.get("/v1/turns?limit=2")).json()["next"])
    for name in ("", "\0", "zzz", "'; DROP TABLE turn; --", "🐋"):
        content = [corpus, revision, binding, backwards, [name, 3]]
        assert (await past.get(f"/v1/turns?cursor={encoded(content)}")).status_code == 200


async def test_a_cursor_of_an_older_revision_says_how_to_begin_again(tmp_path: Path) -> None:
    database = database_at(tmp_path / "verbatim.db")
    migrate(database)
    add(database, "day", SHORT)
    async with serving(database) as client:
        following = (await client.get("/v1/turns?limit=1&kind=answer")).json()["next"]
        add(database, "day", CHANGED)
        response = await client.get(following)
        assert response.status_code == 410
        assert response.json() == {
            "type": "/problems/cursor-expired",
            "title": "The corpus has changed since this list was begun",
            "status": 410,
            "detail": "The corpus has changed since this cursor was given: "
            "begin again at /v1/turns?limit=1&kind=answer",
            "instance": "/v1/turns",
        }
        assert response.headers["link"] == '</v1/turns?limit=1&kind=answer>; rel="first"'
        assert (await client.get("/v1/turns?limit=1&kind=answer")).json()["total"] == 3


async def test_a_cursor_of_another_corpus_is_expired(past: AsyncClient, client: AsyncClient) -> None:
    following = (await past.get("/v1/turns?limit=1")).json()["next"]
    assert (await client.get(following)).status_code == 410
