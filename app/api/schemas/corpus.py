"""The corpus on the wire."""

from pydantic import Field

from app.api.schemas.base import ReducedDate, Schema, Url, UrlTemplate


class CorpusLinks(Schema):
    """Where to go from the corpus."""

    interviews: Url
    """All interviews."""
    turns: Url
    """All turns."""
    speakers: Url
    """All speakers."""
    search: UrlTemplate
    """Keyword search over turns: a template (RFC 6570) for a query `q`."""
    concordance: UrlTemplate
    """Every match of a query `q` in its line of context: a template."""
    verify: UrlTemplate
    """Does a quotation `text` match published words? A template."""
    export: Url
    """Every turn as one stream."""
    documentation: Url
    """The documentation page."""
    openapi: Url
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
    first_date: ReducedDate | None
    """The date of the first interview that has one."""
    last_date: ReducedDate | None
    """The date of the last one."""
    revision: int = Field(ge=0)
    """Raised by each ingest that changes something."""
    links: CorpusLinks
    """Where to go from here."""
