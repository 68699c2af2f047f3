"""Does a quotation match published words, and whose? `check_quotation(session, text, claim)` gives a `QuoteCheck`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.queries import ReadSession
from app.queries.claims import Claim, ReadClaim, read_claim
from app.queries.corpus import get_counts, get_state
from app.queries.findings import Finding, find_former, find_passages
from app.queries.memory import Memory
from app.queries.turns import TurnRow
from app.quotes.attribution import attribute, is_quoted
from app.quotes.judging import RANKS, Passage
from app.quotes.reading import readings_of
from app.quotes.results import Attribution, Difference, Fold, Omission, Selector, Verdict
from app.quotes.sentences import sentence_starts, sentences_around

__all__ = ["Claim", "QuoteCheck", "QuoteMatch", "Searched", "check_quotation"]

MOST_FINDINGS = 5

NEAREST = 3
"""How many passages are shown where nothing matches, or where what matches differs."""

AFFIX = 32
"""How many characters a selector has before and after the passage."""

NO_WORD = "has no word in it"

_SEARCHED = Memory(1)


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """Published words that a quotation, or a part of it, matches; offsets are code points of `turn.text`."""

    turn: TurnRow
    revision_at: int | None
    """The interview's revision whose text this is, where it is no longer the current one."""
    start: int
    end: int
    published: str
    sentence: str
    """The whole sentences around it."""
    similarity: float
    """0 to 100; 100 where nothing differs."""
    differences: tuple[Difference, ...]
    omitted: tuple[Omission, ...]
    attribution: Attribution | None
    selector: Selector


@dataclass(frozen=True, slots=True)
class Searched:
    """What a quotation was looked for in."""

    interviews: int
    turns: int
    words: int
    revision: int


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """What a check found: the best match first; where an omission crosses something, a match goes on in the next."""

    verdict: Verdict
    matches: tuple[QuoteMatch, ...]
    searched: Searched
    normalization: tuple[Fold, ...]


def check_quotation(session: ReadSession, text: str, claim: Claim | None = None) -> QuoteCheck:
    """Check a quotation of at least one word.

    Raises `ValueError` where it has none.
    """
    readings = readings_of(text)
    if not readings:
        raise ValueError(NO_WORD)
    claimed = read_claim(session, claim or Claim())
    found = sorted(find_passages(session, readings, claimed), key=lambda each: _order(each, claimed))
    shown = _shown(found, claimed)
    if not found or RANKS[found[0].judgement.verdict] >= RANKS["stitched"]:
        former = find_former(session, readings)
        shown = [former, *shown[:1]] if former else shown
    verdict = shown[0].judgement.verdict if shown else "no_match"
    return QuoteCheck(
        verdict,
        tuple(match for each in shown for match in _matches(each, claimed)),
        _searched(session),
        shown[0].judgement.folds if verdict != "no_match" else (),
    )


def _order(found: Finding, claimed: ReadClaim) -> tuple[Any, ...]:
    """Order findings: by verdict and likeness, among equals by what is claimed, then the earliest published first.

    Whether something had to be folded counts less than what is claimed.
    """
    row, judgement = found.rows[0], found.judgement
    rank = max(RANKS[judgement.verdict], RANKS["exact_after_normalization"])
    disagrees = not _agrees(found, claimed)
    date = row.interview_date or "~"
    return rank, -judgement.similarity, disagrees, *judgement.rank, date, row.interview_id, row.position


def _agrees(found: Finding, claimed: ReadClaim) -> bool:
    attributions = [_attribution(row, passage, claimed) for row, passage in _passages(found)]
    return all(each is None or each.startswith("same") for each in attributions)


def _passages(found: Finding) -> Iterator[tuple[TurnRow, Passage]]:
    return zip(found.rows, found.judgement.passages, strict=True)


def _shown(found: Sequence[Finding], claimed: ReadClaim) -> list[Finding]:
    """Choose, of findings in order, those that the first is no better than; and one that agrees with the claim."""
    if not found:
        return []
    best = found[0].judgement
    if best.verdict == "stitched":
        chosen = [found[0]]
    elif best.verdict in ("differs", "no_match"):
        chosen = [each for each in found if each.judgement.verdict == best.verdict][:NEAREST]
    else:
        alike = {"exact", "exact_after_normalization"} if best.verdict != "excerpted" else {"excerpted"}
        chosen = [each for each in found if each.judgement.verdict in alike][:MOST_FINDINGS]
    claimable = (each for each in found if each.judgement.verdict != "no_match" and _agrees(each, claimed))
    if not any(_agrees(each, claimed) for each in chosen) and (agreeing := next(claimable, None)):
        chosen.append(agreeing)
    return chosen


def _matches(found: Finding, claimed: ReadClaim) -> Iterator[QuoteMatch]:
    for row, passage in _passages(found):
        start, end = passage.start, passage.end
        yield QuoteMatch(
            turn=row,
            revision_at=found.revision_at,
            start=start,
            end=end,
            published=row.text[start:end],
            sentence=sentences_around(row.text, start, end, sentence_starts(row.text)),
            similarity=passage.similarity,
            differences=passage.differences,
            omitted=passage.omitted,
            attribution=None if found.judgement.verdict == "no_match" else _attribution(row, passage, claimed),
            selector=Selector(
                row.text[start:end], row.text[max(0, start - AFFIX) : start], row.text[end : end + AFFIX]
            ),
        )


def _attribution(row: TurnRow, passage: Passage, claimed: ReadClaim) -> Attribution | None:
    return attribute(
        claimed.agreement(row),
        row.speaker_identity,
        is_question=row.kind == "question",
        is_quoted=any(is_quoted(row.text, start, end) for start, end in passage.pieces),
    )


def _searched(session: ReadSession) -> Searched:
    counts = _SEARCHED.recall(session, "counts", lambda: get_counts(session))
    state = get_state(session)
    return Searched(counts.interviews, counts.turns, counts.words, state.revision if state else 0)
