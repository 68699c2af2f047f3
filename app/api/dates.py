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
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        return _span(year or 0, month, day)
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(f"there is no {text} in the calendar") from None


def _span(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    first, last_month = date(year, month or 1, day or 1), month or 12
    return first, first if day else date(year, last_month, calendar.monthrange(year, last_month)[1])
