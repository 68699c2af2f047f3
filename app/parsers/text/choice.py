"""All ways of telling turns, weighed against each other, and the marks of the best one made clean."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from shlex import quote

from app.parsers.text.alone import bare_evidence
from app.parsers.text.bare_answers import bare_answers_evidence
from app.parsers.text.evidence import Evidence
from app.parsers.text.faint import faint_evidence
from app.parsers.text.header_fields import read_field
from app.parsers.text.introductions import initials_of
from app.parsers.text.labels import HEAD, Mark, pattern_label, set_off_label
from app.parsers.text.lines import Line
from app.parsers.text.names import is_full_name, is_header_field, is_question_word, key_of, tidy, without_brackets
from app.parsers.text.paragraphs import ends_like_a_sentence
from app.parsers.text.set_off import set_off_evidence
from app.parsers.text.voices import bold_evidence, dash_evidence, double_dash_evidence, quoted_evidence
from app.transcript import TranscriptError

_REFUSAL = (
    "no turns can be told in this text: looked for labels at the start of a line, such as `Question:`, `Anna Weber:`, "
    "`**Anna Weber** (0:12)` or `THE PRESIDENT:`, at least two, and ones that come again; for names alone on a line, "
    "bold or quoted questions, and dashes; "
)
_NAMED = 4
"""So many of the heads of lines that might be labels are named in a refusal."""


_HEAD_OF_LINE = re.compile(r"\s{0,20}(?P<label>[^\W\d_][^\s:：]{0,30}(?: [^\s:：]{1,30}){0,3})[ \u00a0]?[:：](?!//|\S)")
_OTHER_FORMATS = {
    "XML": re.compile(r"<\?xml\b"),
    "HTML": re.compile(r"<(?:!doctype|html|head|body|div|p|cite)\b", re.I),
    "JSON": re.compile(r"\{\s*\"|\[\s*\{\s*\""),
    "WebVTT captions": re.compile(r"WEBVTT\b"),
    "SubRip captions": re.compile(r"\d+\s+\d\d:\d\d:\d\d,\d{3} -->"),
}


def refusal(lines: Sequence[Line]) -> TranscriptError:
    """What is said of a text without turns: what was looked for, what was seen, and how to say that it is a label."""
    heads = Counter(mark.label for line in lines if line.text and (mark := _head(line.text)) is not None)
    if not heads:
        return TranscriptError(_REFUSAL + "if there are labels, name them with --speaker or --label")
    seen = heads.most_common(_NAMED)
    told = ", ".join(f"`{label}` ({count})" for label, count in seen)
    options = " ".join(f"--speaker {quote(label)}" for label, _ in seen)
    return TranscriptError(
        f"{_REFUSAL}saw {told}: where these are labels, say {options}, or give a pattern with --label"
    )


def _head(text: str) -> Mark | None:
    """What might be a label to a person: a few words before a colon, or set off otherwise."""
    if (mark := set_off_label(text)) is not None:
        return mark if not mark.is_weak else None
    match = _HEAD_OF_LINE.match(text[:HEAD])
    return Mark(tidy(match["label"]), match.end(), "") if match is not None else None


def refuse_other_formats(source: str) -> None:
    """Raise `TranscriptError` for what is plainly markup, data or captions and not running text."""
    head = source[:HEAD].lstrip("\ufeff \t\r\n")
    for name, beginning in _OTHER_FORMATS.items():
        if beginning.match(head):
            raise TranscriptError(f"this looks like {name}, which is not read as running text: save it as plain text")


def weigh(lines: Sequence[Line], known: frozenset[str], asked: frozenset[str]) -> tuple[Evidence, Evidence | None]:
    """The way of telling turns that explains most, and its runner-up; raises `TranscriptError` where none does.

    `known` are keys of names that the document declares, `asked` those that the caller says are labels.
    """
    set_off = set_off_evidence(lines, known | asked, alone=asked)
    said = any(key_of(mark.label) in asked for mark in set_off.marks.values())
    ways = (
        (1.0, replace(set_off, is_told=set_off.is_told or said)),
        (0.7, bare_evidence(lines, known | asked)),
        (0.6, bold_evidence(lines)),
        (0.5, quoted_evidence(lines)),
        (0.6, double_dash_evidence(lines)),
        (0.5, dash_evidence(lines)),
    )
    ranked = sorted(ways, key=lambda way: (way[1].is_told, way[0] * len(way[1].marks)), reverse=True)
    best, second = ranked[0][1], ranked[1][1]
    if not best.is_told:
        best, second = _at_last(lines), best
    return replace(best, marks=without_header(lines, best.marks)), second if second.marks else None


def _at_last(lines: Sequence[Line]) -> Evidence:
    """What is tried where nothing else tells turns; raises `TranscriptError` where this does not either."""
    found = faint_evidence(lines) or bare_answers_evidence(lines)
    if found is None:
        raise refusal(lines)
    return found


def by_pattern(lines: Sequence[Line], pattern: str) -> Evidence:
    """The labels that the caller's own pattern finds; raises `TranscriptError` where it is wrong or finds none."""
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise TranscriptError(f"--label is no regular expression: {error}") from error
    marks = {
        index: mark for index, line in enumerate(lines) if (mark := pattern_label(line.text, compiled)) is not None
    }
    if not marks:
        raise TranscriptError(f"--label `{pattern}` finds no label at the start of any line")
    return Evidence(pattern, marks, is_told=True)


def without_header(lines: Sequence[Line], marks: Mapping[int, Mark]) -> dict[int, Mark]:
    """Marks without the header fields before the talk: `Interviewer: Jane Doe`, `JD: Jane Doe`."""
    kept = dict(sorted(marks.items()))
    for index, mark in list(kept.items()):
        if len(kept) <= 2 or not _is_header(lines[index], mark):
            break
        del kept[index]
    return kept


def _is_header(line: Line, mark: Mark) -> bool:
    if read_field(line.text) is not None and not is_question_word(mark.label):
        return True
    value = without_brackets(line.text[mark.end : mark.end + HEAD].strip(" *_\t"))
    if not value or len(value) > 80 or ends_like_a_sentence(value):
        return False
    names = [part.strip() for part in re.split(r"[,;&]| and ", value)]
    return initials_of(value) == key_of(mark.label) or (
        is_header_field(mark.label) and all(is_full_name(name) for name in names if name)
    )
