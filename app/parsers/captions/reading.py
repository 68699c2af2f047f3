"""Cues → units: who speaks by voice tags, by names before the words, or by `>>`; what is no speech set aside."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from app.parsers.captions.cues import Cue, cues_of
from app.parsers.captions.dashes import parted_by_dashes
from app.parsers.captions.markup import BEGINS, CHANGES, ENDS, Token, resolved, tokens_of
from app.parsers.captions.prefixes import Finder, Opening, finder_of
from app.parsers.captions.rolling import Shown, without_repeats
from app.parsers.text.asides import is_stage_note
from app.parsers.text.decoding import Decoded
from app.parsers.units.merging import UNKNOWN
from app.parsers.units.reading import read_units
from app.parsers.units.unit import Piece, Unit, counted, said
from app.transcript import Metadata, ParseOptions, Transcript, TranscriptTurn

_FEW_TURNS = 4
_LINE_END = Token(Piece("\n"))


class _Stretch(NamedTuple):
    """Pieces of one cue up to where another voice may begin."""

    pieces: list[Piece]
    voice: str | None = None
    is_voiced: bool = False
    """Whether a voice tag says whose it is, so that no name before the words can."""
    changes: bool = False


def read_captions(format_key: str, decoded: Decoded, options: ParseOptions, *, comments: bool) -> Transcript:
    """The Transcript that `decoded` holds; raises `TranscriptError` where no cues, or damaged times, are in it."""
    cues = cues_of(decoded.text, comments=comments)
    transcript = read_units(format_key, _text_of(cues), _units_of(cues, options), Metadata())
    warnings = (*decoded.doubts, *transcript.warnings, *_once(transcript.turns))
    return replace(transcript, encoding=decoded.encoding, warnings=warnings)


def captions_text(source: str, *, comments: bool) -> str:
    """The text that must be accounted for: the lines of all cues."""
    return _text_of(cues_of(source, comments=comments))


def _text_of(cues: Iterable[Cue]) -> str:
    return "".join(f"{resolved(line.text)}\n" for cue in cues for line in cue.lines)


def _units_of(cues: Sequence[Cue], options: ParseOptions) -> list[Unit]:
    lines = counted(tokens_of(line) for cue in cues for line in cue.lines)
    whole = [(cue.start_ms, cue.end_ms, [next(lines) for _ in cue.lines]) for cue in cues]
    shown = [parted_by_dashes(cue) for cue in without_repeats(whole)]
    parted = [_without_notes(_stretches(cue)) for cue in shown]
    find = finder_of(list(_openings(parted)), options)
    return [_unit(stretch, cue, find) for cue, stretches in zip(shown, parted, strict=True) for stretch in stretches]


def _once(turns: Sequence[TranscriptTurn]) -> Iterator[str]:
    """Single words that are a label once, which may be no more than words before a colon."""
    counts = Counter(turn.label for turn in turns)
    for turn in turns:
        if counts[turn.label] == 1 and " " not in turn.label and turn.label != UNKNOWN and len(turns) > _FEW_TURNS:
            yield f"the label `{turn.label}` is used once, in line {turn.line}"


def _stretches(cue: Shown) -> list[_Stretch]:
    """The parts of a cue: a line, a voice tag and `>>` each begin one."""
    found = [_Stretch([])]
    for piece, mark, name in (token for line in cue[2] for token in (*line, _LINE_END)):
        last = found[-1]
        if mark == BEGINS:
            found.append(_Stretch([], name, is_voiced=True))
        elif mark == CHANGES and not last.is_voiced:
            found.append(_Stretch([], changes=True))
        spoken = piece._replace(rule=None) if mark == CHANGES and last.is_voiced else piece
        found[-1].pieces.append(spoken)
        if mark == ENDS and last.is_voiced:
            found.append(_Stretch([]))
        elif piece.text == "\n":
            found.append(_Stretch([], found[-1].voice, found[-1].is_voiced))
    return [stretch for stretch in found if stretch.pieces]


def _without_notes(stretches: list[_Stretch]) -> list[_Stretch]:
    """A cue that is one stage note from end to end, such as `[Music]`, is no speech."""
    text = " ".join("".join(said(stretch.pieces) for stretch in stretches).split())
    if any(stretch.is_voiced for stretch in stretches) or not is_stage_note(text):
        return stretches
    return [_Stretch([_noted(piece) for piece in stretch.pieces]) for stretch in stretches]


def _noted(piece: Piece) -> Piece:
    return piece if piece.rule is not None or piece.text == "\n" else piece._replace(rule="stage-note")


def _openings(cues: Iterable[Iterable[_Stretch]]) -> Iterator[Opening]:
    before = ""
    for stretches in cues:
        is_first = True
        for stretch in stretches:
            if not (text := said(stretch.pieces)).strip():
                continue
            if not stretch.is_voiced:
                yield Opening(text, before, is_first)
            before, is_first = text, False


def _unit(stretch: _Stretch, cue: Shown, find: Finder) -> Unit:
    pieces, speaker = stretch.pieces, stretch.voice
    text = said(pieces)
    mark = find(text) if text.strip() and not stretch.is_voiced else None
    if mark is not None:
        pieces, speaker = list(_labelled(pieces, mark.end)), mark.label
    line = next((piece.line for piece in pieces if piece.line is not None), None)
    return Unit(tuple(pieces), speaker, cue[0], cue[1], line, changes=stretch.changes and speaker is None)


def _labelled(pieces: Iterable[Piece], end: int) -> Iterator[Piece]:
    """The pieces, of whose words the first `end` characters are a label."""
    for piece in pieces:
        if piece.rule is not None or end <= 0:
            yield piece
            continue
        head, rest = piece.text[:end], piece.text[end:]
        end -= len(head)
        yield piece._replace(text=head, rule="label")
        if rest:
            yield piece._replace(text=rest, column=piece.column and piece.column + len(head))
