"""What can go wrong with a request: one hierarchy of errors that carry data and status, each rendered as a problem.

A problem (RFC 9457) is what a client is told; `PROBLEMS` is the table of all kinds, which `/problems/{type}` explains.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from app.api.schemas import Fault


class ProblemError(Exception):
    """A request that gets no answer; `detail` says what is wrong with this one, and what to do."""

    type: ClassVar[str]
    title: ClassVar[str]
    status: ClassVar[int]
    meaning: ClassVar[str]

    reason: str | None = None
    successor: str | None = None
    last: str | None = None

    def __init__(
        self,
        detail: str,
        *,
        errors: Sequence[Fault] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.errors = errors
        self.headers = dict(headers or {})


class MalformedRequestError(ProblemError):
    type, title, status = "malformed-request", "The request is malformed", 400
    meaning = (
        "The URL cannot be read, which must be percent-encoded UTF-8, or the body, which must be JSON. The same "
        "request will not work later either."
    )


class NotFoundError(ProblemError):
    type, title, status = "not-found", "There is nothing here", 404
    meaning = (
        "No interview, turn or speaker has this id, or no route this path. Ids have one spelling: take them, or better "
        "the URLs, from lists."
    )


class MethodNotAllowedError(ProblemError):
    type, title, status = "method-not-allowed", "The method is not allowed here", 405
    meaning = "The API is read-only: the header Allow lists what this URL answers."


class NotAcceptableError(ProblemError):
    type, title, status = "not-acceptable", "There is no such format", 406
    meaning = "The resource is there, but in none of the formats asked for; the detail lists those it has."


class GoneError(ProblemError):
    type, title, status = "gone", "It was here once and is gone", 410
    meaning = (
        "The interview was withdrawn, or a later revision of it no longer has this turn. `reason` says why, "
        "`successor` what stands in its place where something does, `last` what it last was. Ids are never given twice."
    )

    def __init__(
        self, detail: str, *, reason: str | None = None, successor: str | None = None, last: str | None = None
    ) -> None:
        super().__init__(detail)
        self.reason = reason
        self.successor = successor
        self.last = last


class CursorExpiredError(ProblemError):
    type, title, status = "cursor-expired", "The corpus has changed since this list was begun", 410
    meaning = (
        "A cursor belongs to one revision of the corpus, so that walking a list never skips or repeats an item. "
        "Begin again without `cursor`: the URL is in the header Link as `first`."
    )


class PreconditionFailedError(ProblemError):
    type, title, status = "precondition-failed", "The condition does not hold", 412
    meaning = "The request asked for an answer in a state that it is not in. Ask again without If-Match or the date."


class ContentTooLargeError(ProblemError):
    type, title, status = "content-too-large", "The body is too large", 413
    meaning = "The body has more bytes than are read. The detail says how many may be sent; send the text in parts."


class UnsupportedMediaTypeError(ProblemError):
    type, title, status = "unsupported-media-type", "The body has another media type than is read here", 415
    meaning = "A body is JSON, and the header Content-Type says so: `application/json`."


class InvalidParametersError(ProblemError):
    type, title, status = "invalid-parameters", "Parameters are unknown or have bad values", 422
    meaning = (
        "Each entry of `errors` names a parameter, what was given and what is allowed. All faults are listed at once."
    )


class InternalError(ProblemError):
    type, title, status = "internal-error", "Something went wrong here", 500
    meaning = "The fault is the server's and is in its log under the request's id, which X-Request-ID gives."


class UnavailableError(ProblemError):
    type, title, status = "unavailable", "The corpus cannot be read now", 503
    meaning = "There is no database that this version can read. The detail says what whoever runs the API can do."


class TooSlowError(ProblemError):
    type, title, status = "too-slow", "The answer took too long", 503
    meaning = "A request may take a limited time. Ask for less: more filters, rarer words, a smaller page."


class BusyError(ProblemError):
    type, title, status = "busy", "Too many exports run at once", 503
    meaning = "Exports are sent while they are read, and few may be at a time. Try again when Retry-After says."

    def __init__(self, detail: str) -> None:
        super().__init__(detail, headers={"Retry-After": "30"})


PROBLEMS: dict[str, type[ProblemError]] = {
    error.type: error
    for error in (
        MalformedRequestError,
        NotFoundError,
        MethodNotAllowedError,
        NotAcceptableError,
        GoneError,
        CursorExpiredError,
        PreconditionFailedError,
        ContentTooLargeError,
        UnsupportedMediaTypeError,
        InvalidParametersError,
        InternalError,
        UnavailableError,
        TooSlowError,
        BusyError,
    )
}
