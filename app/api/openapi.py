"""The API as an OpenAPI document: what FastAPI knows, and what every answer has besides."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app.api.errors import (
    InternalError,
    InvalidParametersError,
    MalformedRequestError,
    NotAcceptableError,
    ProblemError,
    UnavailableError,
)
from app.api.handlers import MEDIA_TYPE
from app.api.schemas import Problem

DESCRIPTION = """\
Interviews as they were published, turn by turn: to list, to search, and to link to for good.

A **turn** is what one speaker says until the next one speaks. It has an id for life, its words exactly as published,
and links to the interview, the speaker and the turns around it. Start at [/v1](#/corpus/getCorpus).

- **Lists** come in pages: follow `next` until it is null; `total` counts the whole list. A filter may be repeated,
  which means *or*; different filters mean *and*.
- **Nothing changes silently**: every answer has an `ETag`; send it back as `If-None-Match` and get 304 until
  the corpus has changed.
- **Problems** are `application/problem+json` (RFC 9457). `type` leads to what it means, and a 422 names every
  parameter that is wrong, and what is allowed.
"""

LICENCE = {"name": "MIT", "identifier": "MIT"}

TAGS = {
    "corpus": "What there is, in numbers.",
    "interviews": "Published interviews: where they come from, who speaks, and how their text was made.",
    "problems": "What the errors of this API mean.",
    "search": "Keyword search over turns.",
    "service": "Whether the service is alive and ready, and of which version.",
    "speakers": "Who speaks, under which names, where and how much.",
    "turns": "What was published, word by word.",
}

_REQUEST_ID = {
    "description": "The request's id: the one that was sent, or a new one.",
    "schema": {"type": "string", "maxLength": 128},
}
_VALIDATORS = {
    "ETag": "Says whether anything has changed: send it back as `If-None-Match`.",
    "Last-Modified": "When the corpus last changed.",
    "Cache-Control": "Who may keep the answer, and for how long.",
}


def responses(*errors: type[ProblemError]) -> dict[int | str, dict[str, Any]]:
    """Give the responses of a route whose own errors these are: any route can have some others."""
    schema = {"$ref": "#/components/schemas/Problem"}
    every: tuple[type[ProblemError], ...] = (MalformedRequestError, *errors, InvalidParametersError, InternalError)
    content = {MEDIA_TYPE: {"schema": schema}}
    statuses = {error.status: {"description": error.title, "content": content} for error in every}
    return dict(sorted(statuses.items()))


def corpus_responses(*errors: type[ProblemError]) -> dict[int | str, dict[str, Any]]:
    """Give the responses of a route that reads the corpus."""
    headers = {name: {"description": text, "schema": {"type": "string"}} for name, text in _VALIDATORS.items()}
    return {
        200: {"headers": headers},
        304: {"description": "Nothing has changed since the answer that the client has."},
        **responses(NotAcceptableError, *errors, UnavailableError),
    }


def describe(app: FastAPI) -> None:
    """Let the application give the whole document."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _completed(_generated(app))
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _generated(app: FastAPI) -> dict[str, Any]:
    return get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=DESCRIPTION,
        license_info=LICENCE,
        routes=app.routes,
        servers=app.servers,
    )


def _completed(document: dict[str, Any]) -> dict[str, Any]:
    operations = [operation for path in document["paths"].values() for operation in path.values()]
    used = {tag for operation in operations for tag in operation["tags"]}
    document["tags"] = [{"name": name, "description": text} for name, text in TAGS.items() if name in used]
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    document["components"]["schemas"] |= schema.pop("$defs") | {"Problem": schema}
    for operation in operations:
        for response in operation["responses"].values():
            response.setdefault("headers", {})["X-Request-ID"] = _REQUEST_ID
        for parameter in operation.get("parameters", ()):
            parameter["schema"] = _of_parameter(parameter["schema"])
    return document


def _of_parameter(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter that is not given is no null, and its description stands beside its schema."""
    kept = {key: value for key, value in schema.items() if key not in ("title", "description")}
    if "anyOf" not in kept:
        return kept
    choices = [choice for choice in kept.pop("anyOf") if choice != {"type": "null"}]
    return kept | (choices[0] if len(choices) == 1 else {"anyOf": choices})
