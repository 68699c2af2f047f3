"""Requests that nobody sends by mistake: seeded, so that each can be sent again."""

import json
import random
from dataclasses import dataclass
from urllib.parse import quote

INTERVIEW = "2019-03-14-keeper-ines-corvanes-interview-with-merrow-coast-radio"
NAMES = (
    "ines-corvane",
    f"{INTERVIEW}.4",
    INTERVIEW,
    "txt",
    "not-found",
    "docs.js",
    "..",
    ".",
    "",
    "%00",
    "%2f",
    "a" * 300,
)
PATHS = (
    *("/", "/v1", "/docs", "/openapi.json", "/healthz", "/readyz", "/version", "/problems", "/problems/{}", "/docs/{}"),
    *("/v1/interviews", "/v1/interviews/{}", "/v1/interviews/{}/turns", "/v1/interviews/{}/exchanges", "/page/{}/{}"),
    *("/v1/interviews/{}/ledger", "/v1/interviews/{}/revisions", "/v1/interviews/{}/transcript", "/v1/turns"),
    *("/v1/turns/{}", "/v1/turns/{}/revisions", "/v1/turns/{}/citation", "/v1/export/turns", "/v1/speakers"),
    *("/v1/speakers/{}", "/v1/search", "/v1/quotes/verify", "/v1/concordance", "/{}/{}", "/{}"),
)
PARAMETERS = (
    *("q", "text", "format", "limit", "cursor", "sort", "speaker", "interview", "kind", "outlet", "language", "facets"),
    *(
        "date_from",
        "date_to",
        "min_words",
        "max_words",
        "context",
        "revision",
        "width",
        "role",
        "identity",
        "anonymous",
    ),
)
VALUES = (
    *("", "1", "-1", "0", "200", "99999999999999999999", "1e9", "NaN", "2020-13", "0000", "true", "null", "answer"),
    *("txt", "md", "json", "podcast", "vtt", "srt", "tei", "akn", "csv", "ndjson", "csl", "bibtex", "ris", "date"),
    *("the", "the OR lamp", '"the lamp"', "NEAR/5", "a*", "-a", "(" * 40, "the " * 120, '"' * 99, "*", "AND OR NOT"),
    *("lamp NEAR/5 horizon", "\0", "\ud7ff", "\U0010ffff", "'; DROP TABLE turn; --", "../../etc/passwd", "<script>"),
    *("moved the horizon", INTERVIEW, f"{INTERVIEW}.1", "ines-corvane", "ﬁ", "İ", "\u202e", "é" * 200, "👩‍👩‍👧" * 20),
)
HEADERS = (
    *("Accept", "Accept-Encoding", "If-None-Match", "If-Match", "If-Modified-Since", "If-Unmodified-Since", "Range"),
    *("Origin", "X-Request-ID", "X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Content-Type", "Cookie"),
    *("Access-Control-Request-Method", "Access-Control-Request-Headers", "Authorization", "Expect", "TE", "Upgrade"),
)
HEADER_VALUES = (
    *("*", "*/*", "text/csv", "application/json;q=0", "q=", "gzip;q=0, br;q=2", "W/", 'W/"', '"' * 50, "bytes=0-", ","),
    *("Thu, 01 Jan 1970 00:00:00 GMT", "Fri, 31 Dec 9999 23:59:60 GMT", "http://evil.example", "null", "100-continue"),
    *("websocket", "h2c", "trailers", "a" * 3_000, ";;;===", "multipart/form-data; boundary="),
)
METHODS = ("GET",) * 12 + ("HEAD", "HEAD", "OPTIONS", "POST", "POST", "PUT", "DELETE", "PATCH", "TRACE")


@dataclass(frozen=True, slots=True)
class Request:
    """A request as it is sent."""

    method: bytes
    sent: bytes


def requests(seed: object, count: int) -> list[Request]:
    """Give `count` requests whose framing is right, the last of which ends the connection."""
    chance = random.Random(str(seed))
    return [_request(chance, last=at == count - 1) for at in range(count)]


def bytes_of(seed: object) -> bytes:
    """Give bytes that once were a request, or never."""
    chance = random.Random(str(seed))
    if chance.random() < 0.2:
        return chance.randbytes(chance.randrange(1, 400))
    data = bytearray(_request(chance, last=True).sent)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(data))
        piece = chance.choice(
            (b"\0", b"\r", b"\n", b"\r\n\r\n", b" ", b":", b"\xff", b"%", chance.randbytes(3), data[:40])
        )
        end = at + chance.choice((0, 0, 1, 4, 30))
        data[at:end] = piece
    return bytes(data)


def _request(chance: random.Random, *, last: bool) -> Request:
    odd = last and chance.random() < 0.5  # a server that refuses one request hears no more on its connection
    method = "X" if odd and chance.random() < 0.1 else chance.choice(METHODS)
    body = _body(chance) if method in ("POST", "PUT", "PATCH") else b""
    target = _target(chance) if not odd else chance.choice(("*", f"http://x{_target(chance)}", _target(chance)))
    lines = [f"{method} {target} HTTP/1.1", "Host: archive.example"]
    lines += [f"{chance.choice(HEADERS)}: {_header(chance, odd=odd)}" for _ in range(chance.choice((0, 0, 1, 2, 5)))]
    if body:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    lines += ["Host: another.example"] if odd and chance.random() < 0.1 else []
    lines += ["Connection: close"] if last else []
    return Request(method.encode(), "\r\n".join([*lines, "", ""]).encode("latin-1") + body)


def _target(chance: random.Random) -> str:
    path = chance.choice(PATHS)
    while "{}" in path:
        path = path.replace("{}", chance.choice(NAMES) if chance.random() < 0.8 else _encoded(chance), 1)
    given = [f"{chance.choice(PARAMETERS)}={_encoded(chance)}" for _ in range(chance.choice((0, 1, 1, 2, 3, 6)))]
    return (path or "/") + ("?" + "&".join(given) if given else "")


def _encoded(chance: random.Random) -> str:
    if chance.random() < 0.15:
        return quote(chance.randbytes(chance.randrange(1, 12)))
    value = chance.choice(VALUES)
    if chance.random() < 0.2:
        value += " " + chance.choice(VALUES)
    return quote(value, safe="*()")


def _header(chance: random.Random, *, odd: bool) -> str:
    if odd and chance.random() < 0.5:
        return "".join(chr(chance.choice((9, *range(32, 127), *range(160, 256)))) for _ in range(chance.randrange(40)))
    return chance.choice(HEADER_VALUES)


def _body(chance: random.Random) -> bytes:
    names = chance.choices(("text", "text", "article", "speaker", "interview", "date_from", "more"), k=3)
    fields: dict[str, object] = {name: chance.choice((*VALUES, 1, None, [], {"a": 1})) for name in names}
    body = json.dumps(fields, ensure_ascii=chance.random() < 0.5).encode(errors="surrogatepass")
    if chance.random() < 0.3:
        at = chance.randrange(len(body))
        body = body[:at] + chance.choice((b"", b"\0", b"\xff", b"[" * 3_000, b'"', b"\\ud800")) + body[at + 1 :]
    return body or b" "
