"""An interview as it is published: plain frozen data, from which every format out is rendered."""

from dataclasses import dataclass
from typing import Literal

from app.transcript import Kind, LedgerEntry, Role, TranscriptKind

Identity = Literal["declared", "name", "label"]


class ExportError(Exception):
    """An interview that a format cannot carry; its message says why, and what can."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an interview comes from, and under what terms it may be used; `None` where nobody says it."""

    id: str
    url: str | None
    """Where the API gives it; `None` unless the API knows where it is reached from."""
    title: str | None
    date: str | None
    """ISO 8601, of reduced precision where no more is known."""
    place: str | None
    outlet: str | None
    language: str | None
    original_language: str | None
    transcript_kind: TranscriptKind
    source_url: str | None
    source_file: str | None
    source_sha256: str
    source_format: str
    publisher_name: str | None
    publisher_url: str | None
    retrieved_at: str | None
    licence: str | None
    rights_holder: str | None
    credit: str | None
    media_url: str | None
    turn_count: int
    word_count: int
    revision: int
    ingested_at: str
    """An instant, ISO 8601 in UTC."""


@dataclass(frozen=True, slots=True)
class PublishedSpeaker:
    """Who speaks in an interview."""

    id: str
    name: str
    identity: Identity
    anonymous: bool
    role: Role
    labels: tuple[str, ...]
    identifiers: tuple[tuple[str, str], ...] = ()
    """Pairs of scheme and identifier."""


@dataclass(frozen=True, slots=True)
class PublishedTurn:
    """A turn with its speaker."""

    number: int
    position: int
    kind: Kind
    role: Role
    speaker_id: str
    speaker_name: str
    label: str
    text: str
    text_sha256: str
    revision: int
    word_count: int
    start_ms: int | None
    end_ms: int | None
    url: str | None
    """Where the API gives it in these very words; `None` unless the API knows where it is reached from."""


@dataclass(frozen=True, slots=True)
class PublishedRevision:
    """An interview as one of its ingests left it."""

    revision: int
    ingested_at: str
    title: str | None
    date: str | None
    source_sha256: str
    turn_count: int
    word_count: int


@dataclass(frozen=True, slots=True)
class EarlierTurn:
    """A turn as it stood from the interview's revision `since` on, until revision `until`."""

    number: int
    since: int
    until: int
    position: int
    kind: Kind
    speaker_id: str
    label: str
    text: str
    text_sha256: str
    start_ms: int | None
    end_ms: int | None


@dataclass(frozen=True, slots=True)
class Publication:
    """An interview with all that is published of it now."""

    provenance: Provenance
    speakers: tuple[PublishedSpeaker, ...]
    turns: tuple[PublishedTurn, ...]
    """In spoken order."""
    ledger: tuple[LedgerEntry, ...] = ()
    """How the text was made of the source."""
    revisions: tuple[PublishedRevision, ...] = ()
    """What it was after each of its ingests, the last of which is what stands now."""
    earlier: tuple[EarlierTurn, ...] = ()
    """States that its turns had before, those of turns that are gone included."""


_OF_THE_TURN = (
    "number",
    "position",
    "kind",
    "role",
    "speaker_id",
    "speaker_name",
    "label",
    "text",
    "start_ms",
    "end_ms",
    "word_count",
    "revision",
    "text_sha256",
    "url",
)
_OF_THE_INTERVIEW = (
    "title",
    "date",
    "place",
    "outlet",
    "language",
    "original_language",
    "transcript_kind",
    "source_url",
    "publisher_name",
    "licence",
    "rights_holder",
    "credit",
)
COLUMNS = ("id", "interview", *_OF_THE_TURN, *_OF_THE_INTERVIEW)

"""The columns of a turn as one row: with all that is needed to cite it."""


def row_of(provenance: Provenance, turn: PublishedTurn) -> dict[str, str | int | None]:
    """Give a turn's row, by column; what is unknown is null."""
    row: dict[str, str | int | None] = {"id": f"{provenance.id}.{turn.number}", "interview": provenance.id}
    row |= {name: getattr(turn, name) for name in _OF_THE_TURN}
    return row | {name: getattr(provenance, name) for name in _OF_THE_INTERVIEW}
