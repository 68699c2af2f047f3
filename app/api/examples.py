"""Examples in the document: one request for each operation, and what the bundled samples answer to it."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from app.api.document import Json, operations

ANSWERS = Path(__file__).with_name("examples.json")
"""What the bundled samples answer: by operation to the request of its examples, with the media type, also in other
formats; by request to others that show more fields, with the schema."""


FAULTY = "GET /v1/turns?limit=0&speker=ines-corvane"
"""A request with faults of two kinds."""
SHORT = "limit"
"""The parameter that is filled in though it may be left out, so that examples are short."""


def add_examples(document: Json) -> None:
    """Put an example on everything: requests from parameters, answers as kept, and from them every field's."""
    schemas = document["components"]["schemas"]
    for operation in operations(document):
        for parameter in operation.get("parameters", ()):
            _fill_in(parameter)
        for content in operation.get("requestBody", {}).get("content", {}).values():
            _add_to_fields(content["schema"], content.get("example"), schemas)
        kept = _answers().get(operation["operationId"], {"type": None})
        if content := operation["responses"]["200"].get("content", {}).get(kept["type"]):
            content["example"] = kept["body"]
            _add_to_fields(content.get("schema", {}), kept["body"], schemas)
        for media_type, text in kept.get("others", {}).items():
            operation["responses"]["200"]["content"].get(media_type, {})["example"] = text
    for kept in _answers().values():
        _add_to_fields(schemas.get(kept.get("schema"), {}), kept["body"], schemas)
    faults = _answers().get(FAULTY, {"body": {}})["body"]
    for operation in operations(document):
        for content in operation["responses"]["422"]["content"].values():
            content["example"] = faults


def requests(document: Json) -> Iterator[tuple[str, str, str, Json | None]]:
    """Give operation, method, URL and body of the request that every operation's examples make."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            given = [it for it in operation.get("parameters", ()) if it["required"] or "example" in it]
            values = {(it["in"], it["name"]): example_of(it) for it in given}
            filled = path
            for (place, name), value in values.items():
                if place == "path":
                    filled = filled.replace(f"{{{name}}}", quote(str(value), safe=""))
            query = urlencode([(name, value) for (place, name), value in values.items() if place == "query"])
            content = operation.get("requestBody", {}).get("content", {})
            body = content.get("application/json", {}).get("example")
            yield operation["operationId"], method, f"{filled}?{query}" if query else filled, body


def example_of(parameter: Json) -> Any:
    """Give the value of a parameter that stands in the documentation page when it is opened."""
    if "examples" in parameter:
        return next(iter(parameter["examples"].values()))["value"]
    return parameter.get("example")


def _fill_in(parameter: Json) -> None:
    """Move the examples of a parameter that is to be given to where the documentation page takes them from."""
    schema = parameter["schema"]
    if not (parameter["required"] or parameter["name"] == SHORT):
        if schema["type"] == "array" and "examples" in schema:
            schema["items"]["examples"] = schema.pop("examples")
        return
    values = schema.pop("examples", [])
    if len(values) > 1:
        parameter["examples"] = {str(value): {"value": value} for value in values}
    elif values:
        parameter["example"] = values[0]


@cache
def _answers() -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(ANSWERS.read_text(encoding="utf-8")) if ANSWERS.exists() else {}
    return kept


def _add_to_fields(schema: Json, value: Any, schemas: Json) -> None:
    """Give every field that `value` has an example of its own, unless it has one."""
    schema = _resolved(schema, schemas)
    if isinstance(value, list):
        for item in value:
            _add_to_fields(schema.get("items", {}), item, schemas)
    elif isinstance(value, dict):
        for name, child in value.items():
            field = schema.get("properties", {}).get(name, schema.get("additionalProperties", {}))
            if isinstance(child, (dict, list)):
                _add_to_fields(field, child, schemas)
            elif child is not None and "$ref" not in field:
                field.setdefault("examples", [child])


def _resolved(schema: Json, schemas: Json) -> Json:
    for choice in (schema, *schema.get("oneOf", ()), *schema.get("anyOf", ())):
        if "$ref" in choice:
            resolved: Json = schemas[choice["$ref"].rpartition("/")[2]]
            return resolved
    return schema
