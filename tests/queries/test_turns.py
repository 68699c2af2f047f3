import datetime
from collections.abc import Iterator

import pytest
from sqlalchemy import event, text

from app.database import reading_engine
from app.queries import ReadSession, turns
from app.queries.filters import TurnFilter
from app.queries.windows import Window


@pytest.fixture
def session(corpus_url: str) -> Iterator[ReadSession]:
    engine = reading_engine(corpus_url, time_limit_ms=1000)
    with ReadSession(engine) as it:
        yield it
    engine.dispose()


FILTERS = [
    TurnFilter(),
    TurnFilter(speaker=("della-marsh",)),
    TurnFilter(speaker=("della-marsh", "tobias-wren"), kind=("answer",)),
    TurnFilter(interview=("seed-library-at-oxley-cross",), min_words=5),
    TurnFilter(date_from=datetime.date(2020, 1, 1), date_to=datetime.date(2022, 12, 31)),
    TurnFilter(language=("en",), outlet=("The Allotment Hour",), max_words=50),
]


@pytest.mark.sqlite("its plan")
@pytest.mark.parametrize("wanted", FILTERS)
def test_a_page_is_found_without_reading_all_turns(session: ReadSession, wanted: TurnFilter) -> None:
    statements: list[tuple[str, tuple[object, ...]]] = []
    event.listen(
        session.get_bind(), "before_cursor_execute", lambda *given: statements.append((given[2], tuple(given[3])))
    )
    turns.list_turns(session, wanted, Window(5))
    turns.list_turns(session, wanted, Window(5, ("m", 3)))
    turns.list_turns(session, wanted, Window(5, ("m", 3), backwards=True))
    asked = [statement for statement in statements if statement[0] != "BEGIN"]
    assert len(asked) == 3
    for statement, values in asked:
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        steps = [row[3] for row in plan]
        assert not [step for step in steps if step.startswith("SCAN turn")], steps


@pytest.mark.parametrize("wanted", FILTERS)
def test_stored_counts_are_those_of_the_turns(session: ReadSession, wanted: TurnFilter) -> None:
    found = turns.list_turns(session, wanted, Window(1000)).rows
    assert turns.count_turns(session, wanted) == len(found) > 0


def test_neighbours_of_several_turns_come_with_one_statement(session: ReadSession) -> None:
    rows = turns.list_turns(session, TurnFilter(), Window(12)).rows
    around = turns.list_neighbours(session, [rows[0].pk, rows[5].pk], 2)
    assert [row.position for row in around[rows[0].pk]] == [2, 3]
    assert [row.position for row in around[rows[5].pk]] == [4, 5, 7, 8]
    assert turns.list_neighbours(session, [], 2) == {}


def test_turns_are_found_by_key(session: ReadSession) -> None:
    rows = turns.list_turns(session, TurnFilter(), Window(3)).rows
    assert turns.get_turns(session, [row.pk for row in rows]) == {row.pk: row for row in rows}


def test_the_session_writes_nothing(session: ReadSession) -> None:
    with pytest.raises(Exception, match=r"readonly database|read-only transaction"):
        session.execute(text("DELETE FROM turn"))
