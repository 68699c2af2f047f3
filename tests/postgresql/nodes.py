"""Three API processes over a replica of a primary, and all that may happen to them.

`python -m tests.postgresql.nodes` prints what clients saw, step by step.
"""

import re
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app import schema
from app.database import dialect_of, disposing, reading_engine, writing_engine
from tests.cli.conftest import environment
from tests.deploy.readme import block
from tests.ingest.conftest import Archive
from tests.postgresql.server import Server, primary, replica
from tests.postgresql.watching import ALLOWED, ID, NO_ANSWER, PATIENCE_S, Node, Watcher, edition

DATABASE, OWNER, READER = "archive", "archivist", "reader"
CONFLICTS = f"""
    SELECT confl_snapshot + confl_lock + confl_bufferpin FROM pg_stat_database_conflicts WHERE datname = '{DATABASE}'
"""
LOOK = text("SELECT label FROM turn")

Row = tuple[str, dict[int, int]]


@dataclass(slots=True)
class Cluster:
    """Two servers, three processes and a reader of each."""

    primary: Server
    replica: Server
    nodes: Sequence[Node]
    watchers: Sequence[Watcher]

    def step(self, name: str, happen: Callable[[], object]) -> None:
        """Let something happen, and each reader look several times after it."""
        for watcher in self.watchers:
            watcher.step = name
        happen()
        for watcher in self.watchers:
            watcher.look_on()

    def ingest(self, server: Server, *numbers: int) -> None:
        """Ingest editions, and wait after each until every process that lives shows it."""
        for number in numbers:
            with disposing(writing_engine(server.url(DATABASE, OWNER))) as engine:
                Archive(engine).ingest(edition(number), id=ID)
            self.until(lambda node, at=number: node.get(f"/v1/interviews/{ID}").json().get("revision") == at)  # type: ignore[misc]

    def until(self, holds: Callable[[Node], bool]) -> None:
        """Return once something holds for every process that lives."""
        waits = threading.Event()
        for node in self.nodes:
            tries = 0
            while node.process.poll() is None and not holds(node):
                tries += 1
                assert tries < PATIENCE_S * 20
                waits.wait(0.05)


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """Run servers with the roles of the README, the first edition, three processes as the role that reads."""
    with ExitStack() as stack:
        first = stack.enter_context(primary(wal_level="replica", autovacuum="off"))
        first.psql(block("sql"))
        with disposing(writing_engine(first.url(DATABASE, OWNER))) as engine:
            schema.upgrade(engine)
            Archive(engine).ingest(edition(1), id=ID)
        second = stack.enter_context(replica(first, max_standby_streaming_delay="0"))
        nodes = [stack.enter_context(_node(second.url(DATABASE, READER), folder / f"{at}.log")) for at in range(3)]
        watchers = [Watcher(node) for node in nodes]
        for watcher in watchers:
            watcher.start()
            stack.callback(watcher.stop)
        yield Cluster(first, second, nodes, watchers)


@contextmanager
def _node(url: str, log: Path) -> Iterator[Node]:
    command = [sys.executable, "-m", "app", "serve", "--database", url, "--port", "0"]
    with log.open("w") as errors:
        process = subprocess.Popen(
            command, env=environment(), cwd=log.parent, stdout=subprocess.PIPE, stderr=errors, text=True
        )
    try:
        assert process.stdout is not None
        said = re.search(r"http://127\.0\.0\.1:[0-9]+", process.stdout.readline())
        assert said, log.read_text()
        yield Node(process, said[0])
    finally:
        process.kill()
        process.communicate()


def live_through(folder: Path) -> tuple[list[Row], list[str]]:
    """Let all that may happen to nodes happen to them; give what clients saw in each step, and all that is wrong."""
    with cluster(folder) as nodes:
        nodes.step("ingests", lambda: nodes.ingest(nodes.primary, 2, 3, 4, 5))
        nodes.step("conflicts", lambda: _make_conflicts(nodes))
        nodes.step("one process of three is killed", nodes.nodes[0].process.kill)
        nodes.step("the replica has crashed", lambda: _crash(nodes))
        nodes.step("the replica is back", lambda: _come_back(nodes))
        _refuse_to_write(nodes.replica)
        nodes.step("the primary is gone", lambda: _go_on_alone(nodes))
        nodes.step("the replica is promoted", lambda: _promote(nodes))
        for watcher in nodes.watchers:
            watcher.stop()
        rows = [(step, dict(sum((w.seen[step] for w in nodes.watchers), Counter()))) for step in ALLOWED]
        return rows, list(_faults(nodes.watchers))


def _faults(watchers: Sequence[Watcher]) -> Iterator[str]:
    for number, watcher in enumerate(watchers):
        yield from watcher.faults
        for step, seen in watcher.seen.items():
            for status in set(seen) - (ALLOWED[step] - ({NO_ANSWER} if number else set())):
                yield f"process {number}, {step}: {status}"


def _make_conflicts(nodes: Cluster) -> None:
    """Take rows away that a reader of the replica still sees, and readers over HTTP may be reading."""
    url = nodes.replica.url(DATABASE, READER)
    with disposing(reading_engine(url, time_limit_ms=None)) as engine, engine.connect() as connection:
        connection.execute(LOOK).all()
        for _ in range(10):
            nodes.primary.psql("UPDATE turn SET label = label; VACUUM turn;" * 5, DATABASE)
        nodes.until(lambda _: int(nodes.replica.psql(CONFLICTS)) > 0)
        with pytest.raises(DBAPIError) as raised:
            connection.execute(LOOK).all()
        assert dialect_of(engine).is_absence(raised.value)


def _crash(nodes: Cluster) -> None:
    nodes.replica.stop("immediate")
    nodes.until(lambda node: node.get("/readyz").status_code == httpx.codes.SERVICE_UNAVAILABLE)
    assert [node.get("/healthz").status_code for node in nodes.nodes[1:]] == [200, 200]


def _come_back(nodes: Cluster) -> None:
    nodes.replica.start()
    nodes.until(lambda node: node.get("/readyz").status_code == httpx.codes.OK)


def _refuse_to_write(server: Server) -> None:
    """See that an ingest into a replica ends with one line."""
    command = [sys.executable, "-m", "app", "ingest", "-", "--database", server.url(DATABASE, OWNER)]
    done = subprocess.run(command, env=environment(), input=edition(99), capture_output=True, check=False, timeout=120)
    said = done.stderr.decode().strip().splitlines()
    assert (done.returncode, len(said)) == (1, 1), said
    assert "replica" in said[0], said


def _go_on_alone(nodes: Cluster) -> None:
    nodes.primary.stop()
    nodes.until(lambda node: node.get("/readyz").json()["lag_ms"] > 0)


def _promote(nodes: Cluster) -> None:
    nodes.replica.promote()
    nodes.until(lambda node: node.get("/readyz").json()["lag_ms"] is None)
    nodes.ingest(nodes.replica, 6)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        rows, faults = live_through(Path(folder))
    for step, seen in rows:
        counts = ", ".join(f"{count} x {status or 'no answer'}" for status, count in sorted(seen.items()))
        sys.stdout.write(f"{step:32}{counts}\n")
    sys.stdout.write("\n".join(faults) + "\n")


if __name__ == "__main__":
    main()
