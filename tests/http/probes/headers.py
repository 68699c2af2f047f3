"""What every answer says of itself, and to browsers of other origins (Fetch)."""

from tests.http.probe import TURN, Probe, request

ORIGIN = "Origin: https://newsroom.example"
NEW_ID = "[0-9a-f]{32}"
ANY = {
    "access-control-allow-origin": "\\*",
    "access-control-expose-headers": ".*Link, ETag, Last-Modified.*X-Request-ID.*",
}
PREFLIGHT = {
    "access-control-allow-origin": "\\*",
    "access-control-allow-methods": "GET, HEAD, OPTIONS, POST",
    "access-control-allow-headers": ".*If-None-Match.*X-Request-ID.*",
    "access-control-max-age": "[1-9][0-9]+",
    "access-control-allow-credentials": None,
    "content-length": None,
}


def identified(says: str, line: str | bytes, expected: str) -> Probe:
    return Probe(says, "RFC 9110 5.5", request("/healthz", line), 200, {"x-request-id": expected})


def preflight(says: str, *lines: str) -> Probe:
    return Probe(says, "Fetch 4.8", request(TURN, ORIGIN, *lines, method="OPTIONS"), 204, PREFLIGHT, "")


PROBES = [
    identified("an id is made", "X-Other: 1", NEW_ID),
    identified("a sane id is taken", "X-Request-ID: a-b.c:d=e+f/9", "a-b\\.c:d=e\\+f/9"),
    identified("an id of 128 characters is taken", "X-Request-ID: " + "a" * 128, "a{128}"),
    identified("a longer one is not", "X-Request-ID: " + "a" * 129, NEW_ID),
    identified("nor one with a blank", "X-Request-ID: a b", NEW_ID),
    identified("nor one of markup", "X-Request-ID: <script>", NEW_ID),
    identified("nor one of other letters", b"X-Request-ID: \xc3\xa9", NEW_ID),
    Probe(
        "of two ids the first",
        "RFC 9110 5.3",
        request("/healthz", "X-Request-ID: a", "X-Request-ID: b"),
        200,
        {"x-request-id": "a"},
    ),
    preflight("a preflight", "Access-Control-Request-Method: GET"),
    preflight(
        "a preflight for conditions",
        "Access-Control-Request-Method: GET",
        "Access-Control-Request-Headers: if-none-match,if-modified-since,x-request-id",
    ),
    preflight("a preflight for a method there is not", "Access-Control-Request-Method: DELETE"),
    Probe(
        "a preflight of no route",
        "Fetch 4.8",
        request("/nowhere", ORIGIN, "Access-Control-Request-Method: GET", method="OPTIONS"),
        204,
        PREFLIGHT,
        "",
    ),
    Probe("another origin may read", "Fetch 3.2", request(TURN, ORIGIN), 200, ANY),
    Probe("also an error", "Fetch 3.2", request("/v1/turns/x", ORIGIN), 404, ANY),
    Probe("also that a parameter is wrong", "Fetch 3.2", request("/v1/turns?x=1", ORIGIN), 422, ANY),
    Probe("also that nothing has changed", "Fetch 3.2", request(TURN, ORIGIN, "If-None-Match: {tag}"), 304, ANY),
    Probe("also that a URL is no text", "Fetch 3.2", request("/v1/%ff", ORIGIN), 400, ANY),
    Probe("also that a method is not allowed", "Fetch 3.2", request(TURN, ORIGIN, method="DELETE"), 405, ANY),
    Probe("an origin of nowhere", "Fetch 3.2", request(TURN, "Origin: null"), 200, ANY),
    Probe(
        "where any origin may read, none varies the answer",
        "Fetch 3.2",
        request(TURN),
        200,
        {"vary": "Accept-Encoding", "access-control-allow-credentials": None},
    ),
    Probe(
        "the page allows no script but its own",
        "CSP 3",
        request("/docs"),
        200,
        {"content-security-policy": "default-src 'none'; script-src 'self'; (?!.*unsafe).*"},
    ),
    Probe(
        "an answer allows nothing",
        "CSP 3",
        request(TURN),
        200,
        {
            "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
            "x-frame-options": "DENY",
            "server": None,
        },
    ),
]
