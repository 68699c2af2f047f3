"""What a parser makes of a source: plain frozen data, and the proof that nothing of the source was lost."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Literal

Role = Literal["interviewer", "interviewee", "participant"]
Kind = Literal["question", "answer", "speech"]
TranscriptKind = Literal["verbatim", "edited", "translation", "automatic", "unknown"]


class TranscriptError(Exception):
    """A source that cannot become a transcript; its message says what, where and what to do."""


@dataclass(frozen=True, slots=True)
class ParseOptions:
    """What the caller knows about a source and the bytes do not say."""

    name: str = ""
    """The file's base name, `""` for standard input."""
    format: str | None = None
    """A key of `app.parsers.FORMATS`; `None` lets the content decide."""
    label: str | None = None
    """A regular expression for the label at the start of a paragraph, in place of what the document suggests."""
    speakers: tuple[str, ...] = ()
    """Names that count as labels wherever they stand as one."""


@dataclass(frozen=True, slots=True)
class SpeakerDeclaration:
    """One person as a document or an alias file declares them."""

    name: str
    labels: tuple[str, ...] = ()
    """Labels of this document that mean this person."""
    aliases: tuple[str, ...] = ()
    role: Role | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    """Pairs of scheme and identifier, such as `("wikidata", "Q58217")`."""
    id: str | None = None
    """The id that the person is to have; made of the name where none is wanted."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an interview beside its words; `None` where nobody says it."""

    id: str | None = None
    title: str | None = None
    date: str | None = None
    """ISO 8601, of reduced precision where no more is known: `2020`, `2020-09`, `2020-09-17`."""
    place: str | None = None
    outlet: str | None = None
    language: str | None = None
    """A BCP 47 tag."""
    original_language: str | None = None
    transcript_kind: TranscriptKind | None = None
    source_url: str | None = None
    publisher_name: str | None = None
    publisher_url: str | None = None
    retrieved_at: str | None = None
    """ISO 8601, a date or an instant."""
    media_url: str | None = None
    licence: str | None = None
    rights_holder: str | None = None
    credit: str | None = None
    speakers: tuple[str, ...] = ()
    """Names listed without more: evidence for labels and roles, never a renaming."""
    declarations: tuple[SpeakerDeclaration, ...] = ()

    def overridden_by(self, other: "Metadata") -> "Metadata":
        """These values, with each that `other` knows in their place."""
        known = {field.name: getattr(other, field.name) for field in fields(other)}
        return replace(self, **{name: value for name, value in known.items() if value not in (None, "", ())})


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One thing that was done to the source's text between the source and the turns."""

    rule: str
    offset: int | None = None
    """Code points from the start of the source's text; always there where something was removed."""
    line: int | None = None
    column: int | None = None
    """Both from 1, in code points; `None` where a format has no lines."""
    removed: str | None = None
    """What stood there and is in no turn, exactly; `None` where nothing but white space was changed."""
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class TranscriptTurn:
    """One turn as the source marks it: `text` is its paragraphs joined by a blank line, as published."""

    label: str
    text: str
    kind: Kind | None = None
    """Only where the source itself says so; it is inferred elsewhere."""
    start_ms: int | None = None
    end_ms: int | None = None
    line: int | None = None
    """The line of its label in the source, from 1."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """One interview parsed from a source."""

    format: str
    encoding: str | None
    """How bytes became text, as Python names it; `None` where the format itself says."""
    metadata: Metadata
    turns: tuple[TranscriptTurn, ...]
    ledger: tuple[LedgerEntry, ...]
    warnings: tuple[str, ...] = ()
    key: str | None = None
    """The interview's key in a source of several, `None` in a source of one."""


def prove_nothing_lost(source: str, texts: Iterable[str], ledger: Iterable[LedgerEntry]) -> None:
    """Raise `TranscriptError` unless ledger and texts account for every non-blank character of `source`, in order.

    `source` is the source's text; `texts` are the turns' texts in the source's order. What the ledger says was
    removed must stand exactly where it says, and the rest must be the texts, white space left aside.
    """
    entries, told = list(ledger), list(texts)
    if _digest(_kept(source, entries)) != _digest(told):
        raise TranscriptError(_first_difference("".join(_kept(source, entries)), "\n".join(told)))


def _kept(source: str, ledger: Iterable[LedgerEntry]) -> Iterator[str]:
    """Give `source` piece by piece without what the ledger says was removed; raise where it does not stand there."""
    end = 0
    removals = (entry for entry in ledger if entry.removed is not None)
    for entry in sorted(removals, key=lambda entry: -1 if entry.offset is None else entry.offset):
        if entry.offset is None or entry.offset < end or entry.removed is None:
            raise TranscriptError(f"the ledger's entry `{entry.rule}` at line {entry.line} has no place of its own")
        if not source.startswith(entry.removed, entry.offset):
            raise TranscriptError(
                f"what the ledger removes as `{entry.rule}` at line {entry.line} does not stand there"
            )
        yield source[end : entry.offset]
        end = entry.offset + len(entry.removed)
    yield source[end:]


def _digest(pieces: Iterable[str]) -> bytes:
    """Give a digest of all pieces but their white space: their copies would take many times the memory of a text."""
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update("".join(piece.split()).encode("utf-8", "surrogatepass"))
    return digest.digest()


def _first_difference(kept: str, told: str) -> str:
    left, right = "".join(kept.split()), "".join(told.split())
    at = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    here = slice(at, at + 40)
    return f"text was lost or added: the source goes on with {left[here]!r}, the turns with {right[here]!r}"
