"""Segments of a JSON dialect: who speaks and what is said, each in a field of its own."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from app.parsers.text.names import tidy
from app.parsers.text.paragraphs import single_spaced
from app.parsers.units.documents import Node, document_of, doubts_of
from app.parsers.units.reading import read_units
from app.parsers.units.unit import Piece, Unit, counted, visible
from app.transcript import Metadata, Transcript, TranscriptError


class Segment(NamedTuple):
    """What a dialect declares as said at one go."""

    label: str | None
    """As the document has it."""
    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    opens: bool = False
    """Whether a paragraph begins with it."""


class Spoken(NamedTuple):
    """A word, or a mark of punctuation, as speech recognition gives it."""

    label: str | None
    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    is_mark: bool = False
    """Whether no space stands before it."""


Reader = Callable[[Node], Iterator[Segment]]


def read_segments(
    format_key: str, data: bytes, read: Reader, metadata: Metadata, naming: Callable[[str], str] = str
) -> Transcript:
    """The Transcript of the document `data`; `naming` makes a label of what the document calls a speaker.

    Raises `TranscriptError` where the document is damaged, names the field that is not as it must be.
    """
    segments = list(read(document_of(data)))
    if not segments:
        raise TranscriptError(f"this {format_key} document holds no words")
    pieces = counted(_pieces(segment) for segment in segments)
    units = [_unit(segment, parts, naming) for segment, parts in zip(segments, pieces, strict=True)]
    transcript = read_units(format_key, _text_of(segments), units, metadata)
    return replace(transcript, warnings=(*doubts_of(data), *transcript.warnings))


def segments_text(data: bytes, read: Reader) -> str:
    """The text of the document `data`: its speakers and their words, in the order of speech."""
    return _text_of(read(document_of(data)))


def runs_of(words: Iterable[Spoken]) -> Iterator[Segment]:
    """Words of one speaker in a row as segments; a word without a speaker goes on for the last."""
    run: list[Spoken] = []
    for word in words:
        if run and word.label is not None and word.label != run[0].label:
            yield _segment(run)
            run = []
        run.append(word)
    if run:
        yield _segment(run)


def _segment(run: list[Spoken]) -> Segment:
    parts: list[list[str]] = []
    for word in run:
        if word.is_mark and parts:
            parts[-1].append(word.text)
        else:
            parts.append([word.text])
    ends = [word.end_ms for word in run if word.end_ms is not None]
    start = next((word.start_ms for word in run if word.start_ms is not None), None)
    return Segment(run[0].label, single_spaced(["".join(part) for part in parts]), start, max(ends, default=None))


def _pieces(segment: Segment) -> Iterator[Piece]:
    if segment.label is not None:
        yield from (Piece(segment.label, "label"), Piece("\n"))
    yield from visible(segment.text)
    yield Piece("\n")


def _unit(segment: Segment, pieces: Iterable[Piece], naming: Callable[[str], str]) -> Unit:
    speaker = naming(tidy(segment.label)) if segment.label is not None else None
    return Unit(tuple(pieces), speaker or None, segment.start_ms, segment.end_ms, opens=segment.opens)


def _text_of(segments: Iterable[Segment]) -> str:
    return "".join(f"{s.text}\n" if s.label is None else f"{s.label}\n{s.text}\n" for s in segments)
