"""Running the command as a person does: another process, a folder of one's own."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path
from subprocess import CompletedProcess, Popen

import httpx
import pytest

from app.cli import main
from tests.databases import database_at, is_sqlite

Run = Callable[..., CompletedProcess[str]]
Serve = Callable[..., tuple[str, "Popen[str]"]]


def environment() -> dict[str, str]:
    """Give this process's environment without what would set Verbatim."""
    root = str(Path(__file__).parent.parent.parent)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VERBATIM_")}
    return kept | {"PYTHONPATH": root, "PYTHONWARNINGS": "error"}


def of_folder(folder: Path) -> dict[str, str]:
    """Give what names a folder's database, where it is no file that is found by itself."""
    return {} if is_sqlite() else {"VERBATIM_DATABASE_URL": database_at(folder / "verbatim.db")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "here"
    made.mkdir()
    return made


@pytest.fixture
def verbatim(folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process."""
    monkeypatch.chdir(folder)
    for name in [name for name in os.environ if name.startswith("VERBATIM_")]:
        monkeypatch.delenv(name)
    for name, value in of_folder(folder).items():
        monkeypatch.setenv(name, value)

    def run(*arguments: object, input: bytes = b"") -> CompletedProcess[str]:  # noqa: A002
        command = ["verbatim", *map(str, arguments)]
        monkeypatch.setattr(sys, "argv", command)
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(input)))
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        code = ended.value.code
        return CompletedProcess(command, code if isinstance(code, int) else int(bool(code)), *capfd.readouterr())

    return run


@pytest.fixture
def python(folder: Path) -> Run:
    """Run Python in a process of its own, as a person would."""

    def run(*arguments: object) -> CompletedProcess[str]:
        command = [sys.executable, *map(str, arguments)]
        return subprocess.run(
            command,
            cwd=folder,
            env=environment() | of_folder(folder),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@pytest.fixture
def serving(folder: Path) -> Iterator[Serve]:
    """Start a server and give its address once it answers; it is ended with the test."""
    started: list[Popen[str]] = []

    def serve(*arguments: object, command: tuple[str, ...] = ("-m", "app", "serve")) -> tuple[str, Popen[str]]:
        port = free_port()
        process = Popen(
            [sys.executable, *command, *map(str, arguments), "--port", str(port)],
            cwd=folder,
            env=environment() | of_folder(folder),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        address = f"http://127.0.0.1:{port}"
        wait_for(process, address)
        return address, process

    yield serve
    for process in started:
        process.terminate()
        process.communicate(timeout=30)


def wait_for(process: "Popen[str]", address: str) -> None:
    """Return once the server accepts and answers: it took the port before it was ready, so the first call waits."""
    transport = httpx.HTTPTransport(retries=12)
    with httpx.Client(transport=transport, timeout=60) as client:
        try:
            client.get(f"{address}/healthz").raise_for_status()
        except httpx.HTTPError:
            process.terminate()
            raise AssertionError(process.communicate()[0]) from None
