"""Times inside a recording, as transcripts print them: `1:02`, `00:01:02`, `[00:01:02.500 --> 00:01:04]`."""

import re
from dataclasses import dataclass

_TIME = r"(?<![\d:.])(?:\d{1,2}:\d{1,2}:\d{1,2}[.,]\d{1,7}|(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?)(?![\d:])"
_RANGE = rf"{_TIME}(?:[ \t]?(?:-->|-|–|—|to)[ \t]?{_TIME})?"
_OPEN, _CLOSE = r"\\?[\[(（【<{]", r"\\?[\])）】>}]"
BRACKETED = re.compile(rf"{_OPEN}[ \t]?(?P<range>{_RANGE})[ \t]?{_CLOSE}")
BARE = re.compile(rf"(?P<range>{_RANGE})(?![ \t]?(?:[AaPp]\.?[Mm]\b|Uhr\b|h\b))")
CLOCK = (
    r"(?:(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})(?:,[ \u00a0\u202f]?|[ \u00a0T]))?"
    r"\d{1,2}:\d{2}(?::\d{2})?(?:[ \u00a0\u202f]?[AaPp]\.?[Mm]\b\.?)?"
)
"""A time of day, with or without its date, which says nothing of a recording: `2.3.2021, 10:02`, `10:02 AM`."""
_TIMES = re.compile(_TIME)


@dataclass(frozen=True, slots=True)
class Stamp:
    end: int
    """Where it ends in the text it was found in."""
    start_ms: int
    end_ms: int | None
    is_bracketed: bool
    has_hours: bool


def stamp_at(text: str, at: int) -> Stamp | None:
    """The time that begins at `at`, in brackets or bare; a time of day (`10:30 a.m.`) is none."""
    if (match := BRACKETED.match(text, at)) is not None:
        return _stamp(match, is_bracketed=True)
    if (match := BARE.match(text, at)) is not None:
        return _stamp(match, is_bracketed=False)
    return None


def _stamp(match: re.Match[str], *, is_bracketed: bool) -> Stamp:
    first, *rest = _TIMES.findall(match["range"])
    return Stamp(
        match.end(), milliseconds(first), milliseconds(rest[0]) if rest else None, is_bracketed, first.count(":") > 1
    )


def milliseconds(time: str) -> int:
    """`h:mm:ss`, `m:ss`, `0:0:3.12`, with or without a fraction, as milliseconds."""
    whole, _, fraction = time.replace(",", ".").partition(".")
    seconds = 0
    for part in whole.split(":"):
        seconds = seconds * 60 + int(part)
    return seconds * 1000 + int((fraction + "000")[:3])
