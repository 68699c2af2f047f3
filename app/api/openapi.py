"""The API as an OpenAPI document: what FastAPI knows, and what every answer has besides."""

from collections.abc import Mapping
from email.utils import parseaddr
from types import ModuleType

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app.api.document import GREATEST, Json, complete, operations, without_null
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
Interviews as they were published, turn by turn: to list, to search, to quote, and to link to for good.

A **turn** is what one speaker says until the next one speaks. It has an id for life, its words exactly as published,
and links to the interview, the speaker and the turns around it. An interview is its turns, in spoken order.
Start at [/v1](v1), or at the [interviews](v1/interviews).

**Search** takes what people type:

| `q` | finds turns with |
|---|---|
| [`washing glass`](v1/search?q=washing+glass) | both words, in any order and form: *washed* too |
| [`"moved the horizon"`](v1/search?q=%22moved+the+horizon%22) | these words side by side, as written |
| [`(lamp OR len*) NEAR/9 frost`](v1/search?q=%28lamp+OR+len%2A%29+NEAR%2F9+frost) | *lamp* or *len…* near *frost* |

Every hit says where: `snippet` is text in segments that are a match or are not, and `matches` are offsets into
`turn.text`, for `text[start:end]` in Python and `text.slice(utf16_start, utf16_end)` in JavaScript.

**Lists** come in pages: follow `next` until it is null; `total` counts the whole list. A filter may be repeated, which
means *or*; different filters mean *and*.

**Nothing changes silently**: every answer has an `ETag`; send it back as `If-None-Match` and get 304 until the corpus
has changed.

**Errors** are `application/problem+json` (RFC 9457): `detail` says what to do, `type` leads to what it means, and a
422 names every parameter that is wrong, and what is allowed.

The examples below are from the samples that come with Verbatim.
"""

LICENCE = {
    "name": "MIT (the software; every interview says its own rights)",
    "url": "https://spdx.org/licenses/MIT.html",
}

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
    every: tuple[type[ProblemError], ...] = (MalformedRequestError, *errors, InvalidParametersError, InternalError)
    statuses = {error.status: {"description": error.title, "content": _problem(error)} for error in every}
    return dict(sorted(statuses.items()))


def _problem(error: type[ProblemError]) -> Json:
    told = {"type": f"/problems/{error.type}", "title": error.title, "status": error.status, "detail": error.meaning}
    schema = {"$ref": "#/components/schemas/Problem"}
    return {MEDIA_TYPE: {"schema": schema, "example": told | {"instance": "/v1/turns"}}}


def corpus_responses(*errors: type[ProblemError]) -> dict[int | str, Json]:
    """Give the responses of a route that reads the corpus."""
    return {
        200: {"headers": _validators()},
        304: {"description": "Nothing has changed since the answer that the client has."},
        **responses(NotAcceptableError, PreconditionFailedError, *errors, UnavailableError),
    }


def in_formats(modules: Mapping[str, ModuleType]) -> dict[int | str, Json]:
    """Give the answer of a route that reads the corpus and gives it in several formats, the default first."""
    media_types = dict.fromkeys(module.MEDIA_TYPE for module in modules.values())
    content = {media_type: {"schema": _in_format(media_type)} for media_type in media_types}
    return {200: {"headers": _validators(), "content": content}}


def _in_format(media_type: str) -> Json:
    if media_type.endswith("+json"):
        return {"description": "What the format's own schema says."}
    if media_type.endswith("/json"):
        return {"type": "object", "description": "What the format's own schema says."}
    return {"type": "string", "maxLength": GREATEST, "description": "Text in this format.", "examples": ["…"]}


def _validators() -> Json:
    return {name: {"description": text, "schema": {"type": "string"}} for name, text in _VALIDATORS.items()}


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
    document["security"] = [{}]
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
