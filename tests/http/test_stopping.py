"""SIGTERM: what is under way is answered, nothing new is taken, and nothing is left behind."""

import json
import signal
import socket
from contextlib import suppress
from pathlib import Path
from subprocess import TimeoutExpired

import pytest

from tests.databases import is_sqlite
from tests.http.holding import held, holdable, openers
from tests.http.probe import request, written
from tests.http.raw import answers
from tests.http.serve import Server, verbatim_serve

QUICK = written("GET /healthz HTTP/1.1", "Host: 127.0.0.1")


@pytest.fixture
def database(settled_url: str, tmp_path: Path) -> Path:
    return holdable(settled_url, tmp_path / "verbatim.db")


def first_answer(connection: socket.socket) -> bytes:
    received = b""
    while not received.endswith(b'{"status":"ok"}'):
        received += connection.recv(65536)
    return received


def wait_until_refused(port: int) -> None:
    """Return once nothing listens any more."""
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=120).close()
        except ConnectionRefusedError:
            return
        except ConnectionResetError:  # it was in the queue of a listener that is being closed
            continue


def wait_until_open(server: Server, database: Path, processes: int) -> None:
    """Return once so many processes have the database open: every worker is up."""
    while openers(database) < processes:
        with suppress(TimeoutExpired):
            server.process.wait(0.05)


def ask_slowly(server: Server, database: Path, workers: int) -> bytes:
    """Ask for what cannot be read yet, end the server, let it be read, and give the answer.

    Meanwhile another client never ends its request, and is not waited for.
    """
    address = ("127.0.0.1", server.port)
    with socket.create_connection(address, timeout=120) as endless, socket.create_connection(address) as connection:
        endless.sendall(b"GET /v1 HTTP/1.1\r\nHost: 127")
        connection.sendall(QUICK)
        first_answer(connection)
        wait_until_open(server, database, workers)
        with held(database):
            connection.sendall(QUICK + request("/v1"))
            first_answer(connection)  # and so the request behind it is under way
            server.process.send_signal(signal.SIGTERM)
            wait_until_refused(server.port)
        connection.settimeout(120)
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="no /proc tells which worker is up")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_what_is_under_way_is_answered_and_the_rest_refused(database: Path, workers: str) -> None:
    with verbatim_serve(database, "--workers", workers, VERBATIM_TIME_LIMIT_MS="60000") as server:
        [answer] = answers(ask_slowly(server, database, int(workers)), [b"GET"])
        assert (answer.status, answer.body[:15]) == (200, b'{"interviews":6')
        assert server.process.wait(120) == 0
        server.process.communicate(timeout=120)  # returns once no worker has its output open any more
    there = {path.name for path in database.parent.iterdir()}
    assert there == ({"verbatim.db", "verbatim.log"} if is_sqlite() else {"verbatim.log"})
    assert {json.loads(line)["message"] for line in server.log.read_bytes().splitlines()} == {"request"}
