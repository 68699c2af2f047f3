"""Which shape of label explains the whole document best, and which labels it has."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.parsers.text.labels import SHAPES, Mark
from app.parsers.text.lines import Line
from app.parsers.text.names import is_answer_word, is_full_name, is_header_field, is_question_word, key_of, word_of

MOST_LABELS = 80


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one shape of label finds in a document."""

    shape: str
    marks: Mapping[int, Mark]
    """By the index of their line; only those that count as labels."""
    is_told: bool
    """Whether this is enough to say that there are turns."""

    @property
    def turn_count(self) -> int:
        return len(self.marks)


def weigh(lines: Sequence[Line], declared: Iterable[str]) -> list[Evidence]:
    """What each shape finds, the best first; `declared` are names that count as labels wherever they stand as one."""
    known = {key_of(name) for name in declared}
    found = [_evidence(shape, _marks(lines, shape), known) for shape in SHAPES]
    return sorted(found, key=lambda evidence: (evidence.is_told, evidence.turn_count), reverse=True)


def _marks(lines: Sequence[Line], shape: str) -> dict[int, Mark]:
    read = SHAPES[shape]
    return {index: mark for index, line in enumerate(lines) if (mark := read(line.text)) is not None}


def _evidence(shape: str, marks: Mapping[int, Mark], known: set[str]) -> Evidence:
    counts = Counter(word_of(mark.label) for mark in marks.values())
    printed = {word_of(mark.label): mark.label for mark in marks.values()}
    kept = {word for word in counts if _is_label(printed[word], counts[word], known)}
    told = _is_told([printed[word] for word in kept], counts, known)
    return Evidence(shape, {i: mark for i, mark in marks.items() if word_of(mark.label) in kept}, told)


def _is_label(label: str, count: int, known: set[str]) -> bool:
    if key_of(label) in known or is_question_word(label) or is_answer_word(label):
        return True
    return not (count == 1 and is_header_field(label)) and (count > 1 or is_full_name(label))


def _is_told(labels: list[str], counts: Mapping[str, int], known: set[str]) -> bool:
    """Two voices or more, of which enough say by what they are, or by coming back, that they are voices."""
    if not 2 <= len(labels) <= MOST_LABELS:
        return False
    declared = sum(key_of(label) in known for label in labels)
    asks = any(is_question_word(label) for label in labels)
    again = sum(counts[word_of(label)] > 1 for label in labels)
    names = sum(is_full_name(label) for label in labels)
    return declared > 0 or asks or again > 1 or (again == 1 and names > 0) or names > 1
