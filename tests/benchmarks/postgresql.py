"""What PostgreSQL costs beside SQLite: bytes and processor time for each turn written, and for each search.

`python -m tests.benchmarks.postgresql CORPUS.db [--turns N] [--rounds N]` ingests texts into both, then moves a corpus
of `tests.benchmarks.corpus` into a server of its own by a dump and asks both the same, in turns. Times are those of the
processor, of our process and of PostgreSQL's together, so that other programs count little.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

import psycopg

from app import schema
from app.archive import dump, restore
from app.database import disposing, reading_engine, writing_engine
from tests.benchmarks import NO_LIMIT_MS
from tests.benchmarks.corpus import talks
from tests.benchmarks.queries import KINDS, Kind, Query
from tests.benchmarks.servers import ROOT, Program, serving
from tests.postgresql.server import Server, primary

DURABLE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}
TICKS = os.sysconf("SC_CLK_TCK")
MOST_TURNS = 10_000


def write_texts(folder: Path, turns: int) -> int:
    """Write interviews of 50 turns as they are printed, and give how many turns they have."""
    count = 0
    for number, talk in enumerate(talks(turns)):
        said = (f"{('Question', 'Ada Lovell')[at % 2]}: {' '.join(each).capitalize()}." for at, each in enumerate(talk))
        (folder / f"talk-{number}.txt").write_text("\n\n".join(said) + "\n", encoding="utf-8")
        count += len(talk)
    return count


def ingest(texts: Path, database: str) -> float:
    """Give the seconds of processor time that `verbatim ingest` takes for a folder."""
    command = [sys.executable, "-m", "app", "ingest", "--database", database, str(texts)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return usage.ru_utime + usage.ru_stime


def server_time(server: Server) -> float:
    """Give the seconds of processor time that a server's processes have had, those that have ended included."""
    pid = int((server.data / "postmaster.pid").read_text().split()[0])
    seconds = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(stat.parent.name) == pid:
            seconds += sum(map(int, fields[11:15]))
        elif int(fields[1]) == pid:
            seconds += sum(map(int, fields[11:13]))
    return seconds / TICKS


def measure_ingest(server: Server, turns: int) -> None:
    """Print what it costs to write on both engines."""
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts"
        texts.mkdir()
        count = write_texts(texts, turns)
        file = Path(folder) / "corpus.db"
        spent = ingest(texts, str(file))
        _tell_ingest("SQLite", count, spent, 0, file.stat().st_size)
        before = server_time(server)
        spent = ingest(texts, server.url())
        size = _number(server, "SELECT pg_database_size(current_database()) - pg_database_size('template1')")
        _tell_ingest("PostgreSQL", count, spent, server_time(server) - before, size)


def measure_search(server: Server, corpus: Path, rounds: int) -> None:
    """Print what searches cost on both engines, by kind of query."""
    url = server.url("corpus")
    with psycopg.connect(_plain(server.url()), autocommit=True) as connection:
        connection.execute("CREATE DATABASE corpus")
    turns = _move(corpus, url)
    size = _number(server, "SELECT pg_database_size('corpus') - pg_database_size('template1')")
    print(f"{turns} rows moved: SQLite {corpus.stat().st_size:,} bytes, PostgreSQL {size:,}", flush=True)  # noqa: T201
    limit = {"VERBATIM_TIME_LIMIT_MS": str(NO_LIMIT_MS)}
    programs = [
        Program((sys.executable, "-m", "app", "serve", "--database", each), "/v1/turns", limit)
        for each in (str(corpus), url)
    ]
    with serving(programs[0]) as sqlite, serving(programs[1]) as postgresql:
        for kind in KINDS:
            here, there = [], []
            for query in kind.queries(rounds):
                path = _path(kind, query)
                before = sqlite.cpu()
                sqlite.get(path)
                here.append(sqlite.cpu() - before)
                before, began = postgresql.cpu(), server_time(server)
                postgresql.get(path)
                there.append((postgresql.cpu() - before, server_time(server) - began))
            _tell_search(kind, here, there)


def _move(corpus: Path, url: str) -> int:
    with tempfile.TemporaryFile() as packed:
        with disposing(reading_engine(str(corpus), time_limit_ms=None)) as engine:
            dump(engine, packed)
        packed.seek(0)
        with disposing(writing_engine(url)) as engine:
            schema.upgrade(engine)
            return restore(engine, packed)


def _path(kind: Kind, query: Query) -> str:
    facets = {"facets": ",".join(kind.facets)} if kind.facets else {}
    return f"/v1/search?{urlencode({'q': query.typed(), **facets, **kind.parameters})}"


def _tell_ingest(name: str, turns: int, own: float, servers: float, size: int) -> None:
    rate = turns / (own + servers)
    print(  # noqa: T201
        f"{name:12}{turns:>8} turns{own:8.1f} s own{servers:8.1f} s server's{rate:8.0f} turns/s of a core"
        f"{size / turns:8.0f} bytes/turn",
        flush=True,
    )


def _tell_search(kind: Kind, here: list[float], there: list[tuple[float, float]]) -> None:
    own, whole = median(each for each, _ in there), sum(map(sum, there)) / len(there)
    first = sum(here) / len(here)
    print(  # noqa: T201
        f"{kind.name:28}{first * 1000:9.1f} ms SQLite{whole * 1000:9.1f} ms PostgreSQL ({own * 1000:.1f} our own)"
        f"{whole / first:8.2f} times",
        flush=True,
    )


def _number(server: Server, statement: str) -> int:
    with psycopg.connect(_plain(server.url())) as connection:
        row = connection.execute(statement.encode()).fetchone()
    return int(row[0]) if row else 0


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--turns", type=int, default=MOST_TURNS, help="how many are ingested as text")
    parser.add_argument("--rounds", type=int, default=30)
    given = parser.parse_args()
    with primary(**DURABLE) as server:
        measure_ingest(server, given.turns)
        measure_search(server, given.corpus, given.rounds)


if __name__ == "__main__":
    main()
