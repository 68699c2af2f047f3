"""Turns and exchanges on the wire."""

from pydantic import Field

from app.api.schemas.base import Page, ReducedDate, Schema, Sha256, Slug, TurnIdentifier, Url
from app.api.schemas.speakers import SpeakerReference
from app.transcript import Kind, Role, TranscriptKind


class InterviewReference(Schema):
    """The interview that a turn belongs to."""

    id: Slug
    """The interview's id."""
    url: Url
    """The interview."""
    title: str | None
    """Its title."""
    date: ReducedDate | None
    """Its date in ISO 8601, of reduced precision where no more is known: `2020-09-17`, `2020-09`, `2020`."""
    transcript_kind: TranscriptKind
    """How the transcript was made, as far as the source says."""
    publisher: str | None = Field(examples=["Merrow Coast"])
    """Who published the source."""
    licence: str | None = Field(examples=["CC-BY-4.0"])
    """The licence's name or address."""
    rights_holder: str | None = Field(examples=["Merrow Coast"])
    """Who holds the rights."""
    credit: str | None = Field(examples=["Merrow Coast Radio"])
    """How to credit it."""


class TurnLinks(Schema):
    """Where to go from a turn."""

    previous: Url | None
    """The turn before it in the interview."""
    next: Url | None
    """The turn after it."""
    question: Url | None
    """For an answer, the turn that it answers."""
    revisions: Url | None
    """Every text that this turn has had."""
    citation: Url | None = Field(examples=["/v1/turns/2020-09-17-interview-with-the-keeper.12/citation"])
    """How to cite it."""


class Turn(Schema):
    """What one speaker says until the next one speaks, as the source marks it."""

    id: TurnIdentifier
    """The interview's id, a dot and the turn's number: for life."""
    url: Url
    """This turn."""
    interview: InterviewReference
    """The interview it belongs to."""
    number: int = Field(ge=1)
    """The turn's number for life: given once, never to another turn."""
    position: int = Field(ge=1)
    """Where it stands in the interview now, from 1."""
    kind: Kind
    """Question or answer where that can be told, speech elsewhere."""
    role: Role
    """What the speaker is in this interview."""
    speaker: SpeakerReference
    """Who speaks."""
    label: str
    """The speaker's name as the source prints it here."""
    text: str
    """The words as published in the source; paragraphs are joined by a blank line."""
    text_sha256: Sha256
    """SHA-256 of the text in UTF-8."""
    revision: int = Field(ge=1)
    """The interview's revision that last changed this turn."""
    word_count: int = Field(ge=0)
    """How many words the text has: pieces between white space; in scripts without spaces, characters."""
    start_ms: int | None = Field(ge=0, examples=[61500])
    """Where it begins in the recording, in milliseconds."""
    end_ms: int | None = Field(ge=0, examples=[74250])
    """Where it ends in the recording."""
    html_url: Url | None
    """Its place on the page for readers; null where that is not served."""
    links: TurnLinks
    """Where to go from here."""


class TurnContext(Schema):
    """The turns around a turn."""

    question: Turn | None
    """For an answer, the turn that it answers, however far before."""
    before: list[Turn]
    """The turns before it, in spoken order."""
    after: list[Turn]
    """The turns after it."""


class TurnDetail(Turn):
    """A turn, with those around it where they were asked for."""

    context: TurnContext | None
    """The turns around it; null unless asked for."""


class TurnPage(Page[Turn]):
    """A part of a list of turns."""


class Exchange(Schema):
    """A question and what was answered before the next."""

    position: int = Field(ge=1)
    """Where it stands in the interview, from 1."""
    question: Turn
    """The question."""
    answers: list[Turn]
    """The answers it got; none where nobody answers."""


class ExchangePage(Page[Exchange]):
    """A part of a list of exchanges."""
