"""Quotations of real transcripts, changed in known ways, are found; a distorting cut is never called harmless."""

from pathlib import Path

import pytest

from tests.benchmarks.quotations import LOW, Answer, Asked, ingest_real, measure
from tests.databases import database_at

COUNT, MADE_UP = 240, 60
OTHERS = 8
ALLOWED = 4
"""How many may be missed of those with other words in them: of a few words, not enough is left to know them by."""

Measured = tuple[list[Asked], list[Answer]]


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory, transcripts_dir: Path) -> Measured:
    """What checks say of quotations from the project's first document and eight interviews beside it."""
    database = database_at(tmp_path_factory.mktemp("recall") / "verbatim.db")
    others = sorted((transcripts_dir / "archive-tw").glob("*.xml"))[:OTHERS]
    ingest_real(database, [transcripts_dir / "rtvi-2020-09-17.txt", *others])
    return measure(database, COUNT, MADE_UP, None)


def told(asked: list[Asked]) -> list[str]:
    return [f"{each.quotation.way}: {each.check.verdict}: {each.quotation.text}" for each in asked]


def test_a_distorting_cut_is_never_called_harmless(measured: Measured) -> None:
    distorting = [each for each in measured[0] if each.quotation.way == "distorting cut"]
    assert len(distorting) >= COUNT // 12
    allowed = {"stitched", "differs"}
    assert told([each for each in distorting if each.check.verdict not in allowed]) == []


def test_what_is_published_is_exact_and_what_is_otherwise_written_is_normalized(measured: Measured) -> None:
    verdicts = {"as published": "exact", "another speaker": "exact", "case, marks, dashes": "exact_after_normalization"}
    asked = [each for each in measured[0] if each.quotation.way in verdicts]
    assert told([each for each in asked if each.check.verdict != verdicts[each.quotation.way]]) == []


def test_a_real_quotation_is_found(measured: Measured) -> None:
    asked, _ = measured
    changed = {"10 % of words changed", "25 % of words changed", "words added", "words dropped", "words cut off"}
    missed = [each for each in asked if not each.is_right()]
    assert told([each for each in missed if each.quotation.way not in changed]) == []
    assert len(missed) <= ALLOWED, told(missed)


def test_pieces_from_far_apart_are_never_one_quotation(measured: Measured) -> None:
    apart = [each for each in measured[0] if each.quotation.way in ("pieces far apart", "over two turns")]
    assert told([each for each in apart if each.check.verdict not in ("stitched", "differs")]) == []


def test_words_are_given_to_whoever_published_them(measured: Measured) -> None:
    assert told([each for each in measured[0] if each.is_misattributed()]) == []


def test_what_nobody_published_is_no_more_than_a_little_alike(measured: Measured) -> None:
    _, made_up = measured
    assert {check.verdict for check, _ in made_up} <= {"no_match", "differs"}
    high = [check for check, _ in made_up if check.verdict == "differs" and check.matches[0].similarity >= LOW]
    assert len(high) <= 1
