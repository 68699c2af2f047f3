from typing import Any

import pytest
from httpx import AsyncClient

pytestmark = pytest.mark.anyio

WHOLE = "give a whole number in plain digits"


async def faults(client: AsyncClient, url: str) -> list[Any]:
    response = await client.get(url)
    assert response.status_code == 422, response.text
    assert response.headers["content-type"] == "application/problem+json"
    errors: list[Any] = response.json()["errors"]
    return errors


async def test_all_faults_are_reported_at_once(past: AsyncClient) -> None:
    response = await past.get(
        "/v1/turns?speker=a&limit=1_0&limit=2&kind=qestion&date_from=2020-02-31&min_words=-1&x=%00"
    )
    assert response.status_code == 422
    known = "speaker, outlet, language, date_from, date_to, interview, kind, min_words, max_words"
    assert response.json() == {
        "type": "/problems/invalid-parameters",
        "title": "Parameters are unknown or have bad values",
        "status": 422,
        "detail": "These parameters cannot be taken: `speker`, `limit`, `x`, `date_from`, `kind`, `min_words`.",
        "instance": "/v1/turns",
        "errors": [
            {
                "in": "query",
                "name": "speker",
                "message": f"is unknown: did you mean `speaker`? Known here: limit, cursor, {known}",
                "value": "a",
            },
            {"in": "query", "name": "limit", "message": "is given 2 times: give it once", "value": "2"},
            {"in": "query", "name": "x", "message": f"is unknown. Known here: limit, cursor, {known}", "value": "\0"},
            {
                "in": "query",
                "name": "date_from",
                "message": "there is no 2020-02-31 in the calendar",
                "value": "2020-02-31",
            },
            {
                "in": "query",
                "name": "kind",
                "message": "should be one of question, answer, speech: did you mean `question`?",
                "value": "qestion",
            },
            {
                "in": "query",
                "name": "min_words",
                "message": "should be greater than or equal to 0",
                "value": "-1",
            },
        ],
    }


@pytest.mark.parametrize(
    ("limit", "message"),
    [
        ("0", "should be greater than or equal to 1"),
        ("201", "should be less than or equal to 200"),
        ("-1", "should be greater than or equal to 1"),
        ("", WHOLE),
        ("%2B1", WHOLE),
        ("1_0", WHOLE),
        ("01", WHOLE),
        ("1.0", WHOLE),
        ("1e1", WHOLE),
        ("%201", WHOLE),
        ("1%0A", WHOLE),
        ("٣", WHOLE),
        ("0x10", WHOLE),
        ("9223372036854775808", WHOLE),
        ("9" * 5000, WHOLE),
        ("null", WHOLE),
    ],
)
async def test_integers_have_one_spelling(past: AsyncClient, limit: str, message: str) -> None:
    [fault] = await faults(past, f"/v1/turns?limit={limit}")
    assert (fault["name"], fault["message"]) == ("limit", message)


@pytest.mark.parametrize(
    "date",
    [
        "",
        "20",
        "2020-1",
        "2020-13",
        "2020-00",
        "2021-02-29",
        "2020-09-17T00:00",
        "0000",
        "٢٠٢٠",
        "2020-09-17%00",
        "-2020",
    ],
)
@pytest.mark.parametrize("name", ["date_from", "date_to"])
async def test_dates_are_of_the_calendar(past: AsyncClient, name: str, date: str) -> None:
    [fault] = await faults(past, f"/v1/interviews?{name}={date}")
    assert fault["name"] == name


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("/v1?limit=1", ["limit"]),
        ("/v1/turns/day.1?revisoin=1", ["revisoin"]),
        ("/v1/turns/day.1?context=6", ["context"]),
        ("/v1/turns/day.1?context=1&context=1", ["context"]),
        ("/v1/turns/nowhere.1?x=1", ["x"]),
        ("/v1/interviews/day?x=1&y=2&x=3", ["x", "y"]),
        ("/v1/interviews/day/turns?kind=answer", ["kind"]),
        ("/v1/interviews?sort=dates", ["sort"]),
        ("/v1/interviews?sort=date&sort=title", ["sort"]),
        ("/v1/speakers?anonymous=1", ["anonymous"]),
        ("/v1/speakers?anonymous=True", ["anonymous"]),
        ("/v1/speakers?q=%21%21", ["q"]),
        ("/v1/speakers?q=", ["q"]),
        ("/v1/speakers?role=host&identity=x", ["role", "identity"]),
        ("/v1/turns?Limit=1", ["Limit"]),
        ("/v1/turns?=1", [""]),
        ("/v1/turns?limit%00=1", ["limit\0"]),
        ("/v1/turns?interview=" + "x" * 601, ["interview"]),
        ("/v1/turns?" + "&".join(["interview=x"] * 101), ["interview"]),
        ("/healthz?x=1", ["x"]),
        ("/readyz?x=1", ["x"]),
        ("/version?x=1", ["x"]),
        ("/problems?x=1", ["x"]),
        ("/problems/gone?x=1", ["x"]),
    ],
)
async def test_every_route_refuses_what_it_does_not_know(past: AsyncClient, url: str, names: list[str]) -> None:
    assert [fault["name"] for fault in await faults(past, url)] == names


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("speker", "speaker"),
        ("intervew", "interview"),
        ("datefrom", "date_from"),
        ("languag", "language"),
        ("lmit", "limit"),
    ],
)
async def test_slips_of_the_pen_are_recognised(past: AsyncClient, given: str, meant: str) -> None:
    [fault] = await faults(past, f"/v1/turns?{given}=1")
    assert f"did you mean `{meant}`?" in fault["message"]


async def test_long_values_are_shown_cut(past: AsyncClient) -> None:
    [fault] = await faults(past, "/v1/turns?x=" + "a" * 10_000)
    assert fault["value"] == "a" * 200 + "…"


@pytest.mark.parametrize(
    "url", ["/v1/turns?q=%ff", "/v1/turns?%ff=1", "/v1/turns?q=%ED%A0%80", "/v1/turns/%C0%AF", "/%80"]
)
async def test_what_is_no_utf8_is_malformed(past: AsyncClient, url: str) -> None:
    response = await past.get(url)
    assert response.status_code == 400
    assert response.json()["type"] == "/problems/malformed-request"
    assert response.json()["detail"] == "The URL is not percent-encoded UTF-8."


@pytest.mark.parametrize(
    "query", ["speaker=%F0%9F%90%8B", "speaker=%00", "speaker=%EF%BF%BE", "speaker=a%2Fb", "speaker=%25"]
)
async def test_any_text_is_a_value(past: AsyncClient, query: str) -> None:
    assert (await past.get(f"/v1/turns?{query}")).json()["items"] == []


@pytest.mark.parametrize(
    ("query", "name", "message"),
    [
        ("date_from=2021-02&date_to=2021-01-31", "date_to", "is before date_from, which is 2021-02"),
        ("date_from=2021&date_to=2020", "date_to", "is before date_from, which is 2021"),
        ("min_words=8&max_words=7", "max_words", "is less than min_words, which is 8"),
    ],
)
@pytest.mark.parametrize("path", ["/v1/turns?", "/v1/search?q=the&"])
async def test_a_range_that_ends_before_it_begins_is_named(
    past: AsyncClient, path: str, query: str, name: str, message: str
) -> None:
    value = query.rsplit("=", maxsplit=1)[-1]
    expected = {"in": "query", "name": name, "message": f"{message}: nothing can be in between", "value": value}
    assert await faults(past, path + query) == [expected]


@pytest.mark.parametrize("query", ["date_from=2021-06&date_to=2021", "date_from=2021&date_to=2021", "max_words=0"])
async def test_a_range_of_reduced_precision_may_overlap(past: AsyncClient, query: str) -> None:
    assert (await past.get(f"/v1/turns?{query}")).status_code == 200


async def test_the_longest_ids_are_unknown_and_no_fault(past: AsyncClient) -> None:
    for name, value in (("interview", "x" * 300), ("speaker", f"{'x' * 300}~{'y' * 299}")):
        found = await past.get(f"/v1/turns?{name}={value}")
        assert (found.status_code, found.json()["total"]) == (200, 0)
