"""A PostgreSQL on bad days: one line of a command, a 503 that says why, and all is well again without a restart."""

import asyncio
import random
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
from httpx import AsyncClient, Response

from app.api.examples import requests
from app.main import create_app
from app.settings import Settings
from tests.api.conftest import SHORT, anyio_backend, serving
from tests.cli.conftest import Run, folder, verbatim
from tests.faults.corpus import sentence
from tests.postgresql.days import ANOTHER, FEW, FOR_READERS, FOR_WRITERS, PARTS, Day
from tests.postgresql.installed import OWNER, READER, Installed, fill, installed
from tests.postgresql.server import required

__all__ = ["anyio_backend", "folder", "verbatim"]

pytestmark = pytest.mark.sqlite("a PostgreSQL of its own is asked")

ID = "2019-03-14-keeper-ines-corvanes-interview-with-merrow-coast-radio"
READING = (("check",), ("dump", "all.gz"), ("source", ID), ("export", ID), ("verify", "a word"), ("serve", "--port", 0))
WRITING = (("ingest", "talk.txt"), ("remove", ID, "--reason", "a test"))
LOOKS = (
    "/v1",
    "/v1/interviews",
    "/v1/turns?limit=9",
    "/v1/speakers",
    "/v1/search?q=key&facets=speaker,interview,year,kind",
)
WITHOUT_CORPUS = {"getHealth", "getVersion", "listProblemTypes", "getProblemType"}
ROOM = 64 << 20
TURNS = 500
TALK = SHORT.format(id="talk", title="A talk", date="2020", language="en")


@pytest.fixture(scope="module")
def archive(samples_dir: Path) -> Iterator[Installed]:
    """A server as the README has it set up, with the bundled samples."""
    required()
    with installed(sorted(samples_dir.glob("*.*"))) as it:
        yield it


@contextmanager
def lived_through(archive: Installed, day: Day) -> Iterator[None]:
    """Let a day happen, and end."""
    day.happen(archive.server)
    try:
        yield
    finally:
        day.mend(archive.server)


def assert_one_line(verbatim: Run, command: tuple[object, ...], url: str, says: str) -> None:
    done = verbatim(*command, "--database", url)
    assert (done.returncode, done.stdout) == (1, ""), (command, done)
    [line] = done.stderr.splitlines()
    assert line.startswith(("error: ", "fault: ")), line
    assert says in line


@pytest.mark.parametrize("day", FOR_READERS)
def test_a_command_that_reads_says_it_in_a_line(
    archive: Installed,
    verbatim: Run,
    folder: Path,
    day: str,
) -> None:
    with lived_through(archive, FOR_READERS[day]):
        for command in READING:
            assert_one_line(verbatim, command, archive.reader_url, FOR_READERS[day].says)
    assert list(folder.iterdir()) == []
    assert verbatim("check", "--database", archive.reader_url).stdout == "all is well\n"


@pytest.mark.parametrize("day", FOR_WRITERS)
def test_a_command_that_writes_says_it_in_a_line_and_leaves_all_as_it_was(
    archive: Installed,
    verbatim: Run,
    folder: Path,
    day: str,
) -> None:
    (folder / "talk.txt").write_text(TALK, encoding="utf-8")
    before = archive.dump()
    with lived_through(archive, FOR_WRITERS[day]):
        for command in WRITING:
            assert_one_line(verbatim, command, archive.owner_url, FOR_WRITERS[day].says)
    assert archive.dump() == before


async def answers(archive: Installed, day: Day, *, running: bool) -> tuple[dict[str, int], list[int]]:
    """Give what each operation answers on such a day, and two once it is over; nothing is started again."""
    with ExitStack() as until:
        if not running:
            until.enter_context(lived_through(archive, day))
        async with serving(archive.reader_url) as client:
            if running:
                assert (await client.get("/readyz")).status_code == 200
                until.enter_context(lived_through(archive, day))
            found = await statuses(client, archive.reader_url)
            until.close()
            return found, [(await client.get(path)).status_code for path in ("/readyz", "/v1/turns")]


async def statuses(client: AsyncClient, url: str) -> dict[str, int]:
    found = {}
    for operation, method, target, body in requests(create_app(Settings(database_url=url)).openapi()):
        response = await client.request(method, target, json=body)
        found[operation] = response.status_code
        kind = response.headers["content-type"]
        assert response.status_code == 200 or kind == "application/problem+json", (operation, response.text)
    return found


@pytest.mark.parametrize("running", [True, False], ids=["under it", "before it"])
@pytest.mark.parametrize("day", FOR_READERS)
def test_the_api_says_503_until_the_day_is_over(
    archive: Installed, day: str, *, running: bool, caplog: pytest.LogCaptureFixture
) -> None:
    found, mended = asyncio.run(answers(archive, FOR_READERS[day], running=running))
    assert mended == [200, 200]
    assert {found.pop(name) for name in WITHOUT_CORPUS} == {200}
    assert set(found.values()) == {503}, found
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("running", [True, False], ids=["under it", "before it"])
@pytest.mark.parametrize("part", PARTS)
def test_the_api_is_not_ready_where_a_part_is_missing(
    archive: Installed, part: str, *, running: bool, caplog: pytest.LogCaptureFixture
) -> None:
    found, mended = asyncio.run(answers(archive, PARTS[part], running=running))
    assert mended == [200, 200]
    assert set(found.values()) == {200, 503}, found
    assert (found["getReadiness"], found["getHealth"]) == (503, 200)
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("part", PARTS)
def test_a_check_tells_what_is_missing(archive: Installed, verbatim: Run, part: str) -> None:
    with lived_through(archive, PARTS[part]):
        done = verbatim("check", "--database", archive.reader_url)
    assert done.returncode == 1
    assert done.stderr.startswith("fault: "), done.stderr
    assert PARTS[part].says in done.stderr


@pytest.mark.anyio
async def test_a_database_that_takes_the_others_place_is_seen_at_once(archive: Installed, tmp_path: Path) -> None:
    """Of as many revisions, so that nothing but its own id tells it from the other."""
    talks = [tmp_path / f"{name}.txt" for name in ("one", "two", "three", "four")]
    for talk in talks:
        talk.write_text(SHORT.format(id=talk.stem, title=talk.stem, date="2020", language="en"), encoding="utf-8")
    archive.add_database("second")
    fill(archive.server.url("second", OWNER), talks)
    async with serving(archive.reader_url) as client:
        before = [shown(await client.get(path)) for path in LOOKS]
        with lived_through(archive, ANOTHER):
            async with serving(archive.reader_url) as fresh:
                after = [shown(await client.get(path)) for path in LOOKS]
                assert after == [shown(await fresh.get(path)) for path in LOOKS]
                assert {tag for tag, _ in after}.isdisjoint(tag for tag, _ in before)
        assert [shown(await client.get(path)) for path in LOOKS] == before


def shown(answer: Response) -> tuple[str, str]:
    assert answer.status_code == 200, answer.text
    return answer.headers["etag"], answer.text


@pytest.mark.anyio
async def test_who_finds_no_connection_left_is_told_to_come_again(archive: Installed) -> None:
    with lived_through(archive, FEW):
        async with serving(archive.reader_url) as client:
            async with asyncio.TaskGroup() as group:
                asked = [group.create_task(client.get(f"/v1/turns?limit={limit}")) for limit in range(1, 41)]
            told = Counter(task.result().status_code for task in asked)
            assert set(told) <= {200, 503}
            assert told[200] > 0
            assert (await client.get("/v1/turns?limit=50")).status_code == 200


@pytest.fixture
def small_disk(archive: Installed) -> Iterator[Path]:
    """A disk that PostgreSQL can write to."""
    disk = archive.server.data.parent / "disk"
    disk.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "none", disk], check=False, capture_output=True
    )
    if done.returncode:
        disk.rmdir()
        pytest.skip("no file system may be mounted here")
    try:
        shutil.chown(disk, archive.server.data.stat().st_uid)
        disk.chmod(0o700)
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)
        disk.rmdir()


def test_a_full_disk_is_one_line_and_nothing_is_half_written(
    archive: Installed,
    small_disk: Path,
    verbatim: Run,
    folder: Path,
    samples_dir: Path,
) -> None:
    archive.server.psql(f"CREATE TABLESPACE small LOCATION '{small_disk}'")
    archive.add_database("filled", "TABLESPACE small")
    url, reader = (archive.server.url("filled", role) for role in (OWNER, READER))
    fill(url, sorted(samples_dir.glob("*.*")))
    chance = random.Random(1)
    said = "\n\n".join(f"{('Question', 'Ada Lovell')[at % 2]}: {sentence(chance, 40)}" for at in range(TURNS))
    (folder / "talk.txt").write_text(f"A long talk\n\n{said}\n", encoding="utf-8")
    filling = small_disk / "fill"
    with suppress(OSError), filling.open("wb", buffering=0) as file:
        while file.write(bytes(1 << 16)):
            pass
    assert_one_line(verbatim, ("ingest", "talk.txt"), url, "No space left on device")
    assert verbatim("check", "--database", reader).stdout == "all is well\n"
    filling.unlink()
    assert verbatim("ingest", "talk.txt", "--database", url).returncode == 0
    assert verbatim("check", "--database", reader).stdout == "all is well\n"
    archive.server.psql("DROP DATABASE filled; DROP TABLESPACE small")
