"""The API as an OpenAPI document: what FastAPI knows, and what every answer has besides."""

from email.utils import parseaddr

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app.api.document import Json, complete, operations, without_null
from app.api.errors import (
    InternalError,
    InvalidParametersError,
    MalformedRequestError,
    NotAcceptableError,
    PreconditionFailedError,
    ProblemError,
    UnavailableError,
)
from app.api.examples import add_examples
from app.api.handlers import MEDIA_TYPE
from app.api.links import add_links
from app.api.schemas import Problem
from app.settings import Settings

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

LICENCE = {"name": "MIT", "url": "https://spdx.org/licenses/MIT.html"}

SERVER: Json = {"description": "The server in production that this document was read from.", "x-internal": False}

TAGS = {
    "corpus": "What there is, in numbers.",
    "interviews": "Published interviews: where they come from, who speaks, and how their text was made.",
    "problems": "What the errors of this API mean.",
    "quotes": "Whether a quotation matches published words, and whose they are.",
    "search": "Keyword search over turns.",
    "service": "Whether the service is alive and ready, and of which version.",
    "speakers": "Who speaks, under which names, where and how much.",
    "turns": "What was published, word by word.",
}

_VALIDATORS = {
    "ETag": "Says whether anything has changed: send it back as `If-None-Match`.",
    "Last-Modified": "When the corpus last changed.",
    "Cache-Control": "Who may keep the answer, and for how long.",
}


def responses(*errors: type[ProblemError]) -> dict[int | str, Json]:
    """Give the responses of a route whose own errors these are: any route can have some others."""
    schema = {"$ref": "#/components/schemas/Problem"}
    every: tuple[type[ProblemError], ...] = (MalformedRequestError, *errors, InvalidParametersError, InternalError)
    content = {MEDIA_TYPE: {"schema": schema}}
    statuses = {error.status: {"description": error.title, "content": content} for error in every}
    return dict(sorted(statuses.items()))


def corpus_responses(*errors: type[ProblemError]) -> dict[int | str, Json]:
    """Give the responses of a route that reads the corpus."""
    headers = {name: {"description": text, "schema": {"type": "string"}} for name, text in _VALIDATORS.items()}
    return {
        200: {"headers": headers},
        304: {"description": "Nothing has changed since the answer that the client has."},
        **responses(NotAcceptableError, PreconditionFailedError, *errors, UnavailableError),
    }


def describe(app: FastAPI) -> None:
    """Let the application give the whole document."""

    def openapi() -> Json:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _described(app: FastAPI) -> Json:
    document = _generated(app)
    used = {tag for operation in operations(document) for tag in operation["tags"]}
    document["tags"] = [{"name": name, "description": text} for name, text in TAGS.items() if name in used]
    document["info"]["contact"] = _contact(app.state.settings)
    document["servers"] = [server | SERVER for server in document["servers"]]
    document["security"] = []
    document["components"]["schemas"] |= _problem_schemas()
    document = complete(document)
    add_examples(document)
    add_links(document)
    return document


def _generated(app: FastAPI) -> Json:
    return get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=DESCRIPTION,
        license_info=LICENCE,
        routes=app.routes,
        servers=app.servers,
    )


def _contact(settings: Settings) -> Json:
    """Give whom users may write to about this server."""
    name, address = parseaddr(settings.contact)
    return {"name": name, "url": settings.public_url or f"mailto:{address}", "email": address}


def _problem_schemas() -> Json:
    """A problem has no nulls: what is not known of it is not there."""
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    faults: Json = schema.pop("$defs")
    for name, field in schema["properties"].items():
        if field.pop("default", ...) is None:
            schema["properties"][name] = {**without_null(field), "description": field["description"]}
    return faults | {"Problem": schema}
