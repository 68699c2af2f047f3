"""Interviews: what there is, who speaks, and how the text came about."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import TypeAdapter

from app.api.answers import from_corpus
from app.api.errors import GoneError, NotFoundError
from app.api.filters import InterviewParameters
from app.api.ids import InterviewId
from app.api.objects import exchange_of, interview_of, ledger_entry_of, turn_of
from app.api.openapi import corpus_responses
from app.api.pagination import DATE_PLACE, NAME_PLACE, Number, Paging, slice_of, window_of
from app.api.reading import CorpusReading, Reading
from app.api.schemas import ExchangePage, Interview, InterviewPage, LedgerPage, TurnPage
from app.queries import interviews, turns
from app.queries.interviews import InterviewRow, InterviewSort

router = APIRouter(prefix="/v1/interviews", tags=["interviews"], responses=corpus_responses(NotFoundError, GoneError))

_NUMBERED = TypeAdapter(tuple[Number])


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
@from_corpus
def get_interview(reading: Reading, interview_id: InterviewId) -> Interview:
    """Get one interview."""
    row = find_interview(reading, interview_id)
    return interview_of(row, interviews.list_speakers(reading.session, [row.pk])[row.pk], reading.urls)


@router.get("/{interview_id}/turns", operation_id="listInterviewTurns", response_model=TurnPage)
@from_corpus
def list_turns(reading: Reading, interview_id: InterviewId, wanted: Annotated[Paging, Query()]) -> TurnPage:
    """List an interview's turns, in spoken order."""
    interview = find_interview(reading, interview_id)
    window = window_of(reading, wanted, _NUMBERED)
    part = turns.list_interview_turns(reading.session, interview.pk, window)
    page = slice_of(reading, window, part, lambda row: (row.position,))
    items = [turn_of(row, reading.urls) for row in page.rows]
    return TurnPage(items=items, total=interview.turn_count, next=page.next, previous=page.previous)


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


def find_interview(reading: CorpusReading, interview_id: str) -> InterviewRow:
    """Give the interview that stands under this id.

    Raises `NotFoundError` where none ever did, `GoneError` where it was removed.
    """
    if row := interviews.get_interview(reading.session, interview_id):
        return row
    if reason := interviews.get_removed_reason(reading.session, interview_id):
        raise GoneError(f"The interview `{interview_id}` was withdrawn.", reason=reason)
    raise NotFoundError(f"There is no interview `{interview_id}`.")
