"""The check of quotations over HTTP."""

import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient, Response

from app.api import quotes
from app.main import create_app
from app.settings import Settings
from tests.api.conftest import CHANGED, SHORT, add, serving
from tests.api.test_statements import counting
from tests.conftest import migrate
from tests.databases import database_at

pytestmark = pytest.mark.anyio

URL = "/v1/quotes/verify"
KEEPER = "2019-03-14-keeper-ines-corvanes-interview-with-merrow-coast-radio"
CUT = "Then I washed the glass … He said a thing I have never forgotten"
JOINED = (
    "Then I washed the glass and he sailed on. If the part is in stock, nine days, if it has to be forged, six weeks."
)
OLD = "It is kept in the old mill by the river, on the upper floor, behind the second door."
SCOPE = (
    "The check compares words with published transcripts. It says nothing about whether they were spoken, or are true, "
    "complete or correctly translated."
)


async def check(client: AsyncClient, text: str, **claim: str) -> dict[str, Any]:
    response = await client.get(URL, params={"text": text, **claim})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


@asynccontextmanager
async def serving_texts(folder: Path, *texts: str) -> AsyncIterator[AsyncClient]:
    """Serve an interview that was ingested once for each of these texts."""
    database = database_at(folder / "verbatim.db")
    migrate(database)
    for text in texts:
        add(database, "day", text)
    async with serving(database) as it:
        yield it


async def post(client: AsyncClient, **body: Any) -> Response:
    return await client.post(URL, json=body)


async def test_a_check_is_what_the_contract_says(client: AsyncClient) -> None:
    found = await check(client, CUT, speaker="ines-corvane")
    turn = (await client.get(f"/v1/turns/{KEEPER}.4")).json()
    del turn["context"]
    corpus = (await client.get("/v1")).json()
    published = "Then I washed the glass and he sailed on. He said a thing I have never forgotten"
    start = turn["text"].index(published)
    end = start + len(published)
    assert found == {
        "verdict": "excerpted",
        "matches": [
            {
                "turn": turn,
                "start": start,
                "end": end,
                "utf16_start": start,
                "utf16_end": end,
                "published": published,
                "sentence": f'{published}: "Corvane, you have just moved the horizon."',
                "similarity": 100.0,
                "differences": [],
                "omitted": [{"text": "and he sailed on.", "word_count": 4, "flags": [], "crosses": None}],
                "attribution": "same_name",
                "selector": {
                    "exact": published,
                    "prefix": turn["text"][start - 32 : start],
                    "suffix": turn["text"][end : end + 32],
                },
            }
        ],
        "searched": {name: corpus[name] for name in ("interviews", "turns", "words", "revision")},
        "normalization": [],
        "scope": SCOPE,
    }


async def test_a_body_asks_what_a_url_asks(client: AsyncClient) -> None:
    claim = {"speaker": "Ines Corvane", "interview": KEEPER, "date_from": "2019", "date_to": "2019-03"}
    asked = await check(client, CUT, **claim)
    answer = await post(client, text=CUT, **claim)
    assert (answer.status_code, answer.json()) == (200, asked)
    assert answer.headers["cache-control"] == "no-store"
    assert not {"etag", "last-modified"} & set(answer.headers)


async def test_a_body_is_never_answered_by_a_tag(client: AsyncClient) -> None:
    tag = (await client.get(URL, params={"text": CUT})).headers["etag"]
    assert (await client.get(URL, params={"text": CUT}, headers={"If-None-Match": tag})).status_code == 304
    for known in (tag, "*"):
        assert (await client.post(URL, json={"text": CUT}, headers={"If-None-Match": known})).status_code == 200


@pytest.mark.parametrize(
    ("text", "claim", "attribution"),
    [
        (CUT, {}, None),
        (CUT, {"speaker": "ines-corvane"}, "same_name"),
        (CUT, {"speaker": "INES CORVANE"}, "same_name"),
        (CUT, {"speaker": "della-marsh"}, "other_speaker"),
        (CUT, {"speaker": "Nobody Known"}, "unknown_speaker"),
        ("What does a keeper still do?", {"speaker": "Nobody Known"}, "unknown_speaker"),
        (CUT, {"interview": KEEPER}, None),
        (CUT, {"interview": "seed-library-at-oxley-cross"}, "other_interview"),
        (CUT, {"date_from": "2019", "date_to": "2019"}, None),
        (CUT, {"date_from": "2020"}, "other_date"),
        (CUT, {"speaker": "ines-corvane", "date_to": "2018"}, "other_date"),
        ("What does a keeper still do?", {"speaker": "ines-corvane"}, "question"),
        ("What does a keeper still do?", {"speaker": f"{KEEPER}~question"}, "same_label"),
        ("What does a keeper still do?", {"speaker": "Question"}, "same_label"),
        ("you have just moved the horizon", {"speaker": "ines-corvane"}, "quoted"),
    ],
)
async def test_whose_words_they_are(
    client: AsyncClient, text: str, claim: dict[str, str], attribution: str | None
) -> None:
    found = await check(client, text, **claim)
    assert found["verdict"] in ("exact", "excerpted")
    assert found["matches"][0]["attribution"] == attribution


async def test_a_piece_in_quotation_marks_is_of_someone_else(tmp_path: Path) -> None:
    said = "I hate the new tax. My friend told me: “I love the new tax and all of it.”"
    own = "It is kept in the old mill by the river, on the upper floor, behind the second door."
    async with serving_texts(tmp_path, SHORT.replace(own, said)) as client:
        answer = (await check(client, "My friend told me"))["matches"][0]["turn"]["speaker"]["name"]
        found = await check(client, "I hate the new tax. … I love the new tax", speaker=answer)
        assert (found["verdict"], found["matches"][0]["attribution"]) == ("excerpted", "quoted")
        found = await check(client, "I hate the new tax. … My friend told me", speaker=answer)
        assert found["matches"][0]["attribution"].startswith("same")


async def test_a_question_and_an_answer_of_one_word_are_published(tmp_path: Path) -> None:
    asked = CHANGED.replace("Is it locked?", "Do you support the bombing of the harbour in the south?")
    async with serving_texts(tmp_path, asked) as client:
        found = await check(client, "Do you support the bombing of the harbour in the south? Always.")
        assert found["verdict"] == "stitched"
        assert [(match["published"], match["differences"]) for match in found["matches"]] == [
            ("Do you support the bombing of the harbour in the south?", []),
            ("Always.", []),
        ]


async def test_dates_in_the_wrong_order_are_both_named(client: AsyncClient) -> None:
    claim = {"text": "a", "date_from": "2021", "date_to": "2020"}
    for answer in (await client.get(URL, params=claim), await client.post(URL, json=claim)):
        message = answer.json()["errors"][0]["message"]
        assert message == "is before date_from, which is 2021: nothing can be in between"


async def test_a_declared_person_is_known_by_id_and_by_name(past: AsyncClient) -> None:
    for speaker in ("ada-quill", "Ada Quill"):
        found = await check(past, "Where is the day kept?", speaker=speaker)
        assert (found["verdict"], found["matches"][0]["attribution"]) == ("exact", "same_person")


async def test_the_same_words_in_several_interviews_are_several_matches(past: AsyncClient) -> None:
    found = await check(past, "The miller's daughter has it, and so have I.")
    turns = [match["turn"] for match in found["matches"]]
    assert (found["verdict"], len(turns)) == ("exact", 5)
    assert len({turn["interview"]["id"] for turn in turns}) == 5
    dates = [turn["interview"]["date"] for turn in turns if turn["interview"]["date"]]
    assert dates == sorted(dates)


async def test_what_is_claimed_comes_first_among_equals(past: AsyncClient) -> None:
    for interview in ("day", "month", "year", "undated"):
        found = await check(past, "The miller's daughter has it, and so have I.", interview=interview)
        assert found["matches"][0]["turn"]["interview"]["id"] == interview
        assert found["matches"][0]["attribution"] is None
        assert {match["attribution"] for match in found["matches"][1:]} == {"other_interview"}


async def test_a_few_words_are_found_among_many_turns_that_have_each_of_them(tmp_path: Path) -> None:
    own = "It is kept in the old mill by the river, on the upper floor, behind the second door."
    others = [f"In year {number} the keys were gone, and gone was the keys of the year." for number in range(30)]
    turns = "\n\n".join(f"Nora Field: {text}" for text in (*others, "The year the keys were gone for good."))
    async with serving_texts(tmp_path, SHORT.replace(f"Nora Field: {own}", turns)) as client:
        for words in ("The year the", "the keys were gone for", "year the keys were"):
            assert (await check(client, words))["verdict"] == "exact"


async def test_what_is_claimed_is_found_among_many_equals(tmp_path: Path) -> None:
    database = database_at(tmp_path / "verbatim.db")
    migrate(database)
    for number in range(24):
        add(
            database, f"talk-{number}", SHORT.replace("Nora Field", f"Nora Field {'ABCDEFGHIJKLMNOPQRSTUVWX'[number]}.")
        )
    async with serving(database) as client:
        for claim in ({"interview": "talk-23"}, {"speaker": "Nora Field X."}, {"speaker": "nora-field-x"}):
            found = await check(client, "The miller's daughter has it, and so have I.", **claim)
            assert found["matches"][0]["turn"]["interview"]["id"] == "talk-23"
            assert len(found["matches"]) == 5


async def test_a_claim_does_not_make_a_worse_passage_the_better(client: AsyncClient) -> None:
    altered = "The rudder was never in danger of breaking on Saturday."
    for claim in ({}, {"speaker": "ines-corvane"}, {"interview": KEEPER}, {"date_to": "2019"}):
        found = await check(client, altered, **claim)
        assert found["matches"][0]["published"] == altered.replace("breaking", "failing")


async def test_a_passage_is_found_again_after_a_new_revision_and_what_changed_is_said(tmp_path: Path) -> None:
    async with serving_texts(tmp_path, SHORT, CHANGED) as client:
        found = await check(client, OLD)
        former, current = found["matches"]
        assert found["verdict"] == "exact"
        assert former["turn"]["url"] == "/v1/turns/day.2?revision=1"
        assert (await client.get(former["turn"]["url"])).json()["text"] == former["published"] == OLD
        assert current["turn"]["url"] == "/v1/turns/day.2"
        changed = {"op": "replace", "quoted": "second", "published": "third", "flags": ["number"]}
        place = current["turn"]["text"].index("third")
        changed |= {"start": place, "end": place + 5, "utf16_start": place, "utf16_end": place + 5}
        assert current["differences"] == [changed]
        found = await check(client, OLD.replace("second", "third"))
        assert [match["turn"] for match in found["matches"]] == [current["turn"]]


async def test_what_is_gone_is_found_in_its_earlier_revision(tmp_path: Path) -> None:
    said = "We never paid the harbourmaster."
    before = CHANGED.replace("Nora Field: Always.", f"Nora Field: Always. {said}")
    async with serving_texts(tmp_path, before, CHANGED, SHORT) as client:
        for text, revision in ((said, 1), ("Is it locked?", 2)):
            found = await check(client, text)
            match = found["matches"][0]
            assert (found["verdict"], match["published"]) == ("exact", text)
            assert match["turn"]["url"].endswith(f"?revision={revision}")
            assert text in (await client.get(match["turn"]["url"])).json()["text"]


async def test_what_nobody_published_shows_what_was_searched(client: AsyncClient) -> None:
    text = "The lighthouse will be sold to a company that makes ice cream next spring"
    found = await check(client, text, speaker="ines-corvane")
    assert found["verdict"] == "no_match"
    assert 0 < len(found["matches"]) <= 3
    assert {match["attribution"] for match in found["matches"]} == {None}
    assert found["normalization"] == []
    assert found["searched"]["turns"] > 0
    assert found["scope"] == SCOPE
    found = await check(client, "zzyqu zzyqx")
    assert (found["verdict"], found["matches"], found["normalization"]) == ("no_match", [], [])


async def test_offsets_are_for_python_and_for_javascript(tmp_path: Path) -> None:
    async with serving_texts(tmp_path, SHORT.replace("It is kept", "😀 It 🦉 is kept")) as client:
        (match,) = (await check(client, "kept in the old mill"))["matches"]
    text = match["turn"]["text"]
    assert text[match["start"] : match["end"]] == "kept in the old mill"
    assert in_utf16(text, match) == "kept in the old mill"


async def test_a_difference_says_where_it_is(tmp_path: Path) -> None:
    quoted = "It 🦉 was kept in the mill by the wide river on the upper floor"
    async with serving_texts(tmp_path, SHORT.replace("It is kept", "😀 It 🦉 is kept")) as client:
        match = (await check(client, quoted))["matches"][0]
        (added,) = (await check(client, f"{quoted.replace('was', 'is')} and zzyqu zzyqu zzyqu"))["matches"][:1]
    text, differences = match["turn"]["text"], match["differences"]
    assert [(it["op"], it["quoted"], it["published"]) for it in differences] == [
        ("replace", "was", "is"),
        ("delete", "", "old"),
        ("insert", "wide", ""),
        ("delete", "", ","),
    ]
    for it in differences:
        assert text[it["start"] : it["end"]] == in_utf16(text, it) == it["published"]
    assert text[: differences[2]["start"]].endswith("by the")
    assert added["differences"][-1]["quoted"] == "and zzyqu zzyqu zzyqu"


def in_utf16(text: str, place: dict[str, Any]) -> str:
    return text.encode("utf-16-le")[2 * place["utf16_start"] : 2 * place["utf16_end"]].decode("utf-16-le")


async def test_an_article_is_checked_quotation_by_quotation(client: AsyncClient) -> None:
    article = (
        "💡 Keeper Ines Corvane was plain. “Then I washed the glass and he sailed on,” she said. “It is not arithmetic "
        "at all and was never meant to be,” she is said to have added."
    )
    answer = await post(client, article=article, speaker="ines-corvane")
    assert answer.status_code == 200
    found = answer.json()
    assert set(found) == {"quotes", "scope"}
    first, second = found["quotes"]
    assert article[first["start"] : first["end"]] == in_utf16(article, first) == first["text"]
    assert first["check"] == await check(client, first["text"], speaker="ines-corvane")
    assert first["check"]["verdict"] == "exact"
    assert second["check"]["verdict"] == "no_match"
    assert "Ines Corvane" in first["speaker_hint"]


async def test_an_article_without_quotations_has_none(client: AsyncClient) -> None:
    assert (await post(client, article="Nothing is quoted here.")).json() == {"quotes": [], "scope": SCOPE}


@pytest.mark.parametrize(
    ("article", "message"),
    [
        ("He said: “One two three four five.” " * 201, "has 201 quotations"),
        (f"He said: “{'One two three ' * 400}.”", "has a quotation of 5,601 characters, at 10"),
    ],
)
async def test_what_an_article_has_of_quotations_is_bounded(client: AsyncClient, article: str, message: str) -> None:
    answer = await post(client, article=article)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["message"].startswith(message)


async def test_an_article_has_a_bounded_time(client: AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotes, "LIMITS_PER_ARTICLE", 0)
    answer = await post(client, article="He said: “One two three four five.” " * 3)
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/too-slow")
    assert answer.json()["detail"] == "Only 0 of 3 quotations were checked in time: send the article in parts."


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ({}, ["text"]),
        ({"text": "a", "article": "b"}, ["text"]),
        ({"text": ""}, ["text"]),
        ({"text": "?!"}, ["text"]),
        ({"text": "a" * 5001}, ["text"]),
        ({"text": 5}, ["text"]),
        ({"text": ["a"]}, ["text"]),
        ({"article": "a" * 200_001}, ["article"]),
        ({"text": "a", "speker": "b", "date_from": "2020-13", "x": {}}, ["date_from", "speker", "x"]),
        ({"text": "a", "date_to": 2020}, ["date_to"]),
        ({"text": "a", "date_from": "2021", "date_to": "2020-12"}, ["date_to"]),
        ({"text": "a", "speaker": "", "interview": " \t"}, ["speaker", "interview"]),
        ({"text": "a", "speaker": "\x1c\x85", "interview": "\ufeff"}, ["speaker", "interview"]),
        ([], ["body"]),
        ("text", ["body"]),
    ],
)
async def test_all_faults_of_a_body_are_reported_at_once(client: AsyncClient, body: Any, names: list[str]) -> None:
    answer = await client.post(URL, json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    errors = answer.json()["errors"]
    assert [error["name"] for error in errors] == names
    assert {error["in"] for error in errors} == {"body"}
    assert all(len(error["value"] or "") <= 201 for error in errors)


@pytest.mark.parametrize(
    ("parameters", "names"),
    [
        ({}, ["text"]),
        ({"text": "?!"}, ["text"]),
        ({"text": "a" * 501}, ["text"]),
        ({"text": "a", "speker": "b", "date_to": "soon"}, ["speker", "date_to"]),
        ({"text": ["a", "b"]}, ["text"]),
        ({"text": "a", "date_from": "2021", "date_to": "2020-12"}, ["date_to"]),
        ({"text": "a", "speaker": "  ", "interview": ""}, ["speaker", "interview"]),
        ({"article": "a"}, ["article", "text"]),
    ],
)
async def test_all_faults_of_a_url_are_reported_at_once(
    client: AsyncClient, parameters: dict[str, Any], names: list[str]
) -> None:
    answer = await client.get(URL, params=parameters)
    assert answer.status_code == 422
    assert [error["name"] for error in answer.json()["errors"]] == names


@pytest.mark.parametrize(
    ("content", "media_type", "status", "type_"),
    [
        (b'{"text": "a"}', "text/plain", 415, "unsupported-media-type"),
        (b'{"text": "a"}', "application/x-www-form-urlencoded", 415, "unsupported-media-type"),
        (b'{"text": "a"}', "application/problem+json", 415, "unsupported-media-type"),
        (b'{"text": "a"}', None, 415, "unsupported-media-type"),
        (b'{"text": "a"', "application/json", 400, "malformed-request"),
        (b"\xff\xfe\x00", "application/json", 400, "malformed-request"),
        (b"[" * 100_000, "application/json", 400, "malformed-request"),
        (b" " * 1_000_001, "application/json", 413, "content-too-large"),
        (b'{"text": "\\ud800 a", "\\udfff": "\\ud800"}', "application/json", 422, "invalid-parameters"),
        (b'{"text": NaN}', "application/json", 422, "invalid-parameters"),
        (b'{"text": "a"}', "application/json; charset=utf-8", 200, None),
        (b'{"text": "a"}', "Application/JSON", 200, None),
    ],
)
async def test_bodies_are_json_of_a_bounded_length(
    client: AsyncClient, content: bytes, media_type: str | None, status: int, type_: str | None
) -> None:
    headers = {"Content-Type": media_type} if media_type else {}
    answer = await client.post(URL, content=content, headers=headers)
    assert answer.status_code == status, answer.text
    if type_:
        assert answer.json()["type"] == f"/problems/{type_}"
        assert answer.headers["content-type"] == "application/problem+json"


async def test_other_methods_are_refused_and_both_are_named(client: AsyncClient) -> None:
    for method in ("PUT", "DELETE", "OPTIONS"):
        answer = await client.request(method, URL)
        assert answer.status_code == (204 if method == "OPTIONS" else 405)
        assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    head = await client.head(URL, params={"text": CUT})
    assert (head.status_code, head.content) == (200, b"")


async def test_no_quotation_reaches_a_log(client: AsyncClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    await check(client, "an unmistakable quotation of ours")
    await post(client, text="an unmistakable quotation of ours", speker="x")
    ours = [record for record in caplog.records if not record.name.startswith(("httpx", "httpcore"))]
    assert not [record for record in ours if "unmistakable" in record.getMessage()]


async def test_a_check_takes_few_statements_whatever_it_finds(corpus_url: str) -> None:
    app = create_app(Settings(database_url=corpus_url))
    async with app.router.lifespan_context(app), AsyncClient(transport=ASGITransport(app), base_url="http://a") as it:
        await check(it, CUT)
        for text, claim, most in ((CUT, {}, 5), (JOINED, {}, 11), (CUT, {"speaker": "Ines Corvane"}, 9)):
            with counting(app) as statements:
                await check(it, text, **claim)
            assert len(statements) <= most, statements


async def test_the_first_document_is_checked(rtvi: AsyncClient) -> None:
    turns = (await rtvi.get("/v1/turns", params={"limit": 200})).json()["items"]
    answers = [turn for turn in turns if turn["kind"] == "answer" and turn["word_count"] > 150]
    sentences = [
        each for turn in answers for each in re.split(r"(?<=[.!?])\s+", turn["text"]) if 8 < len(each.split()) < 40
    ]
    real = sentences[len(sentences) // 2]
    found = await check(rtvi, real, speaker=answers[0]["speaker"]["id"])
    assert (found["verdict"], found["matches"][0]["attribution"]) == ("exact", "same_name")

    numbered = next(each for each in sentences if re.search(r"\b(19|20)\d\d\b", each))
    found = await check(rtvi, re.sub(r"\b(19|20)\d\d\b", "1066", numbered, count=1))
    assert found["verdict"] == "differs"
    assert ["number"] in [difference["flags"] for difference in found["matches"][0]["differences"]]

    negated = next(each for each in sentences if " not " in each[10:-10])
    found = await check(rtvi, negated.replace(" not ", " … ", 1))
    assert found["verdict"] == "stitched"
    assert found["matches"][0]["omitted"][0] == {"text": "not", "word_count": 1, "flags": ["negation"], "crosses": None}

    found = await check(rtvi, f"{sentences[0]} … {sentences[-1]}")
    assert found["verdict"] == "stitched"
    assert [match["turn"]["position"] for match in found["matches"]] == [
        answers[0]["position"],
        answers[-1]["position"],
    ]
    assert found["matches"][0]["omitted"][-1]["crosses"] == "turn"

    question = next(turn for turn in turns if turn["kind"] == "question" and turn["word_count"] > 20)
    found = await check(rtvi, " ".join(question["text"].split()[:15]), speaker=answers[0]["speaker"]["id"])
    assert found["matches"][0]["attribution"] == "question"
