"""The tables. Only ingest writes them; migrations make them; queries read them.

`pk` is a row's key inside one database and never leaves it; `id` and `number` are public and for life.
"""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, CheckConstraint, Index, Integer, LargeBinary, MetaData, UniqueConstraint, text
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
).naming_convention

KINDS = "('question', 'answer', 'speech')"
ROLES = "('interviewer', 'interviewee', 'participant')"
IDENTITIES = "('declared', 'name', 'label')"
TRANSCRIPT_KINDS = "('verbatim', 'edited', 'translation', 'automatic', 'unknown')"

MILLISECONDS: Any = Integer().with_variant(BigInteger(), "postgresql")
"""999 hours, which captions may count to, are more than 32 bits; SQLite's integers are of any size."""


class Corpus(SQLModel, table=True):
    """The one row that says whether anything changed."""

    __table_args__ = (CheckConstraint("pk = 1", name="one_row"), CheckConstraint("revision >= 0", name="revision"))

    pk: int = Field(default=1, primary_key=True)
    id: str
    """A UUID, made with the database."""
    revision: int = 0
    changed_at: datetime
    word_rules: str
    """`app.words.rules()` of the words in the index; another value means that the index must be refilled."""
    declarations: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    """The speakers that the last alias file declared."""
    aliases_digest: str = ""
    """Of `declarations`; an interview whose revision has another is linked anew."""


class Source(SQLModel, table=True):
    """The bytes of a source, once, by their SHA-256."""

    sha256: str = Field(primary_key=True, min_length=64, max_length=64)
    size: int
    compressed: bytes = Field(sa_type=LargeBinary)
    """zlib."""


class InterviewFields(SQLModel):
    """What is known about an interview in one of its revisions."""

    ingested_at: datetime
    title: str | None = None
    date: str | None = None
    place: str | None = None
    outlet: str | None = None
    language: str | None = None
    original_language: str | None = None
    transcript_kind: str
    media_url: str | None = None
    source_url: str | None = None
    source_file: str | None = None
    source_format: str
    source_sha256: str = Field(foreign_key="source.sha256")
    source_key: str | None = None
    """The interview's key in a source of several."""
    publisher_name: str | None = None
    publisher_url: str | None = None
    retrieved_at: str | None = None
    licence: str | None = None
    rights_holder: str | None = None
    credit: str | None = None
    turn_count: int
    word_count: int


class Interview(InterviewFields, table=True):
    """An interview as it stands now; its earlier states are `InterviewRevision`s."""

    __table_args__ = (
        CheckConstraint("revision >= 1", name="revision"),
        CheckConstraint(f"transcript_kind IN {TRANSCRIPT_KINDS}", name="transcript_kind"),
        CheckConstraint("(first_day IS NULL) = (date IS NULL)", name="first_day"),
        CheckConstraint("first_day <= last_day", name="days"),
        CheckConstraint("(removed_at IS NULL) = (removed_reason IS NULL)", name="removed"),
        Index(None, "first_day", "id"),
        Index(None, "source_path", "source_key"),
        Index(None, "source_url", "source_key"),
    )

    pk: int = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    revision: int
    first_day: date | None = None
    last_day: date | None = None
    """The first and last day that `date`, which may be a year or a month, can mean."""
    title_key: str
    """The title folded, for sorting; the id where there is none."""
    index_language: str
    """The language whose stems stand in the word index."""
    source_path: str | None = None
    """Absolute; private: it never leaves the machine. `None` for standard input."""
    removed_at: datetime | None = None
    removed_reason: str | None = None


class InterviewRevision(InterviewFields, table=True):
    """One ingest (or removal) of an interview, the current one included."""

    __tablename__: ClassVar[str] = "interview_revision"
    __table_args__ = (Index(None, "source_sha256"),)

    interview_pk: int = Field(foreign_key="interview.pk", primary_key=True)
    revision: int = Field(primary_key=True)
    source_encoding: str | None = None
    source_count: int
    """How many interviews the source holds."""
    options: dict[str, Any] = Field(sa_type=JSON)
    """What the ingest was told beside the bytes (`app.ingest.IngestOptions`), so that it can be done again."""
    options_digest: str
    aliases_digest: str
    parser_version: int
    removed_reason: str | None = None
    """Why the interview was removed, where this revision is its removal."""


class LedgerRow(SQLModel, table=True):
    """One entry of a revision's ledger (`app.transcript.LedgerEntry`)."""

    __tablename__: ClassVar[str] = "ledger"

    interview_pk: int = Field(foreign_key="interview.pk", primary_key=True)
    revision: int = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    """From 1, in the order of the source."""
    rule: str
    offset: int | None = None
    line: int | None = None
    column: int | None = None
    removed: str | None = None
    detail: str | None = None


class Speaker(SQLModel, table=True):
    """Someone who speaks: a declared person, a printed name, or a label of one interview."""

    __table_args__ = (
        CheckConstraint(f"identity IN {IDENTITIES}", name="identity"),
        CheckConstraint("(identity = 'label') = (interview_pk IS NOT NULL)", name="label_belongs_to_interview"),
        Index(None, "name_key", "id"),
        Index(None, "interview_pk", "name_key"),
    )

    pk: int = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    name: str
    name_key: str
    """The name folded (`app.words.fold_text`): equal keys are one name."""
    identity: str
    anonymous: bool
    interview_pk: int | None = Field(default=None, foreign_key="interview.pk")
    identifiers: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    aliases: list[str] = Field(default_factory=list, sa_type=JSON)
    successor_pk: int | None = Field(default=None, foreign_key="speaker.pk")
    """Whose this retired id has become; a retired speaker is in no list."""


class InterviewSpeaker(SQLModel, table=True):
    """A speaker in an interview, with what they are there."""

    __tablename__: ClassVar[str] = "interview_speaker"
    __table_args__ = (
        CheckConstraint(f"role IN {ROLES}", name="role"),
        UniqueConstraint("interview_pk", "ordinal"),
        Index(None, "speaker_pk"),
    )

    interview_pk: int = Field(foreign_key="interview.pk", primary_key=True)
    speaker_pk: int = Field(foreign_key="speaker.pk", primary_key=True)
    ordinal: int
    """From 1, in the order of first turns."""
    role: str
    labels: list[str] = Field(sa_type=JSON)
    """As printed, in the order of first use."""
    turn_count: int
    word_count: int


class TurnFields(SQLModel):
    """A turn in one of its states."""

    revision: int
    """The interview's revision that last changed the turn's words, label, speaker, kind or times."""
    speaker_pk: int = Field(foreign_key="speaker.pk")
    label: str
    kind: str
    text: str
    text_sha256: str
    text_key: int = Field(sa_type=BigInteger)
    """The first 64 bits of `text_sha256`, signed: finds equal texts by a small index."""
    word_count: int
    start_ms: int | None = Field(default=None, sa_type=MILLISECONDS)
    end_ms: int | None = Field(default=None, sa_type=MILLISECONDS)
    exchange: int | None = None
    """The exchange it belongs to, from 1."""
    question: int | None = None
    """For an answer, the number of the turn it answers."""


class Turn(TurnFields, table=True):
    """A turn as it stands now, or as it last stood: a turn without `position` is a tombstone."""

    __table_args__ = (
        UniqueConstraint("interview_pk", "number"),
        UniqueConstraint("interview_pk", "position"),
        CheckConstraint("number >= 1", name="number"),
        CheckConstraint("position >= 1", name="position"),
        CheckConstraint(f"kind IN {KINDS}", name="kind"),
        CheckConstraint("(position IS NULL) = (gone_in IS NOT NULL)", name="gone"),
        Index(None, "speaker_pk", "interview_pk", "position"),
        Index(None, "interview_pk", "exchange"),
        Index(None, "text_key"),
        Index(
            "ix_turn_live",
            *("pk", "interview_pk", "speaker_pk", "kind"),
            sqlite_where=text("position IS NOT NULL"),
            postgresql_where=text("position IS NOT NULL"),
        ),
    )

    pk: int = Field(default=None, primary_key=True)
    interview_pk: int = Field(foreign_key="interview.pk")
    number: int
    """Given once and kept."""
    position: int | None = None
    """From 1, in spoken order; `None` once the turn is gone."""
    since: int
    """The interview's revision since which all of this state holds, its position included."""
    gone_in: int | None = None
    """The interview's revision that no longer has it."""
    successor: int | None = None
    """The number of the turn that holds its words now, where there is one."""


class TurnState(TurnFields, table=True):
    """A state that a turn had before; its current state is the `Turn` itself."""

    __tablename__: ClassVar[str] = "turn_state"

    turn_pk: int = Field(foreign_key="turn.pk", primary_key=True)
    since: int = Field(primary_key=True)
    until: int
    """The interview's revision that ended this state: it held for revisions `since <= n < until`."""
    position: int
