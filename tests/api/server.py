"""A real server on a free port, for what only a socket shows: `python -m tests.api.server FD PARSER` runs it."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


@contextmanager
def running(database: str, parser: str = "auto", **settings: str) -> Iterator[int]:
    """Run uvicorn with one of its parsers over a database, as `verbatim serve` does, and give its port."""
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener:
        command = [sys.executable, "-m", "tests.api.server", str(listener.fileno()), parser]
        variables = {f"VERBATIM_{name.upper()}": value for name, value in settings.items()}
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {"VERBATIM_DATABASE_URL": database} | variables,
            pass_fds=[listener.fileno()],
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        try:
            yield listener.getsockname()[1]
        finally:
            process.terminate()
            process.wait(60)


def ask(port: int, request: bytes) -> bytes:
    """Send raw bytes and give the raw answer; the socket waits where the server is not up yet."""
    with socket.create_connection(("127.0.0.1", port), timeout=120) as connection:
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


def _serve(descriptor: int, parser: str) -> None:
    # uvicorn's own --fd takes every socket for a local one, and so leaves small answers to wait for 40 ms.
    from uvicorn import Server  # noqa: PLC0415, the tests themselves serve nothing

    from app.cli.serve import server_config  # noqa: PLC0415

    config = server_config()
    config.http = parser
    Server(config).run(sockets=[socket.socket(fileno=descriptor)])


if __name__ == "__main__":
    _serve(int(sys.argv[1]), sys.argv[2])
