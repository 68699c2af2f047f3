"""`verbatim serve`, and the other ways to start the same application."""

import signal
from pathlib import Path

import httpx
import pytest

from app.settings import Settings
from tests.cli.conftest import Run, Serve
from tests.databases import is_sqlite
from tests.ingest.conftest import transcript


def test_serve_ingests_first_and_says_where_it_is(serving: Serve, folder: Path) -> None:
    (folder / "a.txt").write_bytes(transcript())
    address, process = serving("a.txt")
    assert httpx.get(f"{address}/v1").json()["turns"] == 6
    process.send_signal(signal.SIGTERM)
    printed, _ = process.communicate(timeout=30)
    assert f"Verbatim on {address} (documentation: {address}/docs)" in printed
    assert process.returncode == 0, printed
    of_sqlite = {"verbatim.db-wal", "verbatim.db-shm"}  # a reader may leave them, and they do no harm
    there = {path.name for path in folder.iterdir()} - of_sqlite
    assert there == ({"a.txt", "verbatim.db"} if is_sqlite() else {"a.txt"})


@pytest.mark.parametrize(
    "command",
    [("-m", "uvicorn", "app.main:app"), ("-m", "fastapi", "run"), ("-m", "app", "serve", "--workers", "2")],
)
def test_other_ways_to_start_it(serving: Serve, verbatim: Run, folder: Path, command: tuple[str, ...]) -> None:
    (folder / "a.txt").write_bytes(transcript())
    if command[1] == "fastapi":
        (folder / "pyproject.toml").write_text('[tool.fastapi]\nentrypoint = "app.main:app"\n')
    verbatim("ingest", "a.txt")
    address, _ = serving(command=command)
    assert httpx.get(f"{address}/v1/turns").json()["total"] == 6


def test_readers_see_what_an_ingest_adds_without_a_restart(serving: Serve, verbatim: Run, folder: Path) -> None:
    (folder / "a.txt").write_bytes(transcript())
    verbatim("ingest", "a.txt")
    address, _ = serving()
    assert httpx.get(f"{address}/v1/turns").json()["total"] == 6
    verbatim("ingest", "a.txt", "--new")
    assert httpx.get(f"{address}/v1/turns").json()["total"] == 12


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("CORS_ORIGINS", "foo", 'a list in JSON, such as ["https://example.org"]'),
        ("CORS_ORIGINS", "[1]", 'a list in JSON, such as ["https://example.org"]'),
        ("PUBLIC_URL", "verbatim.example", "an address such as https://example.org/api"),
        ("ROOT_PATH", "api", "a path with a slash before it, such as /api"),
        ("INDEX_LANGUAGE", "no language", "a language tag such as en or pt-BR"),
    ],
)
def test_a_bad_setting_is_one_line(
    verbatim: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, wanted: str
) -> None:
    monkeypatch.setenv(f"VERBATIM_{name}", value)
    done = verbatim("serve", "--port", "0")
    assert (done.returncode, done.stderr) == (1, f"error: VERBATIM_{name}: wants {wanted}, not {value!r}\n")


def test_origins_are_a_list_in_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERBATIM_CORS_ORIGINS", '["https://a.example", "https://b.example"]')
    assert Settings().cors_origins == ["https://a.example", "https://b.example"]
