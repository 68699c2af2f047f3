"""What makes labels believable over a whole document: they come again, say what they are, and head its paragraphs."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.parsers.text.labels import Mark
from app.parsers.text.lines import Line
from app.parsers.text.names import (
    has_role_word,
    is_answer_word,
    is_capitals,
    is_full_name,
    is_question_word,
    key_of,
    without_brackets,
    word_of,
)

MOST_LABELS = 100


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one way of telling turns finds in a document."""

    pattern: str
    """How its labels look, for people: `Name: text`."""
    marks: Mapping[int, Mark]
    """By the index of their line; only those that count as labels."""
    is_told: bool
    """Whether this is enough to say that there are turns."""
    doubt: str | None = None
    """What a reader should know who relies on it."""

    def summary(self) -> str:
        """`Name: text`: 50 turns, Question 25, Sergey Lavrov 25."""
        counts = Counter(mark.label for mark in self.marks.values())
        told = ", ".join(f"{label} {count}" for label, count in counts.most_common(12))
        more = f" and {len(counts) - 12} more" if len(counts) > 12 else ""
        return f"`{self.pattern}`: {len(self.marks)} turns, {told}{more}"


@dataclass(slots=True)
class Label:
    """One label, over all the lines that may have it."""

    printed: str
    count: int = 0
    sturdy: int = 0
    """How often it is set off by more than a dash or a heading's marks."""
    shapes: Counter[str] = field(default_factory=Counter)


def labels_of(candidates: Mapping[int, list[Mark]]) -> dict[str, Label]:
    labels: dict[str, Label] = {}
    for mark in (mark for marks in candidates.values() for mark in marks if not mark.is_tight):
        label = labels.setdefault(word_of(mark.label), Label(mark.label))
        label.count += 1
        label.sturdy += not mark.is_weak
        label.shapes[_family(mark.shape)] += 1
    for key in [key for key in labels if (bare := word_of(without_brackets(key))) != key and bare in labels]:
        _merge(labels[word_of(without_brackets(key))], labels.pop(key))
    return labels


def _merge(label: Label, other: Label) -> None:
    """Take in what is the same label with a remark in brackets: `Anna (laughing)`."""
    label.count += other.count
    label.sturdy += other.sturdy
    label.shapes += other.shapes


def _family(shape: str) -> str:
    """A shape without what one label has and the next has not: the time, and whether the text follows on the line."""
    return " ".join(re.sub(r"\(?0:00(?::00)?\)?|⏎", "", shape).split())


def style_of(printed: str) -> str:
    if is_question_word(printed) or is_answer_word(printed):
        return "word"
    if is_capitals(printed):
        return "capitals"
    if has_role_word(printed):
        return "role"
    return "name" if is_full_name(printed) else "other"


def opens(lines: Sequence[Line], index: int) -> bool:
    return index == 0 or lines[index - 1].is_blank


def is_told(labels: Mapping[str, Label], known: frozenset[str]) -> bool:
    """Two voices or more, of which enough say by what they are, or by coming back, that they are voices."""
    if not 2 <= len(labels) <= MOST_LABELS:
        return False
    declared = sum(key_of(label.printed) in known for label in labels.values())
    asks = any(is_question_word(label.printed) for label in labels.values())
    again = sum(label.count > 1 for label in labels.values())
    names = sum(style_of(label.printed) != "other" for label in labels.values())
    marked = any(shape.startswith("**") or "–" in shape for label in labels.values() for shape in label.shapes)
    return declared > 0 or asks or again > 1 or (again == 1 and (names > 0 or marked)) or names == len(labels)


def has_names(labels: Mapping[str, Label], known: frozenset[str]) -> bool:
    return any(key_of(label.printed) in known or style_of(label.printed) != "other" for label in labels.values())


def covers(lines: Sequence[Line], marks: Mapping[int, object], share: float) -> bool:
    """Whether labels head at least this share of the paragraphs from the first of them on."""
    if not marks:
        return False
    first = min(marks)
    paragraphs = sum(opens(lines, i) and not lines[i].is_blank for i in range(first, len(lines)))
    return len(marks) >= share * max(1, paragraphs)
