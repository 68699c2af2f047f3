"""Revisions on the wire: what interviews and turns were, and what each ingest changed."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from app.api.schemas.base import Language, Page, ReducedDate, Schema, Sha256, TurnIdentifier, Url, WebAddress
from app.api.schemas.interviews import Rights, Source
from app.api.schemas.speakers import SpeakerReference
from app.transcript import Kind, TranscriptKind

TurnPart = Literal["text", "label", "speaker", "kind", "times"]


class Difference(Schema):
    """A stretch of two texts that is equal in them, or not."""

    op: Literal["equal", "replace", "insert", "delete"] = Field(examples=["replace"])
    """What became of it."""
    before: str = Field(examples=["second"])
    """The words before; empty where words were inserted."""
    after: str = Field(examples=["third"])
    """The words after; empty where words were deleted."""


class TurnRevision(Schema):
    """A turn as it stood in one or several revisions of its interview."""

    url: Url
    """The turn as it stood then."""
    revision: int = Field(ge=1)
    """The interview's revision that changed the turn last."""
    since: int = Field(ge=1)
    """The first of the interview's revisions in which all of this holds."""
    until: int | None = Field(ge=1, examples=[2])
    """The first in which it no longer does; null where it holds now."""
    position: int = Field(ge=1)
    """Where it stood in the interview."""
    kind: Kind
    """What it was taken for."""
    label: str
    """The speaker's name as the source printed it."""
    speaker: SpeakerReference
    """Who speaks, as it was known then."""
    text: str
    """The words as published in the source."""
    text_sha256: Sha256
    """SHA-256 of the text in UTF-8."""
    word_count: int = Field(ge=0)
    """How many words the text has."""
    start_ms: int | None = Field(ge=0, examples=[61500])
    """Where it begins in the recording, in milliseconds."""
    end_ms: int | None = Field(ge=0, examples=[74250])
    """Where it ends in the recording."""
    differences: list[Difference] | None
    """From the text before to this one; null for the first."""


class TurnRevisionPage(Page[TurnRevision]):
    """A part of a turn's revisions."""


class FieldChange(Schema):
    """A field of an interview that has another value."""

    field: str = Field(examples=["place"])
    """The field."""
    before: str | None = Field(examples=["Saltby"])
    """What it said before."""
    after: str | None = Field(examples=["Tarn Head"])
    """What it says since."""


class TurnReference(Schema):
    """A turn in one revision of its interview."""

    id: TurnIdentifier = Field(examples=["2020-09-17-interview-with-the-keeper.12"])
    """The turn's id."""
    url: Url = Field(examples=["/v1/turns/2020-09-17-interview-with-the-keeper.12?revision=2"])
    """The turn as it stood in that revision."""
    position: int = Field(ge=1, examples=[12])
    """Where it stood."""


class TurnChange(TurnReference):
    """A turn that a revision changed."""

    changed: list[TurnPart]
    """What of it was changed."""
    differences: list[Difference]
    """Where the text was: what is not equal in it, word by word."""


class InterviewChanges(Schema):
    """What a revision changed."""

    fields: list[FieldChange]
    """What is known about the interview."""
    added: list[TurnReference]
    """Turns that it has since."""
    removed: list[TurnReference]
    """Turns that it no longer has, as they last stood."""
    changed: list[TurnChange]
    """Turns that are not what they were."""
    moved: int = Field(ge=0, examples=[3])
    """How many turns stand elsewhere in the order, and are else what they were."""


class InterviewRevision(Schema):
    """An interview as one of its ingests left it."""

    revision: int = Field(ge=1)
    """Its number, from 1."""
    ingested_at: datetime
    """When it was ingested."""
    title: str | None
    """The title."""
    date: ReducedDate | None
    """The date in ISO 8601, of reduced precision where no more was known."""
    place: str | None
    """Where it was held."""
    outlet: str | None
    """The newspaper, station or programme that held it."""
    language: Language | None = Field(examples=["en"])
    """The language of the text, as a BCP 47 tag."""
    original_language: Language | None = Field(examples=["es"])
    """The language that was spoken, where the text is a translation."""
    transcript_kind: TranscriptKind
    """How the transcript was made, as far as the source says."""
    source: Source
    """Where it comes from."""
    rights: Rights
    """Under what terms the words may be used."""
    media_url: WebAddress | None = Field(examples=["https://merrowcoast.example/keeper.mp3"])
    """The recording."""
    turn_count: int = Field(ge=0)
    """How many turns it had."""
    word_count: int = Field(ge=0)
    """How many words these had."""
    removed_reason: str | None = Field(examples=["Published by mistake."])
    """Why it was withdrawn, where this revision is the withdrawal."""
    changes: InterviewChanges | None
    """What it changed; null for the first."""


class InterviewRevisionPage(Page[InterviewRevision]):
    """A part of an interview's revisions."""
