"""Units of one speaker in a row → one turn, from the start of the first to the end of the last."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from app.parsers.text.names import key_of
from app.parsers.text.paragraphs import single_spaced
from app.parsers.units.unit import Unit, said
from app.transcript import TranscriptTurn

UNKNOWN = "Unknown"
"""The label of a voice that the source leaves without any."""

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")


class _Group(NamedTuple):
    label: str
    units: list[Unit]


def merged(units: Iterable[Unit]) -> tuple[TranscriptTurn, ...]:
    """The turns of `units`: a unit without a label goes on for the last speaker, and

    Where the source gives no end, it is the next turn's start.
    """
    groups = list(_groups(units))
    starts = [next((u.start_ms for u in group.units if u.start_ms is not None), None) for group in groups]
    return tuple(
        TranscriptTurn(
            group.label, text_of(group.units), group.units[0].kind, start, _end(group, start, following), _line(group)
        )
        for group, (start, following) in zip(groups, pairwise([*starts, None]), strict=True)
    )


def unmerged(units: Iterable[Unit]) -> tuple[TranscriptTurn, ...]:
    """A turn for each unit, with its words and times exactly as they are."""
    return tuple(
        TranscriptTurn(unit.speaker or UNKNOWN, text, unit.kind, unit.start_ms, unit.end_ms, unit.line)
        for unit in units
        if (text := said(unit.pieces).strip())
    )


def text_of(units: Sequence[Unit]) -> str:
    """The words of `units`, single-spaced; paragraphs, where the source has any, are parted by a blank line."""
    paragraphs: list[list[str]] = []
    for unit in units:
        first, *rest = _BLANK_LINE.split(said(unit.pieces).strip())
        if unit.opens or not paragraphs:
            paragraphs.append([])
        paragraphs[-1].extend(first.split("\n"))
        paragraphs.extend(paragraph.split("\n") for paragraph in rest)
    return "\n\n".join(filter(None, map(single_spaced, paragraphs)))


def _groups(units: Iterable[Unit]) -> Iterator[_Group]:
    label, group = UNKNOWN, _Group(UNKNOWN, [])
    changed = True
    for unit in units:
        before, label = label, unit.speaker or (UNKNOWN if unit.changes else label)
        changed = changed or unit.changes or (label != before and key_of(label) != key_of(before))
        if not said(unit.pieces).strip():
            continue
        if changed:
            yield from _whole(group)
            group, changed = _Group(label, []), False
        group.units.append(unit)
    yield from _whole(group)


def _whole(group: _Group) -> Iterator[_Group]:
    if group.units:
        yield group


def _end(group: _Group, start: int | None, following: int | None) -> int | None:
    """The latest end of the units; where the last has none, the next start, though never before the own start."""
    ends = [unit.end_ms for unit in group.units if unit.end_ms is not None]
    if group.units[-1].end_ms is None:
        ends = [*ends, following] if following is not None else []
    return max((end for end in (*ends, start) if end is not None), default=None) if ends else None


def _line(group: _Group) -> int | None:
    return group.units[0].line
