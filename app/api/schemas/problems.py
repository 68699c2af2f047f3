"""What a client is told where there is no answer (RFC 9457)."""

from typing import Literal

from pydantic import ConfigDict, Field

from app.api.schemas.base import Schema, Url


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

    type: Url
    """What kind of problem it is; the URL explains it."""
    title: str
    """The kind of problem in a few words."""
    status: int = Field(ge=400, le=599)
    """The HTTP status."""
    detail: str
    """What is wrong with this request, and what to do."""
    instance: Url
    """The path that was asked for."""
    errors: list[Fault] | None = None
    """All faults of the request; only where `status` is 422."""
    reason: str | None = Field(default=None, examples=["Revision 2 of the interview no longer has it."])
    """Why it is gone; only where something was withdrawn."""
    successor: Url | None = Field(default=None, examples=["/v1/turns/2020-09-17-interview-with-the-keeper.12"])
    """What stands in its place; only where something is gone and has a successor."""
    last: Url | None = Field(default=None, examples=["/v1/turns/2020-09-17-interview-with-the-keeper.12?revision=1"])
    """The turn as it last stood; only where a later revision of its interview no longer has it."""


class ProblemType(Schema):
    """A kind of problem."""

    type: Url
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
