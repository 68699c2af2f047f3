"""A turn as it stood in one of its interview's revisions."""

from collections.abc import Sequence

from app.api.errors import GoneError, InvalidParametersError, NotFoundError, ProblemError
from app.api.finding import find_interview_of
from app.api.objects import context_of, turn_of
from app.api.reading import CorpusReading
from app.api.schemas import Fault, TurnDetail
from app.queries import revisions, states
from app.queries.interviews import InterviewRow
from app.queries.states import StateRow
from app.queries.turns import OF_INTERVIEWS, Around, TurnRow
from app.transcript import Kind, Role

_ROLES: dict[Kind, Role] = {"question": "interviewer", "answer": "interviewee", "speech": "participant"}


def get_turn_at(reading: CorpusReading, turn_id: str, revision: int, distance: int | None) -> TurnDetail:
    """Give a turn as a revision of its interview has it, with as many turns around it as `distance` says.

    Raises what `find_turn_at` raises.
    """
    row, rows = _find_at(reading, turn_id, revision, distance or 0)
    context = None
    if distance is not None:
        near = [one for one in rows if one.number != row.number]
        around = Around(_question(reading, row, near, revision), near)
        context = context_of(row, around, reading.urls, revision)
    return TurnDetail(**dict(turn_of(row, reading.urls, revision)), context=context)


def _question(reading: CorpusReading, row: TurnRow, near: Sequence[TurnRow], revision: int) -> TurnRow | None:
    if row.question is None:
        return None
    question = next((one for one in near if one.number == row.question), None)
    return question or find_turn_at(reading, f"{row.interview_id}.{row.question}", revision)


def find_turn_at(reading: CorpusReading, turn_id: str, revision: int) -> TurnRow:
    """Give a turn as a revision of its interview has it.

    Raises `NotFoundError` before it was there, `GoneError` once it was not, `InvalidParametersError` for a revision
    that is yet to come.
    """
    return _find_at(reading, turn_id, revision, 0)[0]


def _find_at(reading: CorpusReading, turn_id: str, revision: int, distance: int) -> tuple[TurnRow, list[TurnRow]]:
    interview, number = find_interview_of(reading, turn_id)
    if revision > interview.revision:
        raise _too_high(revision, interview)
    state = states.get_state_at(reading.session, interview.pk, number, revision)
    if state is None:
        raise _absent(reading, turn_id, interview, number, revision)
    rows = _around(reading, interview, state, revision, distance)
    return next(row for row in rows if row.number == number), rows


def _around(
    reading: CorpusReading, interview: InterviewRow, state: StateRow, revision: int, distance: int
) -> list[TurnRow]:
    """Give the turn and those around it; one more on either side is read, for the links of the last."""
    first, last = state.position - distance, state.position + distance
    held = states.list_states_at(reading.session, interview.pk, revision, first - 1, last + 1)
    known = revisions.get_interview_revision(reading.session, interview.pk, revision)
    shared = {name: getattr(known, name) for name in ("title", "date", *OF_INTERVIEWS)} if known else {}
    then = interview._replace(**shared)
    return [row for row in _rows(then, held) if first <= row.position <= last]


def _rows(interview: InterviewRow, held: Sequence[StateRow]) -> list[TurnRow]:
    numbers = {state.position: state.number for state in held}
    return [
        TurnRow(
            pk=state.turn_pk,
            interview_pk=interview.pk,
            interview_id=interview.id,
            interview_title=interview.title,
            interview_date=interview.date,
            **{name: getattr(interview, name) for name in OF_INTERVIEWS},
            role=state.role or _ROLES[state.kind],
            previous=numbers.get(state.position - 1),
            next=numbers.get(state.position + 1),
            **{name: getattr(state, name) for name in _SHARED},
        )
        for state in held
    ]


_SHARED = set(TurnRow._fields) & set(StateRow._fields) - {"role"}


def _too_high(revision: int, interview: InterviewRow) -> InvalidParametersError:
    message = f"should be at most {interview.revision}: that is the interview's last revision"
    fault = Fault(in_="query", name="revision", message=message, value=str(revision))
    return InvalidParametersError("There is no such revision.", errors=[fault])


def _absent(reading: CorpusReading, turn_id: str, interview: InterviewRow, number: int, revision: int) -> ProblemError:
    first = states.get_first_revision(reading.session, interview.pk, number)
    if first is None:
        return NotFoundError(f"There is no turn `{turn_id}`.")
    if revision < first:
        return NotFoundError(f"The turn `{turn_id}` was not there in revision {revision}: it came with {first}.")
    before = states.get_state_before(reading.session, interview.pk, number, revision + 1)
    last = reading.urls.turn(interview.id, number, before.until - 1) if before and before.until else None
    reason = f"Revision {revision} of the interview does not have it."
    return GoneError(f"The turn `{turn_id}` was gone in revision {revision}.", reason=reason, last=last)
