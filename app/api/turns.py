"""Turns: what was published, in the words it was published in."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from app.api.answers import from_corpus
from app.api.errors import GoneError, NotFoundError
from app.api.filters import TurnParameters
from app.api.ids import TurnId, TurnKey, turn_key
from app.api.objects import context_of, turn_of
from app.api.openapi import corpus_responses
from app.api.pagination import Number, Paging, slice_of, window_of
from app.api.parameters import PlainDigits
from app.api.past import get_turn_at
from app.api.reading import CorpusReading, Reading
from app.api.schemas import TurnDetail, TurnPage
from app.queries import interviews, turns
from app.queries.turns import GoneTurn, TurnRow

router = APIRouter(prefix="/v1/turns", tags=["turns"], responses=corpus_responses(NotFoundError, GoneError))

_PLACE = TypeAdapter(tuple[str, Number])


class TurnListParameters(TurnParameters, Paging):
    """The parameters of a list of turns."""


class TurnDetailParameters(BaseModel):
    """The parameters of one turn."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    context: Annotated[int, Field(ge=0, le=5), PlainDigits] | None = None
    """How many turns before and after it to add."""
    revision: Annotated[int, Field(ge=1, le=1_000_000_000), PlainDigits] | None = None
    """The interview's revision to give it as of; the last where none is given."""


@router.get("", operation_id="listTurns", response_model=TurnPage)
@from_corpus
def list_turns(reading: Reading, wanted: Annotated[TurnListParameters, Query()]) -> TurnPage:
    """List turns, by interview and position."""
    window, chosen = window_of(reading, wanted, _PLACE), wanted.filter()
    page = slice_of(reading, window, turns.list_turns(reading.session, chosen, window), place_of)
    total = turns.count_turns(reading.session, chosen)
    items = [turn_of(row, reading.urls) for row in page.rows]
    return TurnPage(items=items, total=total, next=page.next, previous=page.previous)


@router.get("/{turn_id}", operation_id="getTurn", response_model=TurnDetail)
@from_corpus
def get_turn(reading: Reading, turn_id: TurnId, wanted: Annotated[TurnDetailParameters, Query()]) -> TurnDetail:
    """Get one turn, with the turns around it where `context` asks for them, as of now or of a `revision`."""
    if wanted.revision is not None:
        return get_turn_at(reading, turn_id, wanted.revision, wanted.context)
    row = find_turn(reading, turn_id)
    context = None
    if wanted.context is not None:
        neighbours = turns.list_neighbours(reading.session, [row.pk], wanted.context)[row.pk]
        context = context_of(row, neighbours, reading.urls)
    return TurnDetail(**dict(turn_of(row, reading.urls)), context=context)


def place_of(row: TurnRow) -> tuple[str, int]:
    """Give a turn's place in the list of all turns."""
    return row.interview_id, row.position


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
    )


def _withdrawn(key: TurnKey, reason: str | None) -> GoneError:
    return GoneError(f"The interview `{key.interview_id}` was withdrawn.", reason=reason)
