"""What a client is told where there is no answer (RFC 9457)."""

from typing import Literal

from pydantic import ConfigDict, Field

from app.api.schemas.base import Schema


class Fault(Schema):
    """One thing that is wrong with a request."""

    in_: Literal["path", "query", "body"] = Field(alias="in")
    """Where it is."""
    name: str
    """The parameter's name."""
    message: str
    """What is wrong, and what is allowed."""
    value: str | None
    """What was given."""

    model_config = ConfigDict(validate_by_name=True, serialize_by_alias=True)


class Problem(Schema):
    """Why there is no answer (RFC 9457)."""

    type: str
    """What kind of problem it is; the URL explains it."""
    title: str
    """The kind of problem in a few words."""
    status: int = Field(ge=400, le=599)
    """The HTTP status."""
    detail: str
    """What is wrong with this request, and what to do."""
    instance: str
    """The path that was asked for."""
    errors: list[Fault] | None = None
    """All faults of the request; only where `status` is 422."""
    reason: str | None = None
    """Why it is gone; only where something was withdrawn."""
    successor: str | None = None
    """What stands in its place; only where something is gone and has a successor."""


class ProblemType(Schema):
    """A kind of problem."""

    type: str
    """Its URL, which stands in every problem of this kind."""
    title: str
    """The problem in a few words."""
    status: int = Field(ge=400, le=599)
    """The HTTP status it comes with."""
    meaning: str
    """What it means, and what to do about it."""


class ProblemTypes(Schema):
    """All kinds of problems."""

    items: list[ProblemType]
    """Each kind, by status."""
