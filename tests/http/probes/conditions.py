"""Conditional requests, and what caches are told."""

from tests.http.probe import TURN, Probe, request

SAME = {
    "etag": 'W/"[0-9a-f]{24}"',
    "last-modified": "[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} 20[0-9]{2} [0-9:]{8} GMT",
    "cache-control": "public, max-age=0, must-revalidate",
    "vary": ".*Accept-Encoding.*",
}
UNCHANGED = SAME | {"content-type": None, "content-encoding": None, "x-request-id": ".+"}
NOT_KEPT = {"cache-control": "no-store", "etag": None, "last-modified": None}


def unchanged(says: str, rule: str, *lines: str) -> Probe:
    return Probe(says, rule, request(TURN, *lines), 304, UNCHANGED, "")


def changed(says: str, rule: str, *lines: str) -> Probe:
    return Probe(says, rule, request(TURN, *lines), 200, SAME)


PROBES = [
    changed("validators on every answer", "RFC 9110 8.8"),
    unchanged("the tag", "RFC 9110 13.1.2", "If-None-Match: {tag}"),
    unchanged("the tag as a strong one", "RFC 9110 8.8.3.2", "If-None-Match: {strong}"),
    unchanged("the tag in a list", "RFC 9110 13.1.2", 'If-None-Match: "a", W/"b", {tag}'),
    unchanged(
        "a list in two lines, with empty entries", "RFC 9110 5.6.1", 'If-None-Match: "a",,', "If-None-Match: , {tag}"
    ),
    unchanged("the tag behind one with a comma in it", "RFC 9110 8.8.3", 'If-None-Match: "a,b", {tag}'),
    changed("the tag within another tag", "RFC 9110 8.8.3", 'If-None-Match: "x, {tag} y"'),
    unchanged("any tag", "RFC 9110 13.1.2", "If-None-Match: *"),
    changed("a star among tags is no star", "RFC 9110 13.1.2", 'If-None-Match: "a", *'),
    changed("another tag", "RFC 9110 13.1.2", 'If-None-Match: W/"0123456789abcdef01234567"'),
    changed("a tag without quotes", "RFC 9110 8.8.3", "If-None-Match: 0123456789abcdef01234567"),
    changed("a lower-case w is no weak tag", "RFC 9110 8.8.3", "If-None-Match: w/{strong}"),
    unchanged("the date", "RFC 9110 13.1.3", "If-Modified-Since: {modified}"),
    unchanged("a date to come", "RFC 9110 13.1.3", "If-Modified-Since: Fri, 01 Jan 2100 00:00:00 GMT"),
    changed("an older date", "RFC 9110 13.1.3", "If-Modified-Since: Sat, 01 Jan 2000 00:00:00 GMT"),
    unchanged("a date of RFC 850", "RFC 9110 5.6.7", "If-Modified-Since: Friday, 01-Jan-60 00:00:00 GMT"),
    changed("an older date of asctime", "RFC 9110 5.6.7", "If-Modified-Since: Sat Jan  1 00:00:00 2000"),
    changed("what is no date", "RFC 9110 13.1.3", "If-Modified-Since: yesterday"),
    changed("two dates are none", "RFC 9110 13.1.3", "If-Modified-Since: {modified}", "If-Modified-Since: {modified}"),
    changed("a tag weighs more than a date", "RFC 9110 13.1.3", 'If-None-Match: "a"', "If-Modified-Since: {modified}"),
    unchanged(
        "the tag weighs more than an old date",
        "RFC 9110 13.2.2",
        "If-None-Match: {tag}",
        "If-Modified-Since: Sat, 01 Jan 2000 00:00:00 GMT",
    ),
    changed("a range is not answered", "RFC 9110 14.2", "Range: bytes=0-9"),
    changed("nor a condition on it", "RFC 9110 13.1.5", "Range: bytes=0-9", "If-Range: {tag}"),
    Probe("If-Match of the weak tag does not hold", "RFC 9110 13.1.1", request(TURN, "If-Match: {tag}"), 412, NOT_KEPT),
    Probe(
        "If-Match of another tag",
        "RFC 9110 13.1.1",
        request(TURN, 'If-Match: "a"'),
        412,
        NOT_KEPT,
        '"type":"/problems/precondition-failed"',
    ),
    Probe(
        "If-Match weighs most",
        "RFC 9110 13.2.2",
        request(TURN, 'If-Match: "a"', "If-None-Match: {tag}"),
        412,
        NOT_KEPT,
    ),
    changed("If-Match of anything", "RFC 9110 13.1.1", "If-Match: *"),
    Probe(
        "If-Unmodified-Since an old date",
        "RFC 9110 13.1.4",
        request(TURN, "If-Unmodified-Since: Sat, 01 Jan 2000 00:00:00 GMT"),
        412,
        NOT_KEPT,
    ),
    changed("If-Unmodified-Since the date", "RFC 9110 13.1.4", "If-Unmodified-Since: {modified}"),
    Probe(
        "a condition does not hide that nothing is there",
        "RFC 9110 13.2.1",
        request("/v1/turns/day.99", "If-None-Match: *"),
        404,
        NOT_KEPT,
    ),
    Probe(
        "nor that it is gone", "RFC 9110 13.2.1", request("/v1/turns/withdrawn.1", "If-None-Match: *"), 410, NOT_KEPT
    ),
    Probe(
        "nor that a parameter is wrong", "RFC 9110 13.2.1", request("/v1/turns?x=1", "If-None-Match: *"), 422, NOT_KEPT
    ),
    Probe("nobody keeps an error", "RFC 9111 3", request("/nowhere"), 404, NOT_KEPT),
    Probe(
        "nor what the service says of itself",
        "RFC 9111 5.2.2.5",
        request("/healthz"),
        200,
        {"cache-control": "no-store"},
    ),
    Probe(
        "a request that wants nothing kept is answered anew",
        "RFC 9111 5.2.1.4",
        request(TURN, "Cache-Control: no-cache"),
        200,
        SAME,
    ),
    Probe(
        "the API's document has a tag",
        "RFC 9110 8.8.3",
        request("/openapi.json"),
        200,
        {"etag": 'W/".+"', "cache-control": "no-cache", "vary": ".*Accept-Encoding.*"},
    ),
    Probe(
        "the page has a tag",
        "RFC 9110 8.8.3",
        request("/docs"),
        200,
        {"etag": 'W/".+"', "cache-control": "no-cache", "vary": ".*Accept-Encoding.*"},
    ),
    Probe(
        "so has what a problem means",
        "RFC 9110 8.8.3",
        request("/problems/gone"),
        200,
        {"etag": 'W/".+"', "cache-control": "no-cache"},
    ),
]
