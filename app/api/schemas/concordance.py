"""A concordance on the wire."""

from pydantic import Field

from app.api.schemas.base import Page, Schema, Url
from app.api.schemas.search import QueryReading
from app.api.schemas.speakers import SpeakerReference
from app.api.schemas.turns import InterviewReference
from app.transcript import Kind


class ConcordanceTurn(Schema):
    """The turn in which a match stands."""

    id: str
    """The turn's id."""
    url: Url
    """Where it is."""
    html_url: Url | None
    """Its place on the page for readers; null where that is not served."""
    number: int = Field(ge=1)
    """The turn's number for life."""
    revision: int = Field(ge=1)
    """The interview's revision that last changed this turn."""
    kind: Kind
    """Whether it asks, answers or does neither."""
    label: str
    """The name as the source prints it."""


class ConcordanceLine(Schema):
    """A match in its line: `left`, `match` and `right`, joined, are a part of the turn's text."""

    turn: ConcordanceTurn
    """The turn in which it stands."""
    interview: InterviewReference
    """The interview in which it stands."""
    speaker: SpeakerReference
    """Who speaks there."""
    left: str
    """The words before the match."""
    match: str
    """The match, as written."""
    right: str
    """The words after it."""
    start: int = Field(ge=0)
    """The first code point of the match: `text[start:end]` in Python."""
    end: int = Field(ge=1)
    """The code point after it."""
    utf16_start: int = Field(ge=0)
    """Its first UTF-16 unit: `text.slice(utf16_start, utf16_end)` in JavaScript."""
    utf16_end: int = Field(ge=1)
    """The UTF-16 unit after it."""


class ConcordancePage(Page[ConcordanceLine]):
    """A part of a concordance; `total` counts matches, not turns."""

    query: QueryReading
    """How the query was understood."""
