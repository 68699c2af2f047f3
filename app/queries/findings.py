"""The published passages that a quotation may have been taken from, each judged."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlmodel import col

from app.models import Interview, Turn, TurnState
from app.queries import ReadSession
from app.queries.candidates import find_candidates
from app.queries.claims import ReadClaim, claim_conditions
from app.queries.states import StateRow, get_state_at
from app.queries.turns import OF_INTERVIEWS, TurnRow, get_turns, list_neighbours
from app.quotes.judging import RANKS, Judgement, Passage, judge
from app.quotes.reading import Reading
from app.quotes.streams import Codes, PublishedTurn, stream_of
from app.words import folded_words

CANDIDATES = 16
"""How many turns a quotation is looked for in."""

COMPARED = 6
"""With how many of them, the likeliest, it is compared word by word."""

CLAIMED = 3
"""With how many more of those that agree with what is claimed."""

ANCHORS = 3
"""Around how many turns the neighbours are looked at, where a quotation is not found in one turn."""

WORDS_PER_TURN = 60
"""A quotation of more words may run over more turns."""

MOST_DISTANCE = 5

FEWEST_APART = 4
"""Fewer words of a quotation in another turn are no part of it that is worth naming."""

MOST_STATES = 50
"""How many earlier texts a quotation is compared with."""

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
    voted = find_candidates(session, pieces, CANDIDATES)
    wanted = claim_conditions(claimed)
    agreeing = find_candidates(session, pieces, CLAIMED, wanted) if wanted else []
    rows = get_turns(session, [*voted, *(pk for pk in agreeing if pk not in voted)])
    languages = _languages(session, {row.interview_pk for row in rows.values()})
    codes = Codes()
    likeliest = _likeliest(pieces, [rows[pk] for pk in voted if pk in rows], codes)
    likeliest += [rows[pk] for pk in agreeing if pk in rows and rows[pk] not in likeliest]
    found = [each for row in likeliest if (each := _judge_alone(readings, row, languages, codes))]
    missing = _missing(found)
    if any(missing):
        apart = [words for words in missing if len(words) >= FEWEST_APART]
        more = find_candidates(session, apart, COMPARED) if apart else []
        rows |= get_turns(session, [pk for pk in more if pk not in rows])
        found.extend(_find_over_turns(session, readings, found, rows, codes))
    return found


def _likeliest(pieces: Sequence[Sequence[str]], rows: Sequence[TurnRow], codes: Codes) -> list[TurnRow]:
    """Choose the turns that have a stretch most like the longest piece, and those with most votes: they come first."""
    longest = codes.of_words(sorted(pieces, key=len)[-1])
    likeness = {row.pk: fuzz.partial_ratio(longest, _coded(row.text, codes)) for row in rows}
    voted = min(len(pieces), COMPARED // 2)
    best = sorted(rows, key=lambda row: (-likeness[row.pk], row.pk))[: COMPARED - voted]
    return list({row.pk: row for row in (*rows[:voted], *best)}.values())


def _coded(text: str, codes: Codes) -> str:
    return codes.of([token for token in codes.read(text) if token.is_word])


def find_former(session: ReadSession, readings: Sequence[Reading]) -> Finding | None:
    """Find the last earlier text of any turn, also of one that is gone, that a quotation does not differ from."""
    edited = readings[-1]
    words = {edited.text[t.start : t.end] for piece in edited.pieces for t in piece.tokens if t.is_word}
    statement = (
        select(col(Turn.pk), col(Turn.interview_pk), col(Turn.number), col(TurnState.since), col(TurnState.until))
        .add_columns(col(TurnState.text), col(Interview.language))
        .join_from(TurnState, Turn, col(Turn.pk) == col(TurnState.turn_pk))
        .join(Interview, col(Interview.pk) == col(Turn.interview_pk))
        .where(col(Interview.removed_at).is_(None))
        .where(col(TurnState.text).icontains(max(sorted(words), key=len), autoescape=True))
        .order_by(col(TurnState.until).desc(), col(Turn.pk))
    )
    codes = Codes()
    for pk, interview_pk, number, since, until, text, language in session.execute(statement.limit(MOST_STATES)):
        turn = PublishedTurn(pk, interview_pk, number, None, text, language)
        judged = judge(readings, [stream_of([turn], codes)], codes)
        if judged and RANKS[judged.verdict] < RANKS["stitched"]:
            row = _as_it_was(session, interview_pk, number, since)
            return Finding(judged, (row,) * len(judged.passages), until - 1) if row else None
    return None


def _as_it_was(session: ReadSession, interview_pk: int, number: int, since: int) -> TurnRow | None:
    state = get_state_at(session, interview_pk, number, since)
    columns = [col(getattr(Interview, name)) for name in ("id", "title", "date", *OF_INTERVIEWS)]
    interview = session.execute(select(*columns).where(col(Interview.pk) == interview_pk)).one()
    if state is None:
        return None
    shared = {name: getattr(state, name) for name in set(TurnRow._fields) & set(StateRow._fields)}
    known = {"pk": state.turn_pk, "interview_pk": interview_pk, "previous": None, "next": None}
    known |= {"interview_id": interview.id, "interview_title": interview.title, "interview_date": interview.date}
    known |= {name: getattr(interview, name) for name in OF_INTERVIEWS}
    return TurnRow(**(shared | known))


def _judge_alone(readings: Sequence[Reading], row: TurnRow, languages: Languages, codes: Codes) -> Finding | None:
    judged = judge(readings, [stream_of([_published(row, languages)], codes)], codes)
    return Finding(judged, (row,) * len(judged.passages)) if judged else None


def _published(row: TurnRow, languages: Languages) -> PublishedTurn:
    language = languages.get(row.interview_pk)
    return PublishedTurn(row.pk, row.interview_pk, row.position, row.speaker_id, row.text, language)


def _languages(session: ReadSession, interview_pks: Collection[int]) -> Languages:
    """Give what these interviews say of their languages."""
    statement = select(col(Interview.pk), col(Interview.language)).where(col(Interview.pk).in_(interview_pks))
    return {row.pk: row.language for row in session.execute(statement)}


def _missing(found: Sequence[Finding]) -> list[list[str]]:
    """Give the words of the quotation that are not in the turn that has most of it, stretch by stretch."""
    if not found:
        return []
    best = min((each.judgement for each in found), key=lambda judgement: judgement.rank)
    return [folded_words(difference.quoted) for passage in best.passages for difference in passage.differences]


def _find_over_turns(
    session: ReadSession,
    readings: Sequence[Reading],
    found: Sequence[Finding],
    candidates: Mapping[int, TurnRow],
    codes: Codes,
) -> Iterator[Finding]:
    """Look for a quotation that runs over several turns: neighbours, or any of the candidates."""
    rows = dict(candidates)
    best = sorted(found, key=lambda each: each.judgement.rank)[:ANCHORS]
    distance = min(1 + readings[0].word_count // WORDS_PER_TURN, MOST_DISTANCE)
    around = list_neighbours(session, [each.rows[0].pk for each in best], distance)
    rows |= {row.pk: row for near in around.values() for row in near}
    languages = _languages(session, {row.interview_pk for row in rows.values()})
    together = sorted(rows.values(), key=lambda row: (row.interview_pk, row.position))
    streams = [
        stream_of([_published(row, languages) for row in turns], codes)
        for _, turns in groupby(together, key=lambda row: row.interview_pk)
    ]
    judged = judge(readings, streams, codes)
    if judged and len(judged.passages) > 1 and _are_solid(judged.passages):
        yield Finding(judged, tuple(rows[int(str(passage.turn.key))] for passage in judged.passages))


def _are_solid(passages: Sequence[Passage]) -> bool:
    """Tell whether each passage has enough words, or goes on over a turn's whole end and the next one's beginning."""
    return all(map(_is_solid, passages)) or all(_goes_on(*pair) for pair in pairwise(passages))


def _goes_on(before: Passage, after: Passage) -> bool:
    (turn, end), (following, start) = (before.turn, before.end), (after.turn, after.start)
    follows = turn.interview == following.interview and turn.position + 1 == following.position
    return follows and not folded_words(turn.text[end:] + " " + following.text[:start])


def _is_solid(passage: Passage) -> bool:
    return len(folded_words(passage.turn.text[passage.start : passage.end])) >= FEWEST_APART
