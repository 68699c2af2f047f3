import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient

from app.exports import CITATIONS, FORMATS
from app.main import create_app
from app.parsers import parse
from app.settings import Settings
from app.transcript import ParseOptions
from tests.api.conftest import serving
from tests.api.test_statements import counting
from tests.conftest import make_corpus

pytestmark = pytest.mark.anyio

SEEDS = "/v1/interviews/seed-library-at-oxley-cross"
UNTIMED = [key for key in FORMATS if key not in ("vtt", "srt", "podcast")]


@pytest.mark.parametrize("key", UNTIMED)
async def test_an_interview_in_each_format(client: AsyncClient, key: str) -> None:
    answer = await client.get(f"{SEEDS}/transcript?format={key}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == FORMATS[key].MEDIA_TYPE
    assert answer.headers["etag"]
    assert answer.headers["content-disposition"].endswith(f'oxley-cross{FORMATS[key].EXTENSION}"')
    again = await client.get(f"{SEEDS}/transcript?format={key}", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("key", ["txt", "md", "json", "tei", "akn", "csv", "ndjson"])
async def test_an_interview_read_back_is_the_same_turns(client: AsyncClient, key: str) -> None:
    turns = (await client.get(f"{SEEDS}/turns?limit=200")).json()["items"]
    written = await client.get(f"{SEEDS}/transcript?format={key}")
    [transcript] = parse(written.content, ParseOptions(name=f"seeds{FORMATS[key].EXTENSION}"))
    assert [(turn.label, turn.text) for turn in transcript.turns] == [(turn["label"], turn["text"]) for turn in turns]


@pytest.mark.parametrize("key", ["vtt", "srt", "podcast"])
async def test_captions_of_an_interview_without_times_are_refused(client: AsyncClient, key: str) -> None:
    answer = await client.get(f"{SEEDS}/transcript?format={key}")
    assert answer.status_code == 406
    assert "needs the time of every turn" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "text/plain"),
        ("text/html, */*;q=0.1", "text/plain"),
        ("application/tei+xml", "application/tei+xml"),
        ("application/json;q=0.5, text/csv", "text/csv"),
        ("text/vtt, application/akn+xml;q=0.1, */*;q=0", "text/vtt"),
    ],
)
async def test_the_header_chooses_the_format(client: AsyncClient, accept: str, media_type: str) -> None:
    answer = await client.get(f"{SEEDS}/transcript", headers={"Accept": accept})
    if media_type == "text/vtt":
        assert answer.status_code == 406
    else:
        assert answer.headers["content-type"].partition(";")[0] == media_type
        assert "Accept" in answer.headers["vary"]


async def test_what_is_offered_is_said(client: AsyncClient) -> None:
    answer = await client.get(f"{SEEDS}/transcript", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert all(f"`{key}`" in answer.json()["detail"] for key in FORMATS)


async def test_the_whole_of_it_has_ledger_and_past(past: AsyncClient) -> None:
    whole = (await past.get("/v1/interviews/changed/transcript?format=json")).json()
    assert [revision["revision"] for revision in whole["revisions"]] == [1, 2]
    assert {entry["rule"] for entry in whole["ledger"]} >= {"front-matter", "label"}
    first = (await past.get("/v1/turns/changed.2?revision=1")).json()
    assert {"number": 2, "text": first["text"]}.items() <= whole["earlier"][0].items()


@pytest.mark.parametrize("key", list(CITATIONS))
async def test_a_citation_in_each_format(client: AsyncClient, key: str) -> None:
    turn = (await client.get("/v1/turns/seed-library-at-oxley-cross.5")).json()
    answer = await client.get(f"{turn['links']['citation']}?format={key}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == CITATIONS[key].MEDIA_TYPE
    assert turn["speaker"]["name"] in answer.text
    assert "/v1/turns" not in answer.text


async def test_a_public_address_makes_citations_permanent(past_url: str) -> None:
    async with serving(past_url, public_url="https://api.example/talks") as past:
        now = await past.get("/v1/turns/changed.2/citation")
        assert now.text.endswith("https://api.example/talks/v1/turns/changed.2?revision=2\n")
        then = await past.get("/v1/turns/changed.2/citation?revision=1")
        assert then.text.endswith("https://api.example/talks/v1/turns/changed.2?revision=1\n")
        [row, *_] = (await past.get("/v1/export/turns?interview=changed")).text.splitlines()
        assert json.loads(row)["url"] == "https://api.example/talks/v1/turns/changed.1?revision=1"


@pytest.mark.parametrize("path", ["/v1/turns/nothing.1/citation", "/v1/interviews/nothing/transcript"])
async def test_what_is_not_there(client: AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


async def test_what_is_gone(past: AsyncClient) -> None:
    assert (await past.get("/v1/interviews/withdrawn/transcript")).status_code == 410


async def test_every_turn_comes_once(client: AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.queries.exports.CHUNK", 7)
    answer = await client.get("/v1/export/turns")
    rows = [json.loads(line) for line in answer.text.splitlines()]
    assert answer.headers["x-total-count"] == str(len(rows)) == str((await client.get("/v1")).json()["turns"])
    listed, url = [], "/v1/turns?limit=200"
    while url:
        page = (await client.get(url)).json()
        listed += page["items"]
        url = page["next"]
    assert [(row["id"], row["text"], row["label"]) for row in rows] == [
        (turn["id"], turn["text"], turn["label"]) for turn in listed
    ]


async def test_filters_narrow_an_export(client: AsyncClient) -> None:
    wanted = "speaker=della-marsh&min_words=10&kind=question"
    rows = (await client.get(f"/v1/export/turns?{wanted}")).text.splitlines()
    assert len(rows) == (await client.get(f"/v1/turns?{wanted}")).json()["total"] > 0
    assert (await client.get("/v1/export/turns?speaker=nobody")).text == ""


async def test_csv_has_the_same_rows(client: AsyncClient) -> None:
    lines = [json.loads(line) for line in (await client.get("/v1/export/turns")).text.splitlines()]
    text = (await client.get("/v1/export/turns", headers={"Accept": "text/csv"})).text
    rows = list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))
    assert [row["id"] for row in rows] == [line["id"] for line in lines]
    assert list(rows[0]) == list(lines[0])


async def test_head_sends_nothing(client: AsyncClient) -> None:
    answer = await client.head("/v1/export/turns")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["x-total-count"] == "95"


async def test_no_spreadsheet_runs_a_formula(tmp_path: Path) -> None:
    source = tmp_path / "sums.txt"
    texts = ["=1+1", "+1", "-1", "@SUM(A1)", "'quoted'", "＝1", "plain"]
    source.write_text("".join(f"Question: {text}\n\nNora Field: {text} it is.\n\n" for text in texts), encoding="utf-8")
    async with serving(make_corpus(tmp_path / "sums.db", [source])) as client:
        text = (await client.get("/v1/export/turns?format=csv&kind=question")).text
    cells = [row["text"] for row in csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline=""))]
    assert cells == ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "''quoted'", "'＝1", "plain"]


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/v1/turns/seed-library-at-oxley-cross.5/citation", 4),
        (f"{SEEDS}/transcript?format=tei", 5),
        (f"{SEEDS}/transcript?format=json", 8),
        ("/v1/export/turns", 6),
    ],
)
async def test_exports_take_few_statements(corpus_url: str, path: str, most: int) -> None:
    app: FastAPI = create_app(Settings(database_url=corpus_url))
    async with app.router.lifespan_context(app), AsyncClient(transport=ASGITransport(app), base_url="http://t") as api:
        with counting(app) as statements:
            assert (await api.get(path)).status_code == 200
    assert len(statements) <= most
