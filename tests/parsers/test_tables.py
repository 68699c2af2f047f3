"""Tables: columns by their usual names, interviews by a column of theirs, our own exports turn by turn."""

from dataclasses import replace
from types import ModuleType

import pytest
from hypothesis import given, settings

from app.exports import csv, ndjson
from app.parsers import parse, source_text
from app.publication import Publication
from app.transcript import ParseOptions, Transcript, TranscriptError, prove_nothing_lost
from tests.exports.publications import publications
from tests.parsers.golden import FOLDER


def read(source: str, format_key: str = "csv") -> Transcript:
    (transcript,) = parse(source.encode(), ParseOptions(format=format_key))
    return transcript


@pytest.mark.parametrize(
    "head",
    ["speaker,text", "Name;Content", "WHO\tUtterance", "label|transcript", '"Speaker Name","text"', " speaker , text "],
)
def test_columns_are_known_by_their_usual_names(head: str) -> None:
    delimiter = next(mark for mark in ";\t|," if mark in head)
    transcript = read(f"{head}\nIda{delimiter}Ja.\nBo{delimiter}Nein.\n")
    assert [(turn.label, turn.text) for turn in transcript.turns] == [("Ida", "Ja."), ("Bo", "Nein.")]


@pytest.mark.parametrize(
    ("column", "value", "ms"),
    [
        ("start", "1.5", 1500),
        ("start", "00:00:01.5", 1500),
        ("Start time", "0:01", 1000),
        ("start_ms", "1500", 1500),
        ("startTimeMs", "1500", 1500),
        ("Start (ms)", "1500", 1500),
        ("start_seconds", "2", 2000),
        ("timestamp", "01:00:00,250", 3_600_250),
        ("begin", "", None),
    ],
)
def test_times_are_seconds_clocks_or_milliseconds(column: str, value: str, ms: int | None) -> None:
    transcript = read(f'speaker,text,{column}\nIda,Ja.,"{value}"\n')
    assert transcript.turns[0].start_ms == ms


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("item,price\nrope,4\n", r"wants a column with the words \(text, content, .*this one has `item`, `price`"),
        ("text,length\nrope,4\n", "and one with who speaks"),
        ("speaker,text,text\nIda,Ja.,Nein.\n", "the columns `text` and `text` may be the same"),
        ("speaker,text\nIda,Ja, doch.\n", "line 2 has 3 cells under 2 columns: a text that holds the delimiter"),
        ('speaker,text\nIda,"Ja.\nBo,Nein.\n', "line 2: this row cannot be read"),
        ("speaker,text,start\nIda,Ja.,soon\n", "`line 2.start` wants a time such as 12.5"),
        ("speaker,text\n", "the table has no rows"),
        ("speaker,text\nIda,\n", "nothing is said in it"),
    ],
)
def test_what_is_no_table_of_turns_is_refused(source: str, says: str) -> None:
    with pytest.raises(TranscriptError, match=says):
        read(source)


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ('{"speaker": "Ida", "text": "Ja."}\n{"speaker": "Bo"', "damaged in line 2, column 17"),
        ('{"speaker": "Ida", "text": "Ja."}\n[1]\n', "line 2 wants an object"),
        ('{"speaker": "Ida", "text": 1}\n', "`line 1.text` wants a text, not 1"),
        ('{"item": "rope"}\n', "this one has `item`"),
    ],
)
def test_damaged_lines_are_refused(source: str, says: str) -> None:
    with pytest.raises(TranscriptError, match=says):
        read(source, "ndjson")


def test_a_row_is_a_turn_where_there_are_no_times() -> None:
    rows = "Ida,Ja.\nIda,Doch.\n,Wirklich.\nBo,So.\n"
    assert [turn.text for turn in read(f"speaker,text\n{rows}").turns] == ["Ja.", "Doch. Wirklich.", "So."]


def test_each_interview_of_a_table_is_accounted_for_by_its_key() -> None:
    source = FOLDER / "csv" / "two-interviews.csv"
    first, second = parse(source.read_bytes(), ParseOptions(name=source.name))
    assert (first.key, second.key) == ("mill-1", "weir-2")
    for transcript in (first, second):
        text = source_text("csv", source.read_bytes(), transcript.encoding, transcript.key)
        prove_nothing_lost(text, [turn.text for turn in transcript.turns], transcript.ledger)
    with pytest.raises(TranscriptError, match="the ledger removes"):
        prove_nothing_lost(text, [turn.text for turn in first.turns], first.ledger)


def test_an_export_that_was_edited_says_so() -> None:
    exported = (FOLDER / "ndjson" / "our-own.ndjson").read_text(encoding="utf-8")
    assert read(exported, "ndjson").warnings == ()
    edited = read(exported.replace("never?", "never!"), "ndjson")
    assert edited.warnings == ("the words of 1 of 5 turns are not those that were exported: they were edited since",)
    cut = read("\n".join(exported.splitlines()[1:]), "ndjson")
    assert "this may be a part of the interview" in cut.warnings[0]


def test_formats_of_one_export_give_the_same_interview() -> None:
    found = [
        parse((FOLDER / key / name).read_bytes(), ParseOptions())[0]
        for key, name in (("csv", "our-own.csv"), ("ndjson", "our-own.ndjson"), ("json", "our-own.source.json"))
    ]
    turns = [[(turn.label, turn.text, turn.kind) for turn in transcript.turns] for transcript in found]
    assert turns[0] == turns[1] == turns[2]
    assert found[0].metadata == found[1].metadata
    assert found[2].metadata.id == found[0].metadata.id == "lamp-room"


@pytest.mark.parametrize("module", [csv, ndjson])
@settings(max_examples=20)
@given(first=publications(), second=publications())
def test_turns_of_several_interviews_come_back_from_one_stream(
    module: ModuleType, first: Publication, second: Publication
) -> None:
    second = replace(second, provenance=replace(second.provenance, id="talk-at-the-weir", title="'Talk"))
    data = module.head() + "".join(
        module.turn(each.provenance, turn) for each in (first, second) for turn in each.turns
    )
    found = parse(data.encode(), ParseOptions())
    assert [(each.key, each.metadata.title) for each in found] == [
        (each.provenance.id, each.provenance.title) for each in (first, second)
    ]
    for transcript, publication in zip(found, (first, second), strict=True):
        assert transcript.warnings == ()
        assert [(turn.label, turn.text, turn.kind, turn.start_ms, turn.end_ms) for turn in transcript.turns] == [
            (turn.label, turn.text, turn.kind, turn.start_ms, turn.end_ms) for turn in publication.turns
        ]


def test_a_later_version_of_our_own_json_is_refused() -> None:
    with pytest.raises(TranscriptError, match="`format` wants `verbatim/1`, which this version reads, not a text"):
        read('{"format": "verbatim/2", "turns": []}', "json")


@pytest.mark.parametrize("first", ["null", '"Yes."'])
def test_rows_that_go_on_with_the_voice_before_are_told(first: str) -> None:
    transcript = read(f'{{"speaker": "A", "text": {first}}}\n{{"speaker": null, "text": "yo"}}\n', "ndjson")
    assert [turn.label for turn in transcript.turns] == ["A"]
    assert "1 of its rows (first in line 2) names no voice: it goes on with the one before" in transcript.warnings
    assert read("speaker,text\nA,Yes.\nB,No.\n").warnings == ()
