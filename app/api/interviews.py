"""Interviews: what there is, who speaks, and how the text came about."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field, TypeAdapter

from app.api.answers import at_once_from_corpus, from_corpus
from app.api.direct import DirectRoute
from app.api.errors import GoneError, NotFoundError
from app.api.filters import InterviewParameters
from app.api.finding import find_interview, find_turn
from app.api.ids import InterviewId
from app.api.objects import exchange_of, interview_of, ledger_entry_of, turn_fields
from app.api.objects.turns import Fields
from app.api.openapi import corpus_responses
from app.api.pagination import DATE_PLACE, NAME_PLACE, Number, Paging, page_fields, slice_of, window_of
from app.api.parameters import PlainDigits
from app.api.reading import CorpusReading, Reading
from app.api.schemas import ExchangePage, Interview, InterviewPage, LedgerPage, TurnPage
from app.queries import interviews, turns
from app.queries.interviews import InterviewRow, InterviewSort
from app.queries.windows import Window

router = APIRouter(
    prefix="/v1/interviews",
    tags=["interviews"],
    route_class=DirectRoute,
    responses=corpus_responses(NotFoundError, GoneError),
)

_NUMBERED = TypeAdapter(tuple[Number])


class InterviewTurnParameters(Paging):
    """The parameters of a list of an interview's turns."""

    around: Annotated[int, Field(ge=1, le=999_999_999), PlainDigits] | None = Field(default=None, examples=[4])
    """The number of a turn that is to stand in the middle of the page, where no cursor says otherwise; `previous` and
    `next` lead from there in both directions."""


class InterviewListParameters(InterviewParameters, Paging):
    """The parameters of a list of interviews."""

    sort: InterviewSort = "-date"
    """The order: the latest first, the earliest first, or by title. Undated interviews are last by date."""


@router.get("", operation_id="listInterviews", response_model=InterviewPage)
@from_corpus
def list_interviews(reading: Reading, wanted: Annotated[InterviewListParameters, Query()]) -> InterviewPage:
    """List interviews."""
    chosen, sort, session = wanted.filter(), wanted.sort, reading.session
    window = window_of(reading, wanted, NAME_PLACE if sort == "title" else DATE_PLACE)
    part = interviews.list_interviews(session, chosen, sort, window)
    page = slice_of(reading, window, part, lambda row: interviews.place_in(sort, row))
    speakers = interviews.list_speakers(session, [row.pk for row in page.rows])
    items = [interview_of(row, speakers[row.pk], reading.urls) for row in page.rows]
    total = interviews.count_interviews(session, chosen)
    return InterviewPage(items=items, total=total, next=page.next, previous=page.previous)


@router.get("/{interview_id}", operation_id="getInterview", response_model=Interview)
@at_once_from_corpus()
def get_interview(reading: Reading, interview_id: InterviewId) -> Interview:
    """Get one interview."""
    row = find_interview(reading, interview_id)
    return interview_of(row, interviews.list_speakers(reading.session, [row.pk])[row.pk], reading.urls)


@router.get("/{interview_id}/turns", operation_id="listInterviewTurns", response_model=TurnPage)
@at_once_from_corpus()
def list_turns(
    reading: Reading, interview_id: InterviewId, wanted: Annotated[InterviewTurnParameters, Query()]
) -> Fields:
    """List an interview's turns, in spoken order, from the first or `around` one of them."""
    interview = find_interview(reading, interview_id)
    window = _turn_window(reading, interview, wanted)
    part = turns.list_interview_turns(reading.session, interview.pk, window)
    page = slice_of(reading, window, part, lambda row: (row.position,))
    return page_fields([turn_fields(row, reading.urls) for row in page.rows], interview.turn_count, page)


@router.get("/{interview_id}/exchanges", operation_id="listInterviewExchanges", response_model=ExchangePage)
@from_corpus
def list_exchanges(reading: Reading, interview_id: InterviewId, wanted: Annotated[Paging, Query()]) -> ExchangePage:
    """List an interview's questions, each with the answers it got."""
    interview = find_interview(reading, interview_id)
    window = window_of(reading, wanted, _NUMBERED)
    part = interviews.list_exchanges(reading.session, interview.pk, window)
    page = slice_of(reading, window, part, lambda row: (row.position,))
    items = [exchange_of(rows, reading.urls) for rows in page.rows]
    total = interviews.count_exchanges(reading.session, interview.pk)
    return ExchangePage(items=items, total=total, next=page.next, previous=page.previous)


@router.get("/{interview_id}/ledger", operation_id="listInterviewLedger", response_model=LedgerPage)
@from_corpus
def list_ledger(reading: Reading, interview_id: InterviewId, wanted: Annotated[Paging, Query()]) -> LedgerPage:
    """List how the text was made: joins, escapes, removals and decisions about labels, each with its place."""
    interview = find_interview(reading, interview_id)
    window = window_of(reading, wanted, _NUMBERED)
    part = interviews.list_ledger(reading.session, interview, window)
    page = slice_of(reading, window, part, lambda row: (row.ordinal,))
    items = [ledger_entry_of(row) for row in page.rows]
    total = interviews.count_ledger(reading.session, interview)
    return LedgerPage(items=items, total=total, next=page.next, previous=page.previous)


def _turn_window(reading: CorpusReading, interview: InterviewRow, wanted: InterviewTurnParameters) -> Window:
    if wanted.around is None or wanted.cursor is not None:
        return window_of(reading, wanted, _NUMBERED)
    middle = find_turn(reading, f"{interview.id}.{wanted.around}").position
    before = middle - wanted.limit // 2 - 1
    return Window(wanted.limit, (before,) if before > 0 else None)
