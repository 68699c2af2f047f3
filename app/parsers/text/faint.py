"""Labels that hardly anything sets off, believed where the whole document is a talk from its first to its last line."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.parsers.text.evidence import Evidence
from app.parsers.text.labels import HEAD, Mark, text_start
from app.parsers.text.lines import Line
from app.parsers.text.names import INVISIBLE, could_be_label, is_capitals, key_of, tidy
from app.parsers.text.stamps import Stamp, stamp_at
from app.parsers.text.vocabulary import NO_LABELS

_NAME = r"(?P<label>[^\W\d_][\w.'’#&-]{0,24}(?: [\w.'’#&-]{1,24}){0,3}?)"
_UNDOTTED = _NAME.replace("[\\w.", "[\\w")
_NICK = r"[@+%~& ]?(?P<label>[\w\[\]\\^{}|`.-][\w\[\]\\^{}|`. -]{0,29})"
_LEAD = re.compile(f"[\\s{INVISIBLE}]*")
_MAY_BE_TIME = re.compile(r"[\d\\\[(（【<{]")
_BEHIND_TIME = re.compile(r"[\s\u00a0]*(?:[-–—|][ \t])?")
_SENTENCE = re.compile(r"[.!?…。！？؟।։;]['\"”’»」』)\]]{0,3}\s*\Z")
_TAGS = frozenset(
    {"p", "br", "hr", "li", "ul", "ol", "tr", "td", "th", "div", "pre", "code", "span", "center", "table"}
)
_MOST_VOICES = 12
_FEWEST_TURNS = 4


@dataclass(frozen=True, slots=True)
class _Form:
    """One way of setting a head off from the text behind it."""

    pattern: str
    reads: re.Pattern[str]
    may_be: Callable[[str], bool]
    is_plain: bool = False
    """Whether nothing but a talk looks so, whatever its sentences are like."""


def _is_small(label: str) -> bool:
    return label[0].islower() and could_be_label(label, is_marked=True)


def _is_nick(label: str) -> bool:
    return label.casefold() not in _TAGS


_FORMS = (
    _Form("<name> text", re.compile(rf"<{_NICK}>(?=\s)"), _is_nick, is_plain=True),
    _Form("name: text", re.compile(rf"{_NAME}[ \u00a0]?:(?=\s)"), _is_small),
    _Form("Name ⇥ text", re.compile(rf"{_NAME}:?\t"), lambda label: could_be_label(label, is_marked=True)),
    _Form("Name   text", re.compile(rf"{_NAME}(?:[ \u00a0]{{2}}|\u3000)"), could_be_label),
    _Form("[Name] text", re.compile(rf"\[{_NAME}\](?=\s)"), could_be_label),
    _Form("(Name) text", re.compile(rf"[(（]{_NAME}[)）]"), could_be_label),
    _Form("Name> text", re.compile(rf"{_NAME}[ \u00a0]?>(?=\s)"), could_be_label),
    _Form("Name—text", re.compile(rf"{_UNDOTTED}(?:[—–]|\.[ ]?[—–-])"), could_be_label),
    _Form("NAME. text", re.compile(rf"{_UNDOTTED}\.(?=\s)"), is_capitals),
)


def faint_evidence(lines: Sequence[Line]) -> Evidence | None:
    """The first form of faint label that heads nearly everything, with voices that come again and take turns."""
    heads = [(index, *_start(line.text)) for index, line in enumerate(lines) if not line.is_blank]
    for form in _FORMS:
        marks = {index: mark for index, at, stamp in heads if (mark := _mark(lines[index].text, at, stamp, form))}
        marks = _that_come_again(marks)
        if marks and _is_talk(lines, marks, form):
            doubt = f"labels are hardly set off (`{form.pattern}`): they are told by coming again and taking turns"
            return Evidence(form.pattern, marks, is_told=True, doubt=None if form.is_plain else doubt)
    return None


def _start(line: str) -> tuple[int, Stamp | None]:
    """Where a label may begin in a line, behind the time that may stand before it."""
    head = line[:HEAD]
    at = _end(_LEAD, head, 0)
    stamp = stamp_at(head, at) if _MAY_BE_TIME.match(head, at) else None
    return (at, None) if stamp is None else (_end(_BEHIND_TIME, head, stamp.end), stamp)


def _mark(line: str, at: int, stamp: Stamp | None, form: _Form) -> Mark | None:
    if (match := form.reads.match(line, at, HEAD)) is None:
        return None
    label = tidy(match["label"])
    if key_of(label) in NO_LABELS or not form.may_be(label):
        return None
    start_ms, end_ms = (stamp.start_ms, stamp.end_ms) if stamp else (None, None)
    return Mark(label, text_start(line, match.end()), form.pattern, start_ms, end_ms)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _that_come_again(marks: Mapping[int, Mark]) -> dict[int, Mark]:
    """Marks of labels that come again; one that comes once is text, in a talk of which it is no great part."""
    counts = Counter(key_of(mark.label) for mark in marks.values())
    return {index: mark for index, mark in marks.items() if counts[key_of(mark.label)] > 1}


def _is_talk(lines: Sequence[Line], marks: Mapping[int, Mark], form: _Form) -> bool:
    said = [key_of(mark.label) for mark in marks.values()]
    changes = sum(a != b for a, b in pairwise(said))
    if not 2 <= len(set(said)) <= _MOST_VOICES or len(said) < _FEWEST_TURNS or 2 * changes < len(said) - 1:
        return False
    if 3 * _headed(lines, marks) < 2 * _openings(lines, marks):
        return False
    return form.is_plain or 5 * _sentences(lines, marks) >= 3 * len(said)


def _headed(lines: Sequence[Line], marks: Mapping[int, Mark]) -> int:
    return sum(index in marks for index in range(min(marks), len(lines)))


def _openings(lines: Sequence[Line], marks: Mapping[int, Mark]) -> int:
    """Lines that open a paragraph from the first label on, and labels wherever they stand."""
    first = min(marks)
    written = (index for index in range(first, len(lines)) if not lines[index].is_blank)
    return sum(index in marks or index == 0 or lines[index - 1].is_blank for index in written)


def _sentences(lines: Sequence[Line], marks: Mapping[int, Mark]) -> int:
    """How many turns have more than a word and end like a sentence."""
    starts = sorted(marks)
    count = 0
    for start, after in zip(starts, (*starts[1:], len(lines)), strict=True):
        last = next(line.text for line in reversed(lines[start:after]) if not line.is_blank)
        spoken = lines[start].text[marks[start].end :]
        count += _SENTENCE.search(last[-HEAD:]) is not None and (after > start + 1 or any(map(str.isalpha, spoken)))
    return count
