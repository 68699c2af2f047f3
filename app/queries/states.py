"""Turns as they stood in earlier revisions of their interviews, and as they stand now."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Subquery, and_, func, null, or_, select, union_all
from sqlmodel import col

from app.models import InterviewSpeaker, Speaker, Turn, TurnState
from app.queries import ReadSession
from app.queries.turns import Identity
from app.queries.windows import Order, Part, Window, read_part
from app.transcript import Kind, Role


class StateRow(NamedTuple):
    """A turn as it stood from the interview's revision `since` on, until revision `until`."""

    turn_pk: int
    number: int
    since: int
    until: int | None
    """`None` where it stands so now."""
    position: int
    revision: int
    kind: Kind
    label: str
    text: str
    text_sha256: str
    word_count: int
    start_ms: int | None
    end_ms: int | None
    exchange: int | None
    question: int | None
    speaker_id: str
    speaker_name: str
    speaker_identity: Identity
    speaker_anonymous: bool
    role: Role | None
    """What the speaker is in the interview now; `None` where they are no longer in it."""


_KEPT = ("revision", "kind", "label", "text", "text_sha256", "word_count", "start_ms", "end_ms", "exchange", "question")


def list_states(session: ReadSession, interview_pk: int, number: int, window: Window) -> Part[StateRow]:
    """List the states that a turn has had, from the first; a place is `(since,)`."""
    states = _states(interview_pk, col(Turn.number) == number)
    part = read_part(session, _select(states), Order((states.c.since,)), window)
    return Part([StateRow._make(row) for row in part.rows], part.more)


def count_states(session: ReadSession, interview_pk: int, number: int) -> int:
    """Count the states that a turn has had."""
    states = _states(interview_pk, col(Turn.number) == number)
    total: int = session.execute(select(func.count()).select_from(states)).scalar_one()
    return total


def get_state_before(session: ReadSession, interview_pk: int, number: int, since: int) -> StateRow | None:
    """Give the state that a turn had before the one that began with `since`; `None` for the first."""
    found = list_states(session, interview_pk, number, Window(1, (since,), backwards=True))
    return found.rows[0] if found.rows else None


def get_state_at(session: ReadSession, interview_pk: int, number: int, revision: int) -> StateRow | None:
    """Give a turn as a revision of the interview has it; `None` where it has it not."""
    states = _states(interview_pk, col(Turn.number) == number)
    row = session.execute(_select(states).where(_held(states, revision))).first()
    return None if row is None else StateRow._make(row)


def get_first_revision(session: ReadSession, interview_pk: int, number: int) -> int | None:
    """Give the revision with which a turn came; `None` where there never was one of this number."""
    states = _states(interview_pk, col(Turn.number) == number)
    first: int | None = session.execute(select(func.min(states.c.since))).scalar()
    return first


def list_states_at(session: ReadSession, interview_pk: int, revision: int, first: int, last: int) -> list[StateRow]:
    """Give the turns at positions `first` to `last` as a revision of the interview has them, in order."""
    states = _states(interview_pk)
    statement = _select(states).where(_held(states, revision), states.c.position.between(first, last))
    return [StateRow._make(row) for row in session.execute(statement.order_by(states.c.position))]


def list_boundaries(session: ReadSession, interview_pk: int, first: int, last: int) -> list[StateRow]:
    """Give the states that one of these revisions of the interview began or ended, by position."""
    states = _states(interview_pk)
    touched = or_(states.c.since.between(first, last), states.c.until.between(first, last))
    statement = _select(states).where(touched).order_by(states.c.position, states.c.number)
    return [StateRow._make(row) for row in session.execute(statement)]


def _states(interview_pk: int, *conditions: ColumnElement[bool]) -> Subquery:
    """Select every state of the turns of an interview: a tombstone has none of its own beside the former ones."""
    own = (col(Turn.interview_pk) == interview_pk, *conditions)
    shared: tuple[Any, ...] = (col(Turn.pk).label("turn_pk"), col(Turn.interview_pk), col(Turn.number))
    now = select(*shared, col(Turn.since), null().label("until"), col(Turn.position), *_columns(Turn))
    former = select(*shared, col(TurnState.since), col(TurnState.until), col(TurnState.position), *_columns(TurnState))
    former = former.join(TurnState, col(TurnState.turn_pk) == col(Turn.pk)).where(*own)
    return union_all(now.where(*own, col(Turn.position).is_not(None)), former).subquery("state")


def _held(states: Subquery, revision: int) -> ColumnElement[bool]:
    return and_(states.c.since <= revision, or_(states.c.until.is_(None), states.c.until > revision))


def _columns(table: type[Turn] | type[TurnState]) -> list[Any]:
    return [col(getattr(table, name)) for name in ("speaker_pk", *_KEPT)]


def _select(states: Subquery) -> Select[*tuple[Any, ...]]:
    own = [states.c[name] for name in ("turn_pk", "number", "since", "until", "position", *_KEPT)]
    who = [col(Speaker.id), col(Speaker.name), col(Speaker.identity), col(Speaker.anonymous)]
    there = and_(
        col(InterviewSpeaker.interview_pk) == states.c.interview_pk,
        col(InterviewSpeaker.speaker_pk) == states.c.speaker_pk,
    )
    statement = select(*own, *who, col(InterviewSpeaker.role)).join_from(
        states, Speaker, col(Speaker.pk) == states.c.speaker_pk
    )
    return statement.outerjoin(InterviewSpeaker, there)
