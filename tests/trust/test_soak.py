"""Everything at once for a while: readers of every kind, an ingest again and again, and SIGTERM in the middle of it."""

import itertools
import json
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.api.examples import requests
from app.main import create_app
from app.settings import Settings
from tests.cli.conftest import environment
from tests.databases import copy_database, database_at
from tests.faults.corpus import write_edition
from tests.http.serve import Server, verbatim_serve

READERS = 3
FILES = 6
INGESTS_A_MINUTE = 1
FEWEST_INGESTS = 4
"""In a short run they come closer together."""
GROWTH_MB, MORE_FILES, SLOWER = 24, 10, 2.0
ALLOWED = {200, 302, 307, 410}
"""410 is the answer to a cursor of an earlier revision."""


class Reader(threading.Thread):
    """Asks for everything there is, one after the other, each request under an id of its own."""

    def __init__(self, name: str, port: int, asked: list[tuple[str, str, Any]]) -> None:
        super().__init__(name=name)
        self.port, self.asked = port, asked
        self.answered, self.faults = set[str](), list[str]()
        self.ending = threading.Event()

    def run(self) -> None:
        with httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=120) as client:
            for number in itertools.count():
                method, url, body = self.asked[number % len(self.asked)]
                request_id = f"{self.name}-{number}"
                try:
                    response = self._ask(client, method, url, body, request_id)
                except httpx.TransportError as error:
                    if not self.ending.is_set():
                        self.faults.append(f"{url}: {error!r}")
                    return
                self.answered.add(request_id)
                if response.status_code not in ALLOWED:
                    self.faults.append(f"{response.status_code} for {url}: {response.text[:200]}")

    def _ask(self, client: httpx.Client, method: str, url: str, body: Any, request_id: str) -> httpx.Response:
        """Ask, once more where the connection had lain idle until the server closed it: a busy machine stops both."""
        headers = {"X-Request-ID": request_id}
        try:
            return client.request(method, url, json=body, headers=headers)
        except httpx.RemoteProtocolError:
            return client.request(method, url, json=body, headers=headers)


@dataclass(frozen=True, slots=True)
class Sample:
    """What a server holds at a moment."""

    rss_mb: float
    files: int
    threads: int


def sample(pid: int) -> Sample:
    lines = (line.split() for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines())
    status = {line[0].rstrip(":"): line[1] for line in lines if len(line) > 1}
    return Sample(int(status["VmRSS"]) / 1024, len(list(Path(f"/proc/{pid}/fd").iterdir())), int(status["Threads"]))


def everything(database: str) -> list[tuple[str, str, Any]]:
    """Give a request of each operation, and of what is no operation."""
    document = create_app(Settings(database_url=database)).openapi()
    unlisted = [("GET", path, None) for path in ("/", "/docs", "/openapi.json", "/v1/turns?limit=200")]
    return [(method, url, body) for _, method, url, body in requests(document)] + unlisted


def ingest(folder: Path, database: Path, edition: int) -> None:
    """Ingest a few talks in one of their two editions: a new revision of each that is changed."""
    write_edition(folder / "talks", FILES, 1 + edition % 2)
    command = [sys.executable, "-m", "app", "ingest", str(folder / "talks"), "--database", database_at(database)]
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def soak(server: Server, database: Path, seconds: float) -> list[Sample]:
    """Ingest again and again for so long, and give what the server held after each ingest."""
    count = max(FEWEST_INGESTS, round(seconds / 60 * INGESTS_A_MINUTE))
    samples, began = [], time.monotonic()
    for number in range(count):
        ingest(database.parent, database, number)
        samples.append(sample(server.process.pid))
        left = began + seconds * (number + 1) / count - time.monotonic()
        if server.process.poll() is None and left > 0:
            threading.Event().wait(left)
    return samples


def medians(lines: list[dict[str, Any]]) -> dict[str, tuple[float, float]]:
    """Give the median duration of each route in the second third of the log and in the last."""
    third = len(lines) // 3
    routes: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for at, line in enumerate(lines[third:]):
        routes[str(line["route"])][at >= third].append(line["duration_ms"])
    return {name: (statistics.median(a), statistics.median(b)) for name, (a, b) in routes.items() if a and b}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc")
def test_a_server_under_load_grows_in_nothing_and_ends_without_losing_an_answer(
    corpus_url: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    database = tmp_path / "verbatim.db"
    copy_database(corpus_url, database)
    ingest(tmp_path, database, 0)
    asked = everything(str(database))
    with verbatim_serve(database, VERBATIM_TIME_LIMIT_MS="10000") as server:
        readers = [
            Reader(f"reader-{number}", server.port, asked[number:] + asked[:number]) for number in range(READERS)
        ]
        for reader in readers:
            reader.start()
        samples = soak(server, database, pytestconfig.getoption("--minutes") * 60)
        for reader in readers:
            reader.ending.set()
        assert server.stop() == 0
        for reader in readers:
            reader.join()
    lines = [json.loads(line) for line in server.log.read_text(encoding="utf-8").splitlines()]
    warm, last = samples[len(samples) // 3], samples[-1]
    slowed = statistics.median(after / before for before, after in medians(lines).values())
    sys.stdout.write(f"{len(lines)} requests, {len(samples)} ingests, {warm} to {last}, {slowed:.2f} times as long\n")
    assert [reader.faults for reader in readers] == [[]] * READERS
    assert [line for line in lines if line["message"] != "request" or line["status"] not in ALLOWED] == []
    answered = set[str]().union(*(reader.answered for reader in readers))
    assert sorted(line["id"] for line in lines) == sorted(answered), (
        "what the server answered has come, whole, and once"
    )
    assert last.rss_mb - warm.rss_mb < GROWTH_MB
    assert last.files <= warm.files + MORE_FILES
    assert last.threads <= warm.threads + MORE_FILES
    assert slowed < SLOWER
