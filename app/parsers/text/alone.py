"""Labels alone on their line, with nothing to set them off but the text below and what stands above."""

from collections.abc import Iterator, Sequence

from app.parsers.text.evidence import Evidence, Label, covers, is_told, labels_of, opens, style_of
from app.parsers.text.labels import Mark, bare_label
from app.parsers.text.lines import Line, is_rule
from app.parsers.text.names import key_of


def bare_evidence(lines: Sequence[Line], known: frozenset[str]) -> Evidence:
    """Labels alone on their line, with text below them and nothing to set them off."""
    candidates = {i: [mark] for i, mark in _bare_marks(lines, known)}
    labels = labels_of(candidates)
    named = {key for key, label in labels.items() if _is_bare_name(label, known)}
    kept = named if len(named) > 1 else {key for key, label in labels.items() if label.count > 1}
    marks = {i: marks[0] for i, marks in candidates.items() if key_of(marks[0].label) in kept or _heads_block(lines, i)}
    chosen = {key: labels[key] for key in {key_of(mark.label) for mark in marks.values()}}
    told = is_told(chosen, known) and covers(lines, marks, 0.05 if len(named) > 1 else 0.3)
    return Evidence("Name ⏎ text", marks, told)


def _bare_marks(lines: Sequence[Line], known: frozenset[str]) -> Iterator[tuple[int, Mark]]:
    for index, line in enumerate(lines):
        is_first = opens(lines, index) or is_rule(lines[index - 1].text)
        mark = bare_label(line.text, known) if is_first and not line.is_blank else None
        if mark is not None and _has_text_below(lines, index):
            yield index, mark


def _has_text_below(lines: Sequence[Line], index: int) -> bool:
    below = [line for line in lines[index + 1 : index + 4] if not line.is_blank]
    return bool(below)


def _is_bare_name(label: Label, known: frozenset[str]) -> bool:
    if key_of(label.printed) in known:
        return True
    return label.count > 1 and style_of(label.printed) != "other"


def _heads_block(lines: Sequence[Line], index: int) -> bool:
    """Whether a rule stands before a line, so that the line heads a block."""
    before = [line for line in lines[max(0, index - 2) : index] if not line.is_blank]
    after = lines[index + 1] if index + 1 < len(lines) else lines[index]
    return bool(before) and is_rule(before[-1].text) and not after.is_blank
