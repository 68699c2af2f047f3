"""Transcripts that nobody wrote: samples of a format, cut, doubled, mixed and spoiled where its structure is."""

import random
import re
from pathlib import Path

from tests.parsers.golden import cases

PIECES = (
    *(
        b"\0",
        b"\xff",
        b"\r",
        b"\n\n",
        b"\t",
        b" ",
        b":",
        b"\xef\xbb\xbf",
        b"\xe2\x80\x8b",
        b"\xed\xa0\x80",
        b"\xc2\xad",
    ),
    *(b"&amp;", b"&#0;", b"&#x110000;", b"<u>", b"</u>", b"<p>", b"<!--", b"]]>", b"<![CDATA[", b"<table>", b"<br>"),
    *(
        b'"',
        b"'",
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b";",
        b"null",
        b"-1",
        b"1e999",
        b"NaN",
        b"true",
        b"\\ud800",
        b"\\u0000",
    ),
    *(b"---\n", b"**", b"__", b"# ", b"> ", b"|", b"`", b"- ", b"\\", b"WEBVTT", b"00:00:01.000 --> 00:00:02.000\n"),
    *(
        b"<v Ada>",
        b"NOTE\n",
        b"*ADA:\t",
        b"%mor:\t",
        b"@End\n",
        b"\x15",
        b"Question: ",
        b"Q: ",
        b"99:99:99",
        b"[00:01] ",
    ),
)
TOKEN = re.compile(rb"\w+|\s+|[^\w\s]")


def mutant(format: str, number: int, corpus: dict[str, list[bytes]]) -> bytes:  # noqa: A002
    """Give the mutant of a format that has this number."""
    chance = random.Random(f"{format} {number}")
    data = chance.choice(corpus[format])
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        data = chance.choice((_piece, _piece, _cut, _double, _swap, _bit, _mix))(chance, data, corpus[format])
    return data[:200_000]


def samples() -> dict[str, list[bytes]]:
    """Give the sources of every format."""
    found: dict[str, list[bytes]] = {}
    for path in [*cases(), *sorted((Path(__file__).parent / "corpus").glob("*/*"))]:
        found.setdefault(path.parent.name, []).append(path.read_bytes())
    return found


def _at(chance: random.Random, data: bytes) -> int:
    """Give a place between two tokens, sometimes one within."""
    at = chance.randrange(len(data) + 1)
    token = TOKEN.search(data, at)
    return token.start() if token and chance.random() < 0.8 else at


def _piece(chance: random.Random, data: bytes, _: list[bytes]) -> bytes:
    at = _at(chance, data)
    return (
        data[:at] + chance.choice(PIECES) * chance.choice((1, 1, 1, 2, 300)) + data[at + chance.choice((0, 0, 1, 5)) :]
    )


def _cut(chance: random.Random, data: bytes, _: list[bytes]) -> bytes:
    first, second = sorted((_at(chance, data), _at(chance, data)))
    return data[:first] + data[second:] if chance.random() < 0.7 else data[:second]


def _double(chance: random.Random, data: bytes, _: list[bytes]) -> bytes:
    first, second = sorted((_at(chance, data), _at(chance, data)))
    return data[:second] + data[first:second] * chance.choice((1, 1, 2, 20)) + data[second:]


def _swap(chance: random.Random, data: bytes, _: list[bytes]) -> bytes:
    lines = data.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _bit(chance: random.Random, data: bytes, _: list[bytes]) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.randbytes(1) + data[at + 1 :]


def _mix(chance: random.Random, data: bytes, others: list[bytes]) -> bytes:
    other = chance.choice(others)
    return data[: _at(chance, data)] + other[_at(chance, other) :]
