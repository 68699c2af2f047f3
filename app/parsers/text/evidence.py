"""Which labels the document as a whole makes believable: labels come again, say what they are, look alike."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.parsers.text.labels import HEAD, Mark, bare_label, capitals_label, letter_label, set_off_label
from app.parsers.text.lines import Line
from app.parsers.text.names import (
    has_role_word,
    is_answer_word,
    is_capitals,
    is_full_name,
    is_header_field,
    is_question_word,
    key_of,
    without_brackets,
    word_of,
)

MOST_LABELS = 100
_RULES = frozenset("-*_=–—~#•·")
Reader = Callable[[str, frozenset[str]], Mark | None]


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
class _Label:
    """One label, over all the lines that may have it."""

    printed: str
    count: int = 0
    sturdy: int = 0
    """How often it is set off by more than a dash or a heading's marks."""
    shapes: Counter[str] = field(default_factory=Counter)


def set_off_evidence(lines: Sequence[Line], known: frozenset[str], alone: frozenset[str] = frozenset()) -> Evidence:
    """Labels that a colon, emphasis, a time, brackets, or being `Q` or `A` set off from the text.

    `known` are keys of names that count as labels; those of them in `alone` do so even where nothing sets them off.
    """

    def standing_alone(text: str, known: frozenset[str]) -> Mark | None:
        mark = bare_label(text, known) if alone else None
        return mark if mark is not None and key_of(mark.label) in alone else None

    return _evidence(lines, (set_off_label, letter_label, capitals_label, standing_alone), known)


def bare_evidence(lines: Sequence[Line], known: frozenset[str]) -> Evidence:
    """Labels alone on their line, with text below them and nothing to set them off."""
    candidates = {i: [mark] for i, mark in _bare_marks(lines, known)}
    labels = _labels(candidates)
    named = {key for key, label in labels.items() if _is_bare_name(label, known)}
    kept = named if len(named) > 1 else {key for key, label in labels.items() if label.count > 1}
    marks = {i: marks[0] for i, marks in candidates.items() if key_of(marks[0].label) in kept or _heads_block(lines, i)}
    chosen = {key: labels[key] for key in {key_of(mark.label) for mark in marks.values()}}
    told = _is_told(chosen, known) and _covers(lines, marks, 0.05 if len(named) > 1 else 0.3)
    return Evidence("Name ⏎ text", marks, told)


def _evidence(lines: Sequence[Line], readers: tuple[Reader, ...], known: frozenset[str]) -> Evidence:
    candidates = dict(_candidates(lines, readers, known))
    labels = _labels(candidates)
    is_asked = any(is_question_word(label.printed) for label in labels.values())
    sure = {key: label for key, label in labels.items() if _is_sure(label, known, is_asked=is_asked)}
    kept = sure | (_alike(labels, sure) or _one_who_answers(lines, candidates, labels, sure))
    kept = kept or {key: label for key, label in labels.items() if label.sturdy and _may_do(label, is_asked=is_asked)}
    marks = _resolved(lines, candidates, kept, known)
    used = {_key(mark, kept) for mark in marks.values()}
    chosen = {key: label for key, label in kept.items() if key in used}
    enough = 0.7 if not sure else 0.02 if _has_names(chosen, known) else 0.3
    told = _is_told(chosen, known) and _covers(lines, marks, enough)
    return Evidence(_pattern(marks.values()), marks, told)


def _candidates(
    lines: Sequence[Line], readers: tuple[Reader, ...], known: frozenset[str]
) -> Iterator[tuple[int, list[Mark]]]:
    """What the readers find, each short line read once: in talks many are alike."""
    seen: dict[str, list[Mark]] = {}
    for index, line in enumerate(lines):
        if (found := seen.get(line.text)) is None:
            found = _read(line.text, readers, known)
            if len(line.text) < HEAD:
                seen[line.text] = found
        if found:
            yield index, found


def _read(text: str, readers: tuple[Reader, ...], known: frozenset[str]) -> list[Mark]:
    return [mark for read in readers if (mark := read(text, known)) is not None] if text else []


def _labels(candidates: Mapping[int, list[Mark]]) -> dict[str, _Label]:
    labels: dict[str, _Label] = {}
    for mark in (mark for marks in candidates.values() for mark in marks if not mark.is_tight):
        label = labels.setdefault(word_of(mark.label), _Label(mark.label))
        label.count += 1
        label.sturdy += not mark.is_weak
        label.shapes[_family(mark.shape)] += 1
    for key in [key for key in labels if (bare := word_of(without_brackets(key))) != key and bare in labels]:
        _merge(labels[word_of(without_brackets(key))], labels.pop(key))
    return labels


def _merge(label: _Label, other: _Label) -> None:
    """Take in what is the same label with a remark in brackets: `Anna (laughing)`."""
    label.count += other.count
    label.sturdy += other.sturdy
    label.shapes += other.shapes


def _family(shape: str) -> str:
    """A shape without what one label has and the next has not: the time, and whether the text follows on the line."""
    return " ".join(re.sub(r"\(?0:00(?::00)?\)?|⏎", "", shape).split())


def _is_sure(label: _Label, known: frozenset[str], *, is_asked: bool) -> bool:
    """Declared, or a word for question or answer, or one that comes again; one answer alone answers nothing."""
    if key_of(label.printed) in known:
        return True
    if is_question_word(label.printed) or (is_answer_word(label.printed) and is_asked):
        return label.sturdy > 0 or label.count > 1
    if label.count < 2:
        return False
    if is_answer_word(label.printed):
        return True
    return label.sturdy > 1 or (is_full_name(label.printed) or is_capitals(label.printed))


def _may_do(label: _Label, *, is_asked: bool) -> bool:
    """Where nothing is sure, what looks like a label of people may do."""
    return _style(label.printed) != "other" and (is_asked or not is_answer_word(label.printed))


def _alike(labels: Mapping[str, _Label], sure: Mapping[str, _Label]) -> dict[str, _Label]:
    """Labels that come once and look like those that come again."""
    shapes = sum((other.shapes for other in sure.values()), Counter[str]())
    styles = {_style(other.printed) for other in sure.values()}
    looks = {"name", "role", "capitals"} if styles <= {"word", "other"} else styles | {"role"}
    single = {key: label for key, label in labels.items() if key not in sure and _may_be_single(label)}
    return {key: label for key, label in single.items() if _is_alike(label, shapes, looks - {"other"})}


def _one_who_answers(
    lines: Sequence[Line],
    candidates: Mapping[int, list[Mark]],
    labels: Mapping[str, _Label],
    sure: Mapping[str, _Label],
) -> dict[str, _Label]:
    """The one label beside that of whoever asks, where each heads one of two paragraphs: `Question: …?`, `Ann: …`."""
    if len(labels) != 2 or len(sure) != 1 or not _covers(lines, dict.fromkeys(candidates), 0.9):
        return {}
    asks = all(is_question_word(label.printed) and label.count == 1 for label in sure.values())
    rest = {key: label for key, label in labels.items() if key not in sure and label.sturdy == label.count == 1}
    return rest if asks and next(iter(labels)) in sure else {}


def _may_be_single(label: _Label) -> bool:
    return label.sturdy > 0 or is_full_name(label.printed)


def _is_alike(label: _Label, shapes: Counter[str], looks: set[str]) -> bool:
    shape = max(label.shapes, key=lambda found: shapes[found])
    if is_header_field(label.printed):
        return False
    if label.sturdy and is_capitals(label.printed) and has_role_word(label.printed):
        return True  # `MR. QUILL: Objection.` between the questions of a deposition
    if shapes[shape] * 5 < shapes.total() or not shapes[shape]:
        return False
    return shape.startswith("**") or "–" in shape or _style(label.printed) in looks


def _style(printed: str) -> str:
    if is_question_word(printed) or is_answer_word(printed):
        return "word"
    if is_capitals(printed):
        return "capitals"
    if has_role_word(printed):
        return "role"
    return "name" if is_full_name(printed) else "other"


def _key(mark: Mark, kept: Mapping[str, _Label]) -> str | None:
    """The kept label that a mark has: its own, or its own without the remark in brackets behind it."""
    if (key := word_of(mark.label)) in kept:
        return key
    return key if (key := word_of(without_brackets(mark.label))) in kept else None


def _resolved(
    lines: Sequence[Line], candidates: Mapping[int, list[Mark]], kept: Mapping[str, _Label], known: frozenset[str]
) -> dict[int, Mark]:
    """The first mark of each line that has a kept label and may stand where it stands."""
    marks: dict[int, Mark] = {}
    last: Mark | None = None
    for index, found in candidates.items():
        for mark in found:
            if (key := _key(mark, kept)) is not None and _may_follow(mark, last, known):
                marks[index] = last = _without_remark(mark, kept[key])
                break
    return _opening_only(lines, marks)


def _without_remark(mark: Mark, label: _Label) -> Mark:
    """`Anna (laughing)` is `Anna`, where `Anna` is a label too; `Etan (Nimbus)` is who he is."""
    remark = mark.label[len(label.printed) :].lstrip(" ([（【")
    if mark.label == label.printed or not mark.label.startswith(label.printed) or not remark or remark[0].isupper():
        return mark
    return replace(mark, label=label.printed)


def _may_follow(mark: Mark, last: Mark | None, known: frozenset[str]) -> bool:
    """`A man came` is an answer only behind a question; a sturdier mark may stand anywhere."""
    if not mark.is_weak or key_of(mark.label) in known or not is_answer_word(mark.label):
        return True
    return last is not None and is_question_word(last.label)


def _opening_only(lines: Sequence[Line], marks: dict[int, Mark]) -> dict[int, Mark]:
    """Where labels open paragraphs, one in the middle of a paragraph's lines is no label."""
    opening = {i for i in marks if _opens(lines, i)}
    if len(opening) < 4 or len(opening) < 0.9 * len(marks):
        return marks
    return {i: mark for i, mark in marks.items() if i in opening or _ends(lines[i - 1].text)}


def _opens(lines: Sequence[Line], index: int) -> bool:
    return index == 0 or lines[index - 1].is_blank


def _ends(text: str) -> bool:
    return text.rstrip().endswith((".", "!", "?", "…", "。", "？", "！", ")", "]", "”", '"', "»", "*", ":", "—"))


def _is_told(labels: Mapping[str, _Label], known: frozenset[str]) -> bool:
    """Two voices or more, of which enough say by what they are, or by coming back, that they are voices."""
    if not 2 <= len(labels) <= MOST_LABELS:
        return False
    declared = sum(key_of(label.printed) in known for label in labels.values())
    asks = any(is_question_word(label.printed) for label in labels.values())
    again = sum(label.count > 1 for label in labels.values())
    names = sum(_style(label.printed) != "other" for label in labels.values())
    marked = any(shape.startswith("**") or "–" in shape for label in labels.values() for shape in label.shapes)
    return declared > 0 or asks or again > 1 or (again == 1 and (names > 0 or marked)) or names == len(labels)


def _has_names(labels: Mapping[str, _Label], known: frozenset[str]) -> bool:
    return any(key_of(label.printed) in known or _style(label.printed) != "other" for label in labels.values())


def _covers(lines: Sequence[Line], marks: Mapping[int, object], share: float) -> bool:
    """Whether labels head at least this share of the paragraphs from the first of them on."""
    if not marks:
        return False
    first = min(marks)
    paragraphs = sum(_opens(lines, i) and not lines[i].is_blank for i in range(first, len(lines)))
    return len(marks) >= share * max(1, paragraphs)


def _pattern(marks: Iterable[Mark]) -> str:
    shapes = Counter(mark.shape for mark in marks)
    return ", ".join(shape for shape, count in shapes.most_common(3) if count * 10 >= shapes.total())


def _bare_marks(lines: Sequence[Line], known: frozenset[str]) -> Iterator[tuple[int, Mark]]:
    for index, line in enumerate(lines):
        opens = _opens(lines, index) or is_rule(lines[index - 1].text)
        mark = bare_label(line.text, known) if opens and not line.is_blank else None
        if mark is not None and _has_text_below(lines, index):
            yield index, mark


def _has_text_below(lines: Sequence[Line], index: int) -> bool:
    below = [line for line in lines[index + 1 : index + 4] if not line.is_blank]
    return bool(below)


def _is_bare_name(label: _Label, known: frozenset[str]) -> bool:
    if key_of(label.printed) in known:
        return True
    return label.count > 1 and _style(label.printed) != "other"


def _heads_block(lines: Sequence[Line], index: int) -> bool:
    """Whether a rule stands before a line, so that the line heads a block."""
    before = [line for line in lines[max(0, index - 2) : index] if not line.is_blank]
    after = lines[index + 1] if index + 1 < len(lines) else lines[index]
    return bool(before) and is_rule(before[-1].text) and not after.is_blank


def is_rule(text: str) -> bool:
    """A line of nothing but dashes, stars, underscores or equal signs."""
    if text.lstrip()[:1] not in _RULES:
        return False
    bare = "".join(text.split())
    return len(bare) >= 3 and len(set(bare)) == 1
