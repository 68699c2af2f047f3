"""Every probe, with both of uvicorn's parsers: what comes back, and what every answer owes."""

import json
import re
from email.utils import parsedate_to_datetime

import pytest

from tests.http.probe import TURN, Probe, request
from tests.http.probes import PROBES
from tests.http.raw import Answer, answers, exchange

pytestmark = pytest.mark.once("what a parser makes of bytes, and what every answer owes")

OWED = {
    "date": "[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} 2[0-9]{3} [0-9:]{8} GMT",
    "x-request-id": ".+",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "content-security-policy": "default-src 'none';.*",
}
MEMBERS = {"type", "title", "status", "detail", "instance"}


@pytest.fixture(scope="module")
def validators(port: int) -> dict[bytes, bytes]:
    """What stands for `{tag}`, `{strong}` and `{modified}` in a probe."""
    [answer] = answers(exchange(port, request(TURN)), [b"GET"])
    tag, modified = answer.header("etag") or "", answer.header("last-modified") or ""
    known = {"tag": tag, "strong": tag.removeprefix("W/"), "modified": modified}
    return {f"{{{name}}}".encode(): value.encode() for name, value in known.items()}


@pytest.mark.parametrize("name", PROBES)
def test_what_is_sent_gets_what_the_rule_says(
    port: int, parser: str, validators: dict[bytes, bytes], name: str
) -> None:
    probe = PROBES[name]
    sent = probe.sent
    for placeholder, value in validators.items():
        sent = sent.replace(placeholder, value)
    *interim, answer = answers(exchange(port, sent), [sent.partition(b" ")[0].strip()])
    assert all(each.status == 100 for each in interim)
    deviation = probe.deviates.get(parser)
    if deviation:
        assert (answer.status, deviation.reason) == (deviation.status, deviation.reason)
        return
    assert answer.status == probe.status, answer
    check_headers(answer, probe)
    if probe.body is not None:
        assert re.search(probe.body or "^$", answer.body.decode("latin-1")), answer.body
    if not probe.plain:
        check_owed(answer, sent)


def check_headers(answer: Answer, probe: Probe) -> None:
    for name, expected in probe.headers.items():
        value = answer.header(name)
        if expected is None:
            assert value is None, (name, value)
        else:
            assert value is not None, name
            assert re.fullmatch(expected, value), (name, value)


def check_owed(answer: Answer, sent: bytes) -> None:
    """Check what holds for every answer of the application, whatever was asked."""
    for name, expected in OWED.items():
        assert re.fullmatch(expected, answer.header(name) or ""), (name, answer.headers)
    if modified := answer.header("last-modified"):
        assert parsedate_to_datetime(modified) <= parsedate_to_datetime(answer.header("date") or "")
    if answer.status >= 400 and answer.body and not answer.header("content-encoding"):
        problem = json.loads(answer.body)
        assert set(problem) >= MEMBERS
        assert problem["status"] == answer.status
        assert re.fullmatch("/problems/[a-z-]+", problem["type"])


def test_every_probe_names_its_rule() -> None:
    assert len(PROBES) >= 80
    assert all(re.fullmatch(r"(RFC [0-9]{4} [0-9A-Z][0-9.A-Z]*|Fetch [0-9.]+|CSP 3)", p.rule) for p in PROBES.values())
    assert all(deviation.reason for probe in PROBES.values() for deviation in probe.deviates.values())
