import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.api.objects.differences import differences_of

TEXTS = st.lists(st.sampled_from(["a", "b", "the", "minsk", "é", "\n\n"]), max_size=12).map(" ".join)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("behind the second door.", "behind the third door.", ["=behind the", "~second>third", "=door."]),
        ("a b", "a b", ["=a b"]),
        ("a b", "a", ["=a", "-b"]),
        ("b", "a b", ["+a", "=b"]),
        ("", "", []),
        ("a", "b", ["~a>b"]),
        ("one\n\ntwo", "one two", ["=one", "-\n\n", "=two"]),
        ("it was, he said", "it was not, he said", ["=it", "~was,>was not,", "=he said"]),
    ],
)
def test_what_differs_is_told_word_by_word(before: str, after: str, expected: list[str]) -> None:
    shown = {
        "equal": lambda step: f"={step.before}",
        "replace": lambda step: f"~{step.before}>{step.after}",
        "insert": lambda step: f"+{step.after}",
        "delete": lambda step: f"-{step.before}",
    }
    assert [shown[step.op](step) for step in differences_of(before, after)] == expected


def pieces(text: str) -> list[str]:
    return re.findall(r"\S+|\n\n", text)


@given(TEXTS, TEXTS)
def test_both_texts_are_in_their_differences(before: str, after: str) -> None:
    steps = differences_of(before, after)
    assert [piece for step in steps for piece in pieces(step.before)] == pieces(before)
    assert [piece for step in steps for piece in pieces(step.after)] == pieces(after)
    for step in steps:
        assert (step.op == "equal") == (pieces(step.before) == pieces(step.after))
        assert step.before in before
        assert step.after in after
