"""Messages on the wire: how they are framed, and what may not be guessed at (RFC 9112)."""

from tests.http.probe import TURN, Deviation, Probe, request, written

CLOSED = {"connection": "close"}


def refused(says: str, rule: str, sent: bytes, **deviates: Deviation) -> Probe:
    return Probe(says, rule, sent, 400, CLOSED, plain=True, deviates=deviates)


def line(target: str = TURN, method: str = "GET", version: str = "HTTP/1.1") -> str:
    return f"{method} {target} {version}"


HOST = "Host: 127.0.0.1"
END = "Connection: close"

PROBES = [
    refused("no Host", "RFC 9112 3.2", written(line(), END)),
    refused("two Hosts", "RFC 9112 3.2", written(line(), HOST, "Host: evil.example", END)),
    refused("two equal Hosts", "RFC 9112 3.2", written(line(), HOST, HOST, END)),
    refused("a Host that is none", "RFC 9112 3.2", written(line(), "Host: a b/c", END)),
    Probe(
        "an untrusted Host is echoed nowhere",
        "RFC 9110 7.2",
        written(line("/v1"), "Host: evil.example", END),
        200,
        {},
        "(?s)^(?!.*evil)",
    ),
    Probe(
        "nor what a proxy is said to have said",
        "RFC 7239 8",
        request("/v1", "X-Forwarded-Host: evil.example", "Forwarded: host=evil.example", "X-Forwarded-Prefix: /evil"),
        200,
        {},
        "(?s)^(?!.*evil)",
    ),
    Probe("an empty Host", "RFC 9112 3.2", written(line(), "Host:", END), 200),
    Probe(
        "HTTP/1.0 needs no Host and gets its answer", "RFC 9112 C.2.2", written(line(version="HTTP/1.0")), 200, CLOSED
    ),
    refused("HTTP/2 over plain text", "RFC 9113 3.3", written("PRI * HTTP/2.0", "", "SM")),
    refused("a version there is not", "RFC 9112 2.3", written(line(version="HTTP/9.9"), HOST, END)),
    refused("a request without a version", "RFC 9112 3", written("GET /v1")),
    refused("no request at all", "RFC 9112 3", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"),
    Probe(
        "an empty line before the request",
        "RFC 9112 2.2",
        b"\r\n" + request(TURN),
        200,
        deviates={"h11": Deviation(400, "it refuses what a server should pass over")},
    ),
    refused(
        "a folded header",
        "RFC 9112 5.2",
        written(line(), HOST, "X-Folded: a", "  b", END),
        h11=Deviation(200, "it takes the fold for a blank, as RFC 9112 lets it"),
    ),
    refused("a blank before the colon", "RFC 9112 5.1", written(line(), HOST, "Accept : text/html", END)),
    refused("a header without a name", "RFC 9110 5.1", written(line(), HOST, ": a", END)),
    refused("a header without a colon", "RFC 9112 5", written(line(), HOST, "Accept", END)),
    refused("NUL in a header", "RFC 9110 5.5", written(line(), HOST, "X-A: a\0b", END)),
    refused("a carriage return in a header", "RFC 9112 2.2", written(line(), HOST, "X-A: a\rX-B: b", END)),
    Probe(
        "lines that end with a line feed",
        "RFC 9112 2.2",
        b"GET /v1/turns/day.1 HTTP/1.1\nHost: 127.0.0.1\nConnection: close\n\n",
        400,
        plain=True,
        deviates={"h11": Deviation(200, "it takes a line feed for the end of a line, as a recipient may")},
    ),
    refused(
        "two lengths", "RFC 9112 6.3", written(line(), HOST, "Content-Length: 1", "Content-Length: 2", END) + b"ab"
    ),
    refused("a length that is none", "RFC 9110 8.6", written(line(), HOST, "Content-Length: +1", END) + b"a"),
    refused("a negative length", "RFC 9110 8.6", written(line(), HOST, "Content-Length: -1", END)),
    refused("a length past all numbers", "RFC 9110 8.6", written(line(), HOST, "Content-Length: " + "9" * 40, END)),
    refused(
        "a length beside chunks",
        "RFC 9112 6.3",
        written(line(), HOST, "Content-Length: 4", "Transfer-Encoding: chunked", END) + b"0\r\n\r\n",
        h11=Deviation(200, "it goes by the chunks and closes, as RFC 9112 lets it"),
    ),
    refused(
        "a chunk without a size",
        "RFC 9112 7.1",
        written(line(), HOST, "Transfer-Encoding: chunked", END) + b"zz\r\nabc\r\n0\r\n\r\n",
    ),
    refused("a transfer coding there is not", "RFC 9112 6.1", written(line(), HOST, "Transfer-Encoding: gzip", END)),
    refused(
        "chunks that are not the last coding",
        "RFC 9112 6.3",
        written(line(), HOST, "Transfer-Encoding: chunked, identity", END) + b"0\r\n\r\n",
    ),
    Probe(
        "a body on GET means nothing",
        "RFC 9110 9.3.1",
        request(TURN, "Content-Length: 7", body=b'{"a":1}'),
        200,
        {},
        '"id":"day.1"',
    ),
    Probe(
        "a chunked body on GET means nothing",
        "RFC 9110 9.3.1",
        request(TURN, "Transfer-Encoding: chunked", body=b"3\r\nabc\r\n0\r\n\r\n"),
        200,
        {},
        '"id":"day.1"',
    ),
    Probe(
        "chunks with extensions and a trailer",
        "RFC 9112 7.1.1",
        request(TURN, "Transfer-Encoding: chunked", body=b"3;a=b\r\nabc\r\n0\r\nX-Late: 1\r\n\r\n"),
        200,
    ),
    Probe("2,000 headers", "RFC 9110 5.4", request(TURN, *(f"X-{n}: {n}" for n in range(2000))), 200),
    Probe("a header of 40 KB", "RFC 9110 5.4", request(TURN, "X-Long: " + "a" * 40_000), 200),
    Probe(
        "an expectation is met",
        "RFC 9110 10.1.1",
        request("/v1", "Expect: 100-continue", "Content-Length: 0", method="POST"),
        405,
    ),
    Probe("an unknown expectation is passed over", "RFC 9110 10.1.1", request(TURN, "Expect: the-unexpected"), 200),
    Probe("an upgrade there is not", "RFC 9110 7.8", request(TURN, "Upgrade: h2c, foo"), 200, {"upgrade": None}),
    Probe(
        "a websocket there is not",
        "RFC 6455 4.2.2",
        written(
            line("/v1"),
            HOST,
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        ),
        403,
        plain=True,
    ),
]
