"""Disks that are full or may not be written, and files that are damaged, of a later schema, or gone."""

import asyncio
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from ctypes import CDLL
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from app.api.examples import requests
from app.main import create_app
from app.settings import Settings
from tests.api.conftest import serving
from tests.cli.conftest import environment
from tests.trust.conftest import digests

pytestmark = pytest.mark.sqlite("files; tests/postgresql/test_bad_days.py is of PostgreSQL's bad days")

ID = "2019-03-14-keeper-ines-corvanes-interview-with-merrow-coast-radio"
PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2
PAGE = 4096
TALK = "A talk\n\nQuestion: Why is the sea blue?\n\nAda Lovell: " + "It is blue because of the light. " * 1000
WITHOUT_CORPUS = {"getHealth", "getVersion", "listProblemTypes", "getProblemType"}

WRITING = (["ingest", "talk.txt"], ["remove", ID, "--reason", "a test"], ["check", "--repair"])
COPYING = (
    *(["backup", "copy.db"], ["dump", "all.gz"], ["source", ID, "--output", "source.txt"]),
    *(["export", ID, "--output", "export.txt"], ["restore", "kept.gz", "--database", "restored.db"]),
)


@pytest.fixture(scope="session")
def sound(corpus_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database whose log is empty, a dump of it, and a talk to ingest."""
    folder = tmp_path_factory.mktemp("sound")
    database = folder / "verbatim.db"
    shutil.copy(corpus_url.removeprefix("sqlite:///"), database)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    (folder / "talk.txt").write_text(TALK, encoding="utf-8")
    done = tell(folder, [["dump", "kept.gz"]])
    assert done[0]["code"] == 0, done
    return folder


@pytest.fixture
def folder(sound: Path) -> Iterator[Path]:
    """A copy of all that, where anybody may come."""
    with TemporaryDirectory() as made:
        place = Path(made)
        place.chmod(0o755)
        shutil.copytree(sound, place, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*-wal", "*-shm"))
        yield place
        place.chmod(0o755)


def tell(folder: Path, commands: list[list[str]], **how: Any) -> list[dict[str, Any]]:
    """Run commands in a folder and give code and words of each."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.trust.commands"],
        cwd=folder,
        env=environment() | {"HOME": str(folder)},
        input=json.dumps(commands),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        **how,
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def _leave_rights() -> None:
    """Be one to whom the modes of files apply, root too: Linux's rights to pass over them are given up for good."""
    prctl = CDLL(None).prctl
    for right in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        if os.geteuid() == 0 and prctl(PR_CAPBSET_DROP, right, 0, 0, 0):
            raise OSError("the rights of root cannot be given up here")


def assert_one_line(commands: list[list[str]], told: list[dict[str, Any]]) -> None:
    for command, each in zip(commands, told, strict=True):
        assert each["code"] == 1, (command, each)
        lines = each["said"].splitlines()
        assert [line for line in lines if line.startswith(("error: ", "fault: "))], (command, each)
        assert "Traceback" not in each["said"], (command, each)
        assert len(lines) == 1, (command, each)


def assert_whole(folder: Path, before: dict[str, str]) -> None:
    """Nothing that was there has changed, and of what is new all is SQLite's own or empty."""
    with closing(sqlite3.connect(folder / "verbatim.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM interview WHERE removed_at IS NULL").fetchone() == (4,)
    after = digests(folder)
    assert {name: after[name] for name in before} == before
    assert {name for name in after if name not in before} <= {
        "restored.db",
        "verbatim.db-wal",
        "restored.db-wal",
        "fill",
    }


def limited(size: int) -> Callable[[], None]:
    return partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize("size", [0, 20_000])
def test_where_no_file_may_grow_nothing_is_half_written(folder: Path, size: int) -> None:
    """Such is a full disk to a program that writes: SQLite is told so in the middle of a transaction."""
    before = digests(folder)
    commands = [["ingest", "talk.txt"], ["restore", "kept.gz", "--database", "restored.db"], ["backup", "copy.db"]]
    told = tell(folder, commands, preexec_fn=limited(size))
    assert_one_line(commands, told)
    assert_whole(folder, before)
    (again,) = tell(folder, [["ingest", "talk.txt"]])
    assert again["code"] == 0, again


@pytest.fixture
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk with all that and 40 KB of room."""
    disk = folder / "disk"
    disk.mkdir()
    size = sum(path.stat().st_size for path in folder.iterdir() if path.is_file()) + 3_000_000
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", disk], check=False, capture_output=True
    )
    if done.returncode:
        pytest.skip("no file system may be mounted here")
    try:
        for path in folder.iterdir():
            if path.is_file():
                shutil.copy(path, disk)
        with suppress(OSError), (disk / "fill").open("wb", buffering=0) as fill:
            while fill.write(bytes(PAGE)):
                pass
        os.truncate(disk / "fill", (disk / "fill").stat().st_size - 10 * PAGE)
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_full_disk_is_one_line_and_nothing_is_half_written(small_disk: Path) -> None:
    before = digests(small_disk)
    commands = [["ingest", "talk.txt"], ["backup", "copy.db"], ["restore", "kept.gz", "--database", "restored.db"]]
    assert_one_line(commands, tell(small_disk, commands))
    assert_whole(small_disk, before)
    (small_disk / "fill").unlink()
    (again,) = tell(small_disk, [["ingest", "talk.txt"]])
    assert again["code"] == 0, again


@pytest.mark.parametrize(("mode", "folder_mode"), [(0o444, 0o555), (0o444, 0o777), (0o000, 0o777), (0o644, 0o555)])
def test_what_may_not_be_written_or_read_is_one_line(folder: Path, mode: int, folder_mode: int) -> None:
    database = folder / "verbatim.db"
    before = digests(folder)
    database.chmod(mode)
    folder.chmod(folder_mode)
    commands = list(WRITING[:2])  # a repair with nothing to repair may well end well
    assert_one_line(commands, tell(folder, commands, preexec_fn=_leave_rights))
    folder.chmod(0o755)
    database.chmod(0o644)
    assert_whole(folder, before)


def damage_pages(database: Path) -> None:
    """Spoil every other page, the first ones too."""
    data = bytearray(database.read_bytes())
    for at in range(PAGE, len(data), 2 * PAGE):
        data[at : at + PAGE] = bytes(range(256)) * (PAGE // 256)
    database.write_bytes(data)


def damage_turns(database: Path) -> None:
    """Spoil only the pages that hold turns: the database opens as ever."""
    with closing(sqlite3.connect(database)) as connection:
        roots = [row[0] for row in connection.execute("SELECT rootpage FROM sqlite_master WHERE tbl_name = 'turn'")]
    data = bytearray(database.read_bytes())
    for root in roots:
        data[(root - 1) * PAGE : root * PAGE] = b"\xff" * PAGE
    database.write_bytes(data)


def cut(database: Path) -> None:
    os.truncate(database, database.stat().st_size // 2)


def age(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def overwrite(database: Path) -> None:
    database.write_bytes(bytes(range(256)) * 2_000)


def run_sql(statement: str, database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(statement)


HURTS = (damage_pages, cut, age, overwrite)
LACKS = {
    "a table": partial(run_sql, "DROP TABLE turn_state"),
    "a column": partial(run_sql, "ALTER TABLE interview RENAME COLUMN place TO elsewhere"),
    "the word index": partial(run_sql, "DROP TABLE word_index"),
    "a part of the word index": partial(run_sql, "DROP TABLE word_index_data"),
    "the counts of words": partial(run_sql, "DROP TABLE word_index_counts"),
}
"""What somebody may have taken from a database that says it is whole."""


@pytest.mark.parametrize("hurt", [*HURTS, damage_turns])
def test_a_damaged_or_later_database_is_one_line(folder: Path, hurt: Callable[[Path], None]) -> None:
    database = folder / "verbatim.db"
    hurt(database)
    before = database.read_bytes()
    commands = [*WRITING, *COPYING[1:4]]
    told = tell(folder, commands)
    if hurt is damage_turns:  # what is asked of other pages is answered; the check finds what is not
        told, commands = told[2:3], commands[2:3]
        assert "malformed" in told[0]["said"] or "integrity" in told[0]["said"]
        return
    assert_one_line(commands, told)
    assert database.read_bytes() == before
    assert not {"all.gz", "source.txt", "export.txt"} & set(digests(folder))


async def answers(database: Path, hurt: Callable[[Path], object], *, running: bool) -> tuple[dict[str, int], list[int]]:
    """Give what each operation answers over a database that is hurt, and two once a sound one has its place."""
    sound = database.with_name("sound.db")
    shutil.copy(database, sound)
    if not running:
        hurt(database)
    async with serving(str(database)) as client:
        if running:
            assert (await client.get("/readyz")).status_code == 200
            hurt(database)
        found = {}
        for operation, method, url, body in requests(create_app(Settings(database_url=str(database))).openapi()):
            response = await client.request(method, url, json=body)
            found[operation] = response.status_code
            kind = response.headers["content-type"]
            assert response.status_code == 200 or kind == "application/problem+json", (operation, response.text)
        sound.replace(database)
        return found, [(await client.get(path)).status_code for path in ("/readyz", "/v1/turns")]


@pytest.mark.parametrize("running", [True, False], ids=["under the server", "before it"])
@pytest.mark.parametrize("hurt", [*HURTS, Path.unlink, lambda path: os.truncate(path, 0)])
def test_the_api_says_503_until_the_cause_is_gone(
    folder: Path, hurt: Callable[[Path], object], *, running: bool, caplog: pytest.LogCaptureFixture
) -> None:
    names = {path.name for path in folder.iterdir()}
    found, mended = asyncio.run(answers(folder / "verbatim.db", hurt, running=running))
    assert mended == [200, 200]
    assert {found.pop(name) for name in WITHOUT_CORPUS} == {200}
    assert set(found.values()) == {503}, found
    assert {path.name for path in folder.iterdir()} - names <= {"verbatim.db-wal", "verbatim.db-shm"}
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("hurt", [damage_turns, *LACKS.values()], ids=["pages of turns", *LACKS])
@pytest.mark.parametrize("running", [True, False], ids=["under the server", "before it"])
def test_the_api_is_not_ready_where_a_part_is_missing_or_damaged(
    folder: Path, hurt: Callable[[Path], object], *, running: bool, caplog: pytest.LogCaptureFixture
) -> None:
    """What is asked of other parts is answered."""
    found, mended = asyncio.run(answers(folder / "verbatim.db", hurt, running=running))
    assert mended == [200, 200]
    assert set(found.values()) == {200, 503}, found
    assert (found["getReadiness"], found["getHealth"]) == (503, 200)
    assert "Traceback" not in caplog.text


def damage_last_turn(database: Path) -> str:
    """Spoil the page on which the last turn begins, deep within its table, and give the turn's id."""
    with closing(sqlite3.connect(database)) as connection:
        select = "SELECT interview.id, number, text FROM turn JOIN interview ON interview.pk = interview_pk"
        interview, number, text = connection.execute(f"{select} ORDER BY turn.pk DESC LIMIT 1").fetchone()
    data = bytearray(database.read_bytes())
    page = data.rindex(text.encode()[:200]) // PAGE * PAGE
    data[page : page + PAGE] = b"\xff" * PAGE
    database.write_bytes(data)
    return f"{interview}.{number}"


@pytest.mark.anyio
async def test_the_api_is_not_ready_for_as_long_as_what_a_request_found_damaged_is(folder: Path) -> None:
    """No request looks for damage that none has met; what one has met is looked at again, and may be mended."""
    database = folder / "verbatim.db"
    sound = database.read_bytes()
    async with serving(str(database)) as client:
        turn = damage_last_turn(database)
        paths = ("/readyz", f"/v1/turns/{turn}", "/readyz", "/v1/interviews", "/readyz")
        assert [(await client.get(path)).status_code for path in paths] == [200, 503, 503, 200, 503]
        database.write_bytes(sound)
        assert [(await client.get(path)).status_code for path in paths] == [200] * 5


@pytest.mark.parametrize("part", LACKS)
def test_a_check_tells_what_is_missing(folder: Path, part: str) -> None:
    LACKS[part](folder / "verbatim.db")
    told = tell(folder, [["check"], ["ingest", "talk.txt"], ["remove", ID, "--reason", "a test"]])
    assert [each for each in told if "Traceback" in each["said"]] == []
    assert told[0]["code"] == 1
    assert told[0]["said"].startswith("fault: ")
