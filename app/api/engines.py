"""The reading engine, opened once there is a database of this version's schema."""

import logging
import threading
from collections.abc import Hashable
from contextlib import suppress
from typing import Any

from fastapi.concurrency import run_in_threadpool
from sqlalchemy import Connection, Engine, ExceptionContext, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from app import schema
from app.api.errors import UnavailableError
from app.database import (
    Companions,
    DatabaseError,
    Identity,
    abandon,
    companions,
    dialect_of,
    identity,
    reading_engine,
)
from app.queries import ReadSession
from app.queries.corpus import STATE, CorpusState, get_state
from app.settings import Settings

logger = logging.getLogger(__name__)

MISSING = "There is no database that can be read: `verbatim ingest PATH…` makes one. The server's log says more."
CLOSED = "The database cannot be opened, or its server cannot be reached: the log of this one says more."
DAMAGED = "The database is damaged, or its disk is: `verbatim check` says where. A backup or a dump takes its place."
AWAY = "The database went away while it was read, or had no room: try again."
OTHER_SCHEMA = (
    "The database has schema {current}, this version reads {head}: run `verbatim ingest`, or update Verbatim."
)


class CorpusEngine:
    """The engine of one application; a database may come, change, go and be replaced while it serves."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._engine: Engine | None = None
        self._identity: Identity = None
        self._companions: Companions = frozenset()
        self._lock = threading.Lock()
        self.schema = schema.head()
        """The migration that this version reads."""
        self._said = ""
        self._answers_at_once = False
        self._kept: Connection | None = None
        self._seen: tuple[Engine, Hashable] | None = None
        self._state: CorpusState | None = None
        self._damaged: tuple[str, Any] | None = None

    @property
    def answers_at_once(self) -> bool:
        """Whether the database is open, and what is found by a key in it is there without waiting for any process."""
        return self._answers_at_once

    def session(self) -> ReadSession:
        """Give a session of its own.

        Raises `UnavailableError` as `get` does.
        """
        return ReadSession(self.get())

    def session_at_once(self) -> ReadSession:
        """Give the session of the event loop, in a transaction and with the corpus's state; it is to be closed before
        anything else is awaited.

        Raises `UnavailableError` as `get` does.
        """
        engine = self.get()
        kept = self._connection_of(engine)
        session = ReadSession(engine, kept)
        kept.begin()
        version = dialect_of(engine).glance(kept)
        if (engine, version) == self._seen:
            session.info[STATE] = self._state
        else:
            self._state = get_state(session)
            self._seen = engine, version
        return session

    async def state_now(self) -> CorpusState | None:
        """Give the state that the corpus is in now, on the event loop; `None` where that cannot be told."""
        return self._glance() if self._answers_at_once else await run_in_threadpool(self._look)

    def _look(self) -> CorpusState | None:
        with suppress(DBAPIError, UnavailableError), self.session() as session:
            return get_state(session)
        return None

    def _glance(self) -> CorpusState | None:
        engine = self._engine
        if engine is None or identity(self._settings.database_url) != self._identity:
            return None
        with suppress(DBAPIError, UnavailableError):
            if (engine, dialect_of(engine).glance(self._connection_of(engine))) != self._seen:
                self.session_at_once().close()
            return self._state
        return None

    def _connection_of(self, engine: Engine) -> Connection:
        """Give the connection that the event loop keeps, and nobody else touches."""
        if self._kept is None or self._kept.engine is not engine:
            self._let_go()
            self._kept = engine.connect()
            self._kept.detach()
        return self._kept

    def _let_go(self) -> None:
        if self._kept is not None:
            self._kept.close()
        self._kept = None

    def get(self) -> Engine:
        """Give the engine of the database that is there now.

        Raises `UnavailableError` where there is no database, or one of another schema.
        """
        engine, there = self._engine, identity(self._settings.database_url)
        if engine is not None and there == self._identity:
            return engine
        with self._lock:
            if self._engine is None or there != self._identity:
                self._close()
                self._engine = self._open()
            return self._engine

    def open_again(self, failed: Engine) -> None:
        """Open the database anew unless another request already has; raises `UnavailableError` as `get` does."""
        with self._lock:
            if self._engine is failed:
                self._close()
        self.get()

    def read_damaged_again(self, connection: Connection) -> None:
        """Read once more what was found damaged last; what is still damaged raises what it raised then."""
        if self._damaged is not None:
            for _ in connection.exec_driver_sql(*self._damaged):
                pass
            self._damaged = None

    def _keep_damaged(self, context: ExceptionContext) -> None:
        """Keep the statement that could not be read for damage."""
        error, execution = context.sqlalchemy_exception, context.execution_context
        if (
            context.engine
            and execution
            and isinstance(error, DBAPIError)
            and dialect_of(context.engine).is_damage(error)
        ):
            self._damaged = execution.statement, execution.parameters[0]

    def dispose(self) -> None:
        """Close every connection, the event loop's own too."""
        with self._lock:
            self._close()
        self._let_go()

    def _close(self) -> None:
        if self._engine is not None:
            event.listen(self._engine, "checkin", _close_returned)  # what is in use is given back to no pool
            self._engine.dispose()
        self._engine = None

    def _open(self) -> Engine:
        settings = self._settings
        url, there = settings.database_url, identity(settings.database_url)
        try:
            if there not in (None, self._identity):
                abandon(url, self._companions)
            engine = reading_engine(url, time_limit_ms=settings.time_limit_ms, immutable=settings.immutable)
            event.listen(engine, "handle_error", self._keep_damaged)
            self._refuse_other_schema(engine)
        except (DatabaseError, DBAPIError) as error:
            self._say(str(error))
            raise UnavailableError(MISSING if there is None else CLOSED) from error
        self._identity, self._companions = there, companions(url)
        self._said = ""
        return engine

    def _refuse_other_schema(self, engine: Engine) -> None:
        try:
            with engine.connect() as connection:
                current, head = schema.current(connection), self.schema
                self._answers_at_once = dialect_of(engine).glance(connection) is not None
        except DBAPIError:
            engine.dispose()
            raise
        if current != head:
            engine.dispose()
            detail = OTHER_SCHEMA.format(current=current or "of another program", head=head)
            self._say(detail)
            raise UnavailableError(detail)

    def _say(self, reason: str) -> None:
        """Log why there is no engine, once for each reason: requests may ask many times a second."""
        if reason != self._said:
            logger.warning("the corpus cannot be read: %s", reason)
            self._said = reason


def _close_returned(_: Any, entry: ConnectionPoolEntry) -> None:
    """Close a connection that was in use when its pool was given up: it would stay open until it is collected."""
    entry.close()
