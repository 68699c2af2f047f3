"""`verbatim serve` as an operator runs it: a process of its own, its log, and its end."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.cli.conftest import environment
from tests.databases import database_at


@dataclass(frozen=True, slots=True)
class Server:
    """A server that runs."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def stop(self) -> int:
        """End it as an operator does, and give its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(120)


@contextmanager
def verbatim_serve(database: Path, *arguments: str, **variables: str) -> Iterator[Server]:
    """Run the command over the database at a place; it and all its workers are killed where they have not ended."""
    log = database.with_suffix(".log")
    command = [sys.executable, "-m", "app", "serve", "--database", database_at(database), "--port", "0", *arguments]
    with log.open("wb") as errors:
        process = subprocess.Popen(
            command,
            cwd=database.parent,
            env=environment() | variables,
            stdout=subprocess.PIPE,
            stderr=errors,
            start_new_session=True,
        )
    try:
        assert process.stdout is not None
        said = re.search(rb"http://127\.0\.0\.1:([0-9]+)", process.stdout.readline())
        assert said, log.read_text()
        yield Server(process, int(said[1]), log)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=120)
