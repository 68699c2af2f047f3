import pytest

from app.search_query import closeness, parse
from app.words import folded_words


def close(q: str, text: str) -> float:
    return closeness(parse(q), folded_words(text), "en")


@pytest.mark.parametrize(
    ("q", "closer", "farther"),
    [
        ("agreements", "the agreements", "the agreement"),
        ("minsk agreements", "Minsk agreements", "Minsk agreement"),
        ("minsk agreements", "The Minsk agreements", "agreements of Minsk"),
        ("minsk agreements", "agreements of Minsk", "agreements that were made in Minsk"),
        ("minsk agreements", "Minsk. " + "x " * 50 + "agreements in Minsk", "Minsk " + "x " * 50 + "agreements"),
        ('"minsk agreements" ukraine', "Minsk agreements, Ukraine", "Ukraine: Minsk agreements"),
    ],
)
def test_what_follows_a_query_more_closely_weighs_more(q: str, closer: str, farther: str) -> None:
    assert close(q, closer) > close(q, farther)


def test_closeness_is_a_share() -> None:
    assert close("minsk agreements", "Minsk agreements") == 1
    assert close("agreements", "agreement") == 0
    assert close('"agreements"', "agreements") == 1
    assert close("a OR b", "b") == 1
    assert 0 < close("a OR b", "b c c c a") < 1
