"""Parameters: what is wrong is named, all of it at once."""

from tests.http.probe import Probe, request

PROBLEM = {"content-type": "application/problem\\+json", "cache-control": "no-store"}


def refused(says: str, query: str, *found: str, rule: str = "RFC 9110 15.5.21") -> Probe:
    body = "(?s)" + "".join(f"(?=.*{each})" for each in ('"type":"/problems/invalid-parameters"', *found))
    return Probe(says, rule, request(f"/v1/turns?{query}"), 422, PROBLEM, body)


def taken(says: str, query: str, body: str = '"total":', rule: str = "RFC 3986 3.4") -> Probe:
    return Probe(says, rule, request(f"/v1/turns?{query}"), 200, {"content-type": "application/json"}, body)


PROBES = [
    refused("an unknown parameter", "x=1", '"name":"x"', "is unknown", "Known here: "),
    refused("a slip of the pen", "speker=a", "did you mean `speaker`"),
    refused("a slip in a value", "kind=anwser", "did you mean `answer`"),
    refused("one value twice", "limit=1&limit=2", '"name":"limit"', "is given 2 times"),
    refused(
        "all faults at once",
        "limit=0&x=1&kind=y&date_from=z&min_words=-1&cursor=%21",
        *(f'"name":"{name}"' for name in ("limit", "x", "kind", "date_from", "min_words", "cursor")),
    ),
    refused("a nought as a limit", "limit=0"),
    refused("more than a page holds", "limit=201", '"value":"201"'),
    refused("a sign", "limit=%2B1"),
    refused("a plus is a blank", "limit=+1"),
    refused("an underscore", "limit=1_0"),
    refused("a fraction", "limit=1.0"),
    refused("an exponent", "limit=1e1"),
    refused("hexadecimal", "limit=0x10"),
    refused("a nought before it", "limit=010"),
    refused("minus nought", "min_words=-0"),
    refused("Arabic digits", "limit=%D9%A1"),
    refused("full-width digits", "limit=%EF%BC%91"),
    refused("2^63", "min_words=9223372036854775808"),
    refused("more digits than a number may have", "min_words=" + "9" * 5000),
    refused("nothing at all", "limit="),
    refused("NUL in a number", "limit=1%00"),
    refused("a month too many", "date_from=2020-13"),
    refused("a day too many", "date_from=2021-02-29"),
    refused("the year nought", "date_from=0000"),
    refused("a date in Arabic digits", "date_from=%D9%A2%D9%A0%D9%A2%D9%A0"),
    refused("a date with its time", "date_from=2020-01-01T00:00:00Z"),
    refused("a cursor that is none", "cursor=AAAA", "is no cursor of this list"),
    refused("a cursor of any script", "cursor=%E8%B3%AA%E5%95%8F"),
    refused("a cursor longer than any", "cursor=" + "A" * 2001),
    refused("a value longer than any", "speaker=" + "a" * 60_000, '"name":"speaker"'),
    refused("an empty name", "=1", '"name":""'),
    refused("names are case-sensitive", "Limit=1", "did you mean `limit`"),
    taken("an encoded name is the name", "%6Cimit=1"),
    taken("a filter twice means or", "kind=answer&kind=question&limit=1"),
    taken("an unknown id in a filter is an empty list", "interview=nowhere", '"items":\\[\\],"total":0'),
    taken("NUL in a filter is only text", "speaker=%00", '"items":\\[\\],"total":0'),
    taken("quotation marks in a filter are only text", "speaker=%27%3B--", '"items":\\[\\],"total":0'),
    taken("an empty query", ""),
    taken("separators alone", "&&", '"total":'),
    taken("a semicolon separates nothing", "speaker=a;limit=1", '"total":0'),
    Probe(
        "a query of 60 KB is read",
        "RFC 9110 4.1",
        request("/v1/turns?" + "&".join(f"p{n}=1" for n in range(8000))),
        422,
        PROBLEM,
    ),
    Probe(
        "a target of 300 KB is not",
        "RFC 9110 4.1",
        request("/v1/turns?" + "&".join(f"p{n}=1" for n in range(34_000))),
        400,
        plain=True,
    ),
    Probe(
        "parameters where there are none",
        "RFC 9110 15.5.21",
        request("/healthz?verbose=1"),
        422,
        PROBLEM,
        "there are no parameters here",
    ),
    Probe("parameters where a document is", "RFC 9110 15.5.21", request("/problems/gone?x=1"), 422, PROBLEM),
    Probe(
        "a page links to its first and its next part",
        "RFC 8288 3",
        request("/v1/turns?limit=2&kind=answer"),
        200,
        {"link": '<(/v1/turns\\?limit=2&kind=answer)>; rel="first", <\\1&cursor=[^>]+>; rel="next"'},
    ),
    Probe(
        "nothing typed into a search is an error",
        "RFC 9110 15.6.1",
        request("/v1/search?q=%22%22%22%28%28NEAR%2FAND+OR+NOT+%2A+mill"),
        200,
    ),
    Probe("a search without words", "RFC 9110 15.5.21", request("/v1/search?q=%1D"), 422, PROBLEM, '"name":"q"'),
]
