"""Times on a line of their own beside a label that is alone on its line: set aside, and kept for the turn."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from app.parsers.text.cuts import Cut, cut_line
from app.parsers.text.labels import Mark, bare_label, set_off_label
from app.parsers.text.lines import Line
from app.parsers.text.paragraphs import ends_like_a_sentence
from app.parsers.text.stamps import Stamp, stamp_at

_LONGEST = 48
_FEWEST = 2


def without_stamp_lines(lines: Sequence[Line]) -> tuple[list[Line], list[Cut], dict[int, Stamp]]:
    """The lines without times beside names, each name behind a blank line; the cuts; times by the names' numbers."""
    stamps: dict[int, Stamp] = {}
    names: dict[int, int] = {}
    for index, line in enumerate(lines):
        if (stamp := _alone(line.text)) is not None and (name := _name_beside(lines, index, names)) is not None:
            stamps[lines[name].number] = stamp
            names[index] = name
    if len(names) < _FEWEST:
        return list(lines), [], {}
    kept = list(lines)
    for index, name in names.items():
        kept[index] = Line(lines[index].number, lines[index].start, "")
        if name < index:
            kept[name], kept[index] = kept[index], kept[name]
    return kept, [cut_line(lines[index], "stamp") for index in names], stamps


def with_stamps(marks: Mapping[int, Mark], lines: Sequence[Line], stamps: Mapping[int, Stamp]) -> dict[int, Mark]:
    """Marks that have no time of their own, with that of the line beside theirs."""
    timed = dict(marks)
    for index, mark in marks.items():
        stamp = stamps.get(lines[index].number)
        if mark.start_ms is None and stamp is not None:
            timed[index] = replace(mark, start_ms=stamp.start_ms, end_ms=stamp.end_ms)
    return timed


def _alone(text: str) -> Stamp | None:
    bare = text.strip()
    if not 4 <= len(bare) <= _LONGEST or not any(c.isdigit() for c in bare[:3]):
        return None
    stamp = stamp_at(bare, 0)
    return stamp if stamp is not None and stamp.end == len(bare) else None


def _name_beside(lines: Sequence[Line], index: int, names: Container[int]) -> int | None:
    """The name right above a time, at the start of a paragraph or behind a sentence, or else right below it."""
    above = index - 1
    if above >= 0 and _is_name(lines[above]) and above not in names:
        opens = above == 0 or ends_like_a_sentence(lines[above - 1].text)
        return above if opens else None
    below = next((at for at in range(index + 1, min(index + 3, len(lines))) if not lines[at].is_blank), index)
    if below == index + 1 and _is_name(lines[below]):
        return below
    return below if below > index and _is_set_off(lines[below]) else None


def _is_name(line: Line) -> bool:
    return bare_label(line.text.rstrip(": \t")) is not None


def _is_set_off(line: Line) -> bool:
    mark = set_off_label(line.text)
    return mark is not None and mark.start_ms is None and not mark.is_weak
