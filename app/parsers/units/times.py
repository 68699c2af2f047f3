"""Times inside a recording → whole milliseconds."""

import re

from app.parsers.text.stamps import milliseconds

LATEST = 10_000 * 60 * 60
"""No recording is longer than this, in seconds."""

_NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,12})?")
_CLOCK = re.compile(r"(?:\d{1,4}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,3}|:\d{3})?")


def in_milliseconds(value: object, scale: int) -> int | None:
    """A number, or a text that is one, `scale` milliseconds each, or a clock's time; `None` where it is no time."""
    if isinstance(value, str):
        bare = value.strip()
        if _CLOCK.fullmatch(bare):
            return _if_real(milliseconds(re.sub(r":(?=\d{3}$)", ".", bare)))
        value = float(bare) if _NUMBER.fullmatch(bare) else None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LATEST * 1000:
        return None
    return _if_real(round(value * scale))


def _if_real(time: int) -> int | None:
    return time if time <= LATEST * 1000 else None
