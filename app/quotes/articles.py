"""The quotations of an article: where they stand, and who may be named beside them.

Every quotation is one of its own, also the halves of a broken one (`"…," she said, "…"`): that they were one sentence
is a guess, and each half can be checked without it. A quotation within another is given too, since its words may be
another's. Quoted words and titles (`the "third way"`) are left aside.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape

import regex

from app.quotes.hints import REACH, Names, hint_between
from app.quotes.marks import Quoted, find_quoted
from app.words import UNSPACED, folded_words

FEWEST_WORDS = 4
"""Quotations of fewer words are left aside; in scripts without spaces, two characters count as a word."""

_LINES = regex.compile(r"(?m)(?:^ {0,3}>.*+\n?)+")
_TAG = regex.compile(r"(?i)<(?P<close>/?)(?:blockquote|q)\b[^<>]{0,1000}+>")
_ASIDE = regex.compile(
    r"(?m)^ {0,3}(?:> ?)++|<[a-zA-Z/!][^<>]{0,1000}+>|\]\((?:[^()\s]|\([^()\s]{0,100}+\)){0,1000}+\)"
)
_EMPHASIS = regex.compile(
    r"(?<![\p{L}\p{N}*_])[*_]{1,3}+(?=[\p{L}\p{N}\p{P}])|(?<=[\p{L}\p{N}\p{P}])[*_]{1,3}+(?![\p{L}\p{N}*_])"
)
_ENTITY = regex.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_SIGNED = regex.compile(r"\n[\s>]*(?:—|–|―|--?)[^\n]{1,200}\s*\Z")
_UNSPACED = regex.compile(rf"[{UNSPACED}]")


@dataclass(frozen=True, slots=True)
class ArticleQuotation:
    """A quotation: `start` and `end` are where its words stand in the article, in code points.

    `text` is what stands there without repeated marks, the `>` of lines, tags, addresses of links, and marks of
    emphasis, its entities (`&ldquo;`) read. `speaker_hint` is a name printed near it; nothing is concluded from it.
    """

    start: int
    end: int
    text: str
    speaker_hint: str | None


def find_quotations(article: str) -> list[ArticleQuotation]:
    """Find the quotations of an article, in the order of their beginnings, in time linear in its length."""
    plain, ends, shifts = _read_entities(article)
    if not ends:
        return _find(article)

    def place(there: int) -> int:
        return there + shifts[bisect_right(ends, there)]

    return [replace(each, start=place(each.start), end=place(each.end)) for each in _find(plain)]


def _read_entities(article: str) -> tuple[str, list[int], list[int]]:
    """Give an article with its entities read; where each of them ends there, and how far what follows was moved."""
    pieces, ends, shifts, at, length = list[str](), list[int](), [0], 0, 0
    for match in _ENTITY.finditer(article):
        character = unescape(match[0])
        if character != match[0]:
            pieces += [article[at : match.start()], character]
            at = match.end()
            length += len(pieces[-2]) + len(character)
            ends.append(length)
            shifts.append(at - length)
    return "".join([*pieces, article[at:]]), ends, shifts


def _find(article: str) -> list[ArticleQuotation]:
    marked = find_quoted(article)
    blocks = [block for block in _blocks(article) if not _is_marked(block, marked)]
    found = {(each.start, each.end): each for each in (_trimmed(article, each) for each in (*blocks, *marked))}
    texts = {place: _text_of(article, each) for place, each in found.items()}
    places = sorted((place for place in found if _is_long(texts[place])), key=lambda place: (place[0], -place[1]))
    hints = _hints(article, places)
    return [ArticleQuotation(*place, texts[place], hint) for place, hint in zip(places, hints, strict=True)]


def _blocks(article: str) -> Iterator[Quoted]:
    """Give what is set apart as a quotation: lines that begin with `>`, and what stands in a tag of quotations."""
    for match in _LINES.finditer(article):
        yield _block(article, *match.span())
    begin: int | None = None
    for tag in _TAG.finditer(article):
        if tag["close"] and begin is not None:
            yield _block(article, begin, tag.start())
        begin = None if tag["close"] else tag.end()


def _block(article: str, start: int, end: int) -> Quoted:
    signed = _SIGNED.search(article, max(start, end - 2 * REACH), end)
    end = signed.start() if signed else end
    return Quoted(start, end, tuple(aside.span() for aside in _ASIDE.finditer(article, start, end)))


def _is_marked(block: Quoted, marked: Sequence[Quoted]) -> bool:
    """Tell whether half of a block or more stands in quotation marks of its own: then these are the quotations."""
    covered, reached = 0, block.start
    for index in range(bisect_left(marked, (block.start,)), len(marked)):
        quoted = marked[index]
        if quoted.start >= block.end:
            break
        covered += max(0, min(quoted.end, block.end) - max(quoted.start, reached))
        reached = max(reached, quoted.end)
    return 2 * covered >= block.end - block.start


def _trimmed(article: str, quoted: Quoted) -> Quoted:
    """Leave out what is no part of the words at either end: white space, asides, the comma of the sentence around."""
    begin = dict(quoted.asides)
    finish = {end: start for start, end in quoted.asides}
    start, end = quoted.start, quoted.end
    while start < end and (start in begin or article[start].isspace()):
        start = begin.get(start, start + 1)
    while start < end and (end in finish or article[end - 1].isspace() or article[end - 1] == ","):
        end = finish.get(end, end - 1)
    return Quoted(
        start, max(start, end), tuple(aside for aside in quoted.asides if start <= aside[0] < aside[1] <= end)
    )


def _text_of(article: str, quoted: Quoted) -> str:
    pieces, at = [], quoted.start
    for start, end in quoted.asides:
        piece = article[at:start]
        is_link = article.startswith("](", start)
        pieces.append("".join(piece.rpartition("[")[::2]) if is_link else piece)
        at = end
    return _EMPHASIS.sub("", "".join([*pieces, article[at : quoted.end]]))


def _is_long(text: str) -> bool:
    found = folded_words(text)
    return 2 * len(found) - sum(_UNSPACED.match(word) is not None for word in found) >= 2 * FEWEST_WORDS


def _hints(article: str, places: Sequence[tuple[int, int]]) -> Iterator[str | None]:
    """Give a hint for each quotation, from what stands between it and its neighbours within the same quotation."""
    names = Names(article)
    around: list[tuple[int, int]] = []
    earlier: str | None = None
    for index, (start, end) in enumerate(places):
        while around and around[-1][1] < end:
            around.pop()
        outer = around[-1] if around else (0, len(article))
        before, after = _gaps(places, index, outer)
        earlier = hint_between(article, names, before, after, earlier)
        yield earlier
        around.append((start, end))


def _gaps(
    places: Sequence[tuple[int, int]], index: int, outer: tuple[int, int]
) -> tuple[tuple[int, int], tuple[int, int]]:
    start, end = places[index]
    ended = max((place[1] for place in places[max(0, index - 8) : index] if place[1] <= start), default=0)
    begun = next((place[0] for place in places[index + 1 : index + 9] if place[0] >= end), outer[1])
    return (max(outer[0], ended), start), (end, min(begun, outer[1]))
