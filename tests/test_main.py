import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.conftest import SHORT, add
from tests.api.server import ROOT, get, running
from tests.conftest import migrate


@pytest.fixture(scope="module", params=["h11", "httptools"])
def port(corpus_url: str, request: pytest.FixtureRequest) -> Iterator[int]:
    with running(corpus_url, request.param) as it:
        yield it


def test_importing_reads_no_settings_and_opens_nothing(tmp_path: Path) -> None:
    program = (
        "import os, app.main; print('app' in vars(app.main)); app.main.app; print('app' in vars(app.main)); app.main.x"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout == "False\nTrue\n"
    assert done.stderr.endswith("AttributeError: module 'app.main' has no attribute 'x'\n")
    assert list(tmp_path.iterdir()) == []


def test_serving_imports_nothing_that_only_ingest_needs() -> None:
    program = "import sys, app.main; app.main.app; print(*(name.partition('.')[0] for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    heavy = {"alembic", "dateparser", "charset_normalizer", "Stemmer", "yaml", "rich", "typer"}
    assert not heavy & set(done.stdout.split())


@pytest.mark.sqlite("a file that is not there yet")
def test_a_server_without_a_database_waits_for_one(tmp_path: Path) -> None:
    database = tmp_path / "verbatim.db"
    with running(str(database)) as port:
        assert get(port, b"/healthz") == (200, b'{"status":"ok"}')
        status, body = get(port, b"/v1")
        assert (status, json.loads(body)["type"]) == (503, "/problems/unavailable")
        assert get(port, b"/readyz")[0] == 503
        assert not database.exists()
        migrate(database)
        add(database, "day", SHORT)
        assert get(port, b"/readyz")[0] == 200
        assert get(port, b"/v1/turns/day.1")[0] == 200


@pytest.mark.parametrize(
    ("target", "status"),
    [
        (b"/v1", 200),
        (b"/v1/../v1", 404),
        (b"/v1/./turns", 404),
        (b"/v1/%2e%2e/v1", 404),
        (b"//v1", 404),
        (b"/v1/", 404),
        (b"/v1%0A", 404),
        (b"/v1%00", 404),
        (b"/v1%2Fturns", 404),
        (b"/v1/turns/%ff", 400),
        (b"/v1/turns?q=%ff", 400),
        (b"/v1/turns?speaker=%ED%A0%80", 400),
        (b"/v1/turns?limit=18446744073709551616", 422),
        (b"/v1/turns?speaker=" + b"%00", 200),
        (b"/v1/turns?speaker=" + b"a" * 30_000, 422),
        (b"/docs/../v1", 404),
    ],
)
def test_targets_are_taken_as_they_are_spelled(port: int, target: bytes, status: int) -> None:
    assert get(port, target)[0] == status


def test_a_host_that_nobody_trusts_is_echoed_nowhere(port: int) -> None:
    for target in (b"/", b"/v1", b"/v1/", b"/v1/turns/x", b"/docs"):
        status, body = get(port, target, b"X-Forwarded-Host: evil.example", b"Origin: https://evil.example")
        assert status in (200, 307, 404)
        assert b"evil.example" not in body


def test_head_has_no_body(port: int) -> None:
    assert get(port, b"/v1/turns", method=b"HEAD") == (200, b"")
    assert get(port, b"/v1/turns/x", method=b"HEAD") == (404, b"")


def test_a_body_on_get_is_ignored(port: int) -> None:
    status, _ = get(port, b"/v1", b"Content-Length: 0", b"Content-Type: application/json")
    assert status == 200


def test_a_server_of_ones_own_says_in_a_line_what_is_set_wrong(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "uvicorn", "app.main:app", "--port", "0"]
    variables = os.environ | {"VERBATIM_ROOT_PATH": "api", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=tmp_path, env=variables, capture_output=True, text=True, check=False)
    said = "error: VERBATIM_ROOT_PATH: wants a path with a slash before it, such as /api, not 'api'\n"
    assert (done.returncode, done.stderr) == (1, said)
