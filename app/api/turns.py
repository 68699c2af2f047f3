"""Turns: what was published, in the words it was published in."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from app.api.answers import at_once_from_corpus
from app.api.direct import DirectRoute
from app.api.errors import GoneError, NotFoundError
from app.api.filters import TurnParameters
from app.api.finding import find_turn
from app.api.ids import TurnId
from app.api.objects import context_of, turn_fields
from app.api.objects.turns import Fields
from app.api.openapi import corpus_responses
from app.api.pagination import Number, Paging, page_fields, slice_of, window_of
from app.api.parameters import PlainDigits
from app.api.past import get_turn_at
from app.api.reading import Reading
from app.api.schemas import TurnDetail, TurnPage
from app.queries import turns
from app.queries.turns import TurnRow

router = APIRouter(
    prefix="/v1/turns", tags=["turns"], route_class=DirectRoute, responses=corpus_responses(NotFoundError, GoneError)
)

_PLACE = TypeAdapter(tuple[str, Number])


class TurnListParameters(TurnParameters, Paging):
    """The parameters of a list of turns."""


class TurnDetailParameters(BaseModel):
    """The parameters of one turn."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    context: Annotated[int, Field(ge=0, le=5), PlainDigits] | None = None
    """How many turns before and after it to add, with the question that it answers: `0` adds that alone."""
    revision: Annotated[int, Field(ge=1, le=1_000_000_000), PlainDigits] | None = None
    """The interview's revision to give it as of; the last where none is given."""


def _is_bounded(wanted: TurnListParameters, **_: object) -> bool:
    """Tell whether the page is found without a look at any other turn."""
    return wanted.model_fields_set <= {"limit", "cursor", "interview"}


@router.get("", operation_id="listTurns", response_model=TurnPage)
@at_once_from_corpus(_is_bounded)
def list_turns(reading: Reading, wanted: Annotated[TurnListParameters, Query()]) -> Fields:
    """List turns, by interview and position."""
    window, chosen = window_of(reading, wanted, _PLACE), wanted.filter()
    page = slice_of(reading, window, turns.list_turns(reading.session, chosen, window), place_of)
    total = turns.count_turns(reading.session, chosen)
    return page_fields([turn_fields(row, reading.urls) for row in page.rows], total, page)


@router.get("/{turn_id}", operation_id="getTurn", response_model=TurnDetail)
@at_once_from_corpus()
def get_turn(
    reading: Reading, turn_id: TurnId, wanted: Annotated[TurnDetailParameters, Query()]
) -> TurnDetail | Fields:
    """Get one turn, with the turns around it where `context` asks for them, as of now or of a `revision`."""
    if wanted.revision is not None:
        return get_turn_at(reading, turn_id, wanted.revision, wanted.context)
    row = find_turn(reading, turn_id)
    context = None
    if wanted.context is not None:
        around = turns.list_around(reading.session, [row], wanted.context)[row.pk]
        context = context_of(row, around, reading.urls)
    return {**turn_fields(row, reading.urls), "context": context}


def place_of(row: TurnRow) -> tuple[str, int]:
    """Give a turn's place in the list of all turns."""
    return row.interview_id, row.position
