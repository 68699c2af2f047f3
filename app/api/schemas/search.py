"""Search on the wire."""

from pydantic import Field

from app.api.schemas.base import Page, Schema, Url
from app.api.schemas.turns import Turn, TurnContext


class QueryReading(Schema):
    """How a query was understood."""

    q: str
    """The query as it was given."""
    interpreted: str
    """The query read back in words."""
    words: list[str]
    """The different words that are looked for, folded."""


class SearchMatch(Schema):
    """Where a match stands in the turn's text: exactly the matched words; a phrase is one match."""

    start: int = Field(ge=0)
    """Its first code point: `text[start:end]` in Python."""
    end: int = Field(ge=1)
    """The code point after it."""
    utf16_start: int = Field(ge=0)
    """Its first UTF-16 unit: `text.slice(utf16_start, utf16_end)` in JavaScript."""
    utf16_end: int = Field(ge=1)
    """The UTF-16 unit after it."""


class SnippetSegment(Schema):
    """A piece of a snippet."""

    text: str
    """Its text."""
    match: bool
    """Whether it is a match."""


class Hit(Schema):
    """A turn in which the query holds."""

    turn: Turn
    """The turn."""
    score: float | None
    """Grows with relevance, within one query; null where hits are not ranked."""
    matches: list[SearchMatch]
    """Every match in the turn's text, in order; matches that overlap are one."""
    snippet: list[SnippetSegment]
    """Some forty words around the densest matches; joined, the segments are a part of the text."""
    context: TurnContext | None
    """The turns around it; null unless asked for."""


class FacetValue(Schema):
    """A value of a facet."""

    value: str
    """The value, as its filter takes it; for a year, the year."""
    label: str
    """The value for people."""
    count: int = Field(ge=0)
    """How many hits have it."""
    of: int = Field(ge=0)
    """How many turns have it in all, under the same filters."""
    url: Url
    """The search narrowed to this value."""


class WordSuggestion(Schema):
    """How far a single word gets."""

    word: str
    """The word, folded."""
    turns: int = Field(ge=0)
    """How many turns have any form of it, under no filter."""
    url: Url
    """The search for it alone."""


class FilterSuggestion(Schema):
    """What a search finds without one of its filters; where that is nothing for each, without all of them."""

    filter: str
    """The filter's name, or all names with commas between."""
    turns: int = Field(ge=0)
    """How many turns it finds then."""
    url: Url
    """The search without it."""


class SpellingSuggestion(Schema):
    """A word of the corpus that is spelled nearly the same."""

    word: str
    """The word that was looked for, folded."""
    spelling: str
    """The word of the corpus, folded."""
    turns: int = Field(ge=1)
    """How many turns have it as written."""
    url: Url
    """The search with it in the word's place."""


class Suggestions(Schema):
    """What to try where nothing was found."""

    words: list[WordSuggestion]
    """Each word of the query alone."""
    filters: list[FilterSuggestion]
    """The query without each of its filters, where that finds something."""
    spellings: list[SpellingSuggestion]
    """Near spellings of words that are nowhere in the corpus."""


class Ranking(Schema):
    """Among how many hits relevance was computed."""

    complete: bool
    """False where relevance was computed among the candidates only: they come first, the other hits newest first."""
    candidates: int = Field(ge=0)
    """How many hits were ranked; 0 where hits are sorted by date."""


class SearchPage(Page[Hit]):
    """A part of the hits of a search."""

    query: QueryReading
    """The query, as it was read."""
    facets: dict[str, list[FacetValue]]
    """For each facet that was asked for, its most frequent values, and of years all."""
    uncounted: list[str] = Field(examples=[["speaker"]])
    """The facets that were asked for and are not there, since counting them takes longer than a request may; none
    nearly always. More filters or rarer words help."""
    suggestions: Suggestions | None
    """What to try instead; null where something was found."""
    ranking: Ranking
    """What the order of the hits rests on."""
