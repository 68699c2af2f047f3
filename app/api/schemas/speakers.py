"""Speakers on the wire."""

from pydantic import Field

from app.api.schemas.base import Identity, Page, ReducedDate, Schema, SpeakerIdentifier, Url
from app.transcript import Role


class SpeakerReference(Schema):
    """Who speaks."""

    id: SpeakerIdentifier
    """The speaker's id."""
    url: Url
    """The speaker."""
    name: str
    """The name, as first printed or as declared."""
    identity: Identity
    """How the speaker is known: declared by whoever runs this, by a full printed name, or only by a label."""
    anonymous: bool
    """Whether the label names nobody at all, such as `Question`."""


class SpeakerLinks(Schema):
    """Where to go from a speaker."""

    turns: Url
    """Everything they say."""
    interviews: Url
    """Where they speak."""


class Speaker(Schema):
    """Someone who speaks in the corpus."""

    id: SpeakerIdentifier
    """A slug for a person; for a label, the interview's id, a tilde and a slug."""
    url: Url
    """This speaker."""
    name: str
    """The name, as first printed or as declared."""
    identity: Identity
    """How the speaker is known: declared by whoever runs this, by a full printed name, or only by a label."""
    anonymous: bool
    """Whether the label names nobody at all, such as `Question`."""
    identifiers: dict[str, str]
    """Declared identifiers by scheme, such as `wikidata`."""
    aliases: list[str]
    """Other declared names."""
    labels: list[str]
    """The names printed for them, in the order of first use."""
    roles: list[Role]
    """What they are in the interviews where they speak."""
    interview_count: int = Field(ge=0)
    """In how many interviews they speak."""
    turn_count: int = Field(ge=0)
    """How many turns they have."""
    word_count: int = Field(ge=0)
    """How many words these have."""
    first_date: ReducedDate | None
    """The date of the first interview with a date in which they speak."""
    last_date: ReducedDate | None
    """The date of the last one."""
    links: SpeakerLinks
    """Where to go from here."""


class SpeakerPage(Page[Speaker]):
    """A part of a list of speakers."""
