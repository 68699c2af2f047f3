"""Line wraps, page breaks and real breaks."""

import pytest

from app.parsers.text.paragraphs import ends_like_a_sentence
from tests.parsers.test_labels import parse_text, turns_of

LONG = "We had walked along the shore for an hour before anybody spoke"


def test_a_paragraph_cut_by_a_page_goes_on_in_the_next() -> None:
    text = f"Question: Why?\n\nAnna Weber: {LONG} of the\n\nRiver Anner and its\n\nmouth.\n\nA new one. Really."
    assert turns_of(text)[1][1] == f"{LONG} of the River Anner and its mouth.\n\nA new one. Really."


def test_a_join_is_in_the_ledger_and_removes_nothing() -> None:
    transcript = parse_text(f"Question: Why?\n\nAnna Weber: {LONG} of the\n\nRiver Anner. It is long.\n\nIt is wide.")
    joins = [entry for entry in transcript.ledger if entry.rule == "page-break-join"]
    assert [(entry.line, entry.column, entry.removed, entry.detail) for entry in joins] == [
        (5, 1, None, "after line 3")
    ]


def test_a_join_never_runs_over_a_label() -> None:
    text = f"Question: {LONG} and\n\nAnna Weber: {LONG}, but\n\nQuestion: Really? I wonder about that very much.\n"
    assert [label for label, _ in turns_of(text)] == ["Question", "Anna Weber", "Question"]


def test_speech_without_any_punctuation_is_not_joined() -> None:
    text = f"Question: Why\n\nAnna Weber: {LONG}\n\n{LONG}\n\nQuestion: How\n\nAnna Weber: {LONG}\n\n{LONG}"
    assert turns_of(text)[1][1] == f"{LONG}\n\n{LONG}"


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Q: Did you see the boat that\nlay behind the long mole?\n\n"
        "A: I saw it every day of the\nyear. It never moved once in\nall that time.\n\nNever.\n\n"
        "Q: Why did nobody move the\nboat away?\n\nA: Nobody could say whose it\nwas.\n"
    )
    assert turns_of(text)[1][1] == "I saw it every day of the year. It never moved once in all that time.\n\nNever."


def test_lines_that_end_like_sentences_are_paragraphs_where_nothing_is_wrapped() -> None:
    text = "Q: One?\nA: Two.\nThree and a little more than that.\nQ: Four?\nA: Five.\n"
    assert turns_of(text)[1] == ("A", "Two.\n\nThree and a little more than that.")


def test_white_space_becomes_one_space_and_scripts_without_spaces_get_none() -> None:
    text = "問：これは長い\n質問です。\n\n答：はい。\n\n問：そう。\n\n答：a\u00a0 b\tc。\n"
    assert [words for _, words in turns_of(text)] == ["これは長い質問です。", "はい。", "そう。", "a b c。"]


@pytest.mark.parametrize(
    "text", ["Yes.", "Yes!", "Yes?", "He said “yes.”", "Yes…", "so I—", "はい。", "نعم؟", "(laughs)", "that:", "हाँ।"]
)
def test_what_ends_like_a_sentence(text: str) -> None:
    assert ends_like_a_sentence(text)


@pytest.mark.parametrize("text", ["Yes", "yes,", "of the", "the “Heron”", "Mr Walker declared it"])
def test_what_does_not_end_like_a_sentence(text: str) -> None:
    assert not ends_like_a_sentence(text)


def test_short_turns_between_pages_are_no_furniture_of_them() -> None:
    text = "Ida: Is it\n\n\f3\n\nlate?\n\nTom: It is.\n\n\f4\n\nIda: When?\n\nTom: Now.\n\n\f5\n\nIda: Ah.\n"
    assert [label for label, _ in turns_of(text)] == ["Ida", "Tom", "Ida", "Tom", "Ida"]
