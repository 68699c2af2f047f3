"""Whatever is typed: an answer, or a polite refusal; and what is found is what the query's tree holds in."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from anyio.from_thread import start_blocking_portal
from httpx import Response
from hypothesis import given
from hypothesis import strategies as st

from app.search_query import parse, spans
from app.words import words
from tests.api.conftest import serving

Ask = Callable[[str, dict[str, Any]], Response]

REFUSALS = ("no word in it", "nothing but exclusions", "longer than 512", "more than 32 different", "more than 16 deep")
PIECES = (
    *("keeper", "lamps", "the", "of", "and", "Corvane’s", "it's", "light-house", "light*", "1*", "ß", "中国", "\u0301"),
    *(
        '"',
        '"the lamp"',
        "-fog",
        '-"of the"',
        "- ",
        "*",
        "OR",
        "AND",
        "NEAR/3",
        "NEAR/0",
        "NEAR",
        "(",
        ")",
        "-(",
        "\x00",
    ),
    *(
        "{",
        "}",
        ":",
        "^",
        "+",
        "'",
        "\\",
        "--",
        "/*",
        ";",
        "words:",
        "stems : x",
        "en·keeper",
        "%",
        "?",
        "#",
        "&",
        "=",
        "«",
    ),
)
ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=200) | st.text(st.characters(codec="utf-8"), max_size=12)
TYPED = st.lists(st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8"), max_size=3), max_size=40)


@pytest.fixture(scope="module")
def ask(corpus_url: str) -> Iterator[Ask]:
    with start_blocking_portal() as portal, portal.wrap_async_context_manager(serving(corpus_url)) as client:

        def get(path: str, parameters: dict[str, Any]) -> Response:
            async def send() -> Response:
                return await client.get(path, params=parameters)

            return portal.call(send)

        yield get


@pytest.fixture(scope="module")
def turns(ask: Ask) -> list[dict[str, Any]]:
    page = ask("/v1/turns", {"limit": 200}).json()
    assert page["next"] is None
    listed: list[dict[str, Any]] = page["items"]
    return listed


@given(ANY_TEXT | TYPED.map(" ".join) | TYPED.map("".join))
def test_any_text_is_answered_or_politely_refused(ask: Ask, turns: list[dict[str, Any]], q: str) -> None:
    response = ask("/v1/search", {"q": q, "limit": 200})
    if response.status_code == 422:
        [fault] = response.json()["errors"]
        assert fault["name"] == "q"
        assert any(refusal in fault["message"] for refusal in REFUSALS)
        return
    assert response.status_code == 200
    found = response.json()
    expected = {turn["id"]: spans(parse(q), words(turn["text"]), "en") for turn in turns}
    shown = {hit["turn"]["id"]: [(match["start"], match["end"]) for match in hit["matches"]] for hit in found["items"]}
    assert shown == {turn: matches for turn, matches in expected.items() if matches}
    assert found["total"] == len(shown)
    for hit in found["items"]:
        assert "".join(segment["text"] for segment in hit["snippet"]) in hit["turn"]["text"]
