"""The log: one line of JSON for each request, and never the words that were asked for."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.api.server import ROOT
from tests.cli.conftest import environment, free_port
from tests.databases import copy_database, database_at
from tests.http.probe import request
from tests.http.raw import answers, exchange
from tests.http.serve import verbatim_serve

SECRET = "whistleblower"
REQUESTS = {
    "search": ("GET", f"/v1/search?q={SECRET}", "/v1/search", 200),
    "turn": ("GET", "/v1/turns/day.1", "/v1/turns/{turn_id}", 200),
    "head": ("HEAD", "/v1/turns?limit=1", "/v1/turns", 200),
    "id": ("GET", f"/v1/interviews/{SECRET}", "/v1/interviews/{interview_id}", 404),
    "path": ("GET", f"/{SECRET}", None, 404),
    "slip": ("GET", f"/v1/turns?{SECRET}=1&kind={SECRET}", "/v1/turns", 422),
    "malformed": ("GET", f"/v1/search?q={SECRET}%ff", None, 400),
    "method": ("DELETE", "/v1/turns", "/v1/turns", 405),
    "health": ("GET", "/healthz", "/healthz", 200),
}


@pytest.fixture
def database(settled_url: str, tmp_path: Path) -> Path:
    copy_database(settled_url, tmp_path / "verbatim.db")
    return tmp_path / "verbatim.db"


def lines(log: str) -> dict[str, dict[str, Any]]:
    entries = [json.loads(line) for line in log.splitlines()]
    assert all(entry["message"] == "request" for entry in entries), log
    return {entry["id"]: entry for entry in entries}


def test_each_request_is_a_line_without_its_words(database: Path) -> None:
    sizes = {}
    with verbatim_serve(database) as server:
        for name, (method, target, _, status) in REQUESTS.items():
            sent = request(target, f"X-Request-ID: {name}", "User-Agent: " + SECRET, method=method)
            [answer] = answers(exchange(server.port, sent), [method.encode()])
            assert answer.status == status
            sizes[name] = len(answer.body)
        assert server.stop() == 0
    log = server.log.read_text()
    assert SECRET not in log
    entries = lines(log)
    assert list(entries) == list(REQUESTS)
    for name, (method, _, route, status) in REQUESTS.items():
        entry = entries[name]
        assert (entry["method"], entry["route"], entry["status"], entry["bytes"]) == (
            method,
            route,
            status,
            sizes[name],
        )
        assert entry["revision"] == (12 if name in ("search", "turn", "head", "id") else None)
        assert 0 < entry["duration_ms"] < 30_000
        assert datetime.fromisoformat(entry["time"]).tzinfo
        assert (entry["level"], entry["logger"]) == ("info", "app.requests")


def test_other_ways_to_start_it_log_the_same(database: Path, tmp_path: Path) -> None:
    """The server's own access log, which is on unless it is told otherwise, would tell every query."""
    port = free_port()
    variables = environment() | {"VERBATIM_DATABASE_URL": database_at(database)}
    command = [sys.executable, "-m", "uvicorn", "app.main:app", "--port", str(port)]
    with subprocess.Popen(
        command, cwd=ROOT, env=variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        assert process.stdout is not None
        seen = b""
        while b"Uvicorn running" not in seen:
            seen = process.stdout.readline()
        exchange(port, request(f"/v1/search?q={SECRET}", "X-Request-ID: one"))
        process.terminate()
        log = process.communicate(timeout=120)[0].decode()
    assert SECRET not in log
    [line] = [line for line in log.splitlines() if line.startswith("{")]
    assert json.loads(line)["id"] == "one"
