"""Everything that the API answers, found by following its links.

Engines are compared in processes of their own: what one remembers of a corpus would answer for the same corpus in
another engine.
"""

import asyncio
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import quote

from tests.api.conftest import serving
from tests.cli.conftest import environment

LINK = re.compile(r'"(/v1(?:/[^"{]*)?)"')
FORMATS = ("txt", "md", "json", "tei", "akn", "csv", "ndjson", "csl", "bibtex", "ris")
QUERIES = (
    "ice",
    '"second door"',
    "sledge* OR mill",
    "winter -coal",
    "door NEAR/5 river",
    "weeather",
    "miller's (key OR mill)",
)
QUOTATIONS = ("Behind the second door.", "We walked to the … every morning.", "Nobody said this to anyone.")

Answers = dict[str, str]
"""What stands for the answer under each address."""


def crawl(*urls: str, more: Sequence[str] = ()) -> list[Answers]:
    """Ask each database for all that links lead to, for `more`, and for what is asked in words."""
    command = [sys.executable, "-m", "tests.postgresql.crawl", json.dumps([urls, more])]
    done = subprocess.run(command, env=environment(), check=True, timeout=240, stdout=subprocess.PIPE)
    answers: list[Answers] = json.loads(done.stdout)
    return answers


def digest(answers: Answers) -> str:
    """Give one hash for all answers."""
    return hashlib.sha256(json.dumps(answers, sort_keys=True).encode()).hexdigest()


async def _crawl(url: str, more: Sequence[str]) -> Answers:
    found: Answers = {}
    async with serving(url, time_limit_ms=60_000) as client:
        waiting = ["/v1", *more, *_asked()]
        while waiting:
            address = waiting.pop()
            if address not in found:
                answer = await client.get(address)
                found[address] = _digest(answer.status_code, answer.headers, answer.text)
                waiting += _links(address, answer.text)
    return found


def _asked() -> Iterator[str]:
    for query in map(quote, QUERIES):
        yield f"/v1/search?q={query}&sort=date&facets=speaker,interview,year,kind,outlet&limit=3"
        yield f"/v1/concordance?q={query}&sort=left&limit=5"
    yield from (f"/v1/quotes/verify?text={quote(each)}" for each in QUOTATIONS)
    yield from (f"/v1/export/turns?format={each}" for each in ("ndjson", "csv"))


def _links(address: str, body: str) -> Iterator[str]:
    """Give where an answer leads: a search only to its next page, since its facets narrow it without end."""
    if address.startswith("/v1/search"):
        following = json.loads(body).get("next")
        yield from [following] if following else []
        return
    yield from LINK.findall(body)
    if address.endswith("/transcript"):
        yield from (f"{address}?format={each}" for each in FORMATS)


def _digest(status: int, headers: Any, body: str) -> str:
    """Stand for an answer; scores are each engine's own, and `Last-Modified` is never later than the clock."""
    kept = [headers.get(name) for name in ("content-type", "etag", "link")]
    said = re.sub(r'"score":[0-9.e-]+', '"score":0', body)
    return hashlib.sha256(json.dumps([status, kept, said]).encode()).hexdigest()


if __name__ == "__main__":
    named, sought = json.loads(sys.argv[1])
    json.dump([asyncio.run(_crawl(url, sought)) for url in named], sys.stdout)
