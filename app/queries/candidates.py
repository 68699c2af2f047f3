"""Turns in which a quotation may stand: its rarest words vote, each by how rare it is."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from math import log

from sqlalchemy import select

from app.database import dialect_of
from app.queries import ReadSession
from app.queries.filters import TurnFilter
from app.queries.turns import count_turns
from app.search_query import Term

Voter = tuple[Term, float, int | None]
"""Words side by side, the weight of their vote, and for how many turns they may vote at most."""

VOTERS = 6
"""How many words of a piece vote; of a long one, of each stretch of `STRETCH` words."""

STRETCH = 60

MOST_VOTERS = 24

MOST_VOTES = 60_000
"""How many votes are counted: what is in more turns than are left of these does not vote alone."""

PHRASE = 3
"""So many words side by side vote together where there are too few rare ones."""

MOST_OF_PHRASE = 500
"""How many turns a phrase votes for: those that were ingested last."""


def find_candidates(session: ReadSession, pieces: Sequence[Sequence[str]], most: int) -> list[int]:
    """Give the keys of at most `most` turns, the likeliest first; `pieces` are the folded words of a quotation."""
    stretches = [piece[i : i + STRETCH] for piece in pieces for i in range(0, len(piece), STRETCH)]
    connection = session.connection()
    counts = dialect_of(connection).turn_counts(connection, "words", {word for piece in pieces for word in piece})
    votes: defaultdict[int, float] = defaultdict(float)
    for term, weight, limit in _voters(stretches, counts, count_turns(session, TurnFilter())):
        hits = dialect_of(connection).hits(term, ())
        statement = select(hits.c.turn_pk).limit(limit)
        rows = session.execute(statement if limit is None else statement.order_by(hits.c.place.desc())).all()
        for (pk,) in rows:
            votes[pk] += weight
    return nsmallest(most, votes, key=lambda pk: (-votes[pk], pk))


def _voters(stretches: Sequence[Sequence[str]], counts: dict[str, int], turns: int) -> Iterator[Voter]:
    """Choose who votes: for each stretch the rarest words that are left, and phrases where these are too few."""
    seats = max(2, min(VOTERS, MOST_VOTERS // max(len(stretches), 1)))
    left, chosen = MOST_VOTES, set[str]()
    for stretch in sorted(stretches, key=lambda words: min((counts.get(word, turns) for word in words), default=0)):
        rarest = sorted({word for word in stretch if word in counts}, key=lambda word: (counts[word], word))
        voting = 0
        for word in rarest[:seats]:
            voting += word in chosen or counts[word] <= left
            if word not in chosen and counts[word] <= left:
                left -= counts[word]
                chosen.add(word)
                yield Term((word,), "exact"), _weight(counts[word], turns), None
        if voting < min(seats, len(rarest)):
            yield from _phrases(stretch, counts, turns, seats - voting)


def _phrases(stretch: Sequence[str], counts: dict[str, int], turns: int, most: int) -> Iterator[Voter]:
    """Give the likeliest rare phrases of a stretch; their words are all known."""
    windows = {tuple(stretch[i : i + PHRASE]) for i in range(max(1, len(stretch) - PHRASE + 1))}
    known = [window for window in windows if all(word in counts for word in window)]
    weights = {window: sum(_weight(counts[word], turns) for word in window) for window in known}
    for window in sorted(known, key=lambda window: (-weights[window], window))[:most]:
        yield Term(window, "exact"), weights[window], MOST_OF_PHRASE


def _weight(count: int, turns: int) -> float:
    return log((turns + 1) / count) + 1
