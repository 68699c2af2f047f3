"""The bundled samples: what a fresh machine has to serve."""

from pathlib import Path

import pytest

import app
from app.parsers import parse
from app.transcript import ParseOptions, Transcript

FOLDER = Path(app.__file__).parent / "samples"
SAMPLES = sorted(path for path in FOLDER.iterdir() if path.suffix == ".txt")


def parse_sample(path: Path) -> Transcript:
    (transcript,) = parse(path.read_bytes(), ParseOptions(name=path.name))
    return transcript


def test_there_are_enough_of_them() -> None:
    turns = [turn for path in SAMPLES for turn in parse_sample(path).turns]
    assert len(SAMPLES) >= 3
    assert len(turns) >= 60


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("ferry-briefing.txt", {"MS. ABARA": 8, "MR. QUILL": 4, "Q": 11}),
        ("lighthouse-tarn-head.txt", {"Question": 14, "Ines Corvane": 14}),
        ("relojera-de-valdeluna.txt", {"Pregunta": 7, "Jimena Arrieta": 7}),
        ("seed-library.txt", {"Della Marsh": 12, "Tobias Wren": 8, "Nkechi Olubanjo": 9, "Nkechi": 1}),
    ],
)
def test_each_has_its_voices(name: str, labels: dict[str, int]) -> None:
    told = [turn.label for turn in parse_sample(FOLDER / name).turns]
    assert {label: told.count(label) for label in told} == labels


def test_one_is_cut_by_pages_like_a_printed_web_page() -> None:
    transcript = parse_sample(FOLDER / "lighthouse-tarn-head.txt")
    assert sum(entry.rule == "page-break-join" for entry in transcript.ledger) == 6
    assert transcript.metadata.outlet == "Merrow Coast Radio"
    assert (transcript.metadata.date, transcript.metadata.place) == ("2019-03-14", "Saltby")


def test_one_says_where_it_comes_from_and_who_may_use_it() -> None:
    metadata = parse_sample(FOLDER / "seed-library.txt").metadata
    assert metadata.licence == "CC BY 4.0"
    assert metadata.source_url == "https://allotmenthour.example/episodes/the-seed-library"
    assert [(speaker.name, speaker.role) for speaker in metadata.declarations] == [
        ("Della Marsh", "interviewer"),
        ("Tobias Wren", "interviewee"),
        ("Nkechi Olubanjo", "interviewee"),
    ]


def test_each_has_a_title_and_a_date() -> None:
    found = [parse_sample(path).metadata for path in SAMPLES]
    assert all(metadata.title and metadata.date for metadata in found)
