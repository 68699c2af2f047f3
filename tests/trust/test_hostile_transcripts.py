"""Sources that nobody wrote: only a refusal may come of them, or a transcript that has lost nothing, and soon."""

import time

import pytest

from app.parsers import FORMATS, parse, source_text
from app.transcript import ParseOptions, TranscriptError, prove_nothing_lost
from tests.trust.mutants import mutant, samples

CORPUS = samples()
LONGEST = 5
"""Seconds of the processor for what is at most 200,000 bytes."""


def test_every_format_has_samples() -> None:
    assert set(CORPUS) == set(FORMATS)


@pytest.mark.parametrize("format", FORMATS)
def test_mutants_are_read_without_loss_or_refused_in_a_line(format: str, pytestconfig: pytest.Config) -> None:  # noqa: A002
    count = pytestconfig.getoption("--mutants") // len(FORMATS)
    was_read = sum(is_read(format, mutant(format, number, CORPUS), f"{format} {number}") for number in range(count))
    assert 0 < was_read < count


def is_read(format: str, data: bytes, which: str) -> bool:  # noqa: A002
    """Read a source as its format, and as what it shows; tell whether the first was not refused."""
    began = time.process_time()
    read = [_reads(data, ParseOptions(name="talk", format=key), which) for key in (format, None)]
    assert time.process_time() - began < LONGEST, which
    return read[0]


def _reads(data: bytes, options: ParseOptions, which: str) -> bool:
    try:
        transcripts = parse(data, options)
    except TranscriptError:
        return False
    assert transcripts, which
    for each in transcripts:
        assert each.turns, which
        assert all(turn.text.strip() for turn in each.turns), which
        text = source_text(each.format, data, each.encoding, each.key)
        prove_nothing_lost(text, (turn.text for turn in each.turns), each.ledger)
    return True
