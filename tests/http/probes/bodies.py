"""Bodies, which one route takes: JSON, of a bounded length, however it is sent."""

from tests.http.probe import Probe, request

ROUTE = "/v1/quotes/verify"
JSON = "Content-Type: application/json"
ASKED = b'{"text": "The miller\\u0027s daughter has it"}'
ANSWERED = {"content-type": "application/json", "cache-control": "no-store", "etag": None, "last-modified": None}
PROBLEM = {"content-type": "application/problem\\+json", "cache-control": "no-store"}


def post(*lines: str, body: bytes = ASKED, length: str | None = None) -> bytes:
    return request(ROUTE, *lines, f"Content-Length: {length or len(body)}", method="POST", body=body)


def chunked(*parts: bytes) -> bytes:
    body = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (*parts, b""))
    return request(ROUTE, JSON, "Transfer-Encoding: chunked", method="POST", body=body)


PROBES = [
    Probe("JSON", "RFC 9110 9.3.3", post(JSON), 200, ANSWERED, '"verdict":"exact"'),
    Probe("JSON in chunks", "RFC 9112 7.1", chunked(ASKED[:7], ASKED[7:]), 200, ANSWERED, '"verdict":"exact"'),
    Probe("JSON that waits to be asked for", "RFC 9110 10.1.1", post(JSON, "Expect: 100-continue"), 200, ANSWERED),
    Probe("JSON by any name of its charset", "RFC 9110 8.3.1", post(f"{JSON}; charset=utf-8"), 200, ANSWERED),
    Probe("a tag says nothing of a body", "RFC 9110 13.1.2", post(JSON, 'If-None-Match: "a"'), 200, ANSWERED),
    Probe(
        "a form",
        "RFC 9110 15.5.16",
        post("Content-Type: application/x-www-form-urlencoded", body=b"text=a"),
        415,
        PROBLEM | {"accept-post": "application/json"},
    ),
    Probe("no media type", "RFC 9110 15.5.16", post(), 415, PROBLEM),
    Probe("no body", "RFC 9110 15.5.1", post(JSON, body=b""), 422, PROBLEM),
    Probe("what is no JSON", "RFC 9110 15.5.1", post(JSON, body=b'{"text": '), 400, PROBLEM),
    Probe("bytes that are no UTF-8", "RFC 8259 8.1", post(JSON, body=b'{"text": "\xff\xfe"}'), 400, PROBLEM),
    Probe("brackets 60,000 deep", "RFC 8259 9", post(JSON, body=b"[" * 60_000), 400, PROBLEM),
    Probe("a lone surrogate", "RFC 8259 8.2", post(JSON, body=b'{"text": "\\ud800"}'), 422, PROBLEM),
    Probe(
        "an unknown field", "RFC 9110 15.5.21", post(JSON, body=b'{"txt": "mill"}'), 422, PROBLEM, "did you mean `text`"
    ),
    Probe("more than a megabyte", "RFC 9110 15.5.14", post(JSON, body=b'"' + b"a" * 1_100_000 + b'"'), 413, PROBLEM),
    Probe("more than a megabyte in chunks", "RFC 9110 15.5.14", chunked(*[b"a" * 100_000] * 11), 413, PROBLEM),
    Probe(
        "a method that it has not",
        "RFC 9110 15.5.6",
        request(ROUTE, method="PUT"),
        405,
        PROBLEM | {"allow": "GET, HEAD, OPTIONS, POST"},
    ),
    Probe(
        "OPTIONS names it",
        "RFC 9110 9.3.7",
        request(ROUTE, method="OPTIONS"),
        204,
        {"allow": "GET, HEAD, OPTIONS, POST"},
    ),
]
