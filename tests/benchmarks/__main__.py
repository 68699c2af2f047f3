"""How fast Verbatim is beside what people would pick instead: one table for each corpus, JSON, and a plot.

Bare ASGI returns the bytes that Verbatim answered; the textbook is FastAPI and SQLModel as their tutorials teach them;
constants are FastAPI's validation and serialisation alone; Datasette serves the same rows with a full-text index.
Each is one process on one core, the load has another, and all are asked in turns. Nothing is asserted.

Measured elsewhere: tests.benchmarks.latency (kinds of searches beside SQL, Datasette and Tantivy), .formats (reading
each format), .relevance (the order of hits), .quotations (how surely a quotation is found), .postgresql (both engines).
"""

import argparse
import json
import os
import platform
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.benchmarks import others, servers
from tests.benchmarks.corpora import ARCHIVE, Kept, keep
from tests.benchmarks.ingesting import measure_ingest
from tests.benchmarks.plot import draw
from tests.benchmarks.questions import Question, make_questions
from tests.benchmarks.rounds import all_asked, measure, medians
from tests.benchmarks.servers import Program, Server, UnavailableError, serving
from tests.benchmarks.tables import answers_table, figures_table, load_note, short_table

CORPORA = ("samples", ARCHIVE, "10000", "100000", "1000000")
PARTS = ("datasette", "single", "mix", "light", "ingest")
PLOTTED = "10000"
RATIO = "Requests per second of processor time, relative to bare ASGI"
PLOT = "tests/benchmarks/speed.svg"
FOLDER = Path(tempfile.gettempdir()) / "verbatim-benchmarks"


def main(arguments: Sequence[str] | None = None) -> None:
    given = options().parse_args(arguments)
    if given.transcripts is None and ARCHIVE in given.corpora:
        given.corpora = [name for name in given.corpora if name != ARCHIVE]
        _show(f"without {ARCHIVE}, which is among the real transcripts: --transcripts names their folder")
    given.folder.mkdir(parents=True, exist_ok=True)
    results: dict[str, Any] = {"machine": _machine(), "rounds": given.rounds, "corpora": {}}
    with servers.pinned(servers.LOAD_CORE):
        for name in given.corpora:
            results["corpora"][name] = _measure_corpus(keep(given.folder, name, given.transcripts), given)
        if "ingest" not in given.without:
            results["ingest"] = {f"{turns:,} turns": measure_ingest(turns) for turns in given.ingest}
            _show(figures_table("`verbatim ingest` of plain text, the whole process:", results["ingest"]))
    if given.json:
        given.json.write_text(json.dumps(results, indent=1), encoding="utf-8")
    if given.plot:
        answers = results["corpora"][_plotted(given)]["answers"]
        given.plot.write_text(draw(f"{RATIO} ({_title(_plotted(given))})", answers), encoding="utf-8")
        _show(short_table(answers))


def _plotted(given: argparse.Namespace) -> str:
    """Give the corpus that the plot shows, and that is served where memory is looked at."""
    return PLOTTED if PLOTTED in given.corpora else str(given.corpora[0])


def _measure_corpus(corpus: Kept, given: argparse.Namespace) -> dict[str, Any]:
    programs = {"verbatim": servers.verbatim(corpus.database), "textbook": servers.textbook(corpus.plain)}
    if "datasette" not in given.without:
        try:
            programs["datasette"] = servers.datasette(corpus.plain, given.folder)
        except UnavailableError as error:
            _show(f"without Datasette: {error}")
    results: dict[str, Any] = {}
    with ExitStack() as stack:
        running = {name: stack.enter_context(serving(program)) for name, program in programs.items()}
        questions = make_questions(corpus, json.loads(running["verbatim"].get("/v1/turns?limit=20"))["next"])
        answers = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        _ask_verbatim(running["verbatim"], questions, answers)
        running |= {"bare": stack.enter_context(serving(servers.bare(answers, "0")))}
        running |= {"constants": running["textbook"]}
        results["answers"] = _answers(questions, running, given)
        _show(answers_table(_title(corpus.name), results["answers"]))
        _show(load_note(results["answers"]))
        for part in ("single", "mix"):
            if part not in given.without:
                results[part] = _beside(part, running["verbatim"], questions, given)
    if "light" not in given.without and corpus.name == _plotted(given):
        results["light"] = _light(programs, questions, given)
    return results


def _ask_verbatim(server: Server, questions: Sequence[Question], answers: Path) -> None:
    """Keep an answer to each question, for bare ASGI to give."""
    for number, question in enumerate(questions):
        (answers / str(number)).write_bytes(server.get(question.addresses["verbatim"][-1]))


def _answers(questions: Sequence[Question], running: dict[str, Server], given: argparse.Namespace) -> dict[str, Any]:
    asked = list(all_asked(questions, running))
    measure(asked, given.rounds, given.seconds, given.connections)
    bare = {each.question: each for each in asked if each.server == "bare"}
    answers: dict[str, Any] = {question.name: {} for question in questions}
    for each in asked:
        answers[each.question][f"{each.server} {each.state}"] = medians(each, bare[each.question])
    return answers


def _beside(part: str, server: Server, questions: Sequence[Question], given: argparse.Namespace) -> Any:
    pages = questions[0].addresses["verbatim"]
    if part == "single":
        found = others.single(server, questions, given.requests // 10)
        _show(figures_table("Verbatim: ms of processor time for a request that nobody else waits for:", found))
    else:
        found = others.mix(server, pages, given.requests, given.connections)
        title = "Verbatim: ms of the clock for plain pages, alone and with 1 % of the slowest searches:"
        _show(figures_table(title, found))
    return found


def _light(programs: dict[str, Program], questions: Sequence[Question], given: argparse.Namespace) -> Any:
    pages = {name: questions[0].addresses[name] for name in programs}
    amounts = (given.rounds, given.requests, given.connections)
    found = {name: others.weigh(program, pages[name], *amounts) for name, program in programs.items()}
    _show(figures_table(f"Start until the first page, and memory after {given.requests:,} pages:", found))
    return found


def _machine() -> dict[str, str]:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())
    python = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return {"processor": model, "cores": str(len(os.sched_getaffinity(0))), "software": python}


def _title(corpus: str) -> str:
    return f"{int(corpus):,} turns" if corpus.isdigit() else corpus


def _corpus(name: str) -> str:
    if name not in CORPORA and not name.isdigit():
        raise argparse.ArgumentTypeError(f"is one of {', '.join(CORPORA)}, or another number of turns")
    return name


def _show(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add = parser.add_argument
    add(
        "corpora",
        nargs="*",
        type=_corpus,
        default=CORPORA,
        metavar="CORPUS",
        help=f"of {', '.join(CORPORA)}, or another number",
    )
    add("--transcripts", type=Path, metavar="DIR", help=f"the folder of the real transcripts, for {ARCHIVE}")
    add("--folder", type=Path, default=FOLDER, help="where corpora and Datasette are kept (%(default)s)")
    add("--rounds", type=int, default=5, help="(%(default)s)")
    add("--seconds", type=float, default=0.15, help="how long a server has for a question in a round (%(default)s)")
    add("--connections", type=int, default=8, help="how many ask at a time (%(default)s)")
    add("--requests", type=int, default=1_000, help="of the mix, and before memory is looked at (%(default)s)")
    add(
        "--ingest",
        type=int,
        nargs="*",
        default=[10_000, 100_000],
        metavar="TURNS",
        help="how many turns of plain text are ingested (10000 100000)",
    )
    add("--without", nargs="*", default=[], choices=PARTS, help="what is left out")
    add("--json", type=Path, metavar="FILE", help="write all figures there")
    add("--plot", type=Path, metavar="FILE", help=f"draw the ratios there; the README shows {PLOT}")
    return parser


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the servers end, too
    main()
