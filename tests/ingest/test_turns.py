"""Which turn is this? Numbers, states and tombstones in the database."""

import hashlib
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz
from sqlmodel import Session, SQLModel, col, func, select

from app import schema
from app.archive import check
from app.database import writing_engine
from app.models import InterviewRevision, Turn, TurnState
from tests.databases import database_at
from tests.ingest.conftest import TALK, Archive, Said, transcript
from tests.ingest.test_alignment import said

ID = "ada-lovells-interview-with-harbour-radio"


def test_numbers_begin_as_positions(archive: Archive) -> None:
    archive.ingest(transcript())
    assert [(turn.number, turn.position, turn.revision, turn.since) for turn in archive.turns(ID)] == [
        (n, n, 1, 1) for n in range(1, 7)
    ]
    assert [turn.kind for turn in archive.turns(ID)] == ["question", "answer"] * 3
    assert [(turn.exchange, turn.question) for turn in archive.turns(ID)] == [
        (1, None), (1, 1), (2, None), (2, 3), (3, None), (3, 5),
    ]  # fmt: skip
    assert archive.states() == []


def test_an_edited_turn_keeps_its_number_and_its_old_text(archive: Archive) -> None:
    archive.ingest(transcript())
    edited = [*TALK[:3], ("Ada Lovell", TALK[3][1].replace("coal.", "peat.")), *TALK[4:]]
    archive.ingest(transcript(edited))
    turns = archive.turns(ID)
    assert [turn.number for turn in turns] == [1, 2, 3, 4, 5, 6]
    assert [turn.revision for turn in turns] == [1, 1, 1, 2, 1, 1]
    assert turns[3].text_sha256 == hashlib.sha256(turns[3].text.encode()).hexdigest()
    (state,) = archive.states()
    assert (state.text, state.since, state.until, state.revision) == (TALK[3][1], 1, 2, 1)


def test_an_inserted_turn_gets_the_next_number_and_moves_the_rest_without_a_revision_of_theirs(
    archive: Archive,
) -> None:
    archive.ingest(transcript())
    remark = (
        "Ada Lovell",
        "I should say that I was a girl of nine that year and carried only the small basket myself.",
    )
    archive.ingest(transcript([*TALK[:2], remark, *TALK[2:]]))
    turns = archive.turns(ID)
    assert [(turn.number, turn.position, turn.revision, turn.since) for turn in turns] == [
        (1, 1, 1, 1), (2, 2, 1, 1), (7, 3, 2, 2), (3, 4, 1, 2), (4, 5, 1, 2), (5, 6, 1, 2), (6, 7, 1, 2),
    ]  # fmt: skip
    assert [turn.question for turn in turns] == [None, 1, 1, None, 3, None, 5]


def test_a_removed_turn_becomes_a_tombstone_and_its_number_is_never_given_again(archive: Archive) -> None:
    archive.ingest(transcript())
    archive.ingest(transcript(TALK[:4]))
    archive.ingest(
        transcript([*TALK[:4], ("Question", "Something else entirely: who winds the harbour clock, and how often?")])
    )
    assert archive.numbers(ID) == [1, 2, 3, 4, 7]
    gone = [turn for turn in archive.all_turns(ID) if turn.position is None]
    assert [(turn.number, turn.gone_in, turn.successor) for turn in gone] == [(5, 2, None), (6, 2, None)]


def test_the_other_part_of_a_merge_leads_to_it(archive: Archive) -> None:
    archive.ingest(transcript())
    merged = [*TALK[:3], ("Ada Lovell", f"{TALK[3][1]} {TALK[5][1]}")]
    archive.ingest(transcript(merged))
    gone = {turn.number: turn.successor for turn in archive.all_turns(ID) if turn.position is None}
    kept = set(archive.numbers(ID)) & {4, 6}
    assert len(kept) == 1
    assert gone == {5: None, ({4, 6} - kept).pop(): kept.pop()}


def test_turns_that_trade_places_keep_their_numbers(archive: Archive) -> None:
    archive.ingest(transcript())
    archive.ingest(transcript([*TALK[4:], *TALK[:4]]))
    assert archive.numbers(ID) == [5, 6, 1, 2, 3, 4]


def test_going_back_to_the_first_words_is_a_third_revision(archive: Archive) -> None:
    archive.ingest(transcript())
    archive.ingest(transcript([*TALK[:3], ("Ada Lovell", TALK[3][1] + " Peat, if need be.")]))
    assert archive.ingest(transcript()).status == "revised"
    texts = [turn.text for turn in archive.turns(ID)]
    assert texts == [text for _, text in TALK]
    assert archive.numbers(ID) == [1, 2, 3, 4, 7, 8]
    assert check(archive.engine) == []


def test_another_language_fills_the_index_of_the_interview_anew(archive: Archive) -> None:
    archive.ingest(transcript())
    archive.ingest(transcript(), language="nl")
    assert archive.interview(ID).index_language == "nl"
    assert check(archive.engine) == []


edits = st.lists(
    st.tuples(
        st.sampled_from(["edit", "insert", "remove", "move", "relabel"]), st.integers(0, 30), st.integers(0, 999)
    ),
    max_size=5,
)


def changed(talk: list[Said], kind: str, at: int, seed: int) -> list[Said]:
    """Give `talk` after one edit."""
    at = at % len(talk)
    label, text = talk[at]
    new = said(1000 + seed, 16 + seed % 20).text
    match kind:
        case "edit":
            return [*talk[:at], (label, f"{text} and {new.split()[0]}"), *talk[at + 1 :]]
        case "insert":
            return [*talk[:at], (label, new), *talk[at:]]
        case "move":
            rest = [*talk[:at], *talk[at + 1 :]]
            return [*rest[: seed % len(talk)], talk[at], *rest[seed % len(talk) :]]
        case "relabel":
            return [*talk[:at], ("Bo Tarn", text), *talk[at + 1 :]]
    return [*talk[:at], *talk[at + 1 :]] if len(talk) > len(TALK) - 2 else talk


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=20)
@given(st.lists(edits, min_size=1, max_size=3))
def test_whatever_is_edited_numbers_keep_their_words_and_nothing_old_is_lost(
    tmp_path_factory: object, rounds: list[list[tuple[str, int, int]]]
) -> None:
    archive = new_archive(tmp_path_factory)
    talk = list(TALK)
    archive.ingest(transcript(talk), id="talk")
    ever = {turn.number: [turn.text] for turn in archive.turns("talk")}
    for edited in rounds:
        for edit in edited:
            talk = changed(talk, *edit)
        archive.ingest(transcript(talk), id="talk")
        turns = archive.turns("talk")
        assert [(turn.label, turn.text) for turn in turns] == talk
        assert [turn.position for turn in turns] == list(range(1, len(talk) + 1))
        for turn in turns:
            before = ever.setdefault(turn.number, [turn.text])
            assert fuzz.ratio(before[-1], turn.text) >= 60 or before[-1] in turn.text or turn.text in before[-1]
            if before[-1] != turn.text:
                before.append(turn.text)
    assert check(archive.engine) == []
    assert kept_texts(archive) >= {text for texts in ever.values() for text in texts}
    archive.engine.dispose()


def new_archive(factory: object) -> Archive:
    folder: Path = factory.mktemp("edits")  # type: ignore[attr-defined]
    engine = writing_engine(database_at(folder / "verbatim.db"))
    schema.upgrade(engine)
    return Archive(engine)


def kept_texts(archive: Archive) -> set[str]:
    with Session(archive.engine) as session:
        return {*session.exec(select(Turn.text)), *session.exec(select(TurnState.text))}


def test_every_state_can_be_told_from_every_revision(archive: Archive) -> None:
    """For each revision of the interview, each position is one turn's: current, or in a state that held then."""
    talks = [TALK, [*TALK[2:], *TALK[:2]], TALK[:4], [*TALK[:3], ("Ada Lovell", TALK[3][1] + " Yes.")], TALK]
    for talk in talks:
        archive.ingest(transcript(talk), id="talk")
    turns, states = archive.all_turns("talk"), archive.states()
    numbers = {turn.pk: turn.number for turn in turns}
    for revision, talk in enumerate(talks, start=1):
        now = [(turn.position, turn.text) for turn in turns if turn.position and turn.since <= revision]
        then = [(state.position, state.text) for state in states if state.since <= revision < state.until]
        assert sorted(now + then) == [(at, text) for at, (_, text) in enumerate(talk, start=1)]
    assert set(numbers.values()) == set(range(1, len(numbers) + 1))
    with Session(archive.engine) as session:
        assert session.exec(select(func.count()).select_from(InterviewRevision)).one() == len(talks)
        assert session.exec(select(func.max(col(Turn.pk)))).one() == max(numbers)
    assert "turn_state" in SQLModel.metadata.tables
