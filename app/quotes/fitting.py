"""Each placed part of a quotation beside the published words, and how one part goes on in the next."""

from bisect import bisect_left
from collections.abc import Sequence, Set
from dataclasses import dataclass

from app.quotes.comparing import Comparison, compare
from app.quotes.placing import Place, place_pieces
from app.quotes.reading import Gap, Piece, Reading
from app.quotes.sides import Side
from app.quotes.streams import Codes, PublishedTurn, Stream
from app.quotes.tokens import Token

_STOPS = frozenset(".!?…")


@dataclass(frozen=True, slots=True)
class Fitted:
    """A part of a quotation where it stands; `gap` is what the quotation marks before it."""

    piece: int
    gap: Gap | None
    stream: int
    turn_index: int
    turn: PublishedTurn
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class _Part:
    """Words `first` to `last` of a piece, all that are to be compared at a place."""

    number: int
    piece: Piece
    place: Place
    first: int
    last: int


def fit(reading: Reading, streams: Sequence[Stream], codes: Codes) -> list[Fitted]:
    """Place the pieces of a quotation and compare each with what stands there, in the order of the quotation."""
    words = [[token for token in piece.tokens if token.is_word] for piece in reading.pieces]
    placed = place_pieces([codes.of(each) for each in words], streams)
    fitted: list[Fitted] = []
    for part in _parts(reading, placed, [len(each) for each in words]):
        stream = streams[part.place.stream]
        turn = stream.turn_at(part.place.start)
        before = (
            fitted[-1] if fitted and (fitted[-1].stream, fitted[-1].turn_index) == (part.place.stream, turn) else None
        )
        published = _published(part, stream, turn, before.comparison.end if before else 0)
        comparison = compare(_quoted(reading, part), published, codes, stream.turns[turn].language)
        gap = part.piece.gap if part.first == 0 else None
        fitted.append(Fitted(part.number, gap, part.place.stream, turn, stream.turns[turn], comparison))
    return fitted


def _parts(reading: Reading, placed: Sequence[tuple[int, Place]], lengths: Sequence[int]) -> list[_Part]:
    """Give each word of a placed piece to one of its parts: what stands nowhere goes with the part before it."""
    found: list[_Part] = []
    for i, (number, place) in enumerate(placed):
        begins = i == 0 or placed[i - 1][0] != number
        ends = i + 1 == len(placed) or placed[i + 1][0] != number
        first = 0 if begins else place.first
        last = lengths[number] if ends else placed[i + 1][1].first
        found.append(_Part(number, reading.pieces[number], place, first, last))
    return found


def _quoted(reading: Reading, part: _Part) -> Side:
    """Give the words with the marks that stand beside them; those between two parts belong to the first."""
    tokens = part.piece.tokens
    places = [i for i, token in enumerate(tokens) if token.is_word]
    first, last = places[part.first], places[part.last - 1] + 1
    cut = first if part.first > 0 else 0
    return Side(reading.text, tokens[cut:], first - cut, last - cut)


def _published(part: _Part, stream: Stream, turn: int, after: int) -> Side:
    """Give the published words, with as many beside them as the quotation has that stand nowhere.

    These come from the same sentence, unless the quotation goes over its end, and from no place before `after`.
    """
    text, tokens = stream.turns[turn].text, stream.tokens[turn]
    first, last = stream.words[part.place.start][1], stream.words[part.place.end - 1][1] + 1
    stops = _STOPS - {token.key for token in part.piece.tokens}
    low = bisect_left(tokens, after, key=lambda token: token.start)
    before = _beside(tokens, range(first - 1, low - 1, -1), part.place.first - part.first, stops)
    behind = _beside(tokens, range(last, len(tokens)), part.last - part.place.last, stops)
    return Side(text, tokens, min((first, *before)), max((last, *(place + 1 for place in behind))))


def _beside(tokens: Sequence[Token], places: range, words: int, stops: Set[str]) -> list[int]:
    """Give where the next `words` words are, as far as no mark of `stops` stands before them."""
    found: list[int] = []
    for place in places:
        if len(found) == words or tokens[place].key in stops:
            break
        if tokens[place].is_word:
            found.append(place)
    return found
