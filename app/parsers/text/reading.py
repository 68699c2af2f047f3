"""Running text → Transcript: the order in which the rest of this room does its work."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.parsers.text.choice import by_pattern, refusal, refuse_other_formats, weigh
from app.parsers.text.cuts import Cut, cut_line, ledger_of
from app.parsers.text.decoding import Decoded
from app.parsers.text.doubts import doubts
from app.parsers.text.evidence import Evidence
from app.parsers.text.exact import OwnForm, read_exact
from app.parsers.text.front_matter import FrontMatter, read_front_matter
from app.parsers.text.furniture import without_furniture
from app.parsers.text.inline import has_markdown
from app.parsers.text.introductions import declarations, introductions
from app.parsers.text.labels import Mark
from app.parsers.text.lines import Line, lines_of
from app.parsers.text.metadata import read_preamble
from app.parsers.text.names import key_of
from app.parsers.text.stamp_lines import with_stamps, without_stamp_lines
from app.parsers.text.tail import note_of_a_speaker, tail_start
from app.parsers.text.turns import Part, Style, turns_of
from app.transcript import Metadata, ParseOptions, Transcript, prove_nothing_lost

MARKED = frozenset({"md", "html", "docx"})
"""Formats whose text has the marks of Markdown, and whose paragraphs the author set."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """How turns are told, how else they might have been, and the initials that the document introduces."""

    best: Evidence
    second: Evidence | None
    introduced: dict[str, str]


def read_text(decoded: Decoded, format_key: str, options: ParseOptions) -> Transcript:
    """The Transcript that `decoded` holds; raises `TranscriptError` where no turns can be told."""
    source = decoded.text
    refuse_other_formats(source)
    front = read_front_matter(source)
    if front.own is not None:
        return _read_own(decoded, format_key, front, front.own)
    lines, furniture = without_furniture([line for line in lines_of(source) if line.start >= front.end])
    lines, stamp_cuts, stamps = without_stamp_lines(lines)
    choice = _choose(lines, options, front.metadata)
    choice = replace(choice, best=replace(choice.best, marks=with_stamps(choice.best.marks, lines, stamps)))
    markdown = format_key in MARKED or has_markdown(source) or choice.best.pattern.startswith("**")
    style = Style(markdown=markdown, wraps=format_key in MARKED)
    preamble = read_preamble(lines[: min(choice.best.marks)], front.metadata)
    end = tail_start(lines, choice.best.marks, markdown=style.markdown)
    marks = {index: mark for index, mark in choice.best.marks.items() if index < end}
    turns, cuts = turns_of(list(_parts(lines[:end], marks)), style)
    if not turns:
        raise refusal(lines)
    tail = [cut_line(line, "tail") for line in lines[end:] if not line.is_blank]
    decided = _decisions(lines, choice)
    ledger = ledger_of(source, (*front.cuts, *furniture, *stamp_cuts, *preamble.cuts, *cuts, *tail, *decided))
    prove_nothing_lost(source, (turn.text for turn in turns), ledger)
    metadata = preamble.metadata.overridden_by(front.metadata)
    metadata = _with_introduced(metadata, choice, [turn.label for turn in turns])
    note = note_of_a_speaker(lines, marks, end)
    warnings = (
        *decoded.doubts,
        *front.doubts,
        *preamble.doubts,
        *doubts(turns, metadata, choice.best.doubt),
        *([note] if note else []),
    )
    return Transcript(format_key, decoded.encoding, metadata, turns, ledger, warnings)


def _read_own(decoded: Decoded, format_key: str, front: FrontMatter, form: OwnForm) -> Transcript:
    """A text that Verbatim wrote: the very turns that it was written from."""
    turns, ledger = read_exact(decoded.text, front.end, form, front.cuts)
    if not turns:
        raise refusal(())
    prove_nothing_lost(decoded.text, (turn.text for turn in turns), ledger)
    return Transcript(format_key, decoded.encoding, front.metadata, turns, ledger, decoded.doubts)


def _choose(lines: Sequence[Line], options: ParseOptions, declared: Metadata) -> _Choice:
    introduced = introductions(lines)
    if options.label is not None:
        return _Choice(by_pattern(lines, options.label), None, introduced)
    known = frozenset(key_of(name) for name in (*_names(declared), *introduced))
    best, second = weigh(lines, known, frozenset(key_of(name) for name in options.speakers))
    return _Choice(best, second, introduced)


def _names(metadata: Metadata) -> Iterator[str]:
    yield from metadata.speakers
    for declaration in metadata.declarations:
        yield from (declaration.name, *declaration.labels, *declaration.aliases)


def _parts(lines: Sequence[Line], marks: Mapping[int, Mark]) -> Iterator[Part]:
    starts = sorted(marks)
    for start, end in zip(starts, (*starts[1:], len(lines)), strict=True):
        yield Part(marks[start], tuple(lines[start:end]))


def _decisions(lines: Sequence[Line], choice: _Choice) -> Iterator[Cut]:
    """Two entries of the ledger that remove nothing: how labels were told, and how else they might have been."""
    at = lines[min(choice.best.marks)].start
    yield Cut(at, at, "label-pattern", choice.best.summary())
    if choice.second is not None:
        yield Cut(at, at, "label-pattern-runner-up", choice.second.summary())


def _with_introduced(metadata: Metadata, choice: _Choice, labels: list[str]) -> Metadata:
    declared = {declaration.name for declaration in metadata.declarations}
    introduced = [one for one in declarations(choice.introduced, labels) if one.name not in declared]
    return replace(metadata, declarations=(*metadata.declarations, *introduced))
