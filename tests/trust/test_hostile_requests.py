"""Hostile requests by the thousand, with both of uvicorn's parsers: no 500, nothing over time, memory flat."""

import json
import os
import re
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.main import create_app
from app.settings import Settings
from tests.api.server import ROOT
from tests.http.probe import PARSERS
from tests.http.raw import answers
from tests.trust.fuzzing import bytes_of, requests

TOGETHER = 20
ALONE = 5
"""So many connections of raw bytes to one of `TOGETHER` requests."""
THREADS = 3
GROWTH_MB = 24
REFUSAL = b"Invalid HTTP request received."
HUNG_UP = "ASGI callable returned without completing response."
"""What uvicorn says where it has itself refused what a client sent on."""
INTERNAL, UNAVAILABLE = 500, 503
LONGEST_MS = 3_000
"""The time limit is 1,000 ms of a database; the rest is for a machine that does other things."""


@dataclass(frozen=True, slots=True)
class Watched:
    """A server, its memory and its log."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def rss_mb(self) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        (line,) = (line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024


@contextmanager
def watched(database: str, parser: str, log: Path) -> Iterator[Watched]:
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener, log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.api.server", str(listener.fileno()), parser],
            cwd=ROOT,
            env=os.environ | {"VERBATIM_DATABASE_URL": database},
            pass_fds=[listener.fileno()],
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        try:
            yield Watched(process, listener.getsockname()[1], log)
        finally:
            process.terminate()
            process.wait(60)


def exchange(port: int, sent: bytes, *, and_end: bool = False) -> bytes:
    """Send bytes, and their end where they may not say it, and give what comes back."""
    parts = []
    with socket.create_connection(("127.0.0.1", port), timeout=300) as connection, suppress(ConnectionError):
        connection.sendall(sent)
        if and_end:
            connection.shutdown(socket.SHUT_WR)
        while part := connection.recv(1 << 18):
            parts.append(part)
    return b"".join(parts)


def statuses_of_round(port: int, seed: str) -> Counter[int]:
    """Send a round of requests, and give the statuses of all that is answered, strictly read."""
    told: Counter[int] = Counter()
    for at in range(ALONE):
        told += counted(exchange(port, bytes_of(f"{seed} {at}"), and_end=True), [])
    asked = requests(seed, TOGETHER)
    return told + counted(exchange(port, b"".join(each.sent for each in asked)), [each.method for each in asked])


def counted(raw: bytes, methods: list[bytes]) -> Counter[int]:
    """Count the answers; uvicorn's own refusal cuts short what is under way, so that only heads can be told then."""
    if not methods or REFUSAL in raw:
        return Counter(int(status) for status in re.findall(rb"HTTP/1\.1 ([1-5][0-9]{2}) [A-Z]", raw))
    return Counter(answer.status for answer in answers(raw, methods))


def is_fault(line: dict[str, Any]) -> bool:
    """Tell whether a line of the log is one that an operator would have to look into."""
    return line.get("status") == INTERNAL or (line["level"] == "error" and line["message"] != HUNG_UP)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
@pytest.mark.parametrize("parser", PARSERS)
def test_no_request_breaks_slows_or_fills_the_server(
    parser: str, corpus_url: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    count = pytestconfig.getoption("--requests") // len(PARSERS)
    seed = pytestconfig.getoption("--seed")
    rounds = [f"{parser} {seed} {number}" for number in range(count // (TOGETHER + ALONE))]
    third = len(rounds) // 3
    with watched(corpus_url, parser, tmp_path / "log") as server, ThreadPoolExecutor(THREADS) as pool:
        ask = partial(statuses_of_round, server.port)
        told = sum(pool.map(ask, rounds[:third]), Counter[int]())
        before = server.rss_mb()
        told += sum(pool.map(ask, rounds[third:]), Counter[int]())
        after = server.rss_mb()
        assert server.process.poll() is None, "the server is gone"
    lines = [json.loads(line) for line in server.log.read_text(encoding="utf-8").splitlines()]
    durations = [line["duration_ms"] for line in lines if line["message"] == "request"]
    longest, refused = max(durations), sum(told.values()) - len(durations)
    sys.stdout.write(
        f"{parser}: {len(durations)} requests, {refused} more refused by it, {dict(told)},"
        f" {before:.0f} to {after:.0f} MB, {longest:.0f} ms\n"
    )
    assert [line for line in lines if is_fault(line)] == []
    assert told[INTERNAL] == 0
    assert told[UNAVAILABLE] <= len(durations) / 1_000, "a busy machine may take a few over the limit"
    assert len(durations) > count / 3
    assert after - before < GROWTH_MB
    assert longest < LONGEST_MS


@pytest.mark.anyio
async def test_a_body_that_breaks_off_is_no_fault_of_the_server(
    corpus_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The client is gone: only the log hears of it, which must not call for anybody."""
    app, sent = create_app(Settings(database_url=corpus_url)), list[Any]()
    parts = [{"type": "http.request", "body": b'{"te', "more_body": True}, {"type": "http.disconnect"}]

    async def receive() -> Any:
        return parts.pop(0) if len(parts) > 1 else parts[0]

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/v1/quotes/verify", "raw_path": b"/v1/quotes/verify"}
    scope |= {"headers": [(b"content-type", b"application/json")], "query_string": b"", "http_version": "1.1"}
    async with app.router.lifespan_context(app):
        await app(scope, receive, send)
    assert sent[0]["status"] == 400
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []
