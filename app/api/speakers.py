"""Speakers: who speaks, under which names, where and how much."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import AfterValidator, Field

from app import words
from app.api.answers import from_corpus
from app.api.errors import GoneError, NotFoundError, ProblemError
from app.api.ids import SpeakerId
from app.api.objects import speaker_of
from app.api.openapi import corpus_responses
from app.api.pagination import COUNT_PLACE, NAME_PLACE, Paging, slice_of, window_of
from app.api.parameters import Boolean, Texts
from app.api.reading import Reading
from app.api.schemas import Speaker, SpeakerPage
from app.queries import speakers
from app.queries.speakers import SpeakerFilter, SpeakerSort
from app.queries.turns import Identity
from app.transcript import Role

router = APIRouter(prefix="/v1/speakers", tags=["speakers"], responses=corpus_responses(NotFoundError, GoneError))


def _has_word(text: str) -> str:
    if not words.folded_words(text):
        raise ValueError("should have a word in it: the beginnings of words of the name")
    return text


class SpeakerListParameters(Paging):
    """The parameters of a list of speakers."""

    q: Annotated[str, AfterValidator(_has_word)] | None = Field(
        default=None, max_length=200, examples=["ine cor"], json_schema_extra={"format": "words", "minLength": 1}
    )
    """Beginnings of words of the name, as a person types them: `ine cor` finds Ines Corvane."""
    interview: Texts = Field(default=[], examples=["seed-library-at-oxley-cross"])
    """Ids of interviews in which they speak, such as `seed-library-at-oxley-cross`."""
    role: list[Role] = Field(default=[], max_length=3)
    """What they are in an interview; in these interviews, where any are named."""
    identity: list[Identity] = Field(default=[], max_length=3)
    """How they are known."""
    anonymous: Boolean | None = None
    """Whether the label names nobody at all."""
    sort: SpeakerSort = "name"
    """The order: by name, or most turns or words first."""

    def filter(self) -> SpeakerFilter:
        names = tuple(words.folded_words(self.q or ""))
        return SpeakerFilter(tuple(self.interview), tuple(self.role), tuple(self.identity), self.anonymous, names)


@router.get("", operation_id="listSpeakers", response_model=SpeakerPage)
@from_corpus
def list_speakers(reading: Reading, wanted: Annotated[SpeakerListParameters, Query()]) -> SpeakerPage:
    """List speakers; `q` completes a name."""
    chosen, sort, session = wanted.filter(), wanted.sort, reading.session
    window = window_of(reading, wanted, NAME_PLACE if sort == "name" else COUNT_PLACE)
    part = speakers.list_speakers(session, chosen, sort, window)
    page = slice_of(reading, window, part, lambda row: speakers.place_in(sort, row))
    appearances = speakers.list_appearances(session, [row.pk for row in page.rows])
    items = [speaker_of(row, appearances[row.pk], reading.urls) for row in page.rows]
    total = speakers.count_speakers(session, chosen)
    return SpeakerPage(items=items, total=total, next=page.next, previous=page.previous)


@router.get("/{speaker_id}", operation_id="getSpeaker", response_model=Speaker)
@from_corpus
def get_speaker(reading: Reading, speaker_id: SpeakerId) -> Speaker | Response:
    """Get one speaker; an id that has become another's leads there."""
    if row := speakers.get_speaker(reading.session, speaker_id):
        return speaker_of(row, speakers.list_appearances(reading.session, [row.pk])[row.pk], reading.urls)
    retired = speakers.get_retired_speaker(reading.session, speaker_id)
    if retired is None or retired.successor_id is None:
        raise _missing(speaker_id, was_there=retired is not None)
    return Response(status_code=308, headers={"Location": reading.urls.speaker(retired.successor_id)})


def _missing(speaker_id: str, *, was_there: bool) -> ProblemError:
    if was_there:
        reason = "Every interview in which they speak was withdrawn, or names them no longer."
        return GoneError(f"The speaker `{speaker_id}` is gone.", reason=reason)
    return NotFoundError(f"There is no speaker `{speaker_id}`.")
