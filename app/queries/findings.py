"""The published passages that a quotation may have been taken from, each judged."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz.distance import LCSseq
from sqlalchemy import select
from sqlmodel import col

from app.models import Interview
from app.queries import ReadSession
from app.queries.candidates import find_candidates
from app.queries.claims import ReadClaim, choose_claimed
from app.queries.states import StateRow, list_states
from app.queries.turns import TurnRow, get_turns, list_neighbours
from app.queries.windows import Window
from app.quotes.judging import RANKS, Judgement, Passage, judge
from app.quotes.reading import Reading
from app.quotes.streams import Codes, PublishedTurn, stream_of
from app.words import folded_words

CANDIDATES = 16
"""How many turns a quotation is looked for in."""

COMPARED = 6
"""With how many of them, those that have most of its words in its order, it is compared word by word."""

CLAIMED = 8
"""In how many more of those that agree with what is claimed."""

MOST_VOTED = 400

ANCHORS = 3
"""Around how many turns the neighbours are looked at, where a quotation is not found in one turn."""

WORDS_PER_TURN = 60
"""A quotation of more words may run over more turns."""

MOST_DISTANCE = 5

FEWEST_APART = 4
"""Fewer words of a quotation in another turn are no part of it that is worth naming."""

MOST_STATES = 50

Languages = dict[int, str | None]


@dataclass(frozen=True, slots=True)
class Finding:
    """One way in which a quotation is published."""

    judgement: Judgement
    rows: tuple[TurnRow, ...]
    """The turn of each passage, as it stands or stood."""
    revision_at: int | None = None
    """The last of the interview's revisions in which the turn stood so; `None` where it still does."""


def find_passages(session: ReadSession, readings: Sequence[Reading], claimed: ReadClaim) -> list[Finding]:
    """Find where a quotation may be from; nothing is said of turns that have no word of it."""
    pieces = [[token.key for token in piece.tokens if token.is_word] for piece in readings[-1].pieces]
    voted = find_candidates(session, pieces, MOST_VOTED)
    chosen = dict.fromkeys([*voted[:CANDIDATES], *choose_claimed(session, claimed, voted)[:CLAIMED]])
    rows = _likeliest(readings, get_turns(session, chosen))
    languages = _languages(session, {row.interview_pk for row in rows})
    found = [each for row in rows if (each := _judge_alone(readings, row, languages))]
    if _is_partly_missing(found):
        found.extend(_find_over_turns(session, readings, found, languages))
    return found


def _likeliest(readings: Sequence[Reading], rows: dict[int, TurnRow]) -> list[TurnRow]:
    """Choose the turns that have most words of a quotation in its order."""
    wanted = [token.key for piece in readings[-1].pieces for token in piece.tokens if token.is_word]
    shared = {pk: LCSseq.similarity(wanted, folded_words(row.text)) for pk, row in rows.items()}
    return [rows[pk] for pk in sorted(rows, key=lambda pk: (-shared[pk], pk))[:COMPARED]]


def find_former(session: ReadSession, readings: Sequence[Reading], found: Finding) -> Finding | None:
    """Find the last earlier text of a turn that a quotation does not differ from; `None` where there is none."""
    row = found.rows[0]
    languages = _languages(session, {row.interview_pk})
    for state in reversed(list_states(session, row.interview_pk, row.number, Window(MOST_STATES)).rows):
        former = _judge_alone(readings, _as_it_was(row, state), languages) if state.until else None
        if former and state.until and RANKS[former.judgement.verdict] < RANKS["stitched"]:
            return Finding(former.judgement, former.rows, state.until - 1)
    return None


def _as_it_was(row: TurnRow, state: StateRow) -> TurnRow:
    shared = set(TurnRow._fields) & set(StateRow._fields) - {"role"}
    return row._replace(**{name: getattr(state, name) for name in shared})


def _judge_alone(readings: Sequence[Reading], row: TurnRow, languages: Languages) -> Finding | None:
    codes = Codes()
    judged = judge(readings, [stream_of([_published(row, languages)], codes)], codes)
    return Finding(judged, (row,) * len(judged.passages)) if judged else None


def _published(row: TurnRow, languages: Languages) -> PublishedTurn:
    language = languages.get(row.interview_pk)
    return PublishedTurn(row.pk, row.interview_pk, row.position, row.speaker_id, row.text, language)


def _languages(session: ReadSession, interview_pks: Collection[int]) -> Languages:
    """Give what these interviews say of their languages."""
    statement = select(col(Interview.pk), col(Interview.language)).where(col(Interview.pk).in_(interview_pks))
    return {row.pk: row.language for row in session.execute(statement)}


def _is_partly_missing(found: Sequence[Finding]) -> bool:
    """Tell whether a part of the quotation is not in the turn that has most of it."""
    if not found:
        return False
    best = min((each.judgement for each in found), key=lambda judgement: judgement.rank)
    added = [difference.quoted for passage in best.passages for difference in passage.differences]
    return any(len(folded_words(text)) >= FEWEST_APART for text in added)


def _find_over_turns(
    session: ReadSession, readings: Sequence[Reading], found: Sequence[Finding], languages: Languages
) -> Iterator[Finding]:
    """Look for a quotation that runs over several turns: neighbours, or any of those with a part of it."""
    rows = {row.pk: row for each in found for row in each.rows}
    best = sorted(found, key=lambda each: each.judgement.rank)[:ANCHORS]
    distance = min(1 + readings[0].word_count // WORDS_PER_TURN, MOST_DISTANCE)
    around = list_neighbours(session, [each.rows[0].pk for each in best], distance)
    rows |= {row.pk: row for near in around.values() for row in near}
    together = sorted(rows.values(), key=lambda row: (row.interview_pk, row.position))
    codes = Codes()
    streams = [
        stream_of([_published(row, languages) for row in turns], codes)
        for _, turns in groupby(together, key=lambda row: row.interview_pk)
    ]
    judged = judge(readings, streams, codes)
    if judged and len(judged.passages) > 1 and all(map(_is_solid, judged.passages)):
        yield Finding(judged, tuple(rows[int(str(passage.turn.key))] for passage in judged.passages))


def _is_solid(passage: Passage) -> bool:
    return len(folded_words(passage.turn.text[passage.start : passage.end])) >= FEWEST_APART
