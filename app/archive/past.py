"""The turns of an interview as they were in one of its revisions."""

from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlmodel import Session, col

from app.models import InterviewRevision, Turn, TurnState


class PastTurn(NamedTuple):
    """A turn in the state that it had."""

    position: int
    number: int
    label: str
    text: str
    kind: str
    speaker_pk: int
    word_count: int
    start_ms: int | None
    end_ms: int | None
    exchange: int | None
    question: int | None


def turns_as_of(session: Session, revision: InterviewRevision) -> list[PastTurn]:
    """Give the turns of an interview as of a revision, in their order."""
    at = revision.revision
    live = _columns(Turn).where(col(Turn.position).is_not(None), col(Turn.since) <= at)
    ended = _columns(TurnState).join(TurnState, col(TurnState.turn_pk) == col(Turn.pk))
    ended = ended.where(col(TurnState.since) <= at, col(TurnState.until) > at)
    ours = col(Turn.interview_pk) == revision.interview_pk
    found = [PastTurn(*row) for part in (live, ended) for row in session.execute(part.where(ours))]
    return sorted(found, key=lambda turn: (turn.position, turn.number))


def _columns(table: type[Turn] | type[TurnState]) -> Select[*tuple[Any, ...]]:
    names = [name for name in PastTurn._fields if name != "number"]
    position, *rest = [getattr(table, name) for name in names]
    return select(position, col(Turn.number), *rest).select_from(Turn)
