"""Dates of reduced precision (ISO 8601): a year, a month or a day."""

import calendar
import re
from datetime import date

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def days_of(text: str) -> tuple[date, date]:
    """Give the first and the last day that `text` can mean.

    Raises `ValueError` where it is no date, or none of the calendar.
    """
    if not (match := _DATE.fullmatch(text)):
        raise ValueError("give a year, a month or a day, such as 2020, 2020-09 or 2020-09-17")
    year, *rest = (int(part) for part in match.groups() if part)
    try:
        return _span(year, *rest)
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(f"there is no {text} in the calendar") from None


def _span(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date]:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)
