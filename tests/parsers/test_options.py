"""What the caller says about labels overrides what the document suggests."""

import pytest

from app.transcript import TranscriptError
from tests.parsers.test_labels import parse_text, turns_of


def test_a_pattern_of_the_callers_own_finds_the_labels() -> None:
    text = "== anna\nIs it late?\n\n== tom\nIt is: very.\n"
    assert turns_of(text, label=r"== (\w+)") == [("anna", "Is it late?"), ("tom", "It is: very.")]


def test_a_pattern_without_a_group_is_the_label_but_for_what_sets_it_off() -> None:
    text = "Chair>> Is it late?\n\nMember>> It is.\n"
    assert [label for label, _ in turns_of(text, label=r"(?:Chair|Member)(?=>>)")] == ["Chair", "Member"]


def test_a_pattern_may_name_labels_that_nothing_else_would_take() -> None:
    text = "note: Is it late?\n\nwarning: It is.\n"
    assert [label for label, _ in turns_of(text, label=r"note:|warning:")] == ["note", "warning"]


def test_a_wrong_pattern_is_refused() -> None:
    with pytest.raises(TranscriptError, match="--label is no regular expression: "):
        parse_text("Q: Is it late?\n\nA: It is.", label="(")


def test_a_pattern_that_finds_nothing_is_refused() -> None:
    with pytest.raises(TranscriptError, match="--label `Zorro:` finds no label at the start of any line"):
        parse_text("Q: Is it late?\n\nA: It is.", label="Zorro:")


def test_named_speakers_are_labels_alone_on_a_line_too() -> None:
    text = "note\nIs it late?\n\nBosun: It is.\n\nnote\nOh.\n"
    assert [label for label, _ in turns_of(text, speakers=("note", "Bosun"))] == ["note", "Bosun", "note"]


def test_a_named_speaker_is_a_label_among_others_however_odd() -> None:
    text = "Q: Is it late?\n\nAnna Weber: It is.\n\nQ: So?\n\nNote: I was told to say no.\n"
    assert [label for label, _ in turns_of(text)] == ["Q", "Anna Weber", "Q"]
    assert [label for label, _ in turns_of(text, speakers=("Note",))] == ["Q", "Anna Weber", "Q", "Note"]


def test_one_voice_alone_is_told_where_the_caller_names_it() -> None:
    text = "THE PRESIDENT: Good morning.\n\nThe bell has been rung.\n"
    with pytest.raises(TranscriptError, match="--speaker 'THE PRESIDENT'"):
        parse_text(text)
    told = [("THE PRESIDENT", "Good morning.\n\nThe bell has been rung.")]
    assert turns_of(text, speakers=("THE PRESIDENT",)) == told
