"""How long searches take, by kind of query, size of corpus and engine, all in one run.

`python -m tests.benchmarks.latency FOLDER [--turns N…] [--rounds N] [--json FILE]` makes what it needs in FOLDER and
keeps it there. Milliseconds are of processor time, and engines take turns at every query: noise changes them little.
Every query is asked once of each: nothing is answered from memory. Verbatim and Datasette answer over HTTP with the
turns, their spans and the total; SQL and Tantivy give keys within this process.
"""

import argparse
import json
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks.corpora import keep
from tests.benchmarks.engines import ENGINES, Engine
from tests.benchmarks.queries import KINDS, Kind, Query
from tests.benchmarks.servers import UnavailableError

SIZES = (10_000, 100_000, 1_000_000)

Times = dict[str, list[float]]


def measure(database: Path, rounds: int) -> dict[str, Times]:
    """Give for each kind of query the milliseconds that each engine took for each."""
    with ExitStack() as stack:
        engines: dict[str, Engine] = {}
        for name, start in ENGINES.items():
            try:
                engines[name] = stack.enter_context(start(database))
            except UnavailableError as error:
                print(f"without {name}: {error}")  # noqa: T201
        for kind in KINDS:
            for engine in engines.values():
                engine.ask(kind, Query(("dak",), "words"))  # opens files and reads what is read once
        return {kind.name: _measure_kind(engines, kind, rounds) for kind in KINDS}


def _measure_kind(engines: dict[str, Engine], kind: Kind, rounds: int) -> Times:
    asked = {name: ask for name, ask in engines.items() if name == "verbatim" or not kind.parameters}
    times: Times = {name: [] for name in asked}
    for query in kind.queries(rounds):
        for name, engine in asked.items():
            before = engine.cpu()
            engine.ask(kind, query)
            times[name].append((engine.cpu() - before) * 1000)
    return times


def quantile(times: list[float], share: float) -> float:
    return sorted(times)[min(int(len(times) * share), len(times) - 1)]


def show(turns: int, kinds: dict[str, Times]) -> None:
    print(f"\n{f'{turns:,} turns: ms':28}" + "".join(f"{name + ' p50':>15}{'p99':>8}" for name in ENGINES))  # noqa: T201
    for kind, times in kinds.items():
        cells = [
            f"{quantile(times[name], 0.5):15.1f}{quantile(times[name], 0.99):8.1f}" if name in times else f"{'–':>23}"
            for name in ENGINES
        ]
        print(f"{kind:28}" + "".join(cells), flush=True)  # noqa: T201


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--turns", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    results: dict[int, dict[str, Times]] = {}
    for turns in given.turns:
        results[turns] = measure(keep(given.folder, str(turns), None).database, given.rounds)
        show(turns, results[turns])
        if given.json:
            given.json.write_text(json.dumps(results, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
