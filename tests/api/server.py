"""A real server on a free port, for what only a socket shows."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


@contextmanager
def running(database: str, *arguments: str) -> Iterator[int]:
    """Run uvicorn over a database and give its port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        command = [sys.executable, "-m", "uvicorn", "app.main:app", "--fd", str(listener.fileno()), *arguments]
        environment = os.environ | {"VERBATIM_DATABASE_URL": database}
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            pass_fds=[listener.fileno()],
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        try:
            yield listener.getsockname()[1]
        finally:
            process.terminate()
            process.wait(20)


def ask(port: int, request: bytes) -> bytes:
    """Send raw bytes and give the raw answer; the socket waits where the server is not up yet."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(request)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
        return b"".join(parts)


def get(port: int, target: bytes, *headers: bytes, method: bytes = b"GET") -> tuple[int, bytes]:
    """Give the status and the body of one request whose target is spelled exactly so."""
    lines = [method + b" " + target + b" HTTP/1.1", b"Host: 127.0.0.1", b"Connection: close", *headers, b"", b""]
    head, _, body = ask(port, b"\r\n".join(lines)).partition(b"\r\n\r\n")
    return int(head.split()[1]), body
