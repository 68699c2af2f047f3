"""What is claimed of a quotation: whose words it has, from which interview, of which days."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, Select, false, func, or_, select, true, union_all
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.dates import days_of
from app.models import InterviewSpeaker, Speaker, Turn
from app.queries import ReadSession
from app.queries.filters import TurnFilter, turn_conditions
from app.queries.memory import Memory
from app.queries.turns import TurnRow
from app.quotes.attribution import Agreement
from app.words import fold_text

_ALIASES = Memory(1)
_LABELS = Memory(1)


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
    is_known: bool = True
    """Whether anyone is called so."""

    def agreement(self, row: TurnRow) -> Agreement:
        """Tell how a turn agrees with the claim."""
        claim = self.claim
        return Agreement(
            speaker=None if claim.speaker is None else self._is_speaker(row),
            interview=None if claim.interview is None else row.interview_id == claim.interview,
            date=self._is_date(row),
            is_known=self.is_known,
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
    name = fold_text(claim.speaker)
    known = session.execute(_called(claim.speaker, name)).all()
    if ids := frozenset(row.id for row in known if row.by_id):
        return ReadClaim(claim, ids)
    named = frozenset(id_ for alias, id_ in _aliases(session) if alias == name)
    return ReadClaim(claim, named, name, is_known=bool(known or named) or name in _labels(session))


def _called(id_: str, name: str) -> Select[str, bool]:
    """Find the speaker of an id, or of one that is retired; and one, of perhaps many, of a folded name."""
    successor = aliased(Speaker)
    by_id = (
        select(func.coalesce(col(successor.id), col(Speaker.id)).label("id"), true().label("by_id"))
        .select_from(Speaker)
        .outerjoin(successor, col(successor.pk) == col(Speaker.successor_pk))
        .where(col(Speaker.id) == id_)
    )
    of_name = select(col(Speaker.id), false().label("by_id")).where(col(Speaker.name_key) == name)
    of_name = of_name.where(col(Speaker.successor_pk).is_(None)).limit(1)
    found = union_all(by_id, select(of_name.subquery())).subquery()
    return select(found.c.id, found.c.by_id)


def claim_conditions(claimed: ReadClaim) -> list[ColumnElement[bool]]:
    """Give a claim as conditions on `Turn` joined with `Interview` and `Speaker`; none where nothing is claimed."""
    claim = claimed.claim
    interviews = (claim.interview,) if claim.interview is not None else ()
    given = turn_conditions(TurnFilter(date_from=claim.date_from, date_to=claim.date_to, interview=interviews))
    if claim.speaker is not None:
        named = (col(Speaker.name_key) == claimed.name, func.lower(col(Turn.label)) == claim.speaker.lower())
        given.append(or_(col(Speaker.id).in_(claimed.speaker_ids), *(named if claimed.name else ())))
    return given


def _labels(session: ReadSession) -> frozenset[str]:
    """Give the labels of declared speakers, folded; those of others are their names."""
    statement = (
        select(col(InterviewSpeaker.labels))
        .join(Speaker, col(Speaker.pk) == col(InterviewSpeaker.speaker_pk))
        .where(col(Speaker.identity) == "declared")
    )
    return _LABELS.recall(
        session,
        "labels",
        lambda: frozenset(fold_text(label) for labels in session.execute(statement).scalars() for label in labels),
    )


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
