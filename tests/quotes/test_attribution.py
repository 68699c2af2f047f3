from typing import Literal

import pytest

from app.quotes.attribution import Agreement, attribute, is_quoted
from app.quotes.results import Attribution


@pytest.mark.parametrize(
    ("agreement", "question", "quoted", "expected"),
    [
        (Agreement(), True, True, None),
        (Agreement(speaker=True), False, False, "same_name"),
        (Agreement(speaker=True), False, True, "quoted"),
        (Agreement(speaker=False), False, False, "other_speaker"),
        (Agreement(speaker=False), True, False, "question"),
        (Agreement(speaker=False, is_known=False), True, False, "unknown_speaker"),
        (Agreement(speaker=True), True, False, "same_name"),
        (Agreement(interview=True, date=True), False, True, None),
        (Agreement(interview=False), False, False, "other_interview"),
        (Agreement(date=False), False, False, "other_date"),
        (Agreement(speaker=True, date=False), False, False, "other_date"),
        (Agreement(speaker=True, interview=False, date=False), False, False, "other_interview"),
        (Agreement(speaker=False, interview=False), False, False, "other_speaker"),
    ],
)
def test_what_is_claimed_is_answered(
    agreement: Agreement,
    question: bool,  # noqa: FBT001
    quoted: bool,  # noqa: FBT001
    expected: Attribution | None,
) -> None:
    assert attribute(agreement, "name", is_question=question, is_quoted=quoted) == expected


@pytest.mark.parametrize(
    ("identity", "expected"), [("declared", "same_person"), ("name", "same_name"), ("label", "same_label")]
)
def test_a_person_is_the_same_as_far_as_is_known(
    identity: Literal["declared", "name", "label"], expected: Attribution
) -> None:
    assert attribute(Agreement(speaker=True), identity, is_question=False, is_quoted=False) == expected


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ('He told us: "You have just moved the horizon." I laughed.', "just moved the horizon", True),
        ('He told us: "You have just moved the horizon." I laughed.', '"You have just moved the horizon."', True),
        ('He told us: "You have just moved the horizon." I laughed.', "told us", False),
        ('He told us: "You have just moved the horizon." I laughed.', 'horizon." I laughed', False),
        ("Er sagte: „Ich gehe heim.“ Und ging.", "Ich gehe heim", True),
        ("Он сказал: «Я ухожу сейчас домой». И ушёл.", "ухожу сейчас", True),
        ("“All that I say stands in marks.”", "All that I say", False),
    ],
)
def test_words_within_marks_are_quoted(text: str, part: str, expected: bool) -> None:  # noqa: FBT001
    start = text.index(part)
    assert is_quoted(text, start, start + len(part)) == expected
