"""URLs of searches beside the one that was asked for: narrower, wider, or for other words."""

from collections.abc import Collection, Iterable, Iterator
from urllib.parse import urlencode

from app.api.reading import CorpusReading
from app.search_query import Term
from app.words import words

Pairs = list[tuple[str, str]]


def with_filters(reading: CorpusReading, changed: Pairs, *, dropped: Collection[str]) -> str:
    """Give the search with some parameters in the place of `dropped` ones, from its first page."""
    kept = [pair for pair in reading.request.query_params.multi_items() if pair[0] not in {*dropped, "cursor"}]
    return _url(reading, [*kept, *changed])


def narrowed(reading: CorpusReading, names: Collection[str], values: Iterable[str]) -> Iterator[str]:
    """Give for each value the search with it, and nothing else, under all of these names."""
    kept = with_filters(reading, [], dropped=names)
    return (f"{kept}&{urlencode([(name, value) for name in names])}" for value in values)


def for_query(reading: CorpusReading, q: str) -> str:
    """Give the search for another query under the same filters."""
    return with_filters(reading, [("q", q)], dropped=["q"])


def for_term(reading: CorpusReading, term: Term) -> str:
    """Give the search for a term alone, under no filter."""
    written = " ".join(term.words)
    return _url(reading, [("q", {"stem": written, "exact": f'"{written}"', "prefix": f"{written}*"}[term.form])])


def respelled(q: str, word: str, spelling: str) -> str:
    """Give a query with `spelling` wherever it has `word`."""
    return "".join(_pieces(q, word, spelling))


def _pieces(q: str, word: str, spelling: str) -> Iterator[str]:
    done = 0
    for found in words(q):
        if found.text == word:
            yield q[done : found.start] + spelling
            done = found.end
    yield q[done:]


def _url(reading: CorpusReading, parameters: Pairs) -> str:
    return f"{reading.urls.base}/v1/search?{urlencode(parameters)}"
