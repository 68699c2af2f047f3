"""Escapes and invisible characters go, with a ledger entry each; what scripts need stays."""

import pytest

from tests.parsers.test_labels import parse_text, turns_of


def entries(text: str, rule: str) -> list[tuple[int | None, int | None, str | None]]:
    return [(e.line, e.column, e.removed) for e in parse_text(text).ledger if e.rule == rule]


def test_an_escape_goes_and_is_in_the_ledger() -> None:
    text = "Question: It cost \\$20?\n\nAnna Weber: \\[laughs\\] It did.\n"
    assert [words for _, words in turns_of(text)] == ["It cost $20?", "[laughs] It did."]
    assert entries(text, "escape") == [(1, 19, "\\"), (3, 13, "\\"), (3, 21, "\\")]


def test_an_escaped_backslash_is_one_backslash() -> None:
    assert turns_of("Q: \\$1 C:\\\\*?\n\nA: Yes.\n")[0][1] == "$1 C:\\*?"


def test_a_backslash_in_plain_text_stays() -> None:
    assert turns_of("Q: The path is C:\\temp?\n\nA: Yes.\n")[0][1] == "The path is C:\\temp?"


@pytest.mark.parametrize("character", ["\u00ad", "\u200b", "\u2060", "\ufeff", "\x07"])
def test_invisible_characters_go(character: str) -> None:
    text = f"Question: trans{character}script?\n\nAnna Weber: Yes.\n"
    assert turns_of(text)[0][1] == "transscript?"
    assert entries(text, "invisible") == [(1, 16, character)]


@pytest.mark.parametrize("character", ["\u200c", "\u200d", "\u200e", "\u200f", "\u2066", "\u2069"])
def test_joiners_and_marks_of_direction_stay(character: str) -> None:
    text = f"Question: a{character}b?\n\nAnna Weber: Yes.\n"
    assert turns_of(text)[0][1] == f"a{character}b?"


def test_a_label_and_its_colon_are_in_the_ledger() -> None:
    assert entries("Question : Why?\n\n Anna Weber: So.\n", "label") == [(1, 1, "Question :"), (3, 2, "Anna Weber:")]


def test_an_invisible_character_before_a_label_is_no_part_of_it() -> None:
    assert turns_of("\ufeffQuestion: Why?\n\n\u200bAnna Weber: So.\n") == [("Question", "Why?"), ("Anna Weber", "So.")]
