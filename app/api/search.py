"""Search: the turns in which a query holds, and exactly where."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import AfterValidator, BeforeValidator, Field, TypeAdapter
from sqlalchemy.exc import DBAPIError

from app.api.answers import from_corpus
from app.api.caching import for_once
from app.api.direct import DirectRoute
from app.api.errors import TooSlowError
from app.api.filters import TurnParameters
from app.api.objects import context_of
from app.api.objects.hits import hit_fields
from app.api.objects.searches import advice, facet_of, suggestions_of
from app.api.objects.turns import Fields
from app.api.openapi import corpus_responses
from app.api.pagination import Number, Paging, page_fields, slice_of, window_of
from app.api.parameters import PlainDigits
from app.api.reading import CorpusReading, Reading
from app.api.schemas import FacetValue, QueryReading, Ranking, SearchPage, Suggestions, TurnContext
from app.database import dialect_of
from app.queries import facets, ranking, search, suggestions, turns
from app.queries.facets import Facet
from app.queries.ranking import Ranked
from app.queries.search import Found, Search, SearchSort
from app.queries.turns import TurnRow
from app.queries.windows import Part, Window
from app.search_query import interpret, parse, query_words, runs
from app.search_query.grammar import MAX_CHARACTERS
from app.words import folded_words

router = APIRouter(
    prefix="/v1/search", tags=["search"], route_class=DirectRoute, responses=corpus_responses(TooSlowError)
)

MOST_RESPELLED = 5
"""For how many words of a query near spellings are looked for."""

QUERIES = ["washing glass", '"moved the horizon"', "(lamp OR len*) NEAR/9 frost"]
QUERY: dict[str, Any] = {"format": "query", "minLength": 1, "maxLength": MAX_CHARACTERS}

_DATE_PLACE = tuple[date, str, Number]
_PLACES: dict[SearchSort, TypeAdapter[Any]] = {
    "relevance": TypeAdapter(tuple[Annotated[int, Field(ge=0)]] | _DATE_PLACE),
    "-date": TypeAdapter(_DATE_PLACE),
    "date": TypeAdapter(_DATE_PLACE),
}


def searchable(q: str) -> str:
    """Give `q`; raises what is wrong with it as a query."""
    parse(q)
    return q


def _listed(values: list[str]) -> list[str]:
    return [name for value in values for name in value.split(",")]


class SearchParameters(TurnParameters, Paging):
    """The parameters of a search."""

    q: Annotated[str, AfterValidator(searchable), Field(json_schema_extra=QUERY, examples=QUERIES)]
    """Words, "phrases", prefixes*, OR, AND, -exclusions, NEAR/5 and brackets; anything else is the words in it."""
    sort: SearchSort = "relevance"
    """The order of the hits: the most relevant first, or by date."""
    facets: Annotated[list[Facet], Field(max_length=5), BeforeValidator(_listed)] = Field(default=[])
    """What to count the hits by; several may be given at once, with commas."""
    context: Annotated[int, Field(ge=0, le=5), PlainDigits] | None = None
    """How many turns before and after each hit to add, with the question that it answers: `0` adds that alone."""


@router.get("", operation_id="searchTurns", response_model=SearchPage)
@from_corpus
def search_turns(reading: Reading, wanted: Annotated[SearchParameters, Query()]) -> Fields:
    """Search the turns for words: any inflection of them, unless they stand in quotation marks.

    The texts of now are searched; what a turn said in an earlier revision is among its revisions.
    """
    wanted_hits = Search(parse(wanted.q), wanted.filter())
    try:
        return _search(reading, wanted, wanted_hits)
    except DBAPIError as error:
        if _is_timeout(reading, error):
            raise TooSlowError(advice(wanted_hits.tree)) from error
        raise


def _search(reading: CorpusReading, wanted: SearchParameters, wanted_hits: Search) -> Fields:
    window = window_of(reading, wanted, _PLACES[wanted.sort])
    ranked, part = _find(reading, wanted_hits, wanted.sort, window)
    page = slice_of(reading, window, part, lambda hit: hit.place)
    total = len(ranked) if ranked is not None and ranked.complete else search.count_hits(reading.session, wanted_hits)
    items = _hits(reading, wanted_hits, page.rows, wanted.context)
    suggested = _suggestions(reading, wanted_hits, wanted.q) if total == 0 else None
    counted = _facets(reading, wanted_hits, wanted.facets)
    tree = wanted_hits.tree
    return page_fields(items, total, page) | {
        "query": QueryReading(q=wanted.q, interpreted=interpret(tree), words=query_words(tree)),
        "facets": counted,
        "uncounted": [name for name in dict.fromkeys(wanted.facets) if name not in counted],
        "suggestions": suggested,
        "ranking": _ranking(ranked),
    }


def _find(
    reading: CorpusReading, wanted: Search, sort: SearchSort, window: Window
) -> tuple[Ranked | None, Part[Found]]:
    if sort != "relevance":
        return None, search.list_by_date(reading.session, wanted, sort, window)
    ranked = ranking.rank_hits(reading.session, wanted)
    return ranked, ranking.list_by_relevance(reading.session, wanted, ranked, window)


def _ranking(ranked: Ranked | None) -> Ranking:
    if ranked is None:
        return Ranking(complete=True, candidates=0)
    return Ranking(complete=ranked.complete, candidates=len(ranked))


def _facets(reading: CorpusReading, wanted: Search, names: list[Facet]) -> dict[str, list[FacetValue]]:
    """Count last of all, in what is left of the time: the hits without the counts are better than neither."""
    names = list(dict.fromkeys(names))
    try:
        counts = facets.count_facets(reading.session, wanted, names)
    except DBAPIError as error:
        if not _is_timeout(reading, error):
            raise
        reading.headers.update(for_once(reading))
        return {}
    return {name: facet_of(reading, name, counts[name]) for name in names}


def _is_timeout(reading: CorpusReading, error: DBAPIError) -> bool:
    return dialect_of(reading.session.get_bind()).is_timeout(error)


def _suggestions(reading: CorpusReading, wanted: Search, q: str) -> Suggestions:
    session = reading.session
    counts = suggestions.count_words(session, wanted)
    missing = [found.term.words[0] for found in counts if not found.turns]
    spellings = [near for word in missing[:MOST_RESPELLED] for near in suggestions.find_spellings(session, word)]
    return suggestions_of(reading, q, counts, suggestions.count_without_filters(session, wanted), spellings)


def _hits(reading: CorpusReading, wanted: Search, found: Sequence[Found], distance: int | None) -> list[Fields]:
    rows = turns.get_turns(reading.session, [hit.pk for hit in found]) if found else {}
    languages = search.get_index_languages(reading.session, {row.interview_pk for row in rows.values()})
    context = _context(reading, rows, distance)
    return [
        hit_fields(
            rows[hit.pk],
            hit.score,
            runs(wanted.tree, folded_words(rows[hit.pk].text), languages[rows[hit.pk].interview_pk]),
            context.get(hit.pk),
            reading.urls,
        )
        for hit in found
    ]


def _context(reading: CorpusReading, rows: dict[int, TurnRow], distance: int | None) -> dict[int, TurnContext]:
    if distance is None:
        return {}
    around = turns.list_around(reading.session, rows.values(), distance)
    return {pk: context_of(row, around[pk], reading.urls) for pk, row in rows.items()}
