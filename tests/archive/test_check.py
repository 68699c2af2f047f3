"""A check finds whatever is changed by hand."""

import re
from contextlib import closing
from itertools import combinations

import pytest
from sqlalchemy import update
from sqlmodel import Session, col, select

from app.archive import check
from app.archive.rows import revision_faults
from app.models import Turn
from tests.databases import spelled
from tests.ingest.conftest import TALK, Archive, transcript

ID = "ada-lovells-interview-with-harbour-radio"


def damage(archive: Archive, statements: str) -> list[str]:
    """Change the database behind the program's back, and give what a check finds then."""
    with closing(archive.engine.raw_connection()) as connection:
        for statement in re.split("; *", statements):
            connection.cursor().execute(spelled(statement))
        connection.commit()
    return check(archive.engine)


def test_a_sound_database_has_no_fault(lived: Archive) -> None:
    assert check(lived.engine) == []


def test_a_database_with_a_longer_past_has_no_fault(lived: Archive) -> None:
    lived.ingest(transcript([TALK[2], *TALK[:2], ("Ada Lovell", "Another end."), *TALK[4:]]))
    lived.ingest(transcript(), path="/b.txt", id="second", new=False, restore=True)
    lived.ingest(transcript(title="The same talk, by another title"), date="2019")
    assert check(lived.engine) == []


@pytest.mark.parametrize("word", ["a" * 40_000, "ж" * 20_000, "\ufdfa" * 20_000, "abc" * 1_700_000])
def test_a_word_without_end_is_indexed_whole(lived: Archive, word: str) -> None:
    lived.ingest(transcript([*TALK[:3], ("Ada Lovell", f"So {word} it was.")]), path="/b.txt", id="endless")
    assert check(lived.engine) == []


@pytest.mark.parametrize(
    ("statements", "fault"),
    [
        ("UPDATE turn SET text = 'Not published.' WHERE number = 2", "text is not what its SHA-256 says"),
        ("UPDATE turn_state SET text = 'Not published.'", "text is not what its SHA-256 says"),
        ("UPDATE turn SET text_key = 7", "text_key or word_count is not that of its text"),
        ("UPDATE turn_state SET text_key = 7", "text_key or word_count is not that of its text"),
        ("UPDATE turn SET word_count = 7", "text_key or word_count is not that of its text"),
        ("UPDATE interview SET turn_count = 5", "its turn_count is not that of its last revision"),
        ("UPDATE interview SET title = 'Another'", "its title is not that of its last revision"),
        ("UPDATE interview SET title_key = 'another'", "its title_key is not that of its title"),
        ("UPDATE interview SET date = '2019', first_day = '2019-01-01', last_day = '2019-01-01'", "its date is not"),
        ("UPDATE interview SET removed_reason = 'no copy' WHERE id = 'second'", "its removed_reason is not"),
        ("UPDATE interview_revision SET title = 'Another'", "its title is not what its source and its options say"),
        ("UPDATE interview_revision SET turn_count = 5", "the positions of its turns are not 1 to 5"),
        ("UPDATE interview_revision SET word_count = 5", "its turns have not the 5 words"),
        ("DELETE FROM interview_revision WHERE revision = 1", "its revisions are not 1 to 2"),
        ("DELETE FROM interview_revision WHERE revision = 2", "its revisions are not 1 to 2"),
        ("UPDATE interview_speaker SET word_count = 1", "order, labels or counts of its speakers"),
        ("UPDATE interview_speaker SET labels = '[\"A\"]'", "order, labels or counts of its speakers"),
        ("UPDATE interview_speaker SET ordinal = ordinal + 5", "order, labels or counts of its speakers"),
        ("DELETE FROM interview_speaker WHERE ordinal = 1", "order, labels or counts of its speakers"),
        ("UPDATE interview_speaker SET role = 'participant'", "the roles of its speakers are not"),
        ("UPDATE speaker SET name = 'Ada Byron' WHERE identity = 'name'", "the name_key is not that of the name"),
        ("UPDATE speaker SET name = 'A B', name_key = 'a b' WHERE identity = 'name'", "its speaker is not who"),
        ("UPDATE speaker SET successor_pk = pk WHERE identity = 'name'", "the successor is the speaker itself"),
        ("UPDATE turn SET position = 40 WHERE position = 1", "the positions of its turns are not 1 to 4"),
        (
            "UPDATE turn SET number = 90 WHERE number = 1; UPDATE turn SET number = 1 WHERE number = 2;"
            "UPDATE turn SET number = 2 WHERE number = 90",
            "revision 1: the numbers of its new turns do not count on from 0 in their order",
        ),
        (
            "UPDATE turn SET position = 90 WHERE position = 1; UPDATE turn SET position = 1 WHERE position = 2;"
            "UPDATE turn SET position = 2 WHERE position = 90",
            "text was lost or added",
        ),
        ("UPDATE turn SET label = 'Ada' WHERE position = 2", "its label is not what its source says"),
        ("UPDATE turn SET kind = 'speech' WHERE position = 2", "its kind, exchange or question is not"),
        ("UPDATE turn SET exchange = 3 WHERE position = 2", "its kind, exchange or question is not"),
        ("UPDATE turn SET question = 3 WHERE position = 2", "its kind, exchange or question is not"),
        ("UPDATE turn SET start_ms = 5 WHERE position = 2", "its start_ms is not what its source says"),
        ("UPDATE turn SET successor = number WHERE position IS NULL", "its successor is no other turn"),
        ("UPDATE turn SET successor = 99 WHERE position IS NULL", "its successor is no other turn"),
        ("UPDATE turn SET successor = 1 WHERE position = 2", "its successor is no other turn"),
        ("UPDATE turn SET speaker_pk = 1 WHERE position = 2", "its speaker is not who its label says"),
        ("UPDATE turn SET revision = 9", "its revisions cannot be"),
        ("UPDATE turn SET since = 9", "its revisions cannot be"),
        ("UPDATE turn SET gone_in = 9 WHERE position IS NULL", "its revisions cannot be"),
        ("UPDATE turn_state SET until = since", "a state of it ends before it begins"),
        ("UPDATE turn_state SET until = 9", "a state of it ends before it begins, or in no revision"),
        ("DELETE FROM turn_state", "revision 1: the positions of its turns are not"),
        ("UPDATE turn_state SET label = 'Ada' WHERE position = 4", "its label is not what its source says"),
        ("UPDATE source SET compressed = x'789c030000000001'", "is not what its SHA-256 says"),
        ("DELETE FROM ledger WHERE rule = 'label'", "text was lost or added"),
        ("DELETE FROM ledger WHERE removed IS NULL", "its ledger is not what its source gives"),
        ("UPDATE ledger SET removed = 'Answer:' WHERE rule = 'label'", "does not stand there"),
        ("UPDATE ledger SET detail = 'another'", "its ledger is not what its source gives"),
        ("INSERT INTO word_index(word_index) VALUES ('delete-all')", "not in step with the turns"),
        ("UPDATE word_index_counts SET turns = turns + 1 WHERE term = 'ice'", "not in step with the turns"),
        ("UPDATE corpus SET word_rules = 'others'", "made by other word rules"),
        ("PRAGMA foreign_keys = OFF; DELETE FROM speaker", "refers to a speaker that is not there"),
        ("UPDATE alembic_version SET version_num = '0001'", "the database has schema 0001"),
        ("DROP TABLE word_index_counts", "the table word_index_counts is not there"),
        ("DROP TABLE word_index_places", "the table word_index_places is not there"),
        ("DROP INDEX ix_turn_text_key", "add index ix_turn_text_key would mend it"),
        ("ALTER TABLE turn ADD COLUMN mood TEXT", "the schema is not this Verbatim's"),
        ("CREATE TABLE notes (text TEXT)", "remove table notes would mend it"),
    ],
)
def test_each_fault_is_found(lived: Archive, statements: str, fault: str) -> None:
    found = damage(lived, statements)
    assert any(fault in each for each in found), found


def swap(session: Session, one: int, other: int) -> None:
    for number, then in ((one, 1000), (other, one), (1000, other)):
        statement = update(Turn).where(col(Turn.interview_pk) == 1, col(Turn.number) == number)
        session.execute(statement.values(number=then))


def test_two_numbers_in_each_others_place_are_found_whenever_they_were_given(lived: Archive) -> None:
    """Of turns that came with the first revision and with later ones, some of them gone."""
    lived.ingest(transcript([("Question", "And the first boat?"), ("Ada Lovell", "Blue, and it leaked."), *TALK]))
    lived.ingest(
        transcript([*TALK[2:], ("Question", "Who mended the nets?"), ("Ada Lovell", "My aunt, twice a year.")])
    )
    assert check(lived.engine) == []
    with Session(lived.engine) as session:
        statement = select(Turn.number, Turn.since).where(Turn.interview_pk == 1)
        given = dict(session.exec(statement).all())
        assert sorted(given) == list(range(1, 13))
        for one, other in combinations(given, 2):
            swap(session, one, other)
            assert any("do not count on" in fault for fault in revision_faults(session)), (one, other)
            swap(session, one, other)
        assert list(revision_faults(session)) == []


def test_what_another_parser_read_is_only_proven_to_be_accounted_for(lived: Archive) -> None:
    read_otherwise = "UPDATE interview_revision SET parser_version = 0"
    assert damage(lived, read_otherwise) == []
    assert damage(lived, "UPDATE ledger SET detail = 'another'") == []
    assert any("text was lost" in fault for fault in damage(lived, "DELETE FROM ledger WHERE rule = 'label'"))
