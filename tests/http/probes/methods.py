"""Methods: what each means, and what is refused."""

from tests.http.probe import TURN, Deviation, Probe, request, written

ALLOW = "GET, HEAD, OPTIONS"
REFUSED = {"content-type": "application/problem\\+json", "allow": ALLOW}
UNKNOWN_TO_C = {"httptools": Deviation(400, "its grammar knows a list of methods and refuses every other")}

PROBES = [
    Probe(
        "HEAD has the headers and no body",
        "RFC 9110 9.3.2",
        request(TURN, method="HEAD"),
        200,
        {"content-length": "[1-9][0-9]+", "content-type": "application/json"},
        "",
    ),
    Probe(
        "HEAD of what is not there",
        "RFC 9110 9.3.2",
        request("/v1/turns/x", method="HEAD"),
        404,
        {"content-length": "[1-9][0-9]+", "content-type": "application/problem\\+json"},
        "",
    ),
    Probe(
        "HEAD with a known tag", "RFC 9110 13.2.2", request(TURN, "If-None-Match: {tag}", method="HEAD"), 304, {}, ""
    ),
    Probe(
        "HEAD of a file of the page",
        "RFC 9110 9.3.2",
        request("/docs/docs.js", method="HEAD"),
        200,
        {"content-length": "[1-9][0-9]+", "etag": 'W/".*"'},
        "",
    ),
    Probe(
        "HEAD of a long list, coded",
        "RFC 9110 9.3.2",
        request("/v1/turns", "Accept-Encoding: gzip", method="HEAD"),
        200,
        {"content-encoding": "gzip", "content-length": "[1-9][0-9]+"},
        "",
    ),
    Probe(
        "OPTIONS says what is allowed",
        "RFC 9110 9.3.7",
        request(TURN, method="OPTIONS"),
        204,
        {"allow": ALLOW, "content-length": None, "content-type": None},
        "",
    ),
    Probe("OPTIONS of what no route has", "RFC 9110 9.3.7", request("/nowhere", method="OPTIONS"), 404),
    Probe(
        "OPTIONS of the server as a whole",
        "RFC 9110 9.3.7",
        written("OPTIONS * HTTP/1.1", "Host: 127.0.0.1", "Connection: close"),
        204,
        {"allow": ALLOW},
        "",
    ),
    Probe(
        "PUT is refused", "RFC 9110 15.5.6", request(TURN, "Content-Length: 2", method="PUT", body=b"{}"), 405, REFUSED
    ),
    Probe("DELETE is refused", "RFC 9110 15.5.6", request("/v1/interviews/day", method="DELETE"), 405, REFUSED),
    Probe("PATCH is refused", "RFC 9110 15.5.6", request("/v1", method="PATCH"), 405, REFUSED),
    Probe(
        "POST is refused where nothing takes it",
        "RFC 9110 15.5.6",
        request("/v1/turns", "Content-Length: 0", method="POST"),
        405,
        REFUSED,
    ),
    Probe("POST of what no route has", "RFC 9110 15.5.5", request("/nowhere", "Content-Length: 0", method="POST"), 404),
    Probe(
        "TRACE tells nothing back",
        "RFC 9110 9.3.8",
        request(TURN, "X-Secret: abc", method="TRACE"),
        405,
        REFUSED,
        '"detail":"TRACE is not answered here',
    ),
    Probe("an unknown method", "RFC 9110 9.1", request(TURN, method="BREW"), 405, REFUSED, deviates=UNKNOWN_TO_C),
    Probe(
        "methods are case-sensitive", "RFC 9110 9.1", request(TURN, method="get"), 405, REFUSED, deviates=UNKNOWN_TO_C
    ),
    Probe(
        "CONNECT is no way through",
        "RFC 9110 9.3.6",
        written("CONNECT example.org:443 HTTP/1.1", "Host: example.org:443", "Connection: close"),
        405,
        {"content-type": "application/problem\\+json"},
        deviates={"httptools": Deviation(400, "it takes the host for a URL, and refuses it as one")},
    ),
]
