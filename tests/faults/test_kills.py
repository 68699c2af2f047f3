"""`kill -9` at random moments of every writing command, while readers read."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.main import create_app
from app.settings import Settings
from tests.cli.conftest import environment, free_port, wait_for
from tests.faults.readers import Reader

FILES = 24
READERS = 3
COUNTERS = {"revision", "ingested_at", "removed_at"}
LISTS = ("/v1", "/v1/interviews", "/v1/turns", "/v1/speakers", "/v1/search?q=harbour", "/v1/search?q=%22added+later%22")


def run_harness(folder: Path, kills: int) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "tests.faults.harness", str(folder), str(kills), "seed", str(FILES)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False, timeout=1800)
    assert done.returncode == 0, done.stderr
    report: list[dict[str, Any]] = json.loads(done.stdout)
    return report


async def answers(database: Path) -> dict[str, Any]:
    """Give all that the API answers, page by page and turn by turn, without times and counters of revisions."""
    app = create_app(Settings(database_url=str(database)))
    found: dict[str, Any] = {}
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://archive.example") as client:
            waiting = [f"{path}{'&' if '?' in path else '?'}limit=200" if path != "/v1" else path for path in LISTS]
            while waiting:
                url = waiting.pop()
                page = (await client.get(url)).json()
                waiting += [page["next"]] if page.get("next") else []
                found[f"{url.split('?')[0]} {len(found)}"] = stripped(page)
            turns = [f"/v1/turns/talk-number-{n}-of-the-harbour-series.{at}" for n in range(9) for at in range(1, 18)]
            for url in turns:
                found[url] = stripped((await client.get(url)).json())
    return found


def stripped(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: stripped(each) for key, each in value.items() if key not in COUNTERS | {"next", "previous", "instance"}
        }
    return [stripped(each) for each in value] if isinstance(value, list) else value


@pytest.fixture
def readers(tmp_path: Path) -> Iterator[list[Reader]]:
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "app.main:app", "--port", str(port), "--log-level", "warning"]
    disturbed = tmp_path / "disturbed"
    disturbed.mkdir()
    log = (tmp_path / "server.log").open("w")  # a pipe that nobody reads would fill with lines and hold the server up
    server = subprocess.Popen(
        command, cwd=disturbed, env=environment(), stdout=log, stderr=subprocess.STDOUT, text=True
    )
    address = f"http://127.0.0.1:{port}"
    wait_for(server, address)
    reading = [Reader(address) for _ in range(READERS)]
    for reader in reading:
        reader.start()
    yield reading
    for reader in reading:
        reader.stop()
    server.terminate()
    server.wait(30)
    log.close()


def test_whatever_is_killed_is_whole_and_running_again_ends_the_same(
    tmp_path: Path, readers: list[Reader], pytestconfig: pytest.Config
) -> None:
    (tmp_path / "undisturbed").mkdir()
    run_harness(tmp_path / "undisturbed", 0)
    report = run_harness(tmp_path / "disturbed", pytestconfig.getoption("--kills"))
    for reader in readers:
        reader.stop()
    assert [step for step in report if step["faults"]] == []
    assert sum(step["kills"] for step in report) >= pytestconfig.getoption("--kills") * 4
    assert [reader.faults for reader in readers] == [[]] * READERS
    assert all(reader.answers[httpx.codes.OK] > 0 for reader in readers)
    before, after = (asyncio.run(answers(tmp_path / name / "verbatim.db")) for name in ("undisturbed", "disturbed"))
    assert before == after == asyncio.run(answers(tmp_path / "disturbed" / "restored.db"))
    assert len(before) > len(LISTS)
