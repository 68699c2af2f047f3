"""Texts that once kept a pattern busy for minutes: one kind of character without end, where another was awaited."""

import time
from collections.abc import Callable

import pytest

from app.parsers import parse
from app.quotes.reading import readings_of
from app.quotes.sentences import sentence_starts
from app.speakers import label_key
from app.transcript import ParseOptions

LONGEST = 5
"""Seconds of the processor; most took minutes."""


def xml_of(text: str) -> Callable[[], object]:
    data = f"<TEI><text><body><u who='#a'>a{text}b</u><u who='#b'>Yes.</u></body></text></TEI>".encode()
    return lambda: parse(data, ParseOptions(name="talk", format="tei"))


HARD: dict[str, Callable[[], object]] = {
    "tabs around sic": lambda: readings_of("a lamp" + "\t" * 2_400 + "(sic" + "\t" * 2_400 + "sic)"),
    "letters before no bracket": lambda: readings_of("A" * 200_000),
    "exclamation marks": lambda: sentence_starts("!" * 50_000 + "a"),
    "closing marks": lambda: sentence_starts("!”" * 50_000 + "a"),
    "spaces in XML": xml_of(" " * 200_000),
    "signs behind a label": lambda: label_key("A" + "\t#" * 50_000 + "x"),
    "years in a line": lambda: parse(
        f"A talk{' in 2009 or' * 30}\n\nQ: Why?\n\nAda Lovell: So.".encode(), ParseOptions(name="talk", format="txt")
    ),
}


@pytest.mark.parametrize("name", HARD)
def test_no_text_keeps_a_pattern_busy(name: str) -> None:
    began = time.process_time()
    HARD[name]()
    assert time.process_time() - began < LONGEST
