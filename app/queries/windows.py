"""A part of an ordered list, by the key where it begins: never by a count of what stands before it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import ColumnElement, Integer, Select, SQLColumnExpression, bindparam, func, tuple_

from app.queries import ReadSession

Row = TypeVar("Row")

Fixed = Callable[[bool, bool], Select[*tuple[Any, ...]]]
"""Gives the statement for windows that have a key or none, forwards or backwards."""

MOST_COLUMNS = 3

Key = tuple[Any, ...]
"""The values by which one item stands where it does in its list; no two items have the same."""


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of a list is wanted: at most `limit` items after `key`, or before it where `backwards`."""

    limit: int
    key: Key | None = None
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """What a list is ordered by: columns that are never null and together unique, all in one direction."""

    columns: tuple[SQLColumnExpression[Any], ...]
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """The items of a window in the list's order, and whether more follow in the direction of reading."""

    rows: list[Row]
    more: bool


def read_part(session: ReadSession, statement: Select[*tuple[Any, ...]], order: Order, window: Window) -> Part[Any]:
    """Execute `statement` for the items in `window` under `order`, in time independent of what stands before."""
    return part_of(session.execute(windowed(statement, order, window)).all(), window)


def read_fixed(session: ReadSession, statement_for: Fixed, window: Window, **values: Any) -> Part[Any]:
    """Execute what `statement_for` gives for a window of this kind, with these `values` of its parameters.

    To put a statement together takes longer than to execute it.
    """
    statement = statement_for(window.key is not None, window.backwards)
    return part_of(session.execute(statement, values | _values(window)).all(), window)


def fixed(make: Callable[[Window], Select[*tuple[Any, ...]]]) -> Fixed:
    """Give what makes the statement for each kind of window, once for all."""

    @cache
    def statement_for(keyed: bool, backwards: bool) -> Select[*tuple[Any, ...]]:  # noqa: FBT001, a key of the cache
        return make(Window(0, (None,) * MOST_COLUMNS if keyed else None, backwards))

    return statement_for


def part_of(found: Sequence[Row], window: Window) -> Part[Row]:
    """Give the part that `found` holds, read in the window's direction with one item more than its limit."""
    rows = list(found[: window.limit])
    return Part(rows[::-1] if window.backwards else rows, len(found) > window.limit)


def windowed(statement: Select[*tuple[Any, ...]], order: Order, window: Window) -> Select[*tuple[Any, ...]]:
    """Narrow `statement` to the items in `window`, with one more that tells whether others follow."""
    if window.key is not None:
        descending = order.descending != window.backwards
        statement = statement.where(*_beyond(order.columns, window.key, descending=descending))
    return ordered(statement, order, window).limit(bindparam("limit", window.limit + 1, Integer))


def ordered(statement: Select[*tuple[Any, ...]], order: Order, window: Window) -> Select[*tuple[Any, ...]]:
    """Order `statement` in the direction of reading."""
    descending = order.descending != window.backwards
    return statement.order_by(*(column.desc() if descending else column.asc() for column in order.columns))


def span_of(window: Window) -> tuple[int, int]:
    """Give the first and last number that can be in a window over items numbered from 1, with one beyond its limit."""
    if window.backwards and window.key is not None:
        return _within(window.key[0] - window.limit - 1), _within(window.key[0] - 1)
    begin = 0 if window.key is None else _within(window.key[0])
    return begin + 1, begin + window.limit + 1


def _within(number: int) -> int:
    """Keep a forged key within what engines can compare."""
    return max(-(2**62), min(number, 2**62))


def unindexed(column: SQLColumnExpression[Any]) -> ColumnElement[Any]:
    """Give `column` as an expression that no index serves.

    An engine without statistics would else begin at a table that gives no order, and sort all that it finds there.
    """
    return func.coalesce(column, column)


def _beyond(
    columns: tuple[SQLColumnExpression[Any], ...], key: Key, *, descending: bool
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The first condition says nothing new, but lets an index of the first column alone find the place."""
    types = (cast(ColumnElement[Any], column).type for column in columns)
    places = [bindparam(name, value, type_) for (name, value), type_ in zip(_names(key), types, strict=False)]
    here, there = tuple_(*columns), tuple_(*places)
    if descending:
        return columns[0] <= places[0], here < there
    return columns[0] >= places[0], here > there


def _values(window: Window) -> dict[str, Any]:
    return {"limit": window.limit + 1, **dict(_names(window.key or ()))}


def _names(key: Key) -> Iterator[tuple[str, Any]]:
    return ((f"key_{index}", value) for index, value in enumerate(key))
