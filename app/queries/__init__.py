"""Every SQL statement of the reading half: `queries/x.py` answers `api/x.py`. Rows come out as plain named tuples."""

from contextlib import suppress
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, Executable, Result
from sqlalchemy.exc import DBAPIError

_BY_PLACE = {"_result_disable_adapt_to_context": True}
"""Rows are read by place and by name, as an ORM's session reads them: to find columns in them by the statement's own
objects would cost as much again."""


class ReadSession:
    """A session of the reading half: whatever it executes stands in one transaction and writes nothing.

    It gives rows of columns and never objects, and so does without what an ORM's session keeps of those.
    """

    def __init__(self, engine: Engine, kept: Connection | None = None) -> None:
        self._engine = engine
        self._kept = kept
        """A connection that goes on after this session."""
        self._connection = kept
        self.info: dict[Any, Any] = {}
        """What was read once in this session."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def connection(self) -> Connection:
        """Give the connection, which is taken when it is first asked for."""
        if self._connection is None:
            self._connection = self._engine.connect()
        return self._connection

    def execute(self, statement: Executable, parameters: Any = None) -> Result[*tuple[Any, ...]]:
        return self.connection().execute(statement, parameters, execution_options=_BY_PLACE)

    def get_bind(self) -> Engine:
        return self._engine

    def close(self) -> None:
        """End the transaction, where one was begun, and give the connection back."""
        if self._kept is not None:
            self._kept.rollback()
        elif self._connection is not None:
            connection, self._connection = self._connection, None
            _end(connection)


def _end(connection: Connection) -> None:
    """Give a connection back; what was read is read, also where its transaction ends by itself in this moment."""
    with suppress(DBAPIError):
        connection.close()
