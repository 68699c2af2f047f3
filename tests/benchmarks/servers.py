"""The servers that are measured, each a process of one worker on the servers' core. Linux alone tells what is asked."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import NO_LIMIT_MS

ROOT = Path(__file__).parents[2]
PATIENCE = 60
UVICORN = ("-m", "uvicorn", "--no-access-log", "--log-level", "warning")
CORES = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else {0}  # the names here are known elsewhere, too
LOAD_CORE, SERVER_CORE = min(CORES), max(CORES)
"""The same one where there is no other."""
LIMITS = ("sql_time_limit_ms", "facet_time_limit_ms")


class UnavailableError(Exception):
    """A program that is not here; the message says why."""


@dataclass(frozen=True, slots=True)
class Program:
    """How a server is started, and where its first page is."""

    command: tuple[str, ...]
    first: str
    variables: dict[str, str]


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers."""

    pid: int
    port: int
    wall: float
    """The seconds from its start until its first page."""

    def cpu(self) -> float:
        """Give the seconds of processor time that it has taken: clock_getcpuclockid(3)."""
        return time.clock_gettime((~self.pid << 3) | 2)

    def memory(self) -> tuple[float, float]:
        """Give the MB of memory it has, and those of them that are its own (its share of what is shared)."""
        lines = (line.split() for line in Path(f"/proc/{self.pid}/smaps_rollup").read_text().splitlines()[1:])
        sizes = {line[0]: int(line[1]) / 1024 for line in lines}
        return sizes["Rss:"], sizes["Pss:"]

    def get(self, path: str) -> bytes:
        """Give the answer at a path, be it that the answer would take too long."""
        return _get(self.port, path, accepted=(200, 503))


def bare(answers: Path, first: str) -> Program:
    """The answers that Verbatim gave, as bytes."""
    command = (sys.executable, *UVICORN, "tests.benchmarks.bare:app")
    return Program(command, f"/{first}", {"BENCHMARK_ANSWERS": str(answers)})


def textbook(plain: Path) -> Program:
    """FastAPI and SQLModel as their tutorials teach them."""
    command = (sys.executable, *UVICORN, "tests.benchmarks.textbook:app")
    return Program(command, "/turns/?limit=20", {"BENCHMARK_PLAIN": str(plain)})


def datasette(plain: Path, folder: Path) -> Program:
    """Datasette in an environment of its own; raises `UnavailableError` where it cannot be had."""
    settings = [word for name in LIMITS for word in ("--setting", name, str(NO_LIMIT_MS))]
    command = (str(_installed(folder / "datasette")), "serve", str(plain), *settings)
    return Program(command, f"/{plain.stem}/turn.json?_size=20", {})


def verbatim(database: Path) -> Program:
    """The product as its users start it."""
    command = (sys.executable, "-m", "app", "serve", "--database", str(database))
    return Program(command, "/v1/turns", {})


def _installed(environment: Path) -> Path:
    program = environment / "bin" / "datasette"
    if program.exists():
        return program
    if (uv := shutil.which("uv")) is None:
        raise UnavailableError("Datasette is installed by uv, which is not here")
    for arguments in (("venv", "--clear", environment), ("pip", "install", "--python", environment, "datasette")):
        done = subprocess.run([uv, "--quiet", *arguments], cwd=environment.parent, capture_output=True, check=False)
        if done.returncode:
            reason = done.stderr.decode().strip().splitlines()[-1:]
            raise UnavailableError(f"Datasette cannot be installed: {''.join(reason)}")
    return program


@contextmanager
def serving(program: Program) -> Iterator[Server]:
    """Run a server on the servers' core until it is no longer needed."""
    port, begun = _free_port(), time.perf_counter()
    with pinned(SERVER_CORE):
        process = subprocess.Popen(
            [*program.command, "--port", str(port)],
            cwd=ROOT,
            env=os.environ | program.variables,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    try:
        _await(process, port, program.first)
        yield Server(process.pid, port, time.perf_counter() - begun)
    finally:
        process.terminate()
        process.wait(PATIENCE)


@contextmanager
def pinned(core: int) -> Iterator[None]:
    """What is started here runs on this core alone."""
    own = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, own)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _await(process: "subprocess.Popen[bytes]", port: int, path: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            _get(port, path)
        except ConnectionRefusedError:
            if process.poll() is not None:
                raise UnavailableError(f"a server ended with {process.returncode}: {process.args!r}") from None
            time.sleep(0.005)
        else:
            return
    raise UnavailableError(f"{path} does not answer: {process.args!r}")


def _get(port: int, path: str, accepted: tuple[int, ...] = (200,)) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    if response.status not in accepted:
        raise UnavailableError(f"{path} answers {response.status}: {body[:500]!r}")
    return body
