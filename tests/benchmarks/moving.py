"""What it costs to move a corpus from SQLite to PostgreSQL and back by dumps, and whether it is the same everywhere."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from tests.benchmarks import NO_LIMIT_MS
from tests.benchmarks.queries import KINDS
from tests.benchmarks.servers import ROOT, Program, serving

LISTS = ("/v1", "/v1/interviews?limit=200", "/v1/speakers?sort=-turns&limit=200", "/v1/turns?limit=200")
QUERIES = 3
"""Of each kind of query, how many are asked for the hash of answers."""


class Step(NamedTuple):
    """A command that was run: the seconds of processor time and the most memory that its process took."""

    name: str
    seconds: float
    peak_mb: float


def run(name: str, *arguments: str) -> Step:
    """Run a command of the product to its end."""
    command = [sys.executable, "-m", "app", *arguments]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Step(name, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def move(corpus: str, there: str, back: str, folder: Path) -> Iterator[Step]:
    """Move a corpus from one database to an empty one and from that to a third; its dumps stay in `folder`."""
    first, second = folder / "first", folder / "second"
    yield run("dump from SQLite", "dump", "--database", corpus, str(first))
    yield run("restore to PostgreSQL", "restore", "--database", there, str(first))
    yield run("dump from PostgreSQL", "dump", "--database", there, str(second))
    yield run("restore to SQLite", "restore", "--database", back, str(second))


def hash_of_file(path: Path) -> str:
    """Give a hash of a file of any size."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hash_of_answers(database: str) -> str:
    """Give one hash of all bodies that a server over a database gives, where their order is not one of scores."""
    found = hashlib.sha256()
    with serving(program(database)) as server:
        for path in (*LISTS, *_searches()):
            found.update(server.get(path))
    return found.hexdigest()


def program(database: str) -> Program:
    """Give what serves a database, of whatever engine, and ends no search."""
    limit = {"VERBATIM_TIME_LIMIT_MS": str(NO_LIMIT_MS)}
    return Program((sys.executable, "-m", "app", "serve", "--database", database), "/v1/turns", limit)


def _searches() -> Iterator[str]:
    for kind in KINDS:
        for query in kind.queries(QUERIES):
            yield f"/v1/search?{urlencode({'q': query.typed(), **kind.parameters, 'sort': '-date'})}"
