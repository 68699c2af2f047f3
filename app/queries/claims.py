"""What is claimed of a quotation: whose words it has, from which interview, of which days."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.dates import days_of
from app.models import Speaker, Turn
from app.queries import ReadSession
from app.queries.filters import TurnFilter, turn_conditions
from app.queries.memory import Memory
from app.queries.turns import TurnRow
from app.quotes.attribution import Agreement
from app.words import fold_text

_ALIASES = Memory(1)


@dataclass(frozen=True, slots=True)
class Claim:
    """Whose words a quotation is said to be, and when and where they were published."""

    speaker: str | None = None
    """A speaker's id, or a name or label as it is printed."""
    interview: str | None = None
    date_from: date | None = None
    date_to: date | None = None


@dataclass(frozen=True, slots=True)
class ReadClaim:
    """A claim with the speakers that it may mean."""

    claim: Claim
    speaker_ids: frozenset[str] = field(default_factory=frozenset)
    name: str | None = None
    """A name, folded, where the claim gives no id."""

    def agreement(self, row: TurnRow) -> Agreement:
        """Tell how a turn agrees with the claim."""
        claim = self.claim
        return Agreement(
            speaker=None if claim.speaker is None else self._is_speaker(row),
            interview=None if claim.interview is None else row.interview_id == claim.interview,
            date=self._is_date(row),
        )

    def _is_speaker(self, row: TurnRow) -> bool:
        named = self.name is not None and self.name in (fold_text(row.speaker_name), fold_text(row.label))
        return named or row.speaker_id in self.speaker_ids

    def _is_date(self, row: TurnRow) -> bool | None:
        first, last = self.claim.date_from, self.claim.date_to
        if (first is None and last is None) or row.interview_date is None:
            return None
        begin, end = days_of(row.interview_date)
        return (first is None or end >= first) and (last is None or begin <= last)


def read_claim(session: ReadSession, claim: Claim) -> ReadClaim:
    """Find whom a claim may mean: an id means its speaker alone, a name everyone who is called so."""
    if claim.speaker is None:
        return ReadClaim(claim)
    successor = aliased(Speaker)
    statement = (
        select(func.coalesce(col(successor.id), col(Speaker.id)))
        .select_from(Speaker)
        .outerjoin(successor, col(successor.pk) == col(Speaker.successor_pk))
        .where(col(Speaker.id) == claim.speaker)
    )
    if ids := frozenset(session.execute(statement).scalars()):
        return ReadClaim(claim, ids)
    name = fold_text(claim.speaker)
    return ReadClaim(claim, frozenset(id_ for alias, id_ in _aliases(session) if alias == name), name)


def claim_conditions(claimed: ReadClaim) -> list[ColumnElement[bool]]:
    """Give a claim as conditions on `Turn` joined with `Interview` and `Speaker`; none where nothing is claimed."""
    claim = claimed.claim
    interviews = (claim.interview,) if claim.interview is not None else ()
    given = turn_conditions(TurnFilter(date_from=claim.date_from, date_to=claim.date_to, interview=interviews))
    if claim.speaker is not None:
        named = (col(Speaker.name_key) == claimed.name, func.lower(col(Turn.label)) == claim.speaker.lower())
        given.append(or_(col(Speaker.id).in_(claimed.speaker_ids), *(named if claimed.name else ())))
    return given


def _aliases(session: ReadSession) -> list[tuple[str, str]]:
    """Give the aliases of declared speakers, folded, each with the speaker's id."""
    statement = select(col(Speaker.id), col(Speaker.aliases)).where(
        col(Speaker.identity) == "declared", col(Speaker.successor_pk).is_(None)
    )
    return _ALIASES.recall(
        session,
        "aliases",
        lambda: [(fold_text(alias), row.id) for row in session.execute(statement) for alias in row.aliases],
    )
