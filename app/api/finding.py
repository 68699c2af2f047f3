"""What stands under an id of a path, or why nothing does."""

from app.api.errors import GoneError, NotFoundError
from app.api.ids import TurnKey, turn_key
from app.api.reading import CorpusReading
from app.queries import interviews, turns
from app.queries.interviews import InterviewRow
from app.queries.turns import GoneTurn, TurnRow


def find_interview(reading: CorpusReading, interview_id: str) -> InterviewRow:
    """Give the interview that stands under this id.

    Raises `NotFoundError` where none ever did, `GoneError` where it was removed.
    """
    if row := interviews.get_interview(reading.session, interview_id):
        return row
    if reason := interviews.get_removed_reason(reading.session, interview_id):
        raise GoneError(f"The interview `{interview_id}` was withdrawn.", reason=reason)
    raise NotFoundError(f"There is no interview `{interview_id}`.")


def find_interview_of(reading: CorpusReading, turn_id: str) -> tuple[InterviewRow, int]:
    """Give the interview that a turn's id names, and the turn's number.

    Raises `NotFoundError` where there is no such interview, `GoneError` where it was removed.
    """
    if key := turn_key(turn_id):
        if row := interviews.get_interview(reading.session, key.interview_id):
            return row, key.number
        if reason := interviews.get_removed_reason(reading.session, key.interview_id):
            raise GoneError(f"The interview `{key.interview_id}` was withdrawn.", reason=reason)
    raise NotFoundError(f"There is no turn `{turn_id}`.")


def find_turn(reading: CorpusReading, turn_id: str) -> TurnRow:
    """Give the turn that stands under this id.

    Raises `NotFoundError` where none ever did, `GoneError` where it is gone.
    """
    if key := turn_key(turn_id):
        if row := turns.get_turn(reading.session, *key):
            return row
        if gone := turns.get_gone_turn(reading.session, *key):
            raise _gone(reading, key, gone)
        if reason := interviews.get_removed_reason(reading.session, key.interview_id):
            raise _withdrawn(key, reason)
    raise NotFoundError(f"There is no turn `{turn_id}`.")


def _gone(reading: CorpusReading, key: TurnKey, gone: GoneTurn) -> GoneError:
    if gone.removed_reason is not None or gone.gone_in is None:
        return _withdrawn(key, gone.removed_reason)
    last = reading.urls.turn(*key, revision=gone.gone_in - 1)
    successor = None if gone.successor is None else reading.urls.turn(key.interview_id, gone.successor)
    return GoneError(
        f"The turn `{key.interview_id}.{key.number}` is gone; {last} gives it as it last stood.",
        reason=f"Revision {gone.gone_in} of the interview no longer has it.",
        successor=successor,
        last=last,
    )


def _withdrawn(key: TurnKey, reason: str | None) -> GoneError:
    return GoneError(f"The interview `{key.interview_id}` was withdrawn.", reason=reason)
