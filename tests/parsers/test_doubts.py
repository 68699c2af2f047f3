"""Doubt is shown: warnings, and the pattern chosen with its runner-up in the ledger."""

from tests.parsers.test_labels import parse_text

TALK = "Q: Is it late?\n\nAnna Weber: It is.\n\nQ: How late?\n\nAnna Weber: Very.\n\n"


def test_a_clear_talk_has_no_warning() -> None:
    assert parse_text(TALK).warnings == ()


def test_a_label_used_once_is_doubted_unless_it_is_declared() -> None:
    once = TALK + "Tom Reed: Too late.\n"
    assert parse_text(once).warnings == ("the label `Tom Reed` is used once, in line 9",)
    assert parse_text(f"---\nspeakers: [Tom Reed]\n---\n{once}").warnings == ()


def test_labels_that_differ_by_a_letter_are_doubted() -> None:
    text = TALK + "Anna Webber: Too late.\n\nAnna Webber: Far.\n"
    assert parse_text(text).warnings == ("`Anna Weber` and `Anna Webber` differ by one letter",)


def test_a_label_that_differs_by_a_letter_from_a_listed_name_is_doubted() -> None:
    text = f"---\nspeakers: [Anna Webber]\n---\n{TALK}"
    assert parse_text(text).warnings == ("`Anna Weber` and `Anna Webber` differ by one letter",)


def test_a_very_long_turn_is_doubted() -> None:
    (warning,) = parse_text(TALK + "Q: So?\n\nAnna Weber: " + "word " * 5000 + ".").warnings
    assert warning == "the turn of `Anna Weber` in line 11 has 5,001 words: is a label missing in it?"


def test_voices_that_hardly_alternate_are_doubted() -> None:
    text = "Q: One?\n\n" + "Anna Weber: More.\n\n" * 9
    assert "the voices hardly alternate: `Anna Weber` has 9 of 10 turns" in parse_text(text).warnings


def test_an_encoding_that_was_guessed_is_doubted() -> None:
    (warning,) = parse_text(TALK.replace("Very.", "Très, à peu près, dit l'été.").encode("latin-1")).warnings
    assert warning.startswith("the encoding is not UTF-8 and was taken to be cp1252")


def test_letters_that_the_file_itself_lost_are_doubted() -> None:
    (warning,) = parse_text(TALK.replace("Very.", "V\ufffdry.")).warnings
    assert warning == "the file itself holds 1 replacement characters (U+FFFD) where letters were lost"


def test_a_date_that_may_be_day_or_month_first_is_a_year_and_a_doubt() -> None:
    transcript = parse_text(f"A Talk\n\nSaltby, 02/03/2021\n\n{TALK}")
    assert transcript.metadata.date == "2021"
    assert transcript.warnings == ("the date in line 3 may be day or month first: only the year is taken",)


def test_the_ledger_says_which_pattern_was_chosen_and_which_came_next() -> None:
    text = (
        "**Anna Weber**\n\nIs it late?\n\n**Tom Reed**\n\nIt is.\n\n**Anna Weber**\n\n— Oh?\n\n**Tom Reed**\n\n— Yes.\n"
    )
    told = {entry.rule: (entry.line, entry.removed, entry.detail) for entry in parse_text(text).ledger}
    assert told["label-pattern"] == (1, None, "`**Name** ⏎ text`: 4 turns, Anna Weber 2, Tom Reed 2")
    assert told["label-pattern-runner-up"] == (1, None, "`– text`: 2 turns, Speaker 1 1, Speaker 2 1")


def test_questions_that_are_numbered_are_one_label() -> None:
    assert parse_text("Q1. Who rings?\nA1. Tom.\nQ2. When?\nA2. At dawn.\n").warnings == ()
