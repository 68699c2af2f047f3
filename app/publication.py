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


@dataclass(frozen=True, slots=True)
class Citation:
    """What is cited: an interview, or one turn of it in the words of one revision."""

    provenance: Provenance
    speakers: tuple[PublishedSpeaker, ...]
    turn: PublishedTurn | None = None

    @property
    def id(self) -> str:
        """The cited object's id."""
        return self.provenance.id if self.turn is None else f"{self.provenance.id}.{self.turn.number}"

    @property
    def url(self) -> str | None:
        """Where the API gives it; else where it was published."""
        own = self.provenance.url if self.turn is None else self.turn.url
        return own or self.provenance.source_url

    @property
    def title(self) -> str:
        """The interview's title, its id where it has none."""
        return self.provenance.title or self.provenance.id

    @property
    def authors(self) -> tuple[str, ...]:
        """Whose words are cited: the turn's speaker, else those who were interviewed, else all who speak."""
        if self.turn is not None:
            return (self.turn.speaker_name,)
        named = [speaker for speaker in self.speakers if not speaker.anonymous]
        asked = [speaker.name for speaker in named if speaker.role == "interviewee"]
        return tuple(asked or [speaker.name for speaker in named if speaker.role == "participant"])

    @property
    def interviewers(self) -> tuple[str, ...]:
        """Who asked, as far as they are named."""
        asking = [one.name for one in self.speakers if one.role == "interviewer" and not one.anonymous]
        return tuple(name for name in asking if name not in self.authors)

    @property
    def place(self) -> str:
        """Where in the corpus the words stand."""
        revision = f"revision {self.provenance.revision if self.turn is None else self.turn.revision}"
        return revision if self.turn is None else f"turn {self.turn.number}, {revision}"

    @property
    def notes(self) -> tuple[str, ...]:
        """What else belongs beside a citation: what was cited of it, of what kind, and under what terms."""
        of = self.provenance
        kind = None if of.transcript_kind == "unknown" else f"{of.transcript_kind} transcript"
        told = (self.place, kind, of.licence and f"licence: {of.licence}", of.credit and f"credit: {of.credit}")
        return tuple(note for note in told if note)
