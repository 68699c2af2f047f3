"""The README's unit for systemd and its backup by cron, tried as they stand there."""

import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import environment
from tests.deploy.readme import block, changed, program

INSTALLED = "/opt/verbatim/bin/verbatim"


def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "archive.service"
    unit.write_text(changed(block("ini"), {INSTALLED: sys.executable}))
    verify = [program("systemd-analyze"), "verify", "--man=no", str(unit)]
    done = subprocess.run(verify, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, [line for line in done.stderr.splitlines() if "archive" in line]) == (0, [])


@pytest.mark.sqlite("PostgreSQL copies its own")
def test_the_backup_is_a_copy_that_can_be_served(corpus_url: str, tmp_path: Path) -> None:
    line = block("crontab").strip()
    when, command = line[: line.index("verbatim")], line.partition(" verbatim ")[2]
    assert re.fullmatch(r"\d+ \d+ \* \* \* ", when)
    database = shutil.copy(corpus_url.removeprefix("sqlite:///"), tmp_path / "verbatim.db")
    places = {
        INSTALLED: f"{sys.executable} -m app",
        "/var/lib/verbatim/verbatim.db": str(database),
        "/var/backups/verbatim": str(tmp_path),
        "\\%": "%",  # which cron would take for the end of a line
    }
    shell = ["sh", "-c", changed(command, places)]
    done = subprocess.run(shell, env=environment(), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    [copy] = tmp_path.glob("2*-*-*.db")
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT count(*) FROM interview").fetchone() == (4,)
