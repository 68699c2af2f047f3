"""Bodies of requests: JSON alone, of a bounded length, whose faults are all told at once."""

from collections.abc import Callable, Coroutine, Mapping
from difflib import get_close_matches
from typing import Any

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.requests import ClientDisconnect
from starlette.types import Message

from app.api.errors import (
    ContentTooLargeError,
    InvalidParametersError,
    MalformedRequestError,
    UnsupportedMediaTypeError,
)
from app.api.negotiation import JSON
from app.api.parameters import LONGEST_VALUE, invalid_parameters
from app.api.schemas import Fault

LONGEST_BODY = 1_000_000
"""In bytes."""


class JsonRoute(APIRoute):
    """A route that takes JSON and nothing else."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle, model = super().get_route_handler(), _model_of(self)

        async def checked(request: Request) -> Response:
            if model is None:
                return await handle(request)
            _refuse_other_than_json(request)
            try:
                return await handle(await _read(request))
            except RequestValidationError as error:
                raise _refused(request, error, model) from None

        return checked


def _model_of(route: APIRoute) -> type[BaseModel] | None:
    model = route.body_field.field_info.annotation if route.body_field else None
    return model if isinstance(model, type) and issubclass(model, BaseModel) else None


def _refused(
    request: Request, error: RequestValidationError, model: type[BaseModel]
) -> InvalidParametersError | MalformedRequestError:
    """Give every fault of a body, unknown fields included, or that it cannot be read at all."""
    found = error.errors()
    if any(details["type"] == "json_invalid" for details in found):
        return MalformedRequestError("The body is no JSON.")
    unknown = [_unknown(details, model) for details in found if details["type"] == "extra_forbidden"]
    faults = [_printable(fault) for fault in (*(invalid_parameters(request, error).errors or ()), *unknown)]
    names = ", ".join(dict.fromkeys(f"`{fault.name}`" for fault in faults))
    return InvalidParametersError(f"These fields cannot be taken: {names}.", errors=faults)


def _unknown(details: Mapping[str, Any], model: type[BaseModel]) -> Fault:
    name, known = str(details["loc"][-1]), list(model.model_fields)
    near = get_close_matches(name, known, 1, 0.7)
    guess = f": did you mean `{near[0]}`?" if near else "."
    message = f"is unknown{guess} Known here: {', '.join(known)}"
    return Fault(in_="body", name=name, message=message, value=str(details["input"]))


def _printable(fault: Fault) -> Fault:
    """JSON can hold half a character, which no answer can; what is long is cut."""
    name, value = (None if text is None else _cut(text) for text in (fault.name, fault.value))
    return fault.model_copy(update={"name": name, "value": value})


def _cut(text: str) -> str:
    shown = text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"
    return shown.encode(errors="replace").decode()


def _refuse_other_than_json(request: Request) -> None:
    given = request.headers.get("content-type", "")
    if given.partition(";")[0].strip().lower() != JSON:
        raise UnsupportedMediaTypeError(f"Send {JSON}: the header Content-Type says so.", headers={"Accept-Post": JSON})


async def _read(request: Request) -> Request:
    """Read the body once, so that no one reads more of it than is allowed."""
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > LONGEST_BODY:
                raise ContentTooLargeError(f"The body has more than {LONGEST_BODY:,} bytes.")
    except ClientDisconnect:  # nobody hears the answer, but the log does
        raise MalformedRequestError("The body breaks off.") from None

    async def receive() -> Message:
        return {"type": "http.request", "body": bytes(body), "more_body": False}

    return Request(request.scope, receive)
