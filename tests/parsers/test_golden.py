"""Every sample of every format becomes the Transcripts of its golden file."""

from pathlib import Path

import pytest

from app.parsers import FORMATS, source_text
from app.transcript import prove_nothing_lost
from tests.parsers.golden import FOLDER, as_json, cases, golden_of, parse_case


def name_of(source: Path) -> str:
    return f"{source.parent.name}/{source.name}"


@pytest.mark.parametrize("source", cases(), ids=name_of)
def test_sample_becomes_its_golden_file(source: Path) -> None:
    assert as_json(parse_case(source)) == golden_of(source).read_text(encoding="utf-8")


@pytest.mark.parametrize("source", cases(), ids=name_of)
def test_nothing_of_a_sample_is_lost(source: Path) -> None:
    for transcript in parse_case(source):
        text = source_text(transcript.format, source.read_bytes(), transcript.encoding, transcript.key)
        prove_nothing_lost(text, [turn.text for turn in transcript.turns], transcript.ledger)


def test_every_folder_of_samples_is_a_format() -> None:
    assert {folder.name for folder in FOLDER.iterdir() if folder.is_dir()} <= set(FORMATS)


def test_every_format_has_samples() -> None:
    assert set(FORMATS) <= {source.parent.name for source in cases()}
