"""Renews the examples in the document and the document that the tests compare with.

uv run python -m tests.openapi.renew
"""

import asyncio
import json
import re
import tempfile
from pathlib import Path
from typing import Any

from httpx import ASGITransport, AsyncClient

from app.api.document import operations
from app.api.examples import ANSWERS, FAULTY, requests
from app.main import create_app
from app.settings import Settings
from tests.conftest import make_corpus

COMMAND = "uv run python -m tests.openapi.renew"
SNAPSHOT = Path(__file__).with_name("openapi.json")
LONGEST = 1000
"""How many characters of an answer in text an example shows at most."""
SAMPLES = Path(__file__).parents[2] / "app" / "samples"
ARTICLE = (
    "The keeper recalled that Captain Holm ‘sailed out until he lost us, and marked down his position’, she told us."
)
FIELDS: dict[str, tuple[str, Any]] = {
    FAULTY: ("Problem", None),
    "GET /v1/search?q=horizon&facets=speaker": ("SearchPage", None),
    "GET /v1/search?q=horizn": ("SearchPage", None),
    "GET /v1/search?q=horizon&language=fr": ("SearchPage", None),
    "POST /v1/quotes/verify": ("ArticleCheck", {"article": ARTICLE}),
}
"""Requests whose answers give examples of fields that no operation's own example has: schema, and the body sent."""
VARYING = ("ingested_at", "score")
"""Fields whose values differ from one ingest or machine to another; cursors do so too."""


def document() -> dict[str, Any]:
    """Make the document anew."""
    return create_app(Settings()).openapi()


async def answers(database: str) -> dict[str, Any]:
    """Ask a server of the bundled samples every request of the document, and give what it answers."""
    app = create_app(Settings(database_url=database))
    given: dict[str, Any] = {}
    async with app.router.lifespan_context(app), AsyncClient(transport=ASGITransport(app), base_url="http://api") as it:
        for operation, method, url, body in requests(document()):
            response = await it.request(method, url, json=body)
            assert response.status_code == 200, f"{operation}: {method} {url}: {response.text}"
            type_ = response.headers["content-type"].partition(";")[0]
            is_json = type_ == "application/json" or type_.endswith("+json")
            given[operation] = {"type": type_, "body": response.json() if is_json else beginning(response.text)}
            given[operation] |= await in_other_formats(it, operation, url, type_)
        for request, (schema, sent) in FIELDS.items():
            method, url = request.split(" ", 1)
            given[request] = {"schema": schema, "body": (await it.request(method, url, json=sent)).json()}
    return given


async def in_other_formats(client: AsyncClient, operation: str, url: str, given: str) -> dict[str, Any]:
    """Give the beginnings of the texts that an operation's other formats are; the samples have no times for some."""
    every = {it["operationId"]: it["responses"]["200"]["content"] for it in operations(document())}[operation]
    others = {}
    for media_type, content in every.items():
        if media_type != given and content["schema"].get("type") == "string":
            response = await client.get(url, headers={"Accept": media_type})
            if response.status_code == 200:
                others[media_type] = beginning(response.text)
    return {"others": others} if others else {}


def beginning(text: str) -> str:
    """Give the first lines of a text, enough to see what it looks like."""
    return text if len(text) <= LONGEST else text[: text.rindex("\n", 0, LONGEST) + 1]


def steady(value: Any) -> Any:
    """Give an answer without the values that differ from one ingest or machine to another."""
    if isinstance(value, list):
        return [steady(item) for item in value]
    if isinstance(value, dict):
        return {key: None if key in VARYING else steady(item) for key, item in value.items()}
    return re.sub("cursor=[A-Za-z0-9_-]+", "cursor=", value) if isinstance(value, str) else value


def written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def renew() -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = make_corpus(Path(folder) / "verbatim.db", sorted(SAMPLES.glob("*.*")))
        given = asyncio.run(answers(database))
    kept = json.loads(ANSWERS.read_text(encoding="utf-8")) if ANSWERS.exists() else {}
    same = {
        operation: kept[operation] for operation in given if steady(kept.get(operation)) == steady(given[operation])
    }
    ANSWERS.write_text(written(given | same), encoding="utf-8")
    SNAPSHOT.write_text(written(document()), encoding="utf-8")


if __name__ == "__main__":
    renew()
