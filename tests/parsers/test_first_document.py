"""The first real document against its truth file, which holds digests and counts and no sentence of it."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from app.parsers import parse, source_text
from app.transcript import ParseOptions, Transcript, prove_nothing_lost
from tests.parsers.golden import FOLDER

NAME = "rtvi-2020-09-17.txt"


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    facts: dict[str, Any] = json.loads((FOLDER / "txt" / "rtvi-2020-09-17.truth.json").read_text(encoding="utf-8"))
    return facts


@pytest.fixture(scope="module")
def data(transcripts_dir: Path, truth: dict[str, Any]) -> bytes:
    content = (transcripts_dir / NAME).read_bytes()
    assert hashlib.sha256(content).hexdigest() == truth["sha256"], "not the file that the truth file is about"
    return content


@pytest.fixture(scope="module")
def transcript(data: bytes) -> Transcript:
    (parsed,) = parse(data, ParseOptions(name=NAME))
    return parsed


def test_turns_are_the_ones_published(transcript: Transcript, truth: dict[str, Any]) -> None:
    found = [
        {
            "label": turn.label,
            "line": turn.line,
            "paragraphs": len(turn.text.split("\n\n")),
            "words": len(turn.text.split()),
            "sha256": hashlib.sha256(turn.text.encode()).hexdigest(),
        }
        for turn in transcript.turns
    ]
    assert found == truth["turns"]


def test_page_breaks_are_joined_where_they_cut(transcript: Transcript, truth: dict[str, Any]) -> None:
    joins = [entry for entry in transcript.ledger if entry.rule == "page-break-join"]
    assert [entry.line for entry in joins] == truth["joined_at_lines"]
    assert all(entry.removed is None for entry in joins)


def test_metadata_is_what_the_header_says_and_no_more(transcript: Transcript) -> None:
    metadata = transcript.metadata
    assert (
        metadata.title == "Foreign Minister Sergey Lavrov's interview with RTVI television, Moscow, September 17, 2020"
    )
    assert (metadata.date, metadata.place, metadata.outlet) == ("2020-09-17", "Moscow", "RTVI television")
    assert (metadata.publisher_name, metadata.publisher_url) == ("mid.ru", "https://www.mid.ru")
    assert metadata.source_url is None
    assert metadata.language is None


def test_totals(transcript: Transcript) -> None:
    assert len(transcript.turns) == 50
    assert [turn.label for turn in transcript.turns] == ["Question", "Sergey Lavrov"] * 25
    assert sum(len(turn.text.split("\n\n")) for turn in transcript.turns) == 96
    assert sum(len(turn.text.split()) for turn in transcript.turns) == 7188


def test_every_character_is_accounted_for(transcript: Transcript, data: bytes) -> None:
    text = source_text("txt", data, transcript.encoding)
    prove_nothing_lost(text, [turn.text for turn in transcript.turns], transcript.ledger)
    rules = {entry.rule for entry in transcript.ledger}
    assert rules == {"label", "label-pattern", "page-break-join", "publisher", "title", "reading-time", "escape"}
