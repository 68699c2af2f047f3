"""What PostgreSQL costs beside SQLite: bytes and processor time for each turn written, and for each search.

`python -m tests.benchmarks.postgresql CORPUS.db [--turns N] [--rounds N]` ingests texts into both, then moves a corpus
of `tests.benchmarks.corpus` into a server of its own and back, compares dumps and answers by their hashes, and asks
both engines the same, in turns. Times are those of the processor, of our process and of PostgreSQL's together, so that
other programs count little.
"""

import argparse
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

import psycopg

from tests.benchmarks.corpus import talks
from tests.benchmarks.moving import hash_of_answers, hash_of_file, move, program, run
from tests.benchmarks.queries import KINDS, Kind, Query
from tests.benchmarks.servers import Server as Serving
from tests.benchmarks.servers import serving
from tests.databases import create
from tests.postgresql.server import Server, primary

SETTINGS = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on", "shared_buffers": "2GB"}
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


def server_time(server: Server) -> float:
    """Give the seconds of processor time that a server's processes have had, those that have ended included."""
    pid = (server.data / "postmaster.pid").read_text().split()[0]
    seconds = sum(map(int, _stat(pid)[13:15])) / TICKS
    for process in (pid, *Path(f"/proc/{pid}/task/{pid}/children").read_text().split()):
        with suppress(OSError):
            seconds += int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9
    return seconds


def _stat(pid: str) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def measure_ingest(server: Server, turns: int) -> None:
    """Print what it costs to write on both engines."""
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts"
        texts.mkdir()
        count = write_texts(texts, turns)
        tell("| ingest | turns/s | ours | PostgreSQL's | bytes of a turn |\n|---|---|---|---|---|")
        file = Path(folder) / "corpus.db"
        spent = run("ingest", "ingest", "--database", str(file), str(texts)).seconds
        _tell_ingest("SQLite", count, spent, 0, file.stat().st_size)
        before = server_time(server)
        spent = run("ingest", "ingest", "--database", server.url(), str(texts)).seconds
        _tell_ingest("PostgreSQL", count, spent, server_time(server) - before, _size(server, "postgres"))


def measure_moving(server: Server, corpus: Path, folder: Path) -> str:
    """Move a corpus, print what it costs and whether it is the same everywhere, and give its address on PostgreSQL."""
    there, back = server.url(create(server, "corpus")), folder / "back.db"
    tell("\n| moving | processor time, ours | PostgreSQL's | most memory, ours |\n|---|---|---|---|")
    before = server_time(server)
    for step in move(str(corpus), there, str(back), folder):
        now = server_time(server)
        tell(f"| {step.name} | {step.seconds:.1f} s | {now - before:.1f} s | {step.peak_mb:.0f} MB |")
        before = now
    sizes = corpus.stat().st_size, _size(server, "corpus"), back.stat().st_size
    tell("\nbytes: " + ", ".join(f"{size:,}" for size in sizes))
    tell("dumps: " + ", ".join(hash_of_file(folder / name) for name in ("first", "second")))
    tell("answers: " + ", ".join(hash_of_answers(each) for each in (str(corpus), there, str(back))))
    return there


def measure_search(server: Server, corpus: Path, there: str, rounds: int) -> None:
    """Print what searches cost on both engines, by kind of query."""
    with psycopg.connect(_plain(there), autocommit=True) as connection:
        connection.execute("VACUUM (ANALYZE)")  # as it is soon after an ingest, and so that none runs beside us
        connection.execute("CHECKPOINT")
    tell("\n| median of processor time | SQLite | PostgreSQL | of it ours | times |\n|---|---|---|---|---|")
    whole: list[tuple[float, float]] = []
    with serving(program(str(corpus))) as sqlite, serving(program(there)) as postgresql:
        for kind in KINDS:
            found = [_asked(_path(kind, query), sqlite, postgresql, server) for query in kind.queries(rounds)]
            whole += [(here, own + servers) for here, own, servers in found]
            here, own, both = (median(each) for each in zip(*((a, b, b + c) for a, b, c in found), strict=True))
            tell(f"| {kind.name} | {_ms(here)} | {_ms(both)} | {_ms(own)} | {both / here:.2f} |")
    here, both = (sum(each) / len(whole) for each in zip(*whole, strict=True))
    tell(f"| mean of all | {_ms(here)} | {_ms(both)} | | {both / here:.2f} |")


def _asked(path: str, sqlite: Serving, postgresql: Serving, server: Server) -> tuple[float, float, float]:
    """Ask both, and give the seconds of processor time: SQLite's, and on PostgreSQL ours and the server's."""
    before = sqlite.cpu()
    sqlite.get(path)
    here = sqlite.cpu() - before
    before, began = postgresql.cpu(), server_time(server)
    postgresql.get(path)
    return here, postgresql.cpu() - before, server_time(server) - began


def _path(kind: Kind, query: Query) -> str:
    facets = {"facets": ",".join(kind.facets)} if kind.facets else {}
    return f"/v1/search?{urlencode({'q': query.typed(), **facets, **kind.parameters})}"


def _tell_ingest(name: str, turns: int, own: float, servers: float, size: int) -> None:
    tell(f"| {name} | {turns / (own + servers):.0f} | {own:.1f} s | {servers:.1f} s | {size / turns:.0f} |")


def tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def _size(server: Server, name: str) -> int:
    statement = "SELECT pg_database_size(%s) - pg_database_size('template1')"
    with psycopg.connect(_plain(server.url())) as connection:
        row = connection.execute(statement, (name,)).fetchone()
    return int(row[0]) if row else 0


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--turns", type=int, default=MOST_TURNS, help="how many are ingested as text")
    parser.add_argument("--rounds", type=int, default=30)
    given = parser.parse_args()
    with primary(**SETTINGS) as server, tempfile.TemporaryDirectory() as folder:
        measure_ingest(server, given.turns)
        there = measure_moving(server, given.corpus, Path(folder))
        measure_search(server, given.corpus, there, given.rounds)


if __name__ == "__main__":
    main()
