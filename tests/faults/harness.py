"""Run the writing commands, kill them at random moments, and tell what was found after each kill.

`python -m tests.faults.harness FOLDER KILLS SEED FILES` works in FOLDER and prints a JSON report. Each step is the
command of a person who starts it again until it ends. With 0 kills it is the undisturbed run.
"""

import json
import os
import random
import select
import signal
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from alembic import command as alembic
from alembic.config import Config

from app import schema
from app.archive import check
from app.cli import main
from app.database import writing_engine
from tests.faults.corpus import write_aliases, write_edition, write_tables
from tests.faults.restoring import PACKED, RESTORED, begin_anew, restored
from tests.parsers.golden import FOLDER

DATABASE = "verbatim.db"
FORMER = "0003"
OTHERS = [FOLDER / name for name in ("vtt/zoom.vtt", "tei/timeline.xml", "akn/prefixed.xml", "docx/bold-labels.docx")]
Step = Callable[[], None]


def command(*arguments: str) -> Step:
    def run() -> None:
        sys.argv = ["verbatim", *arguments]
        main()

    return run


def forget_word_rules() -> None:
    """Leave the index as if an older Verbatim had filled it; the next command fills it anew."""
    with closing(sqlite3.connect(DATABASE)) as connection, connection:
        connection.execute("UPDATE corpus SET word_rules = 'of another time'")


def leave_counts() -> None:
    """Take the database back to before words were counted; the next command brings it up again."""
    config = Config()
    config.set_main_option("script_location", str(schema.folder()))
    engine = writing_engine(DATABASE)
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        alembic.downgrade(config, FORMER)
    engine.dispose()


def steps(files: int) -> list[tuple[str, Step, Step]]:
    """Give each step's name, what is done once before it, and what is run until it ends."""
    here = Path.cwd()
    removed = [f"talk-number-{number}-of-the-harbour-series" for number in (1, 3, 5)]
    return [
        ("migrate", lambda: None, migrate),
        ("ingest", lambda: write_edition(here / "talks", files, 1), command("ingest", "talks")),
        ("replace", lambda: write_edition(here / "talks", files, 2), command("ingest", "talks")),
        ("tables", lambda: write_tables(here / "tables", 1), command("ingest", "tables")),
        ("tables again", lambda: write_tables(here / "tables", 2), command("ingest", "tables")),
        ("formats", lambda: None, command("ingest", *map(str, OTHERS), "--new")),
        ("upgrade", leave_counts, command("ingest")),
        ("link", lambda: None, command("ingest", "--speakers", str(write_aliases(here)))),
        ("refill", forget_word_rules, command("ingest", "talks")),
        *(("remove", lambda: None, command("remove", each, "--reason", "a test")) for each in removed),
        ("restore", begin_anew, command("restore", PACKED, "--database", RESTORED)),
    ]


def migrate() -> None:
    engine = writing_engine(DATABASE)
    schema.upgrade(engine)
    engine.dispose()
    sys.exit(0)


def attempt(step: Step, limit: float | None) -> bool:
    """Run a step in a process of its own, killed after `limit` seconds; tell whether it ended by itself."""
    ended, ends = os.pipe()
    child = os.fork()
    if child == 0:
        silent = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silent, 1)
        os.dup2(silent, 2)
        try:
            step()
        except SystemExit as end:
            os._exit(end.code if isinstance(end.code, int) else 1)
        os._exit(99)
    os.close(ends)
    done, _, _ = select.select([ended], [], [], limit)
    if not done:
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(ended)
    return bool(done)


def faults(name: str) -> list[str]:
    """Give what is wrong with the database that a step writes."""
    if name != "restore":
        return _faults(DATABASE)
    state = restored()  # asked before anything opens what is left for writing, which might mend it
    wrong = [] if state else ["what was restored is neither whole nor nothing, or does not say so"]
    return wrong + (_faults(RESTORED) if state in ("empty", "whole") else [])


def _faults(database: str) -> list[str]:
    """Give what a check finds; a database that is not migrated yet has nothing to be wrong."""
    engine = writing_engine(database)
    with engine.connect() as connection:
        at = schema.current(connection)
    found = check(engine) if at == schema.head() else [] if at in (None, FORMER) else [f"half a schema: {at}"]
    engine.dispose()
    return [fault for fault in found if "other word rules" not in fault]


def disturb(name: str, prepare: Step, step: Step, kills: int, chance: random.Random) -> dict[str, object]:
    """Start a step and kill it, up to `kills` times, and then let it end.

    A migration begins anew each time; an index that was filled, and a dump restored, in spite of all are so once more.
    """
    prepare()
    landed, found = 0, []
    for _ in range(kills * 3):
        if name == "migrate":
            Path(DATABASE).unlink(missing_ok=True)
        ended = attempt(step, chance.uniform(0, LIMITS[name]))
        landed += not ended
        found += faults(name)
        if landed == kills or (ended and name not in ("migrate", "refill", "upgrade", "restore")):
            break
        if ended:
            prepare()
    attempt(step, None)
    return {"step": name, "kills": landed, "faults": found + faults(name)}


LIMITS = {
    "migrate": 0.06,
    "ingest": 0.08,
    "replace": 0.08,
    "tables": 0.08,
    "tables again": 0.08,
    "formats": 0.08,
    "upgrade": 0.08,
    "link": 0.05,
    "refill": 0.06,
    "remove": 0.03,
    "restore": 0.6,
}
"""Seconds within which a step is killed: some way into it, so that it gets on and is killed again."""


def run(kills: int, seed: str, files: int) -> list[dict[str, object]]:
    chance = random.Random(seed)
    report = []
    for name, prepare, step in steps(files):
        report.append(disturb(name, prepare, step, kills, chance))
    return report


if __name__ == "__main__":
    folder, kills, seed, files = sys.argv[1:]
    os.chdir(folder)
    sys.stdout.write(json.dumps(run(int(kills), seed, int(files))))
