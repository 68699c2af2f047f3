"""What an ingest is told beside the bytes, and what came of it."""

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pydantic import TypeAdapter

from app.speakers import Voice
from app.transcript import Metadata, ParseOptions, Transcript


class IngestError(Exception):
    """A transcript that cannot be stored as asked; its message says why and what to do."""


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """What the caller says of a source; what it says of the interview overrides what the source says."""

    parse: ParseOptions = field(default_factory=ParseOptions)
    metadata: Metadata = field(default_factory=Metadata)
    path: str | None = None
    """The file's absolute path, `None` for standard input."""
    index_language: str = "en"
    """Stems of this language are indexed where the interview names none."""
    replaces: str | None = None
    """The id of the interview of which this is a new revision, whatever the evidence says."""
    new: bool = False
    """This is another interview, whatever the evidence says."""
    restore: bool = False
    """An interview that was removed may come back."""
    strict: bool = False
    """A warning is an error."""

    def to_row(self) -> dict[str, Any]:
        """Give all that changes what the same bytes become, as a revision keeps it."""
        row: dict[str, Any] = _OPTIONS.dump_python(self, mode="json", include=KEPT)
        row["parse"].pop("name")
        return row

    def digest(self) -> str:
        """Give a digest of what `to_row` gives."""
        return hashlib.sha256(json.dumps(self.to_row(), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


KEPT = {"parse", "metadata", "index_language"}
_OPTIONS = TypeAdapter(IngestOptions)


def from_row(row: dict[str, Any], name: str | None, path: str | None, replaces: str) -> IngestOptions:
    """Give the options to ingest a stored source again, as a revision of the interview that it is."""
    options = _OPTIONS.validate_python(row)
    return replace(options, parse=replace(options.parse, name=name or ""), path=path, replaces=replaces)


@dataclass(frozen=True, slots=True)
class SourceBytes:
    """A source as it was read."""

    sha256: str
    data: bytes
    count: int
    """How many interviews it holds."""


Status = Literal["new", "revised", "restored", "unchanged"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one interview of a source."""

    id: str
    status: Status
    revision: int
    turns: int
    words: int
    warnings: tuple[str, ...] = ()
    transcript: Transcript | None = None
    """What was parsed; `None` where the bytes were known and skipped unread."""
    voices: tuple[Voice, ...] = ()
    """Who speaks, in the order of first turns; empty where the bytes were skipped unread."""
