"""What it costs to ingest plain text: words a second of processor time, and the memory that it takes at most."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from tests.benchmarks.corpus import TURNS_EACH, talks
from tests.benchmarks.servers import ROOT

Figures = dict[str, float]


def measure_ingest(turns: int) -> Figures:
    """Ingest interviews of 50 turns with `verbatim ingest`, start and end of the process included."""
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder) / "texts"
        texts.mkdir()
        words = sum(_write(texts / f"talk-{number}.txt", talk) for number, talk in enumerate(talks(turns)))
        database = Path(folder) / "corpus.db"
        command = [sys.executable, "-m", "app", "ingest", "--database", str(database), str(texts)]
        silent = subprocess.DEVNULL
        process = subprocess.Popen(command, cwd=ROOT, stdout=silent, stderr=silent)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        _refuse_other(database, turns // TURNS_EACH * TURNS_EACH)
        cpu, size = usage.ru_utime + usage.ru_stime, database.stat().st_size
    return {
        "turns": turns // TURNS_EACH * TURNS_EACH,
        "words": words,
        "cpu_s": cpu,
        "words_per_cpu_second": words / cpu,
        "peak_mb": usage.ru_maxrss / 1024,
        "database_mb": size / 1e6,
    }


def _refuse_other(database: Path, turns: int) -> None:
    """Raise where not everything was read as it was meant: it would be the speed of something else."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        found = connection.execute("SELECT count(*) FROM turn WHERE kind <> 'speech'").fetchone()[0]
    if found != turns:
        raise ValueError(f"{turns} turns were written as text, {found} were read as questions and answers")


def _write(path: Path, talk: list[list[str]]) -> int:
    """Write a talk as it is printed, and give how many words are said in it."""
    labels = ("Question", "Ada Lovell")
    turns = (f"{labels[number % 2]}: {' '.join(said).capitalize()}." for number, said in enumerate(talk))
    path.write_text("\n\n".join(turns) + "\n", encoding="utf-8")
    return sum(map(len, talk))
