"""Revisions: what interviews and turns were, and what each ingest changed. Nothing is ever overwritten."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import TypeAdapter

from app.api.answers import from_corpus
from app.api.errors import GoneError, NotFoundError
from app.api.finding import find_interview, find_interview_of
from app.api.ids import InterviewId, TurnId
from app.api.objects import changes_of, interview_revision_of, turn_revision_of
from app.api.openapi import corpus_responses
from app.api.pagination import Number, Paging, slice_of, window_of
from app.api.reading import Reading
from app.api.schemas import InterviewRevisionPage, TurnRevisionPage
from app.queries import revisions, states

router = APIRouter(prefix="/v1", responses=corpus_responses(NotFoundError, GoneError))

_NUMBERED = TypeAdapter(tuple[Number])


@router.get(
    "/interviews/{interview_id}/revisions",
    operation_id="listInterviewRevisions",
    tags=["interviews"],
    response_model=InterviewRevisionPage,
)
@from_corpus
def list_interview_revisions(
    reading: Reading, interview_id: InterviewId, wanted: Annotated[Paging, Query()]
) -> InterviewRevisionPage:
    """List an interview's revisions from the first: when each was ingested, and what it changed."""
    interview = find_interview(reading, interview_id)
    window = window_of(reading, wanted, _NUMBERED)
    part, before = revisions.list_interview_revisions(reading.session, interview.pk, window)
    page = slice_of(reading, window, part, lambda row: (row.revision,))
    first, last = (page.rows[0].revision, page.rows[-1].revision) if page.rows else (0, 0)
    touched = states.list_boundaries(reading.session, interview.pk, max(first, 2), last)
    items = []
    for row in page.rows:
        changes = changes_of(interview_id, before, row, touched, reading.urls) if before else None
        items.append(interview_revision_of(row, changes))
        before = row
    return InterviewRevisionPage(items=items, total=interview.revision, next=page.next, previous=page.previous)


@router.get(
    "/turns/{turn_id}/revisions", operation_id="listTurnRevisions", tags=["turns"], response_model=TurnRevisionPage
)
@from_corpus
def list_turn_revisions(reading: Reading, turn_id: TurnId, wanted: Annotated[Paging, Query()]) -> TurnRevisionPage:
    """List what a turn has been from the first, word by word; also of one that is gone."""
    interview, number = find_interview_of(reading, turn_id)
    window = window_of(reading, wanted, _NUMBERED)
    part = states.list_states(reading.session, interview.pk, number, window)
    page = slice_of(reading, window, part, lambda row: (row.since,))
    total = states.count_states(reading.session, interview.pk, number)
    if not total:
        raise NotFoundError(f"There is no turn `{turn_id}`.")
    before = states.get_state_before(reading.session, interview.pk, number, page.rows[0].since) if page.rows else None
    items = []
    for row in page.rows:
        items.append(turn_revision_of(interview.id, row, before, reading.urls))
        before = row
    return TurnRevisionPage(items=items, total=total, next=page.next, previous=page.previous)
