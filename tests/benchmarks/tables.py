"""What was measured, as tables to read."""

from statistics import median
from typing import Any

from tests.benchmarks.questions import DEPTHS
from tests.benchmarks.servers import LOAD_CORE, SERVER_CORE

COLUMNS = (
    ("verbatim", "new"),
    ("verbatim", "again"),
    ("textbook", "new"),
    ("textbook", "again"),
    ("constants", "again"),
    ("datasette", "new"),
    ("datasette", "again"),
)
RATIOS = """
{name}: requests per second of the server's processor time, relative to bare ASGI that returns Verbatim's bytes
(in brackets: per second of the clock). µs: what bare ASGI takes. new: no address twice. again: one address."""


def answers_table(name: str, answers: dict[str, Any]) -> str:
    """Give a line for each question, a column for each server and state."""
    heads = [f"{server} {state}" if server != "constants" else server for server, state in COLUMNS]
    lines = [RATIOS.format(name=name), f"{'':14}{'µs':>6}" + "".join(f"{head:>18}" for head in heads)]
    for question, found in answers.items():
        bare = 1e6 / found["bare again"]["per_cpu_second"]
        cells = [_cell(found.get(f"{server} {state}")) for server, state in COLUMNS]
        lines.append(f"{question:14}{bare:6.0f}" + "".join(f"{cell:>18}" for cell in cells))
        for who, figures in found.items():
            if figures["refused"]:
                lines.append(
                    f"{'':14}{who}: {figures['refused']:.0f} of {figures['requests']:.0f} answered 503, too slow"
                )
    return "\n".join(lines)


def short_table(answers: dict[str, Any]) -> str:
    """Give the ratios of processor time in Markdown, for the README."""
    columns = ("verbatim new", "verbatim again", "constants again", "textbook new", "datasette new")
    lines = ["\n|  | Verbatim, new | asked again | constants | textbook | Datasette |", "|---|---|---|---|---|---|"]
    for question, found in answers.items():
        if question in DEPTHS:
            continue
        cells = [f"{found[column]['cpu_ratio']:.3f}" if column in found else "–" for column in columns]
        lines.append(f"| {question} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _cell(figures: dict[str, float] | None) -> str:
    if figures is None:
        return "–"
    return f"{figures['cpu_ratio']:.3f} ({figures['ratio']:.3f})"


def figures_table(title: str, rows: dict[str, dict[str, float]]) -> str:
    """Give a line for each of `rows`, a column for each of their figures."""
    heads = list(next(iter(rows.values())))
    lines = [f"\n{title}", f"{'':14}" + "".join(f"{head:>22}" for head in heads)]
    lines += [f"{name:14}" + "".join(f"{_figure(row[head]):>22}" for head in heads) for name, row in rows.items()]
    return "\n".join(lines)


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 1_000 or value == int(value) else f"{value:,.2f}"


def load_note(answers: dict[str, Any]) -> str:
    """Say whether the load was fast enough, and whether it stood in the servers' way."""
    share = median(found["bare again"]["load_share"] for found in answers.values())
    enough = (
        "less than the server" if share < 1 else "MORE than the server: by the clock, all but bare ASGI look better"
    )
    where = f"The load ran on core {LOAD_CORE}, the servers on core {SERVER_CORE}"
    if LOAD_CORE == SERVER_CORE:
        where = "Load and servers had to share ONE CORE: believe processor time alone"
    return f"{where}. Asking bare ASGI, the load took {share:.2f} of its processor time: {enough}."
