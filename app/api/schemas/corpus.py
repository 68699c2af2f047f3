"""The corpus on the wire."""

from pydantic import Field

from app.api.schemas.base import Schema


class CorpusLinks(Schema):
    """Where to go from the corpus."""

    interviews: str
    """All interviews."""
    turns: str
    """All turns."""
    speakers: str
    """All speakers."""
    search: str
    """Keyword search over turns: a template (RFC 6570) for a query `q`."""
    documentation: str
    """The documentation page."""
    openapi: str
    """This API as an OpenAPI document."""


class Corpus(Schema):
    """Everything that is served here, in numbers."""

    interviews: int = Field(ge=0)
    """How many interviews there are."""
    turns: int = Field(ge=0)
    """How many turns they have."""
    speakers: int = Field(ge=0)
    """How many speakers."""
    words: int = Field(ge=0)
    """How many words the turns have."""
    first_date: str | None
    """The date of the first interview that has one."""
    last_date: str | None
    """The date of the last one."""
    revision: int = Field(ge=0)
    """Raised by each ingest that changes something."""
    links: CorpusLinks
    """Where to go from here."""
