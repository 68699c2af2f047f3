"""What stands beside the hits of a search: facets and suggestions on the wire."""

from collections.abc import Sequence

from app.api import schemas, search_links
from app.api.reading import CorpusReading
from app.queries.facets import FILTERS, Facet, FacetCount
from app.queries.suggestions import FilterCount, Spelling, WordCount
from app.search_query import Tree, query_words, terms


def advice(tree: Tree) -> str:
    """Say what makes a search cost much, and what would make it cost less."""
    begun = [f"`{term.words[-1]}*`" for term in terms(tree, excluded=True) if term.form == "prefix"]
    return " ".join(
        [
            "The search took longer than is allowed.",
            *([f"Give more letters of {', '.join(begun)}."] if begun else []),
            f"Add a rarer word to {', '.join(f'`{word}`' for word in query_words(tree))}, or narrow it by `interview`.",
        ]
    )


def facet_of(reading: CorpusReading, facet: Facet, counts: Sequence[FacetCount]) -> list[schemas.FacetValue]:
    """Give a facet's values, each with the search narrowed to it."""
    urls = search_links.narrowed(reading, FILTERS[facet], [found.value for found in counts])
    return [
        schemas.FacetValue(value=found.value, label=found.label, count=found.hits, of=found.turns, url=url)
        for found, url in zip(counts, urls, strict=True)
    ]


def suggestions_of(
    reading: CorpusReading,
    q: str,
    counts: Sequence[WordCount],
    filters: Sequence[FilterCount],
    spellings: Sequence[Spelling],
) -> schemas.Suggestions:
    """Give what to try instead of `q`."""
    return schemas.Suggestions(
        words=[
            schemas.WordSuggestion(
                word=found.term.words[0], turns=found.turns, url=search_links.for_term(reading, found.term)
            )
            for found in counts
        ],
        filters=[
            schemas.FilterSuggestion(
                filter=",".join(found.names),
                turns=found.turns,
                url=search_links.with_filters(reading, [], dropped=found.names),
            )
            for found in filters
        ],
        spellings=[
            schemas.SpellingSuggestion(
                word=found.word,
                spelling=found.spelling,
                turns=found.turns,
                url=search_links.for_query(reading, search_links.respelled(q, found.word, found.spelling)),
            )
            for found in spellings
        ],
    )
