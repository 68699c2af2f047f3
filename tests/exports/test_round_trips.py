"""What is exported and read again: exactly the same turns, as far as the format can carry them."""

from collections.abc import Iterable
from itertools import groupby

import pytest
from hypothesis import given

from app.exports import FORMATS
from app.parsers import parse
from app.publication import ExportError, Publication
from app.transcript import ParseOptions, Transcript
from tests.exports.publications import made_publication, made_turn, publications

EXACT = ["txt", "md", "json", "csv", "ndjson", "tei", "akn"]


def read_back(publication: Publication, key: str) -> Transcript:
    module = FORMATS[key]
    [transcript] = parse(module.render(publication).encode(), ParseOptions(name=f"talk{module.EXTENSION}"))
    return transcript


@pytest.mark.parametrize("key", EXACT)
@given(publication=publications())
def test_an_export_read_again_is_the_same_turns(key: str, publication: Publication) -> None:
    transcript = read_back(publication, key)
    assert transcript.format == key
    assert [(turn.label, turn.text, turn.kind, turn.start_ms, turn.end_ms) for turn in transcript.turns] == [
        (turn.label, turn.text, turn.kind, turn.start_ms, turn.end_ms) for turn in publication.turns
    ]


def test_kinds_are_not_taken_where_a_turn_was_put_in_since() -> None:
    text = FORMATS["txt"].render(made_publication((made_turn(1, "Nora Field", "Yes.", "answer"),)))
    [transcript] = parse(f"{text}\nNora Field: No.\n".encode(), ParseOptions(name="talk.txt"))
    assert [(turn.text, turn.kind) for turn in transcript.turns] == [("Yes.", None), ("No.", None)]


@pytest.mark.parametrize("key", ["vtt", "podcast"])
@given(publication=publications(timed=True))
def test_captions_read_again_are_the_same_words_of_the_same_speakers(key: str, publication: Publication) -> None:
    assert_same_words(publication, key)


@given(publication=publications(timed=True, tame=True))
def test_subrip_has_no_escapes_and_keeps_what_needs_none(publication: Publication) -> None:
    assert_same_words(publication, "srt")


@pytest.mark.parametrize(("label", "text"), [("Nora Field", "From a --> to b."), ("a --> b", "Yes.")])
def test_subrip_refuses_words_that_it_cannot_tell_from_times(label: str, text: str) -> None:
    publication = made_publication((made_turn(7, label, text, "speech", 1000),))
    with pytest.raises(ExportError, match="`-->` in turn 7: take `vtt`"):
        FORMATS["srt"].render(publication)


def assert_same_words(publication: Publication, key: str) -> None:
    transcript = read_back(publication, key)
    assert transcript.format == key
    assert merged((turn.label, turn.text) for turn in transcript.turns) == merged(
        (turn.label, turn.text) for turn in publication.turns
    )
    assert transcript.turns[0].start_ms == publication.turns[0].start_ms


def merged(turns: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give the characters of each speaker's turns in a row; captions have no paragraphs."""
    return [
        (label, "".join("".join(text for _, text in spoken).split()))
        for label, spoken in groupby(turns, key=lambda turn: turn[0])
    ]
