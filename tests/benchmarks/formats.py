"""What it costs to read each format: turns a second and peak memory, at one size and at twice the size.

`python -m tests.benchmarks.formats [UNITS]`; each measurement is a process of its own.
"""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import process_time

from app.database import disposing, writing_engine
from app.ingest import IngestOptions, ingest
from app.parsers import parse
from app.schema import upgrade
from app.transcript import ParseOptions
from tests.parsers.marked_up import MARKED
from tests.parsers.spoken import NAMES, WRITERS, Said

UNITS = 20_000
WORDS = ("so we went down to the water", "and it was low", "and the keeper said", "that nobody had come since winter")
HEAD = "| shape | MB | turns/s parsed | twice the size | turns/s ingested | peak memory |\n|---|---|---|---|---|---|\n"


def talk(units: int) -> list[Said]:
    """A talk in which every unit is another speaker's."""
    return [Said(NAMES[n % 2], f"{WORDS[n % 4]} {WORDS[n % 3]} {n}.", n * 4000, n * 4000 + 3500) for n in range(units)]


def measure(shape: str, units: int) -> None:
    """Print turns, source bytes, seconds of processor time to parse and to ingest, and the MB that parsing takes."""
    data = MARKED[shape](talk(units)) if shape in MARKED else WRITERS[shape][1](talk(units)).encode()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = process_time()
    (transcript,) = parse(data, ParseOptions())
    parsed = process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    turns = len(transcript.turns)
    del transcript
    with tempfile.TemporaryDirectory() as folder, disposing(writing_engine(str(Path(folder) / "v.db"))) as engine:
        upgrade(engine)
        start = process_time()
        ingest(engine, data, IngestOptions())
        stored = process_time() - start
    sys.stdout.write(f"{turns} {len(data)} {parsed} {stored} {peak // 1024}")


def main(arguments: Sequence[str]) -> None:
    if len(arguments) == 2:
        measure(arguments[0], int(arguments[1]))
        return
    units = int(arguments[0]) if arguments else UNITS
    sys.stdout.write(HEAD)
    for shape in (*WRITERS, *MARKED):
        small, large = (_in_a_process(shape, size) for size in (units, 2 * units))
        turns, size, parsed, stored, peak = large
        speeds = (f"{turns / parsed:,.0f}", f"× {parsed / small[2]:.2f}", f"{turns / stored:,.0f}", f"{peak:.0f} MB")
        sys.stdout.write(f"| {shape} | {size / 1e6:.1f} | {' | '.join(speeds)} |\n")


def _in_a_process(shape: str, units: int) -> list[float]:
    command = [sys.executable, "-m", "tests.benchmarks.formats", shape, str(units)]
    return [float(value) for value in subprocess.run(command, check=True, capture_output=True).stdout.split()]


if __name__ == "__main__":
    main(sys.argv[1:])
