"""The part of a text that shows why it was found."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from operator import itemgetter

import regex

LENGTH = 40
"""In words."""

Span = tuple[int, int]

_REST_OF_PIECE = regex.compile(r"\S{0,20}+(?!\S)")
_START_OF_PIECE = regex.compile(r"(?r)(?<!\S)\S{0,20}+")


def cut(text: str, spans: Sequence[Span], places: Sequence[Span]) -> Span:
    """Give start and end of a window of about 40 words around the densest of `spans`, which are in order.

    `places` are those of all words of the text (`app.words.places`).
    """
    first, last = _densest(places, spans)
    room = max(LENGTH - (last - first), 0)
    first = max(first - room // 2, 0)
    last = min(first + max(LENGTH, last - first), len(places))
    first = max(min(first, last - LENGTH), 0)
    return _whole(text, spans, places, first, last)


def segments(text: str, spans: Sequence[Span], window: Span) -> list[tuple[str, bool]]:
    """Cut a window of `text` at the spans: pieces, and whether they are a match."""
    start, end = window
    inside = [span for span in spans if start <= span[0] and span[1] <= end]
    cuts = [start, *(place for span in inside for place in span), end]
    pieces = [(text[a:b], i % 2 == 1) for i, (a, b) in enumerate(pairwise(cuts))]
    return [piece for piece in pieces if piece[0]]


def _densest(places: Sequence[Span], spans: Sequence[Span]) -> Span:
    """Give the words, from the first to after the last, of the most matches that fit into a window."""
    runs = [(bisect_left(places, (start,)), bisect_left(places, end, key=itemgetter(1)) + 1) for start, end in spans]
    best, behind = (0, 0, 0), 0
    for ahead, (_, end) in enumerate(runs):
        while behind < ahead and end - runs[behind][0] > LENGTH:
            behind += 1
        if ahead - behind + 1 > best[0]:
            best = (ahead - behind + 1, runs[behind][0], end)
    return best[1], best[2]


def _whole(text: str, spans: Sequence[Span], places: Sequence[Span], first: int, last: int) -> Span:
    """Widen words to what is written around them without a space, and to the whole of a match that they cut."""
    start = 0 if first == 0 else places[first][0]
    end = len(text) if last == len(places) else places[last - 1][1]
    for span in spans:
        start = span[0] if span[0] < start < span[1] else start
        end = span[1] if span[0] < end < span[1] else end
    if before := _START_OF_PIECE.search(text, 0, start):
        start = before.start() if before.end() == start else start
    if after := _REST_OF_PIECE.match(text, end):
        end = after.end()
    return start, end
