"""Lines of a caption file → cues, each with its times and the lines that are shown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.parsers.text.lines import Line, lines_of
from app.parsers.text.stamps import milliseconds
from app.transcript import TranscriptError

_TIME = r"(?:\d{1,4}:)?\d{1,2}:\d{1,2}(?:[.,]\d{1,3})?"
_TIMING = re.compile(rf"\s*(?P<start>{_TIME})[ \t]*-->[ \t]*(?P<end>{_TIME})(?=\s|\Z)")
_DAMAGED = re.compile(r"\s*\d{1,4}:\d.{0,20}-->|.{0,20}-->\s*\d{1,4}:\d")
_COMMENT = re.compile(r"(?:NOTE|STYLE|REGION)(?=\s|\Z)")
_COUNT = re.compile(r"\s*\d{1,9}\s*\Z")


@dataclass(frozen=True, slots=True)
class Cue:
    start_ms: int
    end_ms: int
    lines: tuple[Line, ...]
    """What is shown, without blank lines."""


def cues_of(source: str, *, comments: bool) -> list[Cue]:
    """The cues of a caption file; where it may have `comments`, notes and styles between them are none.

    A blank line inside a cue ends it to WebVTT's own reader, which would lose what follows: here it does not.
    Raises `TranscriptError` where there are no cues, or a line of times is damaged.
    """
    lines = lines_of(source)
    timings = [index for index, line in enumerate(lines) if _is_timing(line)]
    if not timings:
        raise TranscriptError("there are no cues in it: no line such as `00:00:01.000 --> 00:00:04.000`")
    ends = [_start_of(lines, index, comments=comments) for index in timings[1:]]
    spans = zip(timings, (*ends, len(lines)), strict=True)
    return [_cue(lines[start], _shown(lines[start + 1 : end], comments=comments)) for start, end in spans]


def _is_timing(line: Line) -> bool:
    if "-->" not in line.text:
        return False
    if _TIMING.match(line.text):
        return True
    if _DAMAGED.match(line.text[:200]):
        raise TranscriptError(f"line {line.number} has times that cannot be read: {line.text.strip()[:60]!r}")
    return False


def _cue(timing: Line, lines: Iterator[Line]) -> Cue:
    match = _TIMING.match(timing.text)
    if match is None:
        raise TranscriptError(f"line {timing.number} has no times")
    return Cue(milliseconds(match["start"]), milliseconds(match["end"]), tuple(lines))


def _start_of(lines: Sequence[Line], timing: int, *, comments: bool) -> int:
    """Where the cue begins whose times stand in the line at `timing`: at its identifier, where it has one."""
    above = lines[timing - 1]
    if above.is_blank or _TIMING.match(above.text):
        return timing
    if _COUNT.match(above.text) or (comments and (timing < 2 or lines[timing - 2].is_blank)):
        return timing - 1
    return timing


def _shown(lines: Sequence[Line], *, comments: bool) -> Iterator[Line]:
    is_comment = False
    for index, line in enumerate(lines):
        opens = index > 0 and not lines[index - 1].text
        is_comment = comments and (is_comment or (opens and _COMMENT.match(line.text) is not None)) and bool(line.text)
        if not is_comment and not line.is_blank:
            yield line
