import pytest
from httpx import AsyncClient

from tests.api.walking import items, walk

pytestmark = pytest.mark.anyio

NAMED = ["ada-quill", "nora-field"]
LABELS = [f"{name}~question" for name in ("changed", "cut", "month", "undated", "year")]


async def test_a_speaker_has_every_field(past: AsyncClient) -> None:
    response = await past.get("/v1/speakers/nora-field")
    assert response.status_code == 200
    assert response.json() == {
        "id": "nora-field",
        "url": "/v1/speakers/nora-field",
        "name": "Nora Field",
        "identity": "name",
        "anonymous": False,
        "identifiers": {},
        "aliases": [],
        "labels": ["Nora Field"],
        "roles": ["interviewee"],
        "interview_count": 6,
        "turn_count": 12,
        "word_count": 6 * 18 + 5 * 9 + 1,
        "first_date": "2020-01-02",
        "last_date": "2021",
        "links": {"turns": "/v1/turns?speaker=nora-field", "interviews": "/v1/interviews?speaker=nora-field"},
    }


async def test_a_declared_speaker_has_identifiers_and_the_labels_of_the_source(past: AsyncClient) -> None:
    speaker = (await past.get("/v1/speakers/ada-quill")).json()
    assert (speaker["identity"], speaker["anonymous"]) == ("declared", False)
    assert speaker["identifiers"] == {"wikidata": "Q1"}
    assert speaker["labels"] == ["Question"]
    assert speaker["first_date"] == speaker["last_date"] == "2021-05-17"


async def test_a_label_of_an_undated_interview_has_no_dates(past: AsyncClient) -> None:
    speaker = (await past.get("/v1/speakers/undated~question")).json()
    assert (speaker["identity"], speaker["anonymous"]) == ("label", True)
    assert (speaker["first_date"], speaker["last_date"]) == (None, None)


async def test_the_list_shows_what_the_speaker_shows(client: AsyncClient) -> None:
    for speaker in items(await walk(client, "/v1/speakers?limit=3")):
        assert (await client.get(speaker["url"])).json() == speaker


@pytest.mark.parametrize("limit", [1, 3, 7, 200])
@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("name", ["ada-quill", "nora-field", *LABELS]),
        ("-turns", ["nora-field", "changed~question", "ada-quill", *LABELS[1:]]),
        ("-words", ["nora-field", "changed~question", "ada-quill", *LABELS[1:]]),
    ],
)
async def test_orders_hold_over_pages(past: AsyncClient, sort: str, expected: list[str], limit: int) -> None:
    pages = await walk(past, f"/v1/speakers?sort={sort}&limit={limit}")
    assert [speaker["id"] for speaker in items(pages)] == expected
    assert {page["total"] for page in pages} == {7}
    if len(pages) > 1:
        assert items((await walk(past, pages[-2]["next"], "previous"))[::-1]) == items(pages)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("interview=day", NAMED),
        ("interview=day&role=interviewer", ["ada-quill"]),
        ("interview=nowhere", []),
        ("role=interviewee", ["nora-field"]),
        ("role=participant", []),
        ("identity=declared&identity=name", NAMED),
        ("anonymous=true", LABELS),
        ("anonymous=false", NAMED),
        ("q=f", ["nora-field"]),
        ("q=FIELD nor", ["nora-field"]),
        ("q=ield", []),
        ("q=n%C3%B6ra", ["nora-field"]),
        ("q=quill&interview=cut", []),
    ],
)
async def test_filters(past: AsyncClient, query: str, expected: list[str]) -> None:
    page = (await past.get(f"/v1/speakers?{query}")).json()
    assert [speaker["id"] for speaker in page["items"]] == expected
    assert page["total"] == len(expected)


async def test_a_retired_id_leads_to_who_it_has_become(past: AsyncClient) -> None:
    response = await past.get("/v1/speakers/day~question")
    assert (response.status_code, response.headers["location"]) == (308, "/v1/speakers/ada-quill")
    assert response.headers["cache-control"] == "public, max-age=0, must-revalidate"


async def test_a_speaker_of_withdrawn_interviews_alone_is_gone(past: AsyncClient) -> None:
    response = await past.get("/v1/speakers/withdrawn~question")
    assert response.status_code == 410
    assert response.json()["detail"] == "The speaker `withdrawn~question` is gone."


@pytest.mark.parametrize("speaker_id", ["nobody", "Nora-Field", "nora-field%0A", "%00", "nora%2Ffield", "day~", "~"])
async def test_what_is_not_exactly_an_id_is_not_found(past: AsyncClient, speaker_id: str) -> None:
    assert (await past.get(f"/v1/speakers/{speaker_id}")).status_code == 404


async def test_the_first_document_has_a_person_and_a_label(rtvi: AsyncClient) -> None:
    speakers = items(await walk(rtvi, "/v1/speakers?sort=-words"))
    assert [(speaker["id"].rpartition("~")[2], speaker["turn_count"]) for speaker in speakers] == [
        ("sergey-lavrov", 25),
        ("question", 25),
    ]
    assert speakers[0]["roles"] == ["interviewee"]
