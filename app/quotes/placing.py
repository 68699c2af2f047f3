"""Where the pieces of a quotation stand in published turns: the nearest places that keep their order, if there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Opcode

from app.quotes.streams import Stream

MOST_PLACES, FEWEST_PLACES = 128, 8
"""How many places of one piece are considered, of many pieces fewer of each."""

FEWEST_APART = 3
"""So many words of a piece that stand elsewhere than the rest of it are looked for by themselves."""

SHARE_APART = 0.75
"""What share of them must be there."""

DEEPEST = 4
"""How often what stands apart is parted again."""

WINDOWED = 64
"""Pieces of more words are aligned with the whole stream at once: their rare words keep them together."""

DROPPED = 0.5
"""What a published word that a piece lacks costs, against a word that it has."""

OTHERWISE = 0.25
"""What a word costs that stands between them in the piece: a lone word before many others is no beginning."""

LEAP = 2.0
"""What it costs to go on in another turn or before; twice as much in another stream."""


class Place(NamedTuple):
    """Words `first` to `last` of a piece stand at words `start` to `end` of a stream; ends are exclusive."""

    stream: int
    start: int
    end: int
    first: int
    last: int
    matched: int

    @property
    def score(self) -> float:
        return self.matched - DROPPED * (self.end - self.start - self.matched)


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a piece, and where they may stand; `missing` words before and after it stand nowhere."""

    piece: int
    places: tuple[Place, ...]


def place_pieces(pieces: Sequence[str], streams: Sequence[Stream]) -> list[tuple[int, Place]]:
    """Give where the pieces, coded as the streams are, stand best together: pairs of a piece and a place of it.

    A piece has several places where its words stand apart, none where it is nowhere.
    """
    most = max(FEWEST_PLACES, MOST_PLACES // len(pieces))
    parts = [part for number, codes in enumerate(pieces) for part in _Piece(number, codes, most).parts(streams)]
    chain = _chained(parts, streams)
    return [
        (part.piece, split)
        for part, place in zip(parts, chain, strict=True)
        for split in _split_at_turns(pieces[part.piece], place, streams[place.stream])
    ]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece, or from word `offset` on a stretch of it that is looked for by itself."""

    number: int
    codes: str
    most: int
    offset: int = 0
    depth: int = 0

    def parts(self, streams: Sequence[Stream]) -> list[Part]:
        """Find it whole, or else its best part, and what stands before and after that by itself."""
        if exact := self._exact(streams):
            return [Part(self.number, tuple(exact))]
        nearest = (_nearest(self.codes, i, stream) for i, stream in enumerate(streams))
        best = max(nearest, key=lambda place: place.score)
        if best.matched == 0:
            return []
        moved = best._replace(first=best.first + self.offset, last=best.last + self.offset)
        before, after = self._stretch(0, best.first), self._stretch(best.last, len(self.codes))
        return [*before._parts_apart(streams), Part(self.number, (moved,)), *after._parts_apart(streams)]

    def _parts_apart(self, streams: Sequence[Stream]) -> list[Part]:
        if len(self.codes) < FEWEST_APART or self.depth > DEEPEST:
            return []
        parts = self.parts(streams)
        matched = sum(part.places[0].matched for part in parts)
        return parts if matched >= max(FEWEST_APART, SHARE_APART * len(self.codes)) else []

    def _stretch(self, first: int, last: int) -> "_Piece":
        return _Piece(self.number, self.codes[first:last], self.most, self.offset + first, self.depth + 1)

    def _exact(self, streams: Sequence[Stream]) -> list[Place]:
        found: list[Place] = []
        first, length = self.offset, len(self.codes)
        for number, stream in enumerate(streams):
            start = stream.codes.find(self.codes)
            while start >= 0 and len(found) < self.most:
                found.append(Place(number, start, start + length, first, first + length, length))
                start = stream.codes.find(self.codes, start + 1)
        return found


def _nearest(codes: str, number: int, stream: Stream) -> Place:
    """Give the part of a stream that is most like a piece, without what only happens to be alike at its ends."""
    low, high = 0, len(stream.codes)
    if len(codes) <= WINDOWED and len(codes) < high:
        window = fuzz.partial_ratio_alignment(codes, stream.codes)
        room = len(codes) // 2 + 2
        low, high = (max(0, window.dest_start - room), window.dest_end + room) if window else (0, 0)
    steps = Indel.opcodes(codes, stream.codes[low:high])
    equal = [step for step in steps if step.tag == "equal"]
    begin, end = _densest(equal)
    if begin == end:
        return Place(number, 0, 0, 0, 0, 0)
    matched = sum(step.src_end - step.src_start for step in equal[begin:end])
    first, last = equal[begin], equal[end - 1]
    return Place(number, low + first.dest_start, low + last.dest_end, first.src_start, last.src_end, matched)


def _densest(runs: Sequence[Opcode]) -> tuple[int, int]:
    """Give the stretch of equal runs that has most words for the published ones that it has too many between."""
    best, answer, score, begin = 0.0, (0, 0), 0.0, 0
    for i, run in enumerate(runs):
        cost = _cost(runs[i - 1], run) if i else 0.0
        if score < cost:
            score, begin = 0.0, i
        else:
            score -= cost
        score += run.src_end - run.src_start
        if score >= best:
            best, answer = score, (begin, i + 1)
    return answer


def _cost(before: Opcode, after: Opcode) -> float:
    """Give what it costs to hold two runs for one place: words published between them that the piece has not."""
    quoted, published = after.src_start - before.src_end, after.dest_start - before.dest_end
    return DROPPED * max(0, published - quoted) + OTHERWISE * quoted


def _chained(parts: Sequence[Part], streams: Sequence[Stream]) -> list[Place]:
    """Choose one place of each part so that they stand near each other and in order, as far as can be."""
    if not parts:
        return []
    costs, choices = [0.0] * len(parts[0].places), [[0] * len(parts[0].places)]
    for before, part in pairwise(parts):
        steps = [
            [cost + _leap(was, place, streams) for was, cost in zip(before.places, costs, strict=True)]
            for place in part.places
        ]
        choices.append([min(range(len(row)), key=row.__getitem__) for row in steps])
        costs = [min(row) for row in steps]
    index = min(range(len(costs)), key=costs.__getitem__)
    chain: list[Place] = []
    for part, chosen in zip(reversed(parts), reversed(choices), strict=True):
        chain.append(part.places[index])
        index = chosen[index]
    return chain[::-1]


def _leap(before: Place, after: Place, streams: Sequence[Stream]) -> float:
    if before.stream != after.stream:
        return 2 * LEAP
    stream = streams[before.stream]
    distance = after.start - before.end
    crosses = stream.turn_at(before.end - 1) != stream.turn_at(after.start)
    return min(abs(distance) / 1000, 1.0) + (LEAP if crosses or distance < 0 else 0.0)


def _split_at_turns(codes: str, place: Place, stream: Stream) -> list[Place]:
    """Cut a place that runs over several turns into one for each."""
    cuts = [start for start in stream.starts if place.start < start < place.end]
    if not cuts:
        return [place]
    steps = Indel.opcodes(codes[place.first : place.last], stream.codes[place.start : place.end])
    found = []
    for low, high in pairwise([place.start, *cuts, place.end]):
        inside = [
            (place.first + step.src_start + i, place.start + step.dest_start + i)
            for step in steps
            if step.tag == "equal"
            for i in range(step.src_end - step.src_start)
            if low <= place.start + step.dest_start + i < high
        ]
        if inside:
            (first, start), (last, end) = inside[0], inside[-1]
            found.append(Place(place.stream, start, end + 1, first, last + 1, len(inside)))
    return found
