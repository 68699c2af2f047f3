"""Dates as people write them, in any language, as ISO 8601 of the precision that was written."""

import calendar
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:[T ][\d:.]+\s?(?:Z|[+-]\d{2}:?\d{2})?)?\Z")
_NUMERIC = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})\Z")
_MONTHS = list(calendar.month_name)
_ENGLISH = re.compile(
    r"(?:(?P<day>[1-9]|[12]\d|3[01]) (?P<month>{0})|(?P<first>{0}) (?P<second>[1-9]|[12]\d|3[01]),?)"
    r" (?P<year>1[5-9]\d\d|20\d\d)\Z".format("|".join(_MONTHS[1:]))
)
"""`4 July 2012`, `July 4, 2012`: told here, since the library that knows all others takes 0.2 seconds to load."""
_TOKEN = re.compile(r"\S+")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20|21)\d\d(?!\d)")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_LONGEST_LINE = 400
_LONGEST_DATE = 80
_MOST_YEARS = 4
"""In one line, from its end: looking for a date around one takes up to a tenth of a second."""


def iso_date(text: str) -> str | None:
    """`text`, a date and nothing else, as ISO 8601: `2020`, `2020-09` or `2020-09-17`; `None` where it is no date."""
    text = _with_ascii_digits(text.strip().strip(".,;"))
    if _ISO.match(text) or _NUMERIC.match(text):
        return _by_form(text)
    return _day(text) or _month(text)


def date_in(line: str) -> tuple[str, int, int] | None:
    """The last date with a month that stands in a line, with its start and end; a year alone is none."""
    if len(line) > _LONGEST_LINE:
        return None
    line = _with_ascii_digits(line)
    tokens = [(match.start(), match.end()) for match in _TOKEN.finditer(line)]
    years = [index for index, (start, end) in enumerate(tokens) if _YEAR.search(line, start, end)]
    windows = [
        (tokens[a][0], tokens[b][1])
        for index in years[: -_MOST_YEARS - 1 : -1]
        for a, b in _windows(index, len(tokens))
    ]
    for read in (_by_form, _day, _month):
        for start, end in windows:
            if (found := read(_bare(line[start:end]))) is not None and (len(found) > len("2020") or is_ambiguous(line)):
                return found, start, end
    return None


def is_ambiguous(line: str) -> bool:
    """Whether the line has a date such as `02/03/2021`, of which nobody can say what is the month."""
    found = re.search(r"(?<!\d)(\d{1,2})([/-])(\d{1,2})\2\d{4}(?!\d)", line[:_LONGEST_LINE])
    return found is not None and found[1] != found[3] and max(int(found[1]), int(found[3])) <= 12


def _with_ascii_digits(text: str) -> str:
    """Arabic-Indic, Devanagari and full-width digits as 0–9, each in its place."""
    return text if text.isascii() else "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)


def _windows(index: int, count: int) -> Iterator[tuple[int, int]]:
    """Runs of words around the year that may be a whole date, the likeliest first."""
    spans = ((0, 0), (-2, 0), (-4, 0), (0, 2), (-3, 0), (0, 1), (-1, 0))
    return ((index + a, index + b) for a, b in spans if index + a >= 0 and index + b < count)


def _bare(text: str) -> str:
    return text.strip('()[]（）【】,;.，。 \t\u00a0*_"“”«»')


def _if_real(text: str) -> str | None:
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        return None
    return text


def _numeric(match: re.Match[str]) -> str | None:
    """Day first where dots or a number over 12 say so; where nothing does, no more than the year is known."""
    first, second, year = int(match[1]), int(match[3]), match[4]
    if match[2] == "." or first > 12 or first == second:
        return _if_real(f"{year}-{second:02}-{first:02}")
    return _if_real(f"{year}-{first:02}-{second:02}") if second > 12 else year


def _by_form(text: str) -> str | None:
    if match := _ISO.match(text):
        return _if_real("-".join(part for part in match.groups() if part))
    return _numeric(match) if (match := _NUMERIC.match(text)) else None


def _day(text: str) -> str | None:
    if match := _ENGLISH.match(text):
        month = _MONTHS.index(match["month"] or match["first"])
        return _if_real(f"{match['year']}-{month:02}-{int(match['day'] or match['second']):02}")
    return _in_words(text, ("day", "month", "year"), "%Y-%m-%d") if _DAY.search(text) else None


def _month(text: str) -> str | None:
    return None if _DAY.search(text) else _in_words(text, ("month", "year"), "%Y-%m")


@lru_cache(maxsize=256)
def _in_words(text: str, parts: tuple[str, ...], shape: str) -> str | None:
    if len(text) > _LONGEST_DATE:
        return None
    import dateparser  # noqa: PLC0415 (heavy, and not every text needs it)

    found = dateparser.parse(text, settings={"REQUIRE_PARTS": list(parts), "PARSERS": ["absolute-time"]})
    return found.strftime(shape) if found is not None else None
