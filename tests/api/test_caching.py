from pathlib import Path

import pytest
from httpx import AsyncClient

from tests.api.conftest import CHANGED, SHORT, add, serving
from tests.conftest import migrate
from tests.databases import database_at

pytestmark = pytest.mark.anyio

URLS = ["/v1", "/v1/turns?limit=1", "/v1/turns/day.1?context=1", "/v1/interviews/day/ledger", "/v1/speakers/nora-field"]


@pytest.mark.parametrize("url", URLS)
async def test_a_known_tag_is_answered_without_a_body(past: AsyncClient, url: str) -> None:
    first = await past.get(url)
    tag = first.headers["etag"]
    assert tag.startswith('W/"')
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}'):
        again = await past.get(url, headers={"If-None-Match": known})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert again.headers["cache-control"] == first.headers["cache-control"]
        assert "content-type" not in again.headers


async def test_a_tag_belongs_to_one_url(past: AsyncClient) -> None:
    tags = [(await past.get(url)).headers["etag"] for url in (*URLS, "/v1/turns?limit=2", "/v1/turns?limit=01")[:-1]]
    assert len(set(tags)) == len(tags)
    response = await past.get("/v1/turns?limit=2", headers={"If-None-Match": tags[1]})
    assert response.status_code == 200


async def test_dates_are_conditions_where_there_is_no_tag(past: AsyncClient) -> None:
    changed = "Fri, 01 Jan 2100 00:00:00 GMT"
    assert (await past.get("/v1", headers={"If-Modified-Since": changed})).status_code == 304
    assert (await past.get("/v1", headers={"If-Modified-Since": "Sat, 01 Jan 2000 00:00:00 GMT"})).status_code == 200
    assert (await past.get("/v1", headers={"If-Modified-Since": changed, "If-None-Match": '"x"'})).status_code == 200


@pytest.mark.parametrize("date", ["", "yesterday", "Sat, 99 Jan 2000 00:00:00 GMT", "2999-01-01", "\xe9"])
async def test_what_is_no_date_is_no_condition(past: AsyncClient, date: str) -> None:
    headers = {b"If-Modified-Since": date.encode("latin-1")}
    assert (await past.get("/v1", headers=headers)).status_code == 200


@pytest.mark.parametrize("headers", [{"If-None-Match": "*"}, {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}])
async def test_conditions_of_no_tag_look_whether_the_resource_is_there(
    past: AsyncClient, headers: dict[str, str]
) -> None:
    assert (await past.get("/v1/turns/day.1", headers=headers)).status_code == 304
    assert (await past.get("/v1/turns/day.99", headers=headers)).status_code == 404
    assert (await past.get("/v1/turns/withdrawn.1", headers=headers)).status_code == 410
    assert (await past.get("/v1/turns?limit=0", headers=headers)).status_code == 422


async def test_a_change_of_the_corpus_changes_tag_and_date(tmp_path: Path) -> None:
    database = database_at(tmp_path / "verbatim.db")
    migrate(database)
    add(database, "day", SHORT)
    async with serving(database) as client:
        first = await client.get("/v1/turns/day.1")
        add(database, "other", CHANGED)
        known = {"If-None-Match": first.headers["etag"]}
        second = await client.get("/v1/turns/day.1", headers=known)
        assert second.status_code == 200
        assert second.json() == first.json()
        since = {"If-Modified-Since": first.headers["last-modified"]}
        assert (await client.get("/v1/turns/day.1", headers=since)).status_code == 200


async def test_settings_say_who_may_keep_an_answer(past_url: str) -> None:
    async with serving(past_url, cache_control="private, max-age=60") as client:
        assert (await client.get("/v1")).headers["cache-control"] == "private, max-age=60"


async def test_where_it_is_reached_from_is_part_of_the_answer(past_url: str, past: AsyncClient) -> None:
    async with serving(past_url, public_url="https://archive.example/quotes/") as client:
        response = await client.get("/v1/turns/day.1")
        assert response.json()["url"] == "https://archive.example/quotes/v1/turns/day.1"
        assert response.headers["etag"] != (await past.get("/v1/turns/day.1")).headers["etag"]
        page = await client.get("/v1/turns?limit=1")
        assert page.json()["next"].startswith("https://archive.example/quotes/v1/turns?limit=1&cursor=")
        problem = (await client.get("/v1/turns/x")).json()
        assert problem["type"] == "https://archive.example/quotes/problems/not-found"


@pytest.mark.parametrize("url", ["/v1/turns/day.99", "/v1/turns?x=1", "/nowhere"])
async def test_nobody_keeps_a_problem(past: AsyncClient, url: str) -> None:
    assert (await past.get(url)).headers["cache-control"] == "no-store"
