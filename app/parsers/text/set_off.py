"""Labels that a colon, emphasis, a time or brackets set off: which of a document's are believable, and where."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from app.parsers.text.evidence import Evidence, Label, covers, has_names, is_told, labels_of, opens, style_of
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

Reader = Callable[[str, frozenset[str]], Mark | None]


def set_off_evidence(lines: Sequence[Line], known: frozenset[str], alone: frozenset[str] = frozenset()) -> Evidence:
    """Labels that a colon, emphasis, a time, brackets, or being `Q` or `A` set off from the text.

    `known` are keys of names that count as labels; those of them in `alone` do so even where nothing sets them off.
    """

    def standing_alone(text: str, known: frozenset[str]) -> Mark | None:
        mark = bare_label(text, known) if alone else None
        return mark if mark is not None and key_of(mark.label) in alone else None

    return _evidence(lines, (set_off_label, letter_label, capitals_label, standing_alone), known)


def _evidence(lines: Sequence[Line], readers: tuple[Reader, ...], known: frozenset[str]) -> Evidence:
    candidates = dict(_candidates(lines, readers, known))
    labels = labels_of(candidates)
    is_asked = any(is_question_word(label.printed) for label in labels.values())
    sure = {key: label for key, label in labels.items() if _is_sure(label, known, is_asked=is_asked)}
    kept = sure | (_alike(labels, sure) or _one_who_answers(lines, candidates, labels, sure))
    kept = kept or {key: label for key, label in labels.items() if label.sturdy and _may_do(label, is_asked=is_asked)}
    marks = _resolved(lines, candidates, kept, known)
    used = {_key(mark, kept) for mark in marks.values()}
    chosen = {key: label for key, label in kept.items() if key in used}
    enough = 0.7 if not sure else 0.02 if has_names(chosen, known) else 0.3
    told = is_told(chosen, known) and covers(lines, marks, enough)
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


def _is_sure(label: Label, known: frozenset[str], *, is_asked: bool) -> bool:
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


def _may_do(label: Label, *, is_asked: bool) -> bool:
    """Where nothing is sure, what looks like a label of people may do."""
    return style_of(label.printed) != "other" and (is_asked or not is_answer_word(label.printed))


def _alike(labels: Mapping[str, Label], sure: Mapping[str, Label]) -> dict[str, Label]:
    """Labels that come once and look like those that come again."""
    shapes = sum((other.shapes for other in sure.values()), Counter[str]())
    styles = {style_of(other.printed) for other in sure.values()}
    looks = {"name", "role", "capitals"} if styles <= {"word", "other"} else styles | {"role"}
    single = {key: label for key, label in labels.items() if key not in sure and _may_be_single(label)}
    return {key: label for key, label in single.items() if _is_alike(label, shapes, looks - {"other"})}


def _one_who_answers(
    lines: Sequence[Line],
    candidates: Mapping[int, list[Mark]],
    labels: Mapping[str, Label],
    sure: Mapping[str, Label],
) -> dict[str, Label]:
    """The one label beside that of whoever asks, where each heads one of two paragraphs: `Question: …?`, `Ann: …`."""
    if len(labels) != 2 or len(sure) != 1 or not covers(lines, dict.fromkeys(candidates), 0.9):
        return {}
    asks = all(is_question_word(label.printed) and label.count == 1 for label in sure.values())
    rest = {key: label for key, label in labels.items() if key not in sure and label.sturdy == label.count == 1}
    return rest if asks and next(iter(labels)) in sure else {}


def _may_be_single(label: Label) -> bool:
    return label.sturdy > 0 or is_full_name(label.printed)


def _is_alike(label: Label, shapes: Counter[str], looks: set[str]) -> bool:
    shape = max(label.shapes, key=lambda found: shapes[found])
    if is_header_field(label.printed):
        return False
    if label.sturdy and is_capitals(label.printed) and has_role_word(label.printed):
        return True  # `MR. QUILL: Objection.` between the questions of a deposition
    if shapes[shape] * 5 < shapes.total() or not shapes[shape]:
        return False
    return shape.startswith("**") or "–" in shape or style_of(label.printed) in looks


def _key(mark: Mark, kept: Mapping[str, Label]) -> str | None:
    """The kept label that a mark has: its own, or its own without the remark in brackets behind it."""
    if (key := word_of(mark.label)) in kept:
        return key
    return key if (key := word_of(without_brackets(mark.label))) in kept else None


def _resolved(
    lines: Sequence[Line], candidates: Mapping[int, list[Mark]], kept: Mapping[str, Label], known: frozenset[str]
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


def _without_remark(mark: Mark, label: Label) -> Mark:
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
    opening = {i for i in marks if opens(lines, i)}
    if len(opening) < 4 or len(opening) < 0.9 * len(marks):
        return marks
    return {i: mark for i, mark in marks.items() if i in opening or _ends(lines[i - 1].text)}


def _ends(text: str) -> bool:
    return text.rstrip().endswith((".", "!", "?", "…", "。", "？", "！", ")", "]", "”", '"', "»", "*", ":", "—"))


def _pattern(marks: Iterable[Mark]) -> str:
    shapes = Counter(mark.shape for mark in marks)
    return ", ".join(shape for shape, count in shapes.most_common(3) if count * 10 >= shapes.total())
