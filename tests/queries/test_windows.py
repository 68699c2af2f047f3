from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, insert, select

from app.database import disposing, writing_engine
from app.queries import ReadSession
from app.queries.windows import Order, Part, Window, part_of, read_part
from tests.databases import database_at

NAME = String().with_variant(String(collation="C"), "postgresql")
TABLE = Table("item", MetaData(), Column("name", NAME), Column("number", Integer))
ROWS = st.lists(st.tuples(st.sampled_from(["", "a", "b", "ö", "zz"]), st.integers(-5, 5)), unique=True, max_size=30)


def read_all(session: ReadSession, order: Order, limit: int, *, backwards: bool) -> list[Part[Any]]:
    parts, window = [], Window(limit, None, backwards)
    while True:
        parts.append(read_part(session, select(TABLE.c.name, TABLE.c.number), order, window))
        if not parts[-1].more:
            return parts
        window = Window(limit, tuple(parts[-1].rows[0 if backwards else -1]), backwards)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    address = database_at(tmp_path_factory.mktemp("windows") / "verbatim.db")
    with disposing(writing_engine(address)) as it:
        yield it


@given(ROWS, st.integers(1, 7), st.booleans(), st.booleans())
def test_windows_give_each_item_once_and_in_order(
    engine: Engine,
    rows: list[tuple[str, int]],
    limit: int,
    descending: bool,  # noqa: FBT001
    backwards: bool,  # noqa: FBT001
) -> None:
    with engine.connect() as connection:  # nothing is committed: the next example finds no table
        TABLE.create(connection)
        session = ReadSession(engine, connection)
        if rows:
            session.execute(insert(TABLE), [{"name": name, "number": number} for name, number in rows])
        parts = read_all(session, Order((TABLE.c.name, TABLE.c.number), descending), limit, backwards=backwards)
    found = [tuple(row) for part in (parts[::-1] if backwards else parts) for row in part.rows]
    assert found == sorted(rows, key=lambda row: (row[0].encode(), row[1]), reverse=descending)
    assert all(len(part.rows) == limit for part, _ in pairwise(parts))


@pytest.mark.parametrize(
    ("found", "window", "rows", "more"),
    [
        ([1, 2, 3], Window(2), [1, 2], True),
        ([1, 2], Window(2), [1, 2], False),
        ([3, 2, 1], Window(2, (4,), backwards=True), [2, 3], True),
        ([], Window(2), [], False),
    ],
)
def test_one_item_beyond_the_limit_tells_that_more_follow(
    found: list[int],
    window: Window,
    rows: list[int],
    more: bool,  # noqa: FBT001
) -> None:
    assert part_of(found, window) == Part(rows, more)
