"""What a route reads from: one session, in one transaction, on one revision of the corpus."""

from functools import cached_property
from threading import Semaphore
from typing import Annotated

from fastapi import Depends, Request

from app.api.engines import CorpusEngine
from app.api.errors import BusyError, UnavailableError
from app.api.urls import Urls, urls_of
from app.database import dialect_of
from app.queries import ReadSession
from app.queries.corpus import CorpusState, get_state

MOST_STREAMS = 8
"""How many answers of one process may read while they are sent: each holds a connection while its client takes it."""

EMPTY = "Nothing was ingested yet: `verbatim ingest PATH…` does it."


class CorpusReading:
    """A request's look at the corpus; nothing is opened before it is asked for."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.headers: dict[str, str] = {}
        """Headers of the answer, beside those that every answer has."""
        self.is_streamed = False
        """Whether the answer goes on reading after the route has returned it, and closes this at its end."""
        self.is_at_once = False
        """Whether it is read on the event loop, before anything else happens there."""
        self._held: Semaphore | None = None

    @cached_property
    def urls(self) -> Urls:
        return urls_of(self.request.scope)

    @property
    def engine(self) -> CorpusEngine:
        engine: CorpusEngine = self.request.app.state.engine
        return engine

    @cached_property
    def session(self) -> ReadSession:
        """The session that everything in this request is read in.

        Raises `UnavailableError` where there is no database, or none that can be read.
        """
        return self.engine.session_at_once() if self.is_at_once else self.engine.session()

    @cached_property
    def corpus(self) -> CorpusState:
        """The state of the corpus that this request sees.

        Raises `UnavailableError` where there is none, or none that this version can read.
        """
        state = get_state(self.session)
        if state is None:
            raise UnavailableError(EMPTY)
        if state.schema != self.engine.schema:  # another Verbatim has migrated it meanwhile
            self.close()
            self.engine.open_again(self.session.get_bind())
        self.request.scope["state"]["revision"] = state.revision
        return state

    def hold(self) -> None:
        """Let the answer go on reading while it is sent; raises `BusyError` where as many do as may."""
        streams: Semaphore = self.request.app.state.streams
        if not streams.acquire(blocking=False):
            raise BusyError(f"As many exports as may run at once ({MOST_STREAMS}) are running: try again in a while.")
        self._held, self.is_streamed = streams, True

    def renew_time(self) -> None:
        """Let what is read next have the whole time limit again."""
        connection = self.session.connection()
        dialect_of(connection).begin_time_anew(connection)

    def close(self) -> None:
        """End the transaction, where one was begun, and make room for another stream."""
        held, self._held = self._held, None
        if held is not None:
            held.release()
        if "session" in self.__dict__:
            self.session.close()


async def _reading(request: Request) -> CorpusReading:
    return CorpusReading(request)


Reading = Annotated[CorpusReading, Depends(_reading)]
"""What a route declares to read the corpus."""
