"""Interviews on the wire, with where they come from and how their text was made."""

from datetime import datetime

from pydantic import Field

from app.api.schemas.base import (
    Identity,
    Language,
    Page,
    ReducedDate,
    Schema,
    Sha256,
    Slug,
    SpeakerIdentifier,
    Url,
    WebAddress,
)
from app.transcript import Role, TranscriptKind


class Publisher(Schema):
    """Who published the source."""

    name: str | None
    """The publisher's name."""
    url: WebAddress | None
    """The publisher's site."""


class Source(Schema):
    """Where an interview comes from."""

    url: WebAddress | None
    """The address of this interview at its publisher's."""
    file: str | None
    """The base name of the file it was read from."""
    sha256: Sha256
    """SHA-256 of the source's bytes."""
    format: str
    """The format it was read as."""
    publisher: Publisher
    """Who published it."""
    retrieved_at: str | None
    """When the source was fetched, in ISO 8601."""


class Rights(Schema):
    """Under what terms the words may be used; never inferred."""

    licence: str | None
    """The licence's name or address."""
    holder: str | None
    """Who holds the rights."""
    credit: str | None
    """How to credit it."""


class InterviewSpeaker(Schema):
    """A speaker in one interview."""

    id: SpeakerIdentifier
    """The speaker's id."""
    name: str
    """The name, as first printed or as declared."""
    identity: Identity
    """How the speaker is known."""
    anonymous: bool
    """Whether the label names nobody at all."""
    role: Role
    """What the speaker is in this interview."""
    labels: list[str]
    """The names printed for them in this interview."""
    turn_count: int = Field(ge=0)
    """Their turns in this interview."""
    word_count: int = Field(ge=0)
    """The words of these turns."""


class InterviewLinks(Schema):
    """Where to go from an interview."""

    turns: Url
    """Its turns, in spoken order."""
    exchanges: Url
    """Its questions, each with the answers it got."""
    ledger: Url
    """What was done to the source's text."""
    revisions: Url | None
    """When it was ingested, and what each ingest changed."""
    transcript: Url | None = Field(examples=["/v1/interviews/2020-09-17-interview-with-the-keeper/transcript"])
    """The whole interview as text."""


class Interview(Schema):
    """A published interview: where it comes from, who speaks, and how much."""

    id: Slug
    """A slug, for life."""
    url: Url
    """This interview."""
    title: str | None
    """Its title."""
    date: ReducedDate | None
    """Its date in ISO 8601, of reduced precision where no more is known: `2020-09-17`, `2020-09`, `2020`."""
    place: str | None
    """Where it was held."""
    outlet: str | None
    """The newspaper, station or programme that held it."""
    language: Language | None
    """The language of the text, as a BCP 47 tag."""
    original_language: Language | None = Field(examples=["es"])
    """The language that was spoken, where the text is a translation."""
    transcript_kind: TranscriptKind
    """How the transcript was made, as far as the source says."""
    source: Source
    """Where it comes from."""
    rights: Rights
    """Under what terms the words may be used."""
    speakers: list[InterviewSpeaker]
    """Who speaks, in the order of first turns."""
    media_url: WebAddress | None
    """The recording."""
    turn_count: int = Field(ge=0)
    """How many turns it has."""
    word_count: int = Field(ge=0)
    """How many words its turns have."""
    revision: int = Field(ge=1)
    """How often it was ingested with something changed."""
    ingested_at: datetime
    """When this revision was ingested."""
    links: InterviewLinks
    """Where to go from here."""


class InterviewPage(Page[Interview]):
    """A part of a list of interviews."""


class LedgerEntry(Schema):
    """One thing that was done to the source's text between the source and the turns."""

    rule: str
    """The rule that did it."""
    line: int | None = Field(ge=1)
    """Its line in the source, from 1."""
    column: int | None = Field(ge=1)
    """Its column, from 1, in code points."""
    removed: str | None
    """What stood there and is in no turn; null where nothing but white space was changed."""
    detail: str | None = Field(examples=["Ines Corvane: 14 times"])
    """What the rule has to say about it."""


class LedgerPage(Page[LedgerEntry]):
    """A part of a ledger."""
