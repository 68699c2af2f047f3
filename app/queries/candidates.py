"""Turns in which a quotation may stand: its rarest words vote, each by how rare it is."""

from collections.abc import Iterator, Sequence
from math import log, prod

from sqlalchemy import ColumnElement, Select, func, literal, select, union_all
from sqlmodel import col

from app.database import Dialect, dialect_of
from app.models import Interview, Speaker, Turn
from app.queries import ReadSession
from app.queries.filters import TurnFilter
from app.queries.turns import count_turns
from app.search_query import Term

Voter = tuple[Term, float, int | None]
"""Words side by side, the weight of their vote, and for how many turns they may vote at most."""

VOTERS = 6
"""How many words of a piece vote; of a long one, of each stretch of `STRETCH` words."""

STRETCH = 60

MOST_STRETCHES = 60
"""Of more stretches some are left aside, evenly."""

MOST_VOTERS = 24

MOST_VOTES = 8_000
"""How many votes are counted: what is in more turns than are left of these does not vote alone."""

LEAST_SHARE = 0.2
"""Turns with less than this share of the votes of the first are none."""

FINE = 1_000_000
"""Votes are added as whole numbers, whose sum is the same in any order."""

FEWEST_VOTERS = 3

SHORT = 8

PHRASE = 3
"""So many words side by side vote together where there are fewer than `FEWEST_VOTERS` rare ones, or `SHORT` in all."""

MOST_PHRASES = 3

MOST_LOOKED_AT = 60_000
"""In how many turns the rarest words of phrases may be, in all: in each, the index looks for the other words."""

MOST_OF_PHRASE = 500
"""How many turns a phrase votes for: those that were ingested last."""


def find_candidates(
    session: ReadSession, pieces: Sequence[Sequence[str]], most: int, wanted: Sequence[ColumnElement[bool]] = ()
) -> list[int]:
    """Give the keys of at most `most` turns, the likeliest first; `pieces` are the folded words of a quotation.

    `wanted` are conditions on `Turn` joined with `Interview` and `Speaker`.
    """
    stretches = [piece[i : i + STRETCH] for piece in pieces for i in range(0, len(piece), STRETCH)]
    stretches = stretches[:: 1 + len(stretches) // MOST_STRETCHES]
    connection = session.connection()
    counts = dialect_of(connection).turn_counts(connection, "words", {word for piece in pieces for word in piece})
    voters = list(_voters(stretches, counts, count_turns(session, TurnFilter())))
    if not voters:
        return []
    votes = union_all(*(_votes(dialect_of(connection), *voter) for voter in voters)).subquery()
    total = func.sum(votes.c.weight)
    counted = select(votes.c.turn_pk, total).group_by(votes.c.turn_pk).order_by(total.desc(), votes.c.turn_pk)
    if wanted:
        counted = counted.join(Turn, col(Turn.pk) == votes.c.turn_pk)
        counted = counted.join(Interview, col(Interview.pk) == col(Turn.interview_pk))
        counted = counted.join(Speaker, col(Speaker.pk) == col(Turn.speaker_pk)).where(*wanted)
    rows = session.execute(counted.limit(most)).all()
    return [pk for pk, weight in rows if weight >= LEAST_SHARE * rows[0][1]]


def _votes(dialect: Dialect, term: Term, weight: float, most: int | None) -> Select[int, float]:
    hits = dialect.hits(term, (), newest=most)
    statement = select(hits.c.turn_pk, literal(round(weight * FINE)).label("weight"))
    if most is None:
        return statement
    newest = statement.order_by(hits.c.place.desc()).limit(most).subquery()
    return select(newest.c.turn_pk, newest.c.weight)


def _voters(stretches: Sequence[Sequence[str]], counts: dict[str, int], turns: int) -> Iterator[Voter]:
    """Choose who votes: for each stretch the rarest words that are left, and phrases where these are too few."""
    seats = max(2, min(VOTERS, MOST_VOTERS // max(len(stretches), 1)))
    left, chosen, poor = MOST_VOTES, set[str](), list[Sequence[str]]()
    for stretch in sorted(stretches, key=lambda words: min((counts.get(word, turns) for word in words), default=0)):
        rarest = sorted({word for word in stretch if word in counts}, key=lambda word: (counts[word], word))
        voting = 0
        for word in rarest[:seats]:
            voting += word in chosen or counts[word] <= left
            if word not in chosen and counts[word] <= left:
                left -= counts[word]
                chosen.add(word)
                yield Term((word,), "exact"), _weight(counts[word], turns), None
        if voting < FEWEST_VOTERS or len(stretch) <= SHORT:
            poor.append(stretch)
    yield from _phrases(poor, counts, turns, fewest=0 if chosen else 1)


def _phrases(stretches: Sequence[Sequence[str]], counts: dict[str, int], turns: int, *, fewest: int) -> Iterator[Voter]:
    """Give the rarest phrases of each stretch, as far as its words tell; of common ones only what is soon looked up.

    A word that votes alone is in them too: of thousands of turns that have it, they tell those of the quotation.
    """
    rarest = {window for stretch in stretches for window in _rarest_windows(stretch, counts)}
    looked_at = 0
    for number, window in enumerate(sorted(rarest, key=lambda window: (min(counts[word] for word in window), window))):
        looked_at += min(counts[word] for word in window)
        if looked_at > MOST_LOOKED_AT and number >= fewest:
            return
        yield Term(window, "exact"), sum(_weight(counts[word], turns) for word in window), MOST_OF_PHRASE


def _rarest_windows(stretch: Sequence[str], counts: dict[str, int]) -> list[tuple[str, ...]]:
    windows = {tuple(stretch[i : i + PHRASE]) for i in range(max(1, len(stretch) - PHRASE + 1))}
    known = [window for window in windows if all(word in counts for word in window)]
    return sorted(known, key=lambda window: (prod(counts[word] for word in window), window))[:MOST_PHRASES]


def _weight(count: int, turns: int) -> float:
    return log((turns + 1) / count) + 1
