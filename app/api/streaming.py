"""Answers that go on reading while they are sent."""

from collections.abc import Iterator, Mapping

import anyio
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from starlette.requests import ClientDisconnect
from starlette.types import Message, Receive, Scope, Send

from app.api.reading import CorpusReading

PATIENCE = 30.0
"""For how many seconds a client may take nothing of an answer before it is given up."""


class CorpusStream(StreamingResponse):
    """An answer that reads from the corpus piece by piece, and closes what it reads from, whatever ends it.

    A client that goes away or takes nothing for too long finds the connection closed, without the end of the answer.
    """

    def __init__(
        self, reading: CorpusReading, pieces: Iterator[str], headers: Mapping[str, str], media_type: str
    ) -> None:
        reading.hold()
        super().__init__(pieces, headers=headers, media_type=media_type)
        self._reading = reading

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_in_time(message: Message) -> None:
            with anyio.fail_after(PATIENCE):
                await send(message)

        try:
            await super().__call__(scope, receive, send_in_time)
        except (ClientDisconnect, TimeoutError):
            return
        finally:
            with anyio.CancelScope(shield=True):
                await run_in_threadpool(self._reading.close)
