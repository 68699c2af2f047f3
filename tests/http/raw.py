"""HTTP/1.1 by hand: bytes to a socket, and the answers that come back, read strictly (RFC 9112)."""

import re
import socket
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([\x21-\x7e\x80-\xff](?:[ \t\x21-\x7e\x80-\xff]*)|)")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as it stood on the wire, its body without transfer coding."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        """Give a header's value, `None` where it is not there; several lines are one list (RFC 9110, 5.2)."""
        values = [value for known, value in self.headers if known == name.lower()]
        return ", ".join(values) if values else None


def exchange(port: int, sent: bytes) -> bytes:
    """Send bytes and give all that comes back until the server closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=120) as connection:
        with suppress(ConnectionResetError, BrokenPipeError):  # told enough, the server reads no more
            connection.sendall(sent)
        parts: list[bytes] = []
        while part := _received(connection):
            parts.append(part)
        return b"".join(parts)


def answers(raw: bytes, methods: Sequence[bytes]) -> list[Answer]:
    """Read the answers to requests of these methods; raises `AssertionError` where bytes are no answer."""
    return list(_answers(raw, methods))


def _received(connection: socket.socket) -> bytes:
    try:
        return connection.recv(65536)
    except ConnectionResetError:
        return b""


def _answers(raw: bytes, methods: Sequence[bytes]) -> Iterator[Answer]:
    waiting = list(methods)
    while raw:
        head, separator, rest = raw.partition(b"\r\n\r\n")
        assert separator, raw[:200]
        status, headers = _head(head)
        interim = status < 200
        method = waiting[0] if interim or not waiting else waiting.pop(0)
        bodiless = interim or status in (204, 304) or method == b"HEAD"
        body, raw = (b"", rest) if bodiless else _body(headers, rest)
        yield Answer(status, headers, body)


def _head(head: bytes) -> tuple[int, list[tuple[str, str]]]:
    first, *lines = head.split(b"\r\n")
    line = re.fullmatch(rb"HTTP/1\.1 ([1-5][0-9]{2}) [\t \x21-\x7e]*", first)
    assert line, first
    fields = [FIELD.fullmatch(each) for each in lines]
    assert all(fields), lines
    return int(line[1]), [(field[1].decode().lower(), field[2].decode("latin-1")) for field in fields if field]


def _body(headers: list[tuple[str, str]], rest: bytes) -> tuple[bytes, bytes]:
    lengths = [value for name, value in headers if name == "content-length"]
    chunked = [value for name, value in headers if name == "transfer-encoding"]
    assert len(lengths) + len(chunked) <= 1, headers
    if chunked:
        return _chunks(rest)
    if not lengths:  # the body ends with the connection
        return rest, b""
    length = int(lengths[0])
    assert len(rest) >= length, f"{len(rest)} of {length} bytes"
    return rest[:length], rest[length:]


def _chunks(rest: bytes) -> tuple[bytes, bytes]:
    parts: list[bytes] = []
    while True:
        size, _, rest = rest.partition(b"\r\n")
        length = int(size, 16)
        part, end, rest = rest[:length], rest[length : length + 2], rest[length + 2 :]
        assert end == b"\r\n"
        if not length:
            return b"".join(parts), rest
        parts.append(part)
