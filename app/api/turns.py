"""Turns: what was published, in the words it was published in."""

import re
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from app.api.answers import from_corpus
from app.api.errors import GoneError, NotFoundError
from app.api.filters import TurnParameters
from app.api.objects import context_of, turn_of
from app.api.openapi import corpus_responses
from app.api.pagination import Number, Paging, slice_of, window_of
from app.api.parameters import PlainDigits
from app.api.reading import CorpusReading, Reading
from app.api.schemas import TurnDetail, TurnPage
from app.queries import turns
from app.queries.turns import GoneTurn, TurnRow

router = APIRouter(prefix="/v1/turns", tags=["turns"], responses=corpus_responses(NotFoundError, GoneError))

TurnId = Annotated[
    str, Path(description="The interview's id, a dot and the turn's number.", json_schema_extra={"maxLength": 310})
]

_TURN_ID = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\.([1-9][0-9]{0,8})")
_PLACE = TypeAdapter(tuple[str, Number])


class TurnListParameters(TurnParameters, Paging):
    """The parameters of a list of turns."""


class TurnDetailParameters(BaseModel):
    """The parameters of one turn."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    context: Annotated[int, Field(ge=0, le=5), PlainDigits] | None = None
    """How many turns before and after it to add."""


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
    """Get one turn, with the turns around it where `context` asks for them."""
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
    if match := _TURN_ID.fullmatch(turn_id):
        interview_id, number = match[1], int(match[2])
        if row := turns.get_turn(reading.session, interview_id, number):
            return row
        if gone := turns.get_gone_turn(reading.session, interview_id, number):
            raise _gone(reading, turn_id, gone)
    raise NotFoundError(f"There is no turn `{turn_id}`.")


def _gone(reading: CorpusReading, turn_id: str, gone: GoneTurn) -> GoneError:
    interview_id = turn_id.rpartition(".")[0]
    if gone.removed_reason is not None:
        return GoneError(f"The interview `{interview_id}` was withdrawn.", reason=gone.removed_reason)
    successor = None if gone.successor is None else reading.urls.turn(interview_id, gone.successor)
    reason = f"Revision {gone.gone_in} of the interview no longer has it."
    return GoneError(f"The turn `{turn_id}` is gone.", reason=reason, successor=successor)
