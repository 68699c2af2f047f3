"""What a probe is: bytes that are sent, what must come back, and the rule that says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field

PARSERS = ("httptools", "h11")

TURN = "/v1/turns/day.1"
"""What `{tag}` and `{modified}` in a probe's bytes are the validators of."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """What a parser does instead, and why that stands."""

    status: int
    reason: str


@dataclass(frozen=True, slots=True)
class Probe:
    """One exchange. `headers` are regular expressions of whole values, `None` where a header must not be there.

    `body` is a regular expression to be found in the body, "" for a body of no bytes, `None` for any.
    With `plain` it is uvicorn that answers, before the application sees anything.
    """

    says: str
    rule: str
    sent: bytes
    status: int
    headers: Mapping[str, str | None] = field(default_factory=dict)
    body: str | None = None
    plain: bool = False
    deviates: Mapping[str, Deviation] = field(default_factory=dict)


def request(target: str | bytes, *lines: str | bytes, method: str = "GET", body: bytes = b"") -> bytes:
    """Write a request that ends its connection; text is what bytes of Latin-1 would be."""
    head = [method.encode() + b" " + _bytes(target) + b" HTTP/1.1", b"Host: 127.0.0.1", b"Connection: close"]
    return b"\r\n".join([*head, *map(_bytes, lines), b"", body])


def written(*lines: str | bytes) -> bytes:
    """Write lines as they are, with the empty line at the end."""
    return b"\r\n".join([*map(_bytes, lines), b"", b""])


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("latin-1")
