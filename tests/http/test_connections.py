"""Several requests on one connection, and HEAD beside every GET there is."""

from collections.abc import Iterator
from email.utils import parsedate_to_datetime

import pytest
from fastapi.routing import iter_route_contexts

from app.main import create_app
from app.settings import Settings
from app.web import digest
from tests.api.server import running
from tests.http.probe import TURN, request, written
from tests.http.raw import Answer, answers, exchange

HOST = "Host: 127.0.0.1"
PARAMETERS = {"interview_id": "day", "turn_id": "day.1", "speaker_id": "nora-field", "type": "gone", "name": "docs.js"}
PARAMETERS |= {"version": digest(), "file": "main.js"}
NEEDED = {"/v1/search": "q=mill", "/v1/quotes/verify": "text=the%20mill", "/v1/concordance": "q=mill"}
OWN = {"date", "x-request-id", "transfer-encoding"}
"""What differs from answer to answer; of how a body is sent, HEAD may say nothing (RFC 9110, 9.3.2)."""


def one(port: int, sent: bytes) -> Answer:
    [answer] = answers(exchange(port, sent), [sent.partition(b" ")[0]])
    return answer


def _targets() -> Iterator[str]:
    """Give a target of every route that answers GET."""
    for route in iter_route_contexts(create_app(Settings()).routes):
        if route.path and "GET" in (route.methods or ()):
            path = route.path.format_map(PARAMETERS)
            yield f"{path}?{NEEDED[path]}" if path in NEEDED else path


TARGETS = list(_targets())


@pytest.mark.parametrize("target", TARGETS)
def test_head_says_what_get_does(port: int, target: str) -> None:
    get, head = one(port, request(target)), one(port, request(target, method="HEAD"))
    assert (head.status, head.body) == (get.status, b"")
    assert get.status in (200, 307)
    ours = [[field for field in answer.headers if field[0] not in OWN] for answer in (get, head)]
    assert ours[0] == ours[1]


@pytest.mark.parametrize("target", TARGETS)
def test_options_and_other_methods_agree(port: int, target: str) -> None:
    asked, refused = one(port, request(target, method="OPTIONS")), one(port, request(target, method="DELETE"))
    assert (asked.status, refused.status) == (204, 405)
    assert asked.header("allow") == refused.header("allow")
    assert {"GET", "HEAD", "OPTIONS"} <= set((asked.header("allow") or "").split(", "))


def test_requests_in_one_write_are_answered_in_turn(port: int) -> None:
    first = written(f"GET {TURN} HTTP/1.1", HOST)
    head = written("HEAD /v1/turns HTTP/1.1", HOST)
    missing = written("GET /v1/turns/x HTTP/1.1", HOST)
    got = answers(exchange(port, first + head + missing + request("/healthz")), [b"GET", b"HEAD", b"GET", b"GET"])
    assert [answer.status for answer in got] == [200, 200, 404, 200]
    assert [bool(answer.body) for answer in got] == [True, False, True, True]
    assert len({answer.header("x-request-id") for answer in got}) == 4


def test_a_body_on_get_is_not_the_next_request(port: int) -> None:
    smuggled = request("/v1/turns/x")
    got = answers(
        exchange(
            port, written(f"GET {TURN} HTTP/1.1", HOST, f"Content-Length: {len(smuggled)}") + smuggled + request("/v1")
        ),
        [b"GET", b"GET"],
    )
    assert [answer.status for answer in got] == [200, 200]


def test_the_old_version_closes(port: int) -> None:
    answer = one(port, written(f"GET {TURN} HTTP/1.0"))
    assert (answer.status, answer.header("connection"), answer.header("transfer-encoding")) == (200, "close", None)


def test_a_change_is_never_dated_after_its_answer(past_url: str) -> None:
    """Ingests of one second are dated a second apart, and so ahead of the clock (RFC 9110, 8.8.2.1)."""
    with running(past_url) as port:
        answer = one(port, request(TURN))
        modified, date = answer.header("last-modified") or "", answer.header("date") or ""
        assert parsedate_to_datetime(modified) <= parsedate_to_datetime(date)
