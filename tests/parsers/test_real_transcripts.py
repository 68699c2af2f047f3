"""Every real file of text, captions, speech recognition and mark-up becomes what the folder's EXPECTED.json says."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from app.parsers import parse, source_text
from app.transcript import ParseOptions, Transcript, TranscriptError, prove_nothing_lost

FILES = [
    "rtvi-2020-09-17.txt",
    "wh-gaggle.md",
    "changelog-md.md",
    "btc-splicing.md",
    "btc-luke.md",
    "btc-mining.md",
    "pm-154.md",
    "a06-latin1-question-space-colon.txt",
    "pci-vtt.vtt",
    "pci-srt.srt",
    "pci-json.json",
    "dg-json.json",
    "whisperx-json.json",
    "pci-html.html",
    "akn-ke.xml",
]
FORMATS = {"pci-json.json": "podcast", "dg-json.json": "deepgram", "whisperx-json.json": "whisper"}


def expected_of(folder: Path, name: str) -> dict[str, Any]:
    listed = json.loads((folder / "EXPECTED.json").read_text(encoding="utf-8"))["transcripts"]
    (found,) = [entry["expected"] for entry in listed if entry["file"] == name]
    assert isinstance(found, dict)
    return found


def parse_file(folder: Path, name: str) -> Transcript:
    (transcript,) = parse((folder / name).read_bytes(), ParseOptions(name=name))
    return transcript


def loose(text: str) -> str:
    """Without marks of Markdown and runs of white space, which EXPECTED.json keeps as they are in the file."""
    return " ".join("".join(c for c in text if c not in "\\*_`").split())


@pytest.mark.parametrize("name", FILES)
def test_turns_and_voices(transcripts_dir: Path, name: str) -> None:
    expected, transcript = expected_of(transcripts_dir, name), parse_file(transcripts_dir, name)
    assert len(transcript.turns) == expected["turns"]
    voices = expected.get("speakers") or expected.get("turns_by_label")
    assert dict(Counter(turn.label for turn in transcript.turns)) == voices
    if "first_turn" in expected:
        assert transcript.turns[0].label == expected["first_turn"]["label"]
        assert loose(transcript.turns[0].text).startswith(loose(expected["first_turn"]["starts"]))
        assert transcript.turns[-1].label == expected["last_turn"]["label"]
        assert loose(transcript.turns[-1].text).endswith(loose(expected["last_turn"]["ends"]))


@pytest.mark.parametrize("name", FILES)
def test_title_and_date(transcripts_dir: Path, name: str) -> None:
    expected, transcript = expected_of(transcripts_dir, name), parse_file(transcripts_dir, name)
    for field in ("title", "date"):
        if expected.get(field) is not None:
            assert getattr(transcript.metadata, field) == expected[field]


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_lost(transcripts_dir: Path, name: str) -> None:
    transcript = parse_file(transcripts_dir, name)
    text = source_text(transcript.format, (transcripts_dir / name).read_bytes(), transcript.encoding)
    prove_nothing_lost(text, [turn.text for turn in transcript.turns], transcript.ledger)


@pytest.mark.parametrize("name", FORMATS)
def test_a_dialect_of_json_shows_in_the_content(transcripts_dir: Path, name: str) -> None:
    (transcript,) = parse((transcripts_dir / name).read_bytes(), ParseOptions())
    assert transcript.format == FORMATS[name]


def test_an_essay_with_colons_is_refused(transcripts_dir: Path) -> None:
    with pytest.raises(TranscriptError, match="no turns can be told"):
        parse_file(transcripts_dir, "a05-essay-colons.txt")


def test_no_real_file_is_left_out(transcripts_dir: Path) -> None:
    found = {path.name for path in transcripts_dir.iterdir() if path.is_file()}
    assert found == {*FILES, "tei-si.xml", "a05-essay-colons.txt", "EXPECTED.json"}


def test_tei_has_the_printed_labels(transcripts_dir: Path) -> None:
    """EXPECTED.json counts by `who`, and lists the printed labels as aliases: `unknown-M` is two men."""
    expected, transcript = expected_of(transcripts_dir, "tei-si.xml"), parse_file(transcripts_dir, "tei-si.xml")
    printed = Counter(turn.label for turn in transcript.turns)
    assert len(transcript.turns) == expected["turns"]
    for who, label in expected["aliases"].items():
        if who != "unknown-M":
            assert printed[label] == expected["speakers"][who]
    assert printed["GOSPOD MOHORIČ"] == printed["GOSPOD ILIČ"] == 1
    assert transcript.turns[0].text.startswith(expected["first_turn"]["starts"])
    assert transcript.turns[-1].text.endswith(expected["last_turn"]["ends"])
    assert (transcript.metadata.title, transcript.metadata.date) == (expected["title"], expected["date"])
    assert transcript.metadata.language == "sl"


def test_question_and_answer_of_akoma_ntoso_are_kinds(transcripts_dir: Path) -> None:
    transcript = parse_file(transcripts_dir, "akn-ke.xml")
    assert [turn.kind for turn in transcript.turns[-2:]] == ["question", "answer"]


def test_the_archive_is_read_speech_by_speech(transcripts_dir: Path) -> None:
    told = json.loads((transcripts_dir / "EXPECTED.json").read_text(encoding="utf-8"))["archive-tw"]
    files = sorted((transcripts_dir / "archive-tw").glob("*.xml"))
    read = [parse_file(file.parent, file.name) for file in files]
    assert (len(read), sum(len(each.turns) for each in read)) == (told["files"], told["speeches"])
    for file, transcript in zip(files, read, strict=True):
        assert transcript.format == "akn"
        assert transcript.metadata.date == file.name[:10]
        assert transcript.metadata.title is not None
        assert not transcript.warnings
        prove_nothing_lost(
            source_text("akn", file.read_bytes(), None), (turn.text for turn in transcript.turns), transcript.ledger
        )
