"""What a label looks like at the start of a line: one function for each shape, which knows nothing of other lines."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.parsers.text.names import INVISIBLE, LONGEST_LABEL, could_be_label, tidy

HEAD = 160
"""No more of a line than this is looked at for a label, so that the work is bounded."""

_COLON = re.compile(r"[:：﹕︰]")
_WIDE = "：﹕︰"
_EDGE = f"\\s{INVISIBLE}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
_AFTER = re.compile(f"[{_EDGE}]*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A label as a shape sees it at the start of a line."""

    label: str
    """As printed, without what sets it off."""
    end: int
    """Where the text begins, counted in the line."""
    start_ms: int | None = None


Shape = Callable[[str], Mark | None]


def colon_label(line: str) -> Mark | None:
    """`Name: text`, `Name : text`, `名前：本文`; white space, the line's end or a full-width colon must follow."""
    head = line[:HEAD]
    if (colon := _COLON.search(head)) is None or colon.start() > LONGEST_LABEL + 20:
        return None
    label = tidy(head[: colon.start()])
    if not could_be_label(label) or not _may_end_here(line, colon.end(), label):
        return None
    return Mark(label, text_start(line, colon.end()))


def text_start(line: str, at: int) -> int:
    """Where the text behind a label begins, or the line's end."""
    match = _AFTER.match(line, at)
    return match.end() if match else at


def _may_end_here(line: str, at: int, label: str) -> bool:
    if at >= len(line) or line[at - 1] in _WIDE or line[at].isspace() or line[at] in INVISIBLE:
        return True
    return _is_without_spaces(label[-1])


def _is_without_spaces(character: str) -> bool:
    return "\u3040" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff"


SHAPES: dict[str, Shape] = {"Name: text": colon_label}
