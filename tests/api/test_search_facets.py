import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient
from sqlalchemy import event

from app.main import create_app
from app.settings import Settings
from tests.api.conftest import SHORT, add, serving
from tests.api.test_answers import ENDLESS
from tests.api.test_search import search
from tests.api.walking import items, walk
from tests.conftest import migrate
from tests.databases import database_at

pytestmark = pytest.mark.anyio

FACETS = ("speaker", "interview", "year", "kind", "outlet")
LISTS = re.compile("group_concat|string_agg")
"""What the statement that counts facets has, and no other, on each engine."""

OWN = {
    "speaker": ("speaker",),
    "interview": ("interview",),
    "year": ("date_from", "date_to"),
    "kind": ("kind",),
    "outlet": ("outlet",),
}


def value_of(turn: dict[str, Any], facet: str, outlets: dict[str, str | None]) -> str | None:
    interview = turn["interview"]
    year = interview["date"] and interview["date"][:4]
    values: dict[str, str | None] = {
        "speaker": turn["speaker"]["id"],
        "interview": interview["id"],
        "year": year,
        "kind": turn["kind"],
        "outlet": outlets[interview["id"]],
    }
    return values[facet]


def counts(page: dict[str, Any]) -> dict[str, list[tuple[str, int]]]:
    return {name: [(value["value"], value["count"]) for value in values] for name, values in page["facets"].items()}


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"kind": "answer"},
        {"speaker": ["nora-field", "day~question"]},
        {"interview": ["changed", "day"], "kind": ["answer", "question"]},
        {"date_from": "2021", "language": "en"},
        {"min_words": 6},
        {"speaker": "nora-field", "max_words": 12, "date_to": "2021"},
        {"outlet": "nobody"},
    ],
)
async def test_facets_count_hits_and_turns_under_the_other_filters(past: AsyncClient, filters: dict[str, Any]) -> None:
    outlets = {it["id"]: it["outlet"] for it in items(await walk(past, "/v1/interviews?limit=200"))}
    found = await search(past, "the", facets=",".join(FACETS), **filters)
    assert list(found["facets"]) == list(FACETS)
    for facet, values in found["facets"].items():
        others = {name: value for name, value in filters.items() if name not in OWN[facet]}
        hits = [hit["turn"] for hit in (await search(past, "the", **others))["items"]]
        turns = items(await walk(past, str((await past.get("/v1/turns", params=others)).url)))
        counted = Counter(value for turn in hits if (value := value_of(turn, facet, outlets)))
        of = Counter(value_of(turn, facet, outlets) for turn in turns)
        assert {value["value"]: value["count"] for value in values} == counted
        assert {value["value"]: value["of"] for value in values} == {value: of[value] for value in counted}
        assert [value["count"] for value in values] == sorted(counted.values(), reverse=True)


async def test_each_value_leads_to_the_narrower_search(past: AsyncClient) -> None:
    found = await search(past, "the", facets=["speaker", "year", "kind"], sort="date", kind="answer")
    for facet, values in found["facets"].items():
        assert values
        for value in values:
            narrower = (await past.get(value["url"])).json()
            assert narrower["total"] == value["count"], facet
            assert "sort=date" in value["url"]
            assert "kind=" in value["url"]


async def test_labels_are_for_people(past: AsyncClient) -> None:
    found = await search(past, "the", facets="speaker,interview")
    labels = {value["value"]: value["label"] for values in found["facets"].values() for value in values}
    assert labels["nora-field"] == "Nora Field"
    assert labels["changed"] == "Changed"


async def test_facets_may_be_repeated_or_parted_by_commas(past: AsyncClient) -> None:
    one = await past.get("/v1/search?q=the&facets=kind&facets=year")
    other = await past.get("/v1/search?q=the&facets=kind,year,kind")
    assert [counts(page.json()) for page in (one, other)] == [counts(one.json())] * 2
    assert list(one.json()["facets"]) == ["kind", "year"]
    wrong = await past.get("/v1/search?q=the&facets=kind,yeer")
    assert wrong.status_code == 422
    assert "year" in wrong.json()["errors"][0]["message"]
    assert [(await past.get(f"/v1/search?q=the&facets={value}")).status_code for value in ("", ",", "kind,")] == [
        422
    ] * 3


async def test_every_year_is_counted_and_of_the_other_facets_the_most_frequent_values(tmp_path: Path) -> None:
    database = database_at(tmp_path / "verbatim.db")
    migrate(database)
    for year in range(1990, 2020):
        add(database, f"y{year}", SHORT, date=str(year))
    async with serving(database) as client:
        found = (await search(client, "mill", facets="year,interview"))["facets"]
    assert [value["value"] for value in found["year"]] == [str(year) for year in range(1990, 2020)]
    assert len(found["interview"]) == 20


async def test_the_hits_come_without_facets_where_these_take_too_long(past_url: str) -> None:
    app = create_app(Settings(database_url=past_url, time_limit_ms=300))
    url = "/v1/search?q=the&limit=200&facets=year,kind"
    async with app.router.lifespan_context(app), AsyncClient(transport=ASGITransport(app), base_url="http://a") as it:
        without = await it.get("/v1/search?q=the&limit=200")
        engine = app.state.engine.get()
        event.listen(engine, "before_cursor_execute", _stall, retval=True)
        partly = await it.get(url)
        event.remove(engine, "before_cursor_execute", _stall)
        assert partly.status_code == 200
        assert partly.json() == without.json() | {"uncounted": ["year", "kind"]}
        assert partly.headers["cache-control"] == "no-store"
        whole = await it.get(url, headers={"If-None-Match": partly.headers["etag"]})
        assert list(whole.json()["facets"]) == ["year", "kind"]
        assert whole.json()["uncounted"] == []
        assert whole.headers["etag"] != partly.headers["etag"]


def _stall(*arguments: Any) -> tuple[str, Any]:
    """Let the statement that counts facets never end."""
    statement, parameters = arguments[2:4]
    return (ENDLESS, ()) if LISTS.search(statement) else (statement, parameters)
