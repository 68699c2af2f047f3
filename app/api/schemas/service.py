"""The service itself on the wire."""

from typing import Literal

from pydantic import ConfigDict, Field

from app.api.schemas.base import Schema


class Health(Schema):
    """That the process answers."""

    status: Literal["ok"]
    """Always `ok`."""


class Readiness(Schema):
    """That the corpus can be read."""

    status: Literal["ready"]
    """Always `ready`."""
    revision: int = Field(ge=0)
    """The corpus's revision."""
    lag_ms: int | None = Field(ge=0, examples=[0])
    """How many milliseconds, at most, this copy of the database is behind the one that is written to.

    0 where it has all that it was sent; more while it catches up, or while nothing reaches it. Null where the database
    is itself the one that is written to.
    """


class Engine(Schema):
    """The database engine."""

    name: str
    """Its name, such as `sqlite`."""
    version: str
    """Its version."""


class Version(Schema):
    """What is running here; null where there is no database that can be read."""

    app: str
    """The version of the application."""
    schema_: str = Field(alias="schema")
    """The schema of the database that this version reads."""
    engine: Engine | None
    """The engine that the corpus is in."""
    revision: int | None = Field(ge=0)
    """The corpus's revision."""

    model_config = ConfigDict(validate_by_name=True, serialize_by_alias=True)
