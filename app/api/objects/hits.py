"""Hits of a search: rows → objects of the wire."""

from collections.abc import Iterable, Iterator, Sequence

from app.api import schemas
from app.api.objects.snippets import Span, cut, segments
from app.api.objects.turns import Fields, turn_fields
from app.api.urls import Urls
from app.queries.turns import TurnRow
from app.search_query import Run
from app.words import places


def hit_fields(
    row: TurnRow, score: float | None, runs: Sequence[Run], context: schemas.TurnContext | None, urls: Urls
) -> Fields:
    """Give the fields of a `Hit`: a turn in which a query matches at `runs`, which are in order."""
    stand = places(row.text)
    spans = [(stand[run.start][0], stand[run.end - 1][1]) for run in runs]
    pieces = segments(row.text, spans, cut(row.text, spans, stand))
    return {
        "turn": turn_fields(row, urls),
        "score": score,
        "matches": list(places_of(row.text, spans)),
        "snippet": [{"text": text, "match": match} for text, match in pieces],
        "context": context,
    }


def matches_of(text: str, spans: Sequence[Span]) -> Iterator[schemas.SearchMatch]:
    """Give spans in code points, in order, with their places in UTF-16 as well."""
    return (schemas.SearchMatch(**place) for place in places_of(text, spans))


def places_of(text: str, spans: Iterable[Span]) -> Iterator[dict[str, int]]:
    """Give the same as plain values; a span may be empty."""
    if text.isascii():
        yield from ({"start": start, "end": end, "utf16_start": start, "utf16_end": end} for start, end in spans)
        return
    done, units = 0, 0
    for start, end in spans:
        first = units + _utf16_length(text[done:start])
        done, units = end, first + _utf16_length(text[start:end])
        yield {"start": start, "end": end, "utf16_start": first, "utf16_end": units}


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
