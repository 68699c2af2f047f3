"""Units of one speaker in a row are one turn."""

import pytest

from app.parsers.units.merging import UNKNOWN, merged, unmerged
from app.parsers.units.unit import Piece, Unit
from app.transcript import TranscriptTurn


def unit(
    label: str | None, text: str, start: int | None = None, end: int | None = None, *, opens: bool = False
) -> Unit:
    return Unit((Piece(text), Piece("\n")), label, start, end, opens=opens)


def test_units_of_one_speaker_are_one_turn_from_the_first_start_to_the_last_end() -> None:
    turns = merged([unit("Ida", "So", 10, 20), unit("Ida", "what?", 30, 40), unit("Bo", "That.", 45, 50)])
    assert turns == (TranscriptTurn("Ida", "So what?", None, 10, 40), TranscriptTurn("Bo", "That.", None, 45, 50))


@pytest.mark.parametrize("label", ["ida", "IDA", " Ida", "Ida."])
def test_a_label_is_the_same_in_other_letters(label: str) -> None:
    assert [turn.text for turn in merged([unit("Ida", "a"), unit(label, "b")])] == ["a b"]


def test_a_unit_without_a_label_goes_on_for_the_last_speaker_and_before_any_is_nobodys() -> None:
    turns = merged([unit(None, "a"), unit("Ida", "b"), unit(None, "c")])
    assert [(turn.label, turn.text) for turn in turns] == [(UNKNOWN, "a"), ("Ida", "b c")]


def test_a_change_without_a_label_is_another_unknown_voice() -> None:
    change = unit(None, "b")._replace(changes=True)
    assert [(turn.label, turn.text) for turn in merged([unit("Ida", "a"), change, change])] == [
        ("Ida", "a"),
        (UNKNOWN, "b"),
        (UNKNOWN, "b"),
    ]


@pytest.mark.parametrize(
    ("units", "ends"),
    [
        ([unit("Ida", "a", 10), unit("Bo", "b", 30)], [30, None]),
        ([unit("Ida", "a", 10, 15), unit("Ida", "b", 20), unit("Bo", "c", 30, 40)], [30, 40]),
        ([unit("Ida", "a", 10, 50), unit("Ida", "b", 20, 25)], [50]),
        ([unit("Ida", "a", 10, 5)], [10]),
        ([unit("Ida", "a"), unit("Bo", "b")], [None, None]),
    ],
)
def test_an_end_that_is_missing_is_the_next_start(units: list[Unit], ends: list[int | None]) -> None:
    assert [turn.end_ms for turn in merged(units)] == ends


def test_scripts_without_spaces_are_joined_without() -> None:
    assert merged([unit("林", "灯塔"), unit("林", "亮了。"), unit("林", "OK")])[0].text == "灯塔亮了。 OK"


def test_paragraphs_are_those_of_the_source() -> None:
    turns = merged([unit("Ida", "a\nb\n\n c"), unit("Ida", "d", opens=True), unit("Ida", "e")])
    assert turns[0].text == "a b\n\nc\n\nd e"


def test_a_unit_that_says_nothing_names_who_speaks_next() -> None:
    assert [(turn.label, turn.text) for turn in merged([unit("Ida", " "), unit(None, "a")])] == [("Ida", "a")]


def test_where_units_are_turns_nothing_is_changed() -> None:
    turns = unmerged([unit("Ida", "a  b\n\nc", 1, 2), unit("Ida", "d")])
    assert [(turn.label, turn.text, turn.end_ms) for turn in turns] == [("Ida", "a  b\n\nc", 2), ("Ida", "d", None)]
