from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import iter_route_contexts
from httpx import AsyncClient

from app.api.openapi import LICENCE
from app.main import create_app
from app.settings import Settings

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return create_app(Settings()).openapi()


def operations(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(path, operation) for path, methods in document["paths"].items() for operation in methods.values()]


async def test_the_document_is_what_is_served(past: AsyncClient, document: dict[str, Any]) -> None:
    assert (await past.get("/openapi.json")).json() == document
    assert document["openapi"] == "3.1.0"
    assert document["info"]["license"] == LICENCE


def test_operations_have_short_unique_names(document: dict[str, Any]) -> None:
    names = [operation["operationId"] for _, operation in operations(document)]
    assert len(set(names)) == len(names)
    assert {"getCorpus", "listInterviews", "getInterview", "listTurns", "getTurn", "listSpeakers", "getSpeaker"} <= set(
        names
    )
    assert all(name.isalpha() and len(name) <= 24 for name in names)


def test_every_route_is_described(document: dict[str, Any]) -> None:
    paths = {context.path for context in iter_route_contexts(create_app(Settings()).routes)}
    assert paths - set(document["paths"]) == {"/", "/page/{version}/{file}", "/docs", "/docs/{name}", "/openapi.json"}
    for path, operation in operations(document):
        assert operation["description"].endswith("."), path
        for parameter in operation.get("parameters", ()):
            assert parameter["description"].endswith("."), (path, parameter["name"])


def test_tags_are_described_used_and_in_order(document: dict[str, Any]) -> None:
    tags = [tag["name"] for tag in document["tags"]]
    assert tags == sorted({tag for _, operation in operations(document) for tag in operation["tags"]})
    assert all(tag["description"].endswith(".") for tag in document["tags"])


def test_every_error_is_a_problem(document: dict[str, Any]) -> None:
    for path, operation in operations(document):
        errors = {status: it for status, it in operation["responses"].items() if int(status) >= 400}
        assert {"400", "422", "500"} <= set(errors), path
        for status, error in errors.items():
            (media_type, content), *others = error["content"].items()
            assert (media_type, others) == ("application/problem+json", []), path
            assert content["schema"] == {"$ref": "#/components/schemas/Problem"}, path
            assert content["example"]["status"] == int(status), path
        assert list(errors) == sorted(errors), path
    assert not {"HTTPValidationError", "ValidationError"} & set(document["components"]["schemas"])


def test_a_problem_has_no_nulls_but_the_values_of_its_faults(document: dict[str, Any]) -> None:
    fields = document["components"]["schemas"]["Problem"]["properties"]
    assert {name: field["type"] for name, field in fields.items()} == {
        **dict.fromkeys(["type", "title", "detail", "instance", "reason", "successor", "last"], "string"),
        "status": "integer",
        "errors": "array",
    }
    assert document["components"]["schemas"]["Fault"]["properties"]["value"]["type"] == ["string", "null"]


def test_every_schema_is_used(document: dict[str, Any]) -> None:
    text = repr(document)
    for name in document["components"]["schemas"]:
        assert f"'#/components/schemas/{name}'" in text, name


def test_every_field_is_required_and_described(document: dict[str, Any]) -> None:
    for name, schema in document["components"]["schemas"].items():
        if name in ("Problem", "QuoteRequest") or "properties" not in schema:
            continue  # a problem lacks what is not known of it, a request what is not claimed
        assert set(schema["required"]) == set(schema["properties"]), name
        for field, content in schema["properties"].items():
            assert "$ref" in content or content["description"].endswith("."), (name, field)


def test_every_value_is_bounded(document: dict[str, Any]) -> None:
    for place, schema in schemas_in(document, "#"):
        types = schema.get("type", [])
        for type_ in types if isinstance(types, list) else [types]:
            assert set(schema) & BOUNDS.get(type_, set(schema)), (place, schema)


BOUNDS = {
    "string": {"maxLength", "enum", "const"},
    "array": {"maxItems"},
    "integer": {"maximum"},
}


def schemas_in(node: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every object that says a type; examples are no part of the document."""
    if isinstance(node, dict):
        if isinstance(node.get("type"), (str, list)):
            yield place, node
        for key, child in node.items():
            if key not in ("example", "examples", "default"):
                yield from schemas_in(child, f"{place}/{key}")
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from schemas_in(child, f"{place}/{index}")


def test_what_must_be_given_comes_first(document: dict[str, Any]) -> None:
    for path, operation in operations(document):
        required = [parameter["required"] for parameter in operation.get("parameters", ())]
        assert required == sorted(required, reverse=True), path
