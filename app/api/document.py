"""What FastAPI's OpenAPI document still lacks: every value bounded, null said once, and the headers of every answer."""

import re
from collections.abc import Callable, Iterator
from typing import Any

Json = dict[str, Any]

LONGEST = 10_000_000
"""What a string may have at most, where nothing less is said; also a list, in items."""
GREATEST = 2**53 - 1
"""The greatest whole number that every client can tell from its neighbours."""

ANY_TEXT = r"^[\s\S]*$"

_INT32 = 2**31 - 1
_VALUES = ("example", "examples", "default", "enum", "const")

_HEADERS = {
    "X-Request-ID": {
        "description": "The request's id: the one that was sent, or a new one.",
        "schema": {"type": "string", "maxLength": 128, "pattern": "^[A-Za-z0-9._:+/=-]+$"},
    },
    "Access-Control-Allow-Origin": {
        "description": "Which pages may read the answer: any, unless whoever runs the API names some.",
        "schema": {"type": "string"},
    },
}


def complete(document: Json) -> Json:
    """Give the document with what holds for all of its schemas, parameters and answers."""
    for operation in operations(document):
        operation["summary"] = re.split("[.:;,]", operation["description"])[0]
        for response in operation["responses"].values():
            response.setdefault("headers", {}).update(_HEADERS)
            if response["description"] == "Successful Response":
                response["description"] = "The answer."
        parameters = operation.get("parameters", [])
        for parameter in parameters:
            parameter["schema"] = without_null(parameter["schema"])
        parameters.sort(key=lambda parameter: not parameter["required"])
    completed: Json = _mapped(document, _completed)
    return completed


def operations(document: Json) -> Iterator[Json]:
    """Give every operation of a document."""
    return (operation for path in document["paths"].values() for operation in path.values())


def _mapped(node: Any, change: Callable[[Json], Json]) -> Any:
    """Give the document with every object in it changed, from the innermost; values are no part of it."""
    if isinstance(node, list):
        return [_mapped(child, change) for child in node]
    if not isinstance(node, dict):
        return node
    return change({key: child if key in _VALUES else _mapped(child, change) for key, child in node.items()})


def _completed(node: Json) -> Json:
    if isinstance(fields := node.get("properties"), dict):
        node["properties"] = {name: _without_title(schema) for name, schema in fields.items()}
    node = _with_null_as_type(node)
    types = node.get("type")
    for type_ in types if isinstance(types, list) else [types]:
        if isinstance(type_, str) and type_ in _BOUNDED:
            node = _BOUNDED[type_](node)
    return node


def _with_null_as_type(node: Json) -> Json:
    """Say `type: [string, null]` where there is one type beside null, which every tool reads more easily."""
    null = {"type": "null"}
    choices = node.get("anyOf", [])
    if null not in choices or len(choices) != 2:
        return node
    (choice,) = (it for it in choices if it != null)
    rest = {key: value for key, value in node.items() if key != "anyOf"}
    if "type" not in choice:
        return {"oneOf": choices, **rest}
    nullable = {**choice, "type": [choice["type"], "null"], **rest}
    return nullable | ({"enum": [*choice["enum"], None]} if "enum" in choice else {})


def _without_title(schema: Json) -> Json:
    return {key: value for key, value in schema.items() if key != "title"}


def without_null(schema: Json) -> Json:
    """A parameter that is not given is no null, and its description stands beside its schema."""
    kept = {key: value for key, value in schema.items() if key not in ("title", "description")}
    if "anyOf" not in kept:
        return kept
    (choice,) = [it for it in kept.pop("anyOf") if it != {"type": "null"}]
    return {**kept, **choice}


def _string(node: Json) -> Json:
    if "enum" in node or "const" in node:
        return node
    free = {} if "format" in node else {"pattern": ANY_TEXT}
    longest = 40 if node.get("format") == "date-time" else LONGEST
    return {"maxLength": longest, **free, **node}


def _integer(node: Json) -> Json:
    bounded = {"minimum": -GREATEST, "maximum": GREATEST, **node}
    return {"format": "int32" if bounded["maximum"] <= _INT32 else "int64", **bounded}


def _array(node: Json) -> Json:
    return {"maxItems": LONGEST, **node}


_BOUNDED: dict[str, Callable[[Json], Json]] = {"string": _string, "integer": _integer, "array": _array}
