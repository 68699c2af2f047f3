"""Names before the words of a cue, as the whole file makes them believable: `Anna Weber: …`, `>> Tom: …`."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from app.parsers.captions.dashes import DASH
from app.parsers.text.labels import Mark, pattern_label, set_off_label
from app.parsers.text.names import (
    has_role_word,
    is_answer_word,
    is_capitals,
    is_full_name,
    is_question_word,
    key_of,
)
from app.parsers.text.paragraphs import ends_like_a_sentence
from app.transcript import ParseOptions, TranscriptError

Finder = Callable[[str], Mark | None]
_DENSE = 0.8
_HEAD = re.compile(r"\s*([^\s:：?!]{1,30}(?:[ \t][^\s:：?!]{1,30}){0,2})[ \t]?[:：]\s+\S")


class Opening(NamedTuple):
    """The beginning of a cue, of a line in it, or of what follows a `>>`."""

    text: str
    before: str
    """What was said just before it."""
    in_cue: bool
    """Whether the cue begins with it."""


def finder_of(openings: Sequence[Opening], options: ParseOptions) -> Finder:
    """What tells the label at an opening; raises `TranscriptError` where the caller's own pattern is wrong."""
    if options.label is not None:
        return _by_pattern(options.label)
    asked = frozenset(map(key_of, options.speakers)) | _attendees(openings)
    labels = _believed(openings, asked)

    def find(text: str) -> Mark | None:
        mark = _mark(text, asked)
        return mark if mark is not None and key_of(mark.label) in labels else None

    return find


def _by_pattern(pattern: str) -> Finder:
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise TranscriptError(f"--label is no regular expression: {error}") from error
    return lambda text: pattern_label(text, compiled)


def _mark(text: str, asked: frozenset[str]) -> Mark | None:
    """A name and a colon; emphasis, which captions have as tags, sets nothing off."""
    if ":" not in text and "：" not in text:
        return None
    dash = DASH.match(text)
    at = dash.end() if dash else 0
    mark = set_off_label(text[at:], asked)
    if mark is None or ":" not in mark.shape or mark.is_tight:
        return None
    return replace(mark, end=mark.end + at)


def _attendees(openings: Sequence[Opening]) -> frozenset[str]:
    """The keys of names as people give them to a meeting (`iPhone (2)`, `anna w`), where nearly every cue has one."""
    cues = [opening.text for opening in openings if opening.in_cue]
    heads = Counter(key_of(match[1]) for text in cues if (match := _HEAD.match(text)) is not None)
    if heads.total() < _DENSE * len(cues):
        return frozenset()
    return frozenset(key for key, count in heads.items() if count > 1)


def _believed(openings: Sequence[Opening], asked: frozenset[str]) -> frozenset[str]:
    """The keys of labels that come again, that name a person or a role, or that stand in nearly every cue of the file.

    Where there are such, a single word counts as well that begins a cue behind the end of a sentence.
    """
    found = [(opening, mark) for opening in openings if (mark := _mark(opening.text, asked)) is not None]
    counts = Counter(key_of(mark.label) for _, mark in found)
    opens = Counter(key_of(mark.label) for opening, mark in found if ends_like_a_sentence(opening.before))
    named = {key_of(mark.label) for _, mark in found if _names_someone(mark.label)} | (asked & set(counts))
    words = {key_of(mark.label) for _, mark in found if " " not in mark.label}
    cues = sum(opening.in_cue for opening in openings)
    dense = sum(opening.in_cue for opening, _ in found) >= _DENSE * cues
    again = {key for key in words if counts[key] > 1 and opens[key] * 2 >= counts[key]}
    sure = named | again | (words | {key for key in counts if counts[key] > 1} if dense else set())
    return frozenset(sure | {key for key in words if opens[key]} if sure else sure)


def _names_someone(label: str) -> bool:
    if is_question_word(label) or is_answer_word(label) or has_role_word(label):
        return True
    return is_full_name(label) or is_capitals(label)
