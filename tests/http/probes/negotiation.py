"""What a client accepts: media types and codings."""

from tests.http.probe import TURN, Probe, request

LONG = "/v1/turns?limit=30"
JSON = {"content-type": "application/json"}
OFFERED = {"content-type": "application/problem\\+json", "cache-control": "no-store"}


def coded(accepted: str | None, coding: str | None, says: str, rule: str = "RFC 9110 12.5.3") -> Probe:
    lines = [] if accepted is None else [f"Accept-Encoding: {accepted}"]
    headers = {"content-encoding": coding, "vary": ".*Accept-Encoding.*", "content-length": "[0-9]+", "etag": 'W/".*"'}
    return Probe(says, rule, request(LONG, *lines), 200, headers)


PROBES = [
    Probe("JSON for who asks for JSON", "RFC 9110 12.5.1", request(TURN, "Accept: application/json"), 200, JSON),
    Probe(
        "JSON for browsers",
        "RFC 9110 12.5.1",
        request(TURN, "Accept: text/html,application/xml;q=0.9,*/*;q=0.8"),
        200,
        JSON,
    ),
    Probe("an empty Accept excludes nothing", "RFC 9110 12.5.1", request(TURN, "Accept:"), 200, JSON),
    Probe(
        "the most specific range decides",
        "RFC 9110 12.5.1",
        request(TURN, "Accept: */*, application/json;q=0"),
        406,
        OFFERED,
        "application/json",
    ),
    Probe(
        "what there is not",
        "RFC 9110 15.5.7",
        request(TURN, "Accept: application/xml"),
        406,
        OFFERED,
        "The answer would be application/json",
    ),
    Probe("no type of nonsense", "RFC 9110 12.5.1", request(TURN, "Accept: ;;;,,"), 200, JSON),
    Probe(
        "an error is told to whoever asks for anything",
        "RFC 9457 3",
        request("/v1/turns/x", "Accept: text/html"),
        406,
        OFFERED,
    ),
    Probe("a charset that is not ours", "RFC 9110 12.5.2", request(TURN, "Accept-Charset: utf-16"), 200, JSON),
    Probe(
        "a language that is not ours", "RFC 9110 12.5.4", request(TURN, "Accept-Language: tlh;q=1, *;q=0"), 200, JSON
    ),
    coded(None, None, "no header, no coding"),
    coded("", None, "an empty header, no coding"),
    coded("gzip", "gzip", "gzip"),
    coded("br", "br", "br"),
    coded("zstd", "zstd", "zstd"),
    coded("x-gzip", "gzip", "gzip by its old name", "RFC 9110 8.4.1.3"),
    coded("GZip", "gzip", "codings have no case", "RFC 9110 8.4.1"),
    coded("deflate", None, "a coding there is not"),
    coded("gzip, deflate, br, zstd", "zstd", "what browsers send"),
    coded("gzip;q=1.0, br;q=0.5", "gzip", "the weights decide", "RFC 9110 12.4.2"),
    coded("zstd;q=0.1, br;q=0.2, gzip;q=0.3", "gzip", "three weights", "RFC 9110 12.4.2"),
    coded("identity, gzip;q=0.5", None, "identity is preferred", "RFC 9110 12.4.2"),
    coded("identity;q=0.5, gzip", "gzip", "identity is not preferred", "RFC 9110 12.4.2"),
    coded("gzip;q=0", None, "weight nought refuses"),
    coded("gzip;q=0, br;q=0, *", "zstd", "a star is what was not named"),
    coded("*;q=0", None, "everything refused: uncoded is better than nothing", "RFC 9110 12.5.3"),
    coded("identity;q=0", None, "uncoded refused, and nothing named that may be sent"),
    coded("gzip, identity;q=0", "gzip", "uncoded refused beside one"),
    coded("gzip;q=2", None, "no weight is above one", "RFC 9110 12.4.2"),
    coded("gzip;q=x, br", "br", "a weight that is none"),
    Probe(
        "unless the client refuses them so",
        "RFC 9110 12.5.3",
        request("/healthz", "Accept-Encoding: gzip, identity;q=0"),
        200,
        {"content-encoding": "gzip"},
    ),
    Probe(
        "small bodies are left alone",
        "RFC 9110 8.4",
        request("/healthz", "Accept-Encoding: gzip"),
        200,
        {"content-encoding": None, "content-length": "15"},
    ),
    Probe(
        "a long problem is coded",
        "RFC 9110 8.4",
        request("/v1/turns?" + "&".join(f"x{n}=1" for n in range(20)), "Accept-Encoding: br"),
        422,
        {"content-encoding": "br", "vary": ".*Accept-Encoding.*", "content-type": "application/problem\\+json"},
    ),
    Probe(
        "images are not",
        "RFC 9110 8.4",
        request("/docs/favicon-32x32.png", "Accept-Encoding: gzip"),
        200,
        {"content-encoding": None, "content-type": "image/png"},
    ),
    Probe(
        "scripts are",
        "RFC 9110 8.4",
        request("/docs/swagger-ui-bundle.js", "Accept-Encoding: gzip"),
        200,
        {"content-encoding": "gzip"},
    ),
    Probe(
        "what has not changed is not coded",
        "RFC 9110 15.4.5",
        request(TURN, "If-None-Match: {tag}", "Accept-Encoding: gzip"),
        304,
        {"content-encoding": None, "vary": ".*Accept-Encoding.*"},
        "",
    ),
]
