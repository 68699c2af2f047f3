"""`kill -9` of an ingest into PostgreSQL: what is there is whole, nothing is locked, and running it again ends it."""

import subprocess
import sys
import threading
from pathlib import Path

from sqlmodel import Session, col, func, select

from app import schema
from app.archive import check
from app.database import disposing, reading_engine, writing_engine
from app.models import Interview, Turn
from tests.cli.conftest import environment
from tests.faults.corpus import write_edition
from tests.postgresql.conftest import NewDatabase

FILES = 24
TURNS_EACH = 16
DEADLINE = 1200


def test_a_killed_ingest_leaves_nothing_half_and_nothing_locked(tmp_path: Path, new_database: NewDatabase) -> None:
    url, talks = new_database(), tmp_path / "talks"
    write_edition(talks, FILES, 1)
    command = [sys.executable, "-m", "app", "ingest", "--database", url, str(talks)]
    with disposing(writing_engine(url)) as engine:
        schema.upgrade(engine)
        silent = subprocess.DEVNULL
        process = subprocess.Popen(command, env=environment(), stdout=silent, stderr=silent)
        waits = threading.Event()
        for _ in range(DEADLINE):
            if _counts(url)[0] > 1:
                break
            waits.wait(0.05)
        process.kill()
        assert process.wait(60) < 0
        interviews, turns = _counts(url)
        assert 1 < interviews < FILES
        assert turns == interviews * TURNS_EACH
        assert check(engine) == []
        subprocess.run(command, env=environment(), stdout=silent, stderr=silent, check=True, timeout=300)
        assert _counts(url) == (FILES, FILES * TURNS_EACH)
        assert check(engine) == []


def _counts(url: str) -> tuple[int, int]:
    """Give how many interviews there are and how many turns, as a reader sees them."""
    with disposing(reading_engine(url, time_limit_ms=None)) as engine, Session(engine) as session:
        interviews = session.exec(select(func.count(col(Interview.pk)))).one()
        return interviews, session.exec(select(func.count(col(Turn.pk)))).one()
