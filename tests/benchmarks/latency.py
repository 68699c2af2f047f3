"""How long a search takes, by kind of query, through the whole application and as raw SQL.

`python -m tests.benchmarks.latency DATABASE [ROUNDS]` on a database that `tests.benchmarks.corpus` made. Every
query is asked once: nothing is answered from memory. Application and raw SQL take turns within one run.
"""

import asyncio
import random
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.words import stem
from tests.api.conftest import serving
from tests.benchmarks.corpus import word_at

Make = Callable[[random.Random], str]

KINDS: dict[str, tuple[Make, dict[str, Any]]] = {
    "rare word": (lambda c: word_at(c.randint(20_000, 49_000)), {}),
    "medium word": (lambda c: word_at(c.randint(200, 2_000)), {}),
    "common word": (lambda c: word_at(c.randint(1, 60)), {}),
    "AND": (lambda c: f"{word_at(c.randint(0, 40))} {word_at(c.randint(41, 2_000))}", {}),
    "phrase": (lambda c: f'"{word_at(c.randint(0, 15))} {word_at(c.randint(0, 30))}"', {}),
    "prefix of 4": (lambda c: f"{word_at(c.randint(100, 40_000))[:4]}*", {}),
    "prefix of 2": (lambda c: f"{word_at(c.randint(0, 64))[:2]}*", {}),
    "common word, one interview": (lambda c: word_at(c.randint(1, 60)), {"interview": "interview-77"}),
    "common word, one speaker": (lambda c: word_at(c.randint(1, 60)), {"speaker": "speaker-7"}),
    "common word by date": (lambda c: word_at(c.randint(1, 60)), {"sort": "-date"}),
    "common word, facets": (lambda c: word_at(c.randint(1, 60)), {"facets": "speaker,year,kind"}),
}


def raw(connection: sqlite3.Connection, q: str) -> None:
    """Ask SQLite for the newest twenty hits, and nothing else: the least that any search must do."""
    written = q.strip('"*')
    if q.startswith('"') or q.endswith("*"):
        match = f'words : "{written}"{" *" if q.endswith("*") else ""}'
    else:
        match = " AND ".join(f'stems : "{stem(word, "en")}"' for word in written.split())
    statement = "SELECT rowid FROM word_index WHERE word_index MATCH ? ORDER BY rowid DESC LIMIT 20"
    connection.execute(statement, (match,)).fetchall()


def quantile(times: list[float], share: float) -> float:
    return sorted(times)[min(int(len(times) * share), len(times) - 1)] * 1000


async def main(database: Path, rounds: int) -> None:
    direct = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    print(f"{'':30}{'p50':>9}{'p99':>9}{'raw p50':>9}{'raw p99':>9}  ms")  # noqa: T201
    async with serving(str(database), time_limit_ms=60_000) as client:
        for name, (make, parameters) in KINDS.items():
            chance, times, bare = random.Random(name), list[float](), list[float]()
            for q in dict.fromkeys(make(chance) for _ in range(rounds)):
                begun = time.perf_counter()
                raw(direct, q)
                between = time.perf_counter()
                response = await client.get("/v1/search", params={"q": q, **parameters})
                times.append(time.perf_counter() - between)
                bare.append(between - begun)
                assert response.status_code == 200, response.text
            figures = [quantile(taken, share) for taken in (times, bare) for share in (0.5, 0.99)]
            print(f"{name:30}" + "".join(f"{figure:9.1f}" for figure in figures), flush=True)  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 30))
