"""Targets: one resource has one spelling, and nothing that is no text gets through."""

from tests.http.probe import TURN, Deviation, Probe, request, written

PROBLEM = {"content-type": "application/problem\\+json", "cache-control": "no-store", "location": None}


def not_found(says: str, rule: str, target: str | bytes) -> Probe:
    return Probe(says, rule, request(target), 404, PROBLEM, '"type":"/problems/not-found"')


def malformed(says: str, rule: str, target: str | bytes) -> Probe:
    return Probe(says, rule, request(target), 400, PROBLEM, '"type":"/problems/malformed-request"')


PROBES = [
    Probe("a turn", "RFC 9110 9.3.1", request(TURN), 200, {"content-type": "application/json"}, '"id":"day.1"'),
    Probe(
        "the root is the page, whatever the host",
        "RFC 9110 7.2",
        written("GET / HTTP/1.1", "Host: evil.example", "Connection: close"),
        200,
        {"content-type": "text/html; charset=utf-8"},
        "<title>Verbatim</title>",
    ),
    Probe(
        "a target in absolute form",
        "RFC 9112 3.2.2",
        written("GET http://127.0.0.1/v1/turns/day.1 HTTP/1.1", "Host: 127.0.0.1", "Connection: close"),
        200,
        {},
        '"url":"/v1/turns/day.1"',
    ),
    Probe(
        "a target in absolute form, of another host",
        "RFC 9112 3.2.2",
        written("GET http://evil.example/v1/turns?limit=1 HTTP/1.1", "Host: 127.0.0.1", "Connection: close"),
        200,
        {"link": '</v1/turns\\?limit=1>; rel="first", </v1/turns\\?.*'},
        '"next":"/v1/turns',
    ),
    Probe(
        "an absolute target without a path",
        "RFC 9112 3.2.2",
        written("GET http://127.0.0.1 HTTP/1.1", "Host: 127.0.0.1", "Connection: close"),
        200,
        {"content-type": "text/html; charset=utf-8"},
        deviates={"httptools": Deviation(400, "its grammar of URLs asks for a path")},
    ),
    Probe(
        "an absolute target's query is a query",
        "RFC 9112 3.2.2",
        written("GET http://127.0.0.1/v1/turns?x=1 HTTP/1.1", "Host: 127.0.0.1", "Connection: close"),
        422,
        {},
        '"instance":"/v1/turns"',
    ),
    not_found("a slash at the end", "RFC 3986 6.2.3", "/v1/turns/"),
    not_found("two slashes", "RFC 3986 3.3", "//v1"),
    not_found("two slashes before a host", "RFC 3986 3.3", "//evil.example/v1"),
    not_found("a dot segment", "RFC 3986 5.2.4", "/v1/./turns"),
    not_found("two dots", "RFC 3986 5.2.4", "/v1/../v1"),
    not_found("encoded dots", "RFC 3986 6.2.2.2", "/v1/%2e%2e/v1"),
    not_found("dots that would leave the page's folder", "RFC 3986 5.2.4", "/docs/../../main.py"),
    not_found("an encoded slash", "RFC 3986 2.2", "/v1/interviews/day%2Fturns"),
    not_found("an encoded slash in a route", "RFC 3986 2.2", "/v1%2fturns"),
    not_found("an encoded backslash", "RFC 3986 2.2", "/v1%5Cturns"),
    not_found("capitals", "RFC 3986 6.2.2.1", "/V1/turns"),
    not_found("a parameter of a segment", "RFC 3986 3.3", "/v1;x=1"),
    not_found("an encoded line break", "RFC 3986 2.1", "/v1%0A"),
    not_found("an encoded carriage return", "RFC 3986 2.1", "/v1%0D%0AX-Evil:%201"),
    not_found("an encoded NUL", "RFC 3986 2.1", "/v1/turns/day.1%00"),
    not_found("an id in capitals", "RFC 3986 6.2.2.1", "/v1/turns/DAY.1"),
    not_found("a number with a nought before it", "RFC 3986 6.2", "/v1/turns/day.01"),
    not_found("a number with a sign", "RFC 3986 6.2", "/v1/turns/day.+1"),
    not_found("a number with an underscore", "RFC 3986 6.2", "/v1/turns/day.1_0"),
    not_found("a number in Arabic digits", "RFC 3986 6.2", "/v1/turns/day.%D9%A1"),
    not_found("a number past 2^63", "RFC 3986 6.2", "/v1/turns/day.9223372036854775808"),
    not_found("a number past all numbers", "RFC 3986 6.2", "/v1/turns/day." + "9" * 400),
    not_found("an id of 60,000 letters", "RFC 9110 4.1", "/v1/interviews/" + "a" * 60_000),
    not_found("a letter that only looks the same", "RFC 3986 2.5", "/v1/turns/d%D0%B0y.1"),
    Probe(
        "an encoded letter is the letter",
        "RFC 3986 6.2.2.2",
        request("/v1/turns/d%61y.1"),
        200,
        {},
        '"url":"/v1/turns/day.1"',
    ),
    malformed("bytes that are no UTF-8", "RFC 3986 2.5", "/v1/turns/%ff"),
    malformed("bytes that are no UTF-8 in a query", "RFC 3986 2.5", "/v1/turns?interview=%ff"),
    malformed("a lone surrogate", "RFC 3629 3", "/v1/search?q=%ED%A0%80"),
    malformed("an overlong slash", "RFC 3629 10", "/v1%C0%AFturns"),
    not_found("a percent sign alone stands for itself", "RFC 3986 2.1", "/v1/turns/day.1%"),
    Probe(
        "a percent sign alone in a query, as browsers send it",
        "RFC 3986 2.1",
        request("/v1/search?q=50%"),
        200,
        {},
        '"q":"50%"',
    ),
    Probe("raw bytes in a query", "RFC 9112 3", request("/v1/search?q=caf\xc3\xa9"), 400, plain=True),
]
