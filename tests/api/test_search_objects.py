"""What stands beside hits, without a corpus: snippets, and advice on searches that cost too much."""

import json
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.objects.hits import matches_of
from app.api.objects.searches import advice
from app.api.objects.snippets import LENGTH, cut, segments
from app.api.search_links import respelled
from app.search_query import parse, spans
from app.words import places, words

LONG = "Lorem «ipsum» don’t, " * 40
TEXTS = st.lists(st.sampled_from(("a", "b", "don’t", "«c»", "中国", "😀", "e\u0301", "\n\n", "…")), max_size=120)


def snippet(text: str, q: str) -> list[tuple[str, bool]]:
    found = spans(parse(q), words(text), "en")
    return segments(text, found, cut(text, found, places(text)))


def test_offsets_are_for_python_and_for_javascript() -> None:
    text = "😀 Minsk 👩‍👩‍👧 «Minsk agreements» 𝔐insk, é Minsk🇺🇦"
    matches = [match.model_dump() for match in matches_of(text, spans(parse("minsk agreement"), words(text), "en"))]
    expected = [text[match["start"] : match["end"]] for match in matches]
    assert expected == ["Minsk", "Minsk", "agreements", "𝔐insk", "Minsk"]
    program = (
        "const {text, matches} = JSON.parse(process.argv[1]);"
        "console.log(JSON.stringify(matches.map(m => text.slice(m.utf16_start, m.utf16_end))))"
    )
    if (node := shutil.which("node")) is None:
        pytest.skip("no node on this machine")
    passed = json.dumps({"text": text, "matches": matches})
    done = subprocess.run([node, "-e", program, passed], capture_output=True, check=True, text=True)
    assert json.loads(done.stdout) == expected


def test_a_short_text_is_its_own_snippet() -> None:
    assert snippet("«Minsk»: the agreements!", "agreement") == [
        ("«Minsk»: the ", False),
        ("agreements", True),
        ("!", False),
    ]


def test_a_snippet_is_around_the_densest_matches() -> None:
    text = f"Minsk. {LONG}Minsk agreements, Minsk protocols. {LONG}Minsk."
    pieces = snippet(text, "minsk")
    assert [piece for piece, match in pieces if match] == ["Minsk", "Minsk"]
    assert " agreements, " in [piece for piece, _ in pieces]
    assert pieces[0][0].startswith(("Lorem", "«ipsum»", "don’t"))
    assert pieces[-1][0].endswith(("Lorem", "«ipsum»", "don’t,"))


def test_a_match_longer_than_a_snippet_is_whole() -> None:
    phrase = " ".join(f"w{i % 30}" for i in range(60))
    [piece] = [piece for piece, match in snippet(f"{LONG}{phrase} {LONG}", f'"{phrase}"') if match]
    assert piece == phrase


@given(TEXTS.map(" ".join), st.sampled_from(("a", "b", '"a b"', "don't", "中*", "中国 OR c", "e NEAR/2 a")))
def test_a_snippet_is_a_part_of_the_text_with_whole_matches(text: str, q: str) -> None:
    found = spans(parse(q), words(text), "en")
    if not found:
        return
    pieces = snippet(text, q)
    joined = "".join(piece for piece, _ in pieces)
    assert joined in text
    matches = {text[start:end] for start, end in found}
    assert all(piece in matches for piece, match in pieces if match)
    assert any(match for _, match in pieces)
    assert len(words(joined)) <= LENGTH + 40


@pytest.mark.parametrize(
    ("q", "said"),
    [
        ("the", "Add a rarer word to `the`"),
        ("th* of", "Give more letters of `th*`."),
    ],
)
def test_advice_names_what_to_narrow(q: str, said: str) -> None:
    assert said in advice(parse(q))


def test_a_word_is_respelled_wherever_it_stands() -> None:
    assert respelled('"Mnisk agreements" OR -MNISK’s', "mnisk", "minsk") == '"minsk agreements" OR -minsk’s'
