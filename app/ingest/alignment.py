"""Which turn of a new revision is which of the old: pure, over speakers and texts alone.

Equal texts first, then turns of one speaker whose texts are alike, between them and in order. A number never comes
to mean an unrelated text: where it cannot be told, a turn is new.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

ALIKE = 60.0
"""Of 100 by `fuzz.ratio`; unrelated short questions can reach 65, hence `SHORT`."""
SHORT = 12
"""Words under which likeness alone is no evidence."""
WINDOW = 64
"""How far from its place in a changed stretch a turn is looked for."""
MOST_CELLS = 1_000_000_000
"""Of the table of two whole transcripts; above, equal texts are paired in their order instead."""


class Words(NamedTuple):
    """What is compared of a turn."""

    speaker: str
    text: str

    @property
    def short(self) -> bool:
        return len(self.text.split(maxsplit=SHORT)) < SHORT


class Alignment(NamedTuple):
    """`kept[j]` is the index of the old turn that new turn `j` is, or `None` where it is new.

    `successors[i]` is, for an old turn that is gone, the index of the new turn that holds its words.
    """

    kept: list[int | None]
    successors: dict[int, int]


def align(old: Sequence[Words], new: Sequence[Words]) -> Alignment:
    """Tell which turn of `new` is which of `old`; each is at most one of the other."""
    in_order = dict(_equal_in_order(old, new))
    equal = in_order | dict(_moved(old, new, in_order))
    pairs = equal | dict(_alike_in_stretches(old, new, in_order, equal))
    kept = {j: i for i, j in pairs.items()}
    return Alignment([kept.get(j) for j in range(len(new))], dict(_successors(old, new, pairs)))


Pairs = dict[int, int]
"""From the index of an old turn to that of the new turn it is."""


def _equal_in_order(old: Sequence[Words], new: Sequence[Words]) -> Iterator[tuple[int, int]]:
    """Pair the longest common subsequence of equal texts: twins in their order."""
    start = next(
        (i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a.text != b.text), min(len(old), len(new))
    )
    yield from zip(range(start), range(start), strict=True)
    if (len(old) - start) * (len(new) - start) > MOST_CELLS:
        return
    numbers: dict[str, int] = {}
    left, right = ([numbers.setdefault(turn.text, len(numbers)) for turn in side[start:]] for side in (old, new))
    for block in LCSseq.opcodes(left, right):
        if block.tag == "equal":
            yield from zip(
                range(start + block.src_start, start + block.src_end),
                range(start + block.dest_start, start + block.dest_end),
                strict=True,
            )


def _moved(old: Sequence[Words], new: Sequence[Words], pairs: Pairs) -> Iterator[tuple[int, int]]:
    """Pair equal texts that stand elsewhere now; a short one only beside a neighbour that moved with it."""
    places: dict[str, list[int]] = {}
    taken = set(pairs.values())
    for j in reversed(range(len(new))):
        if j not in taken:
            places.setdefault(new[j].text, []).append(j)
    found = dict(pairs)
    waiting = sorted((i for i in range(len(old)) if i not in pairs), key=lambda i: old[i].short)
    for i in waiting:
        if not (free := places.get(old[i].text)):
            continue
        if not old[i].short or found.get(i - 1) == free[-1] - 1 or found.get(i + 1) == free[-1] + 1:
            found[i] = free.pop()
            yield i, found[i]


def _alike_in_stretches(
    old: Sequence[Words], new: Sequence[Words], in_order: Pairs, equal: Pairs
) -> Iterator[tuple[int, int]]:
    """Pair, between the equal turns that stand in order, what is left over and alike."""
    before_i, before_j = -1, -1
    taken = set(equal.values())
    for i, j in [*sorted(in_order.items()), (len(old), len(new))]:
        left = [at for at in range(before_i + 1, i) if at not in equal]
        right = [at for at in range(before_j + 1, j) if at not in taken]
        yield from _best_chain(_candidates(old, new, left, right, equal))
        before_i, before_j = i, j


def _candidates(
    old: Sequence[Words], new: Sequence[Words], left: list[int], right: list[int], equal: Pairs
) -> Iterator[tuple[int, int, float]]:
    sizes = len(old), len(new)
    for row, i in enumerate(left):
        middle = row * len(right) // len(left)
        for j in right[max(0, middle - WINDOW) : middle + WINDOW]:
            if (score := _score(old[i], new[j])) and (
                not _short(old[i], new[j]) or _between_equals(i, j, sizes, equal)
            ):
                yield i, j, score


def _score(left: Words, right: Words) -> float:
    return _likeness(left.text, right.text) if left.speaker == right.speaker else 0.0


def _short(left: Words, right: Words) -> bool:
    return left.short or right.short


def _likeness(left: str, right: str) -> float:
    """Give how alike two texts are, of 100; 0 where they are not. A part is like its whole, by its share."""
    shorter, longer = sorted((left, right), key=len)
    if shorter in longer and len(shorter.split(maxsplit=SHORT)) >= SHORT:
        return ALIKE + (100 - ALIKE) * len(shorter) / len(longer)
    return fuzz.ratio(left, right, score_cutoff=ALIKE)


def _between_equals(i: int, j: int, sizes: tuple[int, int], equal: Pairs) -> bool:
    """Tell whether the turns on both sides of `i` are the equal ones on both sides of `j`; ends are equal."""
    before = equal.get(i - 1) == j - 1 if i and j else i == j
    last = i + 1 == sizes[0], j + 1 == sizes[1]
    after = all(last) if any(last) else equal.get(i + 1) == j + 1
    return before and after


class _Chain(NamedTuple):
    """Candidates that keep both orders, the last first, and how alike they are together."""

    end: int
    total: float
    pair: tuple[int, int] | None
    before: "_Chain | None"


def _best_chain(candidates: Iterator[tuple[int, int, float]]) -> Iterator[tuple[int, int]]:
    """Choose the candidates that keep both orders and are most alike together."""
    best = [_Chain(-1, 0.0, None, None)]
    for _, row in groupby(candidates, key=itemgetter(0)):
        grown = list(best)
        for i, j, score in row:
            before = best[bisect_left(best, j, key=attrgetter("end")) - 1]
            grown.append(_Chain(j, before.total + score, (i, j), before))
        best = _frontier(grown)
    chain: _Chain | None = best[-1]
    while chain and chain.pair:
        yield chain.pair
        chain = chain.before


def _frontier(chains: list[_Chain]) -> list[_Chain]:
    """Keep the chains that none with an earlier end beats: both ends and totals rise, so the last is the best."""
    kept: list[_Chain] = []
    for chain in sorted(chains, key=lambda each: (each.end, -each.total)):
        if not kept or chain.total > kept[-1].total:
            kept.append(chain)
    return kept


def _successors(old: Sequence[Words], new: Sequence[Words], pairs: Pairs) -> Iterator[tuple[int, int]]:
    """Find for each turn that is gone the new one, near its place, that holds its words: whole, or alike."""
    before = -1
    unchanged = {j for i, j in pairs.items() if old[i].text == new[j].text}
    taken = set(pairs.values())
    for i, turn in enumerate(old):
        if i in pairs:
            before = pairs[i]
        elif not turn.short:
            near = range(max(0, before - 1), min(len(new), before + 4))
            holding = [j for j in near if j not in unchanged and turn.text in new[j].text]
            alike = [j for j in near if j not in taken and _score(turn, new[j])]
            yield from ((i, j) for j in (holding + alike)[:1])
