"""Answers without a label behind questions that have one, a number or a heading's marks: `Merrow Times: Why?`."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.parsers.text.evidence import Evidence
from app.parsers.text.labels import Mark, letter_label, set_off_label
from app.parsers.text.lines import Line
from app.parsers.text.names import is_question_word, word_of
from app.parsers.text.paragraphs import ends_like_a_sentence
from app.parsers.text.voices import ANSWER, QUESTION, asks

_DOUBT = "answers have no label: what stands behind a question is told as `Answer`"
_LEADS = {
    "# question?": re.compile(r"#{1,6}[ \t]+(?=\S)"),
    "1. question?": re.compile(r"\s{0,4}\d{1,3}[.)][ \t]+(?=\S)"),
}
_FEWEST = 3
"""Of questions that no word for question heads."""


def bare_answers_evidence(lines: Sequence[Line]) -> Evidence | None:
    """Turns of what asks all over the document, and of the unlabelled paragraphs behind each of its questions."""
    for pattern, asked in _ways(lines):
        marks = _with_answers(lines, asked) if asked else {}
        if 5 * (len(marks) - len(asked)) >= 4 * max(1, len(asked)):
            return Evidence(f"{pattern} ⏎ answer", marks, is_told=True, doubt=_DOUBT)
    return None


def _ways(lines: Sequence[Line]) -> Iterator[tuple[str, dict[int, Mark]]]:
    yield "Question: text", _labelled(lines)
    for pattern, lead in _LEADS.items():
        yield pattern, _led(lines, lead)


def _with_answers(lines: Sequence[Line], asked: Mapping[int, Mark]) -> dict[int, Mark]:
    parted = sum(index == 0 or lines[index - 1].is_blank for index in asked) * 2 > len(asked)
    starts = sorted(asked)
    marks: dict[int, Mark] = {}
    for start, end in zip(starts, (*starts[1:], len(lines)), strict=True):
        marks[start] = asked[start]
        if (answer := _answer(lines, start, end, asked[start], parted=parted)) is not None:
            marks[answer] = Mark(ANSWER, 0, "", kind="answer")
    return marks


def _led(lines: Sequence[Line], lead: re.Pattern[str]) -> dict[int, Mark]:
    """Every paragraph with this lead, headings of the commonest level, where each of them asks."""
    found = {index: match for index, line in enumerate(lines) if (match := lead.match(line.text)) is not None}
    levels = Counter(match.group().count("#") for match in found.values())
    common = max(levels, key=levels.__getitem__, default=0)
    marks = {
        index: Mark(QUESTION, match.end(), "", kind="question")
        for index, match in found.items()
        if match.group().count("#") == common
    }
    return marks if len(marks) >= _FEWEST and all(asks(lines, index) for index in marks) else {}


def _labelled(lines: Sequence[Line]) -> dict[int, Mark]:
    """The marks of the one label whose paragraphs ask, as a word for question does, or nearly always."""
    found = {index: mark for index, line in enumerate(lines) if (mark := _label(line.text)) is not None}
    for key, count in Counter(word_of(mark.label) for mark in found.values()).most_common(3):
        marks = {index: mark for index, mark in found.items() if word_of(mark.label) == key}
        asking = sum(asks(lines, index) for index in marks)
        word = is_question_word(key)
        if count >= (2 if word else _FEWEST) and asking >= (0.4 if word else 0.8) * count:
            return {index: replace(mark, kind="question") for index, mark in marks.items()}
    return {}


def _label(text: str) -> Mark | None:
    mark = (set_off_label(text) or letter_label(text)) if text else None
    return mark if mark is not None and not mark.is_weak and not mark.is_tight else None


def _answer(lines: Sequence[Line], start: int, end: int, mark: Mark, *, parted: bool) -> int | None:
    """The line where the paragraph behind a question begins."""
    written = iter([index for index in range(start + 1, end) if not lines[index].is_blank])
    before = next(written, start) if mark.end >= len(lines[start].text) else start
    for index in written:
        if lines[index - 1].is_blank if parted else ends_like_a_sentence(lines[before].text):
            return index
        before = index
    return None
