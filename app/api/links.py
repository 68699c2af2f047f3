"""Links in the document: from what an answer names to the operations that tell more of it."""

from collections.abc import Iterator
from typing import Any

from app.api.document import Json, operations


def add_links(document: Json) -> None:
    """Let every answer lead to what it names, as its example does, and what stands for one thing to all about it."""
    targets = list(_targets(document))
    for operation in operations(document):
        for response in [operation["responses"]["200"]]:
            for content in response.get("content", {}).values():
                found = dict(_found(content.get("example"), ""))
                response["links"] = {
                    name: {
                        "operationId": name,
                        "parameters": {parameter: f"$response.body#{found[collection]}"},
                        "description": f"`{parameter}` is taken from the answer.",
                    }
                    for name, collection, parameter, whole in targets
                    if collection in found and (whole or found[collection] == "/id")
                }


def _targets(document: Json) -> Iterator[tuple[str, str, str, bool]]:
    """Give operation, collection, parameter, and whether it gives the thing itself, of all that are about one thing."""
    for path, methods in document["paths"].items():
        parts = path.split("/")
        if "get" in methods and len(parts) > 3 and parts[3].startswith("{") and parts[3].endswith("_id}"):
            yield methods["get"]["operationId"], parts[2], parts[3].strip("{}"), len(parts) == 4


def _found(value: Any, place: str) -> Iterator[tuple[str, str]]:
    """Give collections and where in an answer the first id of each is, the outermost last."""
    children = enumerate(value) if isinstance(value, list) else value.items() if isinstance(value, dict) else ()
    for key, child in reversed(list(children)):
        yield from _found(child, f"{place}/{key}")
    if isinstance(value, dict) and {"id", "url"} <= set(value):
        parts = str(value["url"]).split("/")
        yield parts[2], f"{place}/id"
