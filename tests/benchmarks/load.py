"""The load: connections that are kept alive, each of which asks, reads the whole answer and asks again."""

import asyncio
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]+)\r\n", re.IGNORECASE)
LAST_CHUNK = b"\r\n0\r\n\r\n"
REFUSED = b" 503 "


class UnexpectedAnswerError(Exception):
    """An answer that is none: the measurement would be of something else."""


@dataclass(slots=True)
class Answers:
    """What came back."""

    seconds: float = 0.0
    """From the first question to the last answer."""
    times: dict[int, float] = field(default_factory=dict)
    """The seconds until each answer, by the place of the question."""
    refused: int = 0
    """How many were answered 503."""


def request(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: */*\r\n\r\n".encode()


def ask_all(port: int, paths: Sequence[str], connections: int) -> Answers:
    """Ask for each path once, over as many connections at a time; raises `UnexpectedAnswerError`."""
    import uvloop  # noqa: PLC0415, not on Windows, where nothing is measured

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_ask_all(port, [request(path) for path in paths], min(connections, len(paths))))


async def _ask_all(port: int, requests: list[bytes], connections: int) -> Answers:
    loop, answers, waiting = asyncio.get_running_loop(), Answers(), enumerate(requests)
    askers = [_Asker(waiting, answers, loop.create_future()) for _ in range(connections)]
    for asker in askers:
        await loop.create_connection(lambda asker=asker: asker, "127.0.0.1", port)  # type: ignore[misc]
    begun = time.perf_counter()
    for asker in askers:
        asker.ask()
    await asyncio.gather(*(asker.done for asker in askers))
    answers.seconds = time.perf_counter() - begun
    for asker in askers:
        asker.transport.close()
    return answers


class _Asker(asyncio.Protocol):
    """One connection."""

    def __init__(self, waiting: Iterator[tuple[int, bytes]], answers: Answers, done: "asyncio.Future[None]") -> None:
        self.waiting, self.answers, self.done = waiting, answers, done
        self.transport = cast("asyncio.Transport", None)
        self._place, self._begun = 0, 0.0
        self._head, self._left = b"", 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)

    def ask(self) -> None:
        place, question = next(self.waiting, (None, b""))
        if place is None:
            self.done.set_result(None)
            return
        self._place, self._head, self._left = place, b"", 0
        self._begun = time.perf_counter()
        self.transport.write(question)

    def data_received(self, data: bytes) -> None:
        if self._left:  # of a body whose length is known
            self._left -= len(data)
            whole = self._left <= 0
        else:
            self._head += data
            whole = self._is_whole()
        if whole:
            self.answers.times[self._place] = time.perf_counter() - self._begun
            self.ask()

    def _is_whole(self) -> bool:
        end = self._head.find(b"\r\n\r\n")
        if end < 0:
            return False
        self._look_at_status()
        length = LENGTH.search(self._head, 0, end + 2)
        if length is None:
            return self._head.endswith(LAST_CHUNK)
        self._left = int(length[1]) - (len(self._head) - end - 4)
        return self._left <= 0

    def _look_at_status(self) -> None:
        if self._head.startswith(b"HTTP/1.1 200 ") or self.done.done():
            return
        if self._head.startswith(REFUSED, 8):
            self.answers.refused += 1
            return
        self.done.set_exception(UnexpectedAnswerError(self._head[:2000].decode(errors="replace")))

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or UnexpectedAnswerError("the server closed the connection"))
