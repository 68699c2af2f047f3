import re
from pathlib import Path

import pytest
from httpx import AsyncClient

from app import schema
from app.database import writing_engine
from app.ingest import IngestOptions, ingest
from app.transcript import Metadata, ParseOptions
from tests.api.conftest import CHANGED, SHORT, add, serving
from tests.api.walking import items, walk
from tests.conftest import migrate
from tests.databases import database_at

pytestmark = pytest.mark.anyio


async def test_an_interviews_revisions_say_what_each_ingest_changed(past: AsyncClient) -> None:
    page = (await past.get("/v1/interviews/changed/revisions")).json()
    assert page["total"] == 2
    first, second = page["items"]
    assert (first["revision"], first["turn_count"], first["changes"]) == (1, 4, None)
    assert (second["revision"], second["turn_count"]) == (2, 6)
    assert second["changes"] == {
        "fields": [],
        "added": [
            {"id": "changed.5", "url": "/v1/turns/changed.5?revision=2", "position": 3},
            {"id": "changed.6", "url": "/v1/turns/changed.6?revision=2", "position": 4},
        ],
        "removed": [],
        "changed": [
            {
                "id": "changed.2",
                "url": "/v1/turns/changed.2?revision=2",
                "position": 2,
                "changed": ["text"],
                "differences": [{"op": "replace", "before": "second", "after": "third"}],
            }
        ],
        "moved": 2,
    }


async def test_a_turn_that_went_is_shown_as_it_last_stood(past: AsyncClient) -> None:
    changes = (await past.get("/v1/interviews/cut/revisions")).json()["items"][1]["changes"]
    assert changes["removed"] == [{"id": "cut.4", "url": "/v1/turns/cut.4?revision=1", "position": 4}]
    assert (await past.get("/v1/turns/cut.4?revision=1")).json()[
        "text"
    ] == "The miller's daughter has it, and so have I."


async def test_a_speaker_declared_later_is_a_change_of_who_speaks(past: AsyncClient) -> None:
    changes = (await past.get("/v1/interviews/day/revisions")).json()["items"][1]["changes"]
    assert [(change["id"], change["changed"], change["differences"]) for change in changes["changed"]] == [
        ("day.1", ["speaker"], []),
        ("day.3", ["speaker"], []),
    ]
    speaker = (await past.get("/v1/turns/day.1?revision=1")).json()["speaker"]
    assert (speaker["id"], speaker["identity"]) == ("day~question", "label")


async def test_a_turns_revisions_are_all_that_it_has_been(past: AsyncClient) -> None:
    first, second = (await past.get("/v1/turns/changed.2/revisions")).json()["items"]
    assert (first["since"], first["until"], first["differences"]) == (1, 2, None)
    assert (second["since"], second["until"]) == (2, None)
    assert [step for step in second["differences"] if step["op"] != "equal"] == [
        {"op": "replace", "before": "second", "after": "third"}
    ]
    assert " ".join(step["before"] for step in second["differences"]) == first["text"]
    assert " ".join(step["after"] for step in second["differences"]) == second["text"]
    now = (await past.get("/v1/turns/changed.2")).json()
    assert {name: second[name] for name in ("text", "text_sha256", "revision", "label", "kind")} == {
        name: now[name] for name in ("text", "text_sha256", "revision", "label", "kind")
    }


async def test_a_turn_that_is_gone_keeps_its_revisions(past: AsyncClient) -> None:
    page = (await past.get("/v1/turns/cut.4/revisions")).json()
    assert [(it["since"], it["until"]) for it in page["items"]] == [(1, 2)]


@pytest.mark.parametrize("number", range(1, 5))
async def test_a_turn_as_of_a_revision_is_what_that_revision_had(past: AsyncClient, number: int) -> None:
    then = (await past.get(f"/v1/turns/changed.{number}?revision=1&context=5")).json()
    around = [turn["number"] for side in ("before", "after") for turn in then["context"][side]]
    assert then["position"] == number
    assert sorted([*around, number]) == [1, 2, 3, 4]
    before, after = number - 1 or None, number + 1 if number < 4 else None
    assert then["links"]["previous"] == (before and f"/v1/turns/changed.{before}?revision=1")
    assert then["links"]["next"] == (after and f"/v1/turns/changed.{after}?revision=1")
    assert then["url"] == f"/v1/turns/changed.{number}?revision=1"


async def test_the_last_revision_is_what_stands_now(past: AsyncClient) -> None:
    for number in (1, 2, 3, 4, 5, 6):
        then = (await past.get(f"/v1/turns/changed.{number}?revision=2&context=2")).text
        now = (await past.get(f"/v1/turns/changed.{number}?context=2")).text
        assert re.sub("[?&]revision=2", "", then) == now


@pytest.mark.parametrize(
    ("url", "status", "detail"),
    [
        ("/v1/turns/changed.5?revision=1", 404, "The turn `changed.5` was not there in revision 1: it came with 2."),
        ("/v1/turns/changed.9?revision=1", 404, "There is no turn `changed.9`."),
        ("/v1/turns/nowhere.1?revision=1", 404, "There is no turn `nowhere.1`."),
        ("/v1/turns/changed.x?revision=1", 404, "There is no turn `changed.x`."),
        ("/v1/turns/cut.4?revision=2", 410, "The turn `cut.4` was gone in revision 2."),
        ("/v1/turns/withdrawn.1?revision=1", 410, "The interview `withdrawn` was withdrawn."),
        ("/v1/turns/changed.1?revision=3", 422, "There is no such revision."),
        ("/v1/turns/changed.1?revision=0", 422, "These parameters cannot be taken: `revision`."),
        ("/v1/turns/changed.1?revision=%2B1", 422, "These parameters cannot be taken: `revision`."),
        ("/v1/turns/changed.9/revisions", 404, "There is no turn `changed.9`."),
        ("/v1/turns/withdrawn.1/revisions", 410, "The interview `withdrawn` was withdrawn."),
        ("/v1/interviews/nowhere/revisions", 404, "There is no interview `nowhere`."),
    ],
)
async def test_what_a_revision_does_not_have(past: AsyncClient, url: str, status: int, detail: str) -> None:
    response = await past.get(url)
    assert (response.status_code, response.json()["detail"]) == (status, detail)


async def test_a_turn_that_a_revision_has_no_longer_leads_to_what_it_last_was(past: AsyncClient) -> None:
    for url in ("/v1/turns/cut.4", "/v1/turns/cut.4?revision=2"):
        problem = (await past.get(url)).json()
        assert problem["last"] == "/v1/turns/cut.4?revision=1"
        assert (await past.get(problem["last"])).json()["id"] == "cut.4"


async def test_a_turn_as_of_a_revision_has_its_question_of_then_and_its_place_on_the_page(past: AsyncClient) -> None:
    then = (await past.get("/v1/turns/changed.2?revision=1&context=0")).json()
    assert then["html_url"] == "/?read=changed&revision=1#2"
    asked = (await past.get("/v1/turns/changed.1?revision=1")).json()
    assert {**then["context"]["question"], "context": None} == asked
    assert (await past.get("/v1/turns/changed.1?revision=1&context=0")).json()["context"]["question"] is None


@pytest.mark.parametrize("limit", [1, 2, 3, 200])
async def test_walking_revisions_gives_each_once_with_its_changes(tmp_path: Path, limit: int) -> None:
    database = database_at(tmp_path / "verbatim.db")
    migrate(database)
    for number in range(5):
        add(database, "day", SHORT.replace("second door", f"{number}th door"))
    async with serving(database) as client:
        pages = await walk(client, f"/v1/interviews/day/revisions?limit={limit}")
        steps = [revision["changes"] and revision["changes"]["changed"][0]["differences"] for revision in items(pages)]
        assert steps == [
            None,
            *([{"op": "replace", "before": f"{n}th", "after": f"{n + 1}th"}] for n in range(4)),
        ]
        turn = await walk(client, f"/v1/turns/day.2/revisions?limit={limit}")
        assert [[step for step in state["differences"] or [] if step["op"] != "equal"] for state in items(turn)] == [
            [],
            *steps[1:],
        ]
        assert {page["total"] for page in (*pages, *turn)} == {5}
        if len(pages) > 1:
            assert items((await walk(client, pages[-2]["next"], "previous"))[::-1]) == items(pages)
            assert items((await walk(client, turn[-2]["next"], "previous"))[::-1]) == items(turn)


async def test_corrected_metadata_is_a_change_of_fields(tmp_path: Path) -> None:
    database = database_at(tmp_path / "verbatim.db")
    engine = writing_engine(database)
    schema.upgrade(engine)
    add(database, "day", SHORT)
    data = SHORT.format(id="day", title="A Day", date="2020-01-03", language="en").encode()
    metadata = Metadata(licence="CC BY 4.0", publisher_name="The Mill")
    ingest(engine, data, IngestOptions(ParseOptions("day.txt"), metadata, path="/transcripts/day.txt"))
    engine.dispose()
    async with serving(database) as client:
        changes = (await client.get("/v1/interviews/day/revisions")).json()["items"][1]["changes"]
        then = (await client.get("/v1/turns/day.1?revision=1")).json()["interview"]
    assert changes["fields"] == [
        {"field": "title", "before": "Day", "after": "A Day"},
        {"field": "date", "before": "2020-01-02", "after": "2020-01-03"},
        {"field": "source.publisher.name", "before": None, "after": "The Mill"},
        {"field": "rights.licence", "before": None, "after": "CC BY 4.0"},
    ]
    assert (then["title"], then["date"]) == ("Day", "2020-01-02")


async def test_the_texts_of_every_revision_stay(tmp_path: Path) -> None:
    database = database_at(tmp_path / "verbatim.db")
    migrate(database)
    add(database, "day", SHORT)
    async with serving(database) as client:
        before = {f"day.{n}": (await client.get(f"/v1/turns/day.{n}")).json()["text"] for n in range(1, 5)}
        add(database, "day", CHANGED)
        for turn_id, text in before.items():
            assert (await client.get(f"/v1/turns/{turn_id}?revision=1")).json()["text"] == text
