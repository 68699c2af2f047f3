"""Which interview is this?"""

import hashlib
from dataclasses import replace

import pytest
from sqlmodel import Session, select

from app.ingest import IngestError, IngestOptions, Outcome, remove
from app.ingest.interviews import suggest_id
from app.ingest.options import SourceBytes
from app.ingest.sources import check_options, transaction
from app.ingest.transcripts import store_transcript
from app.models import InterviewRevision
from app.parsers import parse
from app.transcript import Metadata, ParseOptions
from tests.ingest.conftest import TALK, Archive, Said, transcript

ID = "ada-lovells-interview-with-harbour-radio"
EDITED = [*TALK[:1], ("Ada Lovell", TALK[1][1] + " It was a fine walk."), *TALK[2:]]
OTHER = [
    ("Question", "How does one tune a carillon of forty bells without taking a single one of them down?"),
    ("Bo Tarn", "With patience, a tuning fork, and neighbours who are used to it by now, or at least polite about it."),
]


@pytest.mark.parametrize(
    ("title", "date", "path", "expected"),
    [
        ("Keeper's talk, Port, September 17, 2020", "2020-09-17", None, "2020-09-17-keepers-talk-port"),
        ("On 17 September 2020 in the port", "2020-09-17", None, "2020-09-17-on-in-the-port"),
        ("2020-09-17: the vote of 2020", "2020-09-17", None, "2020-09-17-the-vote-of-2020"),
        ("Talk, September 2020", "2020-09", None, "2020-09-talk"),
        ("Session 12020", "2020", None, "2020-session-12020"),
        ("Беседа 17 сентября 2020", "2020-09-17", None, "2020-09-17-beseda"),
        ("A title", None, "/x/File.txt", "a-title"),
        (None, "1998", "/x/My File.txt", "my-file"),
        (None, "1998", None, "1998-interview"),
        ("!?", None, None, "interview"),
        ("word " * 30, None, None, "-".join(["word"] * 12)),
    ],
)  # fmt: skip
def test_an_id_is_made_of_date_and_title(title: str | None, date: str | None, path: str | None, expected: str) -> None:
    assert suggest_id(Metadata(title=title, date=date), path) == expected


def test_an_unknown_explicit_id_makes_a_new_interview(archive: Archive) -> None:
    outcome = archive.ingest(transcript(), id="lovell-1")
    assert (outcome.id, outcome.status, outcome.revision, outcome.turns) == ("lovell-1", "new", 1, 6)


def test_a_known_explicit_id_alone_decides(archive: Archive) -> None:
    archive.ingest(transcript(), id="lovell-1")
    archive.ingest(transcript(OTHER, "Bo Tarn"), path="/talks/tarn.txt", id="tarn")
    outcome = archive.ingest(transcript(OTHER, "Bo Tarn"), path="/talks/tarn.txt", id="lovell-1")
    assert (outcome.id, outcome.status, outcome.revision) == ("lovell-1", "revised", 2)


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [("Lovell 1", "perhaps `lovell-1`"), ("a.b", "perhaps `a-b`"), ("-x", "perhaps `x`"), ("!", "hyphens")],
)
def test_an_explicit_id_that_is_none_is_refused_with_a_suggestion(archive: Archive, wrong: str, hint: str) -> None:
    with pytest.raises(IngestError, match=hint):
        archive.ingest(transcript(), id=wrong)


def test_the_same_source_address_is_the_same_interview(archive: Archive) -> None:
    archive.ingest(transcript(), source_url="https://harbour.example/lovell")
    outcome = archive.ingest(transcript(EDITED), path="/elsewhere/x.txt", source_url="https://harbour.example/lovell")
    assert (outcome.id, outcome.status) == (ID, "revised")


def test_the_same_path_is_the_same_interview_and_a_corrected_title_or_date_keeps_the_id(archive: Archive) -> None:
    archive.ingest(transcript())
    outcome = archive.ingest(transcript(title="Ada Lovell speaks to Harbour Radio"), date="1987-03-02")
    assert (outcome.id, outcome.status, outcome.revision) == (ID, "revised", 2)
    assert archive.interview(ID).title == "Ada Lovell speaks to Harbour Radio"
    assert archive.interview(ID).date == "1987-03-02"
    assert archive.numbers(ID) == [1, 2, 3, 4, 5, 6]


def test_evidence_for_two_interviews_is_refused_and_names_both(archive: Archive) -> None:
    archive.ingest(transcript(), path="/talks/a.txt", source_url="https://harbour.example/a", id="a")
    archive.ingest(transcript(OTHER, "Bo"), path="/talks/b.txt", source_url="https://harbour.example/b", id="b")
    with pytest.raises(IngestError, match=r"a and b: say --replace ID"):
        archive.ingest(transcript(EDITED), path="/talks/a.txt", source_url="https://harbour.example/b")


def test_a_near_copy_is_refused_until_it_is_said_what_it_is(archive: Archive) -> None:
    archive.ingest(transcript())
    with pytest.raises(
        IngestError, match=rf"5 of its 6 different turns stand in {ID} already: --replace {ID} .* --new"
    ):
        archive.ingest(transcript(EDITED), path="/talks/copy.txt")
    assert archive.ingest(transcript(EDITED), path="/talks/copy.txt", replaces=ID).status == "revised"
    copy = archive.ingest(transcript(), path="/talks/third.txt", new=True)
    assert (copy.id, copy.status) == (f"{ID}-2", "new")


def test_a_taken_slug_gets_a_number(archive: Archive) -> None:
    archive.ingest(transcript())
    outcome = archive.ingest(transcript(OTHER), path="/talks/other.txt")
    assert (outcome.id, outcome.status) == (f"{ID}-2", "new")


def test_replacing_what_is_not_there_is_refused(archive: Archive) -> None:
    with pytest.raises(IngestError, match="there is no interview nobody to replace"):
        archive.ingest(transcript(), replaces="nobody")


def test_new_takes_the_path_along(archive: Archive) -> None:
    archive.ingest(transcript())
    archive.ingest(transcript(OTHER), new=True)
    assert archive.ingest(transcript(OTHER[:1] + EDITED)).id == f"{ID}-2"


def test_the_same_bytes_are_skipped_and_change_no_row(archive: Archive) -> None:
    archive.ingest(transcript())
    before = archive.rows()
    outcome = archive.ingest(transcript())
    assert (outcome.status, outcome.transcript) == ("unchanged", None)
    assert archive.ingest(transcript(), path="/another/place.txt").status == "unchanged"
    assert archive.rows() == before


def test_other_options_are_no_reason_to_skip(archive: Archive) -> None:
    archive.ingest(transcript())
    outcome = archive.ingest(transcript(), place="Tarn Head")
    assert (outcome.status, archive.interview(ID).place) == ("revised", "Tarn Head")


def test_an_equal_transcript_from_other_bytes_makes_no_revision(archive: Archive) -> None:
    archive.ingest(transcript())
    outcome = archive.ingest(transcript() + b"\n\n")
    assert (outcome.status, outcome.revision) == ("unchanged", 1)
    assert outcome.transcript is not None
    with Session(archive.engine) as session:
        assert len(session.exec(select(InterviewRevision)).all()) == 1


def test_a_change_in_what_is_no_turn_is_a_revision_too(archive: Archive) -> None:
    archive.ingest(transcript(head="Corrected on Monday\n\n"), title="T")
    assert archive.ingest(transcript(head="Corrected on Tuesday\n\n"), title="T").status == "revised"


def test_a_removed_interview_asks_for_restore(archive: Archive) -> None:
    archive.ingest(transcript())
    remove(archive.engine, ID, "asked by the speaker")
    with pytest.raises(IngestError, match=r"was removed \(asked by the speaker\): --restore brings it back"):
        archive.ingest(transcript())
    with pytest.raises(IngestError, match="--restore"):
        archive.ingest(transcript(EDITED), path="/talks/copy.txt")
    outcome = archive.ingest(transcript(), restore=True)
    assert (outcome.status, outcome.revision) == ("restored", 3)
    assert archive.numbers(ID) == [1, 2, 3, 4, 5, 6]
    assert archive.ingest(transcript()).status == "unchanged"


@pytest.mark.parametrize("wrong", ["17.9.2020", "2020-13", "2020-02-30", "20", "2020-9-7-1"])
def test_a_date_that_is_none_is_refused(archive: Archive, wrong: str) -> None:
    with pytest.raises(IngestError, match="is no date: give 2020-09-17, 2020-09 or 2020"):
        archive.ingest(transcript(), date=wrong)


def test_several_interviews_of_one_source_are_told_apart_by_their_keys(archive: Archive) -> None:
    def store(first: list[Said], second: list[Said], path: str | None = "/talks/all.csv") -> list[Outcome]:
        outcomes = []
        for key, said in (("1", first), ("2", second)):
            (parsed,) = parse(transcript(said, f"Talk {key}"), ParseOptions())
            source = SourceBytes(hashlib.sha256(repr((first, second)).encode()).hexdigest(), b"all", 2)
            with transaction(archive.engine) as session:
                given = IngestOptions(path=path)
                outcomes.append(store_transcript(session, replace(parsed, key=key), source, given))
        return outcomes

    assert [(each.id, each.status) for each in store(TALK, OTHER)] == [("talk-1", "new"), ("talk-2", "new")]
    assert [(each.id, each.status) for each in store(TALK, OTHER)] == [("talk-1", "unchanged"), ("talk-2", "unchanged")]
    assert [(each.id, each.status) for each in store(EDITED, OTHER)] == [("talk-1", "revised"), ("talk-2", "unchanged")]
    with pytest.raises(IngestError, match="stand in talk-1 already"):
        store(TALK, OTHER, path=None)


def test_one_id_is_not_enough_for_a_source_of_several(archive: Archive) -> None:
    (parsed,) = parse(transcript(), ParseOptions())
    with pytest.raises(IngestError, match="the source holds 2 interviews: one id is not enough"):
        check_options([parsed, parsed], IngestOptions(metadata=Metadata(id="one")))


def test_strict_makes_a_warning_an_error(archive: Archive) -> None:
    (parsed,) = parse(transcript(), ParseOptions())
    with pytest.raises(IngestError, match="--strict: a doubt"):
        check_options([replace(parsed, warnings=("a doubt",))], IngestOptions(strict=True))
