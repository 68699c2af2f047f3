"""A TEI document's `<timeline>`: which moment of the recording a pointer means."""

import re
from collections.abc import Iterator

from app.parsers.markup.xml import Element, attribute, name_of

_NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,9})?\Z")
_CLOCK = re.compile(r"(?:T?)(?P<h>\d{1,3}):(?P<m>\d{2}):(?P<s>\d{2}(?:\.\d{1,9})?)\Z")
_MILLISECONDS = {"ms": 1, "s": 1000, "min": 60_000, "h": 3_600_000}
_LONGEST = 1000 * 3_600_000
"""A recording of more than a thousand hours is a misread unit."""


class Times:
    """The moments that a document names, in milliseconds from the start of its recording."""

    def __init__(self, root: Element) -> None:
        self._moments = dict(_moments(root))

    def of(self, turn: Element) -> tuple[int | None, int | None]:
        """Start and end of a turn: its own, its block's, or those of the anchors at its ends."""
        parent = turn.getparent()
        block = [parent] if parent is not None and name_of(parent) == "annotationBlock" else []
        own = [turn, *block]
        start = [attribute(each, "start") for each in own] + [attribute(turn, "synch"), _anchor(turn, first=True)]
        end = [attribute(each, "end") for each in own] + [_anchor(turn, first=False)]
        return self._at(start), self._at(end)

    def _at(self, pointers: list[str | None]) -> int | None:
        pointer = next((each for each in pointers if each), "")
        return self._moments.get(pointer.removeprefix("#"))


def _anchor(turn: Element, *, first: bool) -> str | None:
    """Where an anchor at the very start or end of a turn points."""
    if len(turn) == 0:
        return None
    child = turn[0] if first else turn[-1]
    beside = turn.text if first else child.tail
    return attribute(child, "synch") if name_of(child) == "anchor" and not (beside or "").strip() else None


def _moments(root: Element) -> Iterator[tuple[str, int]]:
    """Every `<when>` whose distance from the start is told, directly or from an earlier one."""
    for timeline in root.iter("{*}timeline"):
        unit = timeline.get("unit") or "s"
        origin = (timeline.get("origin") or "").removeprefix("#")
        found: dict[str, int] = {origin: 0} if origin else {}
        clocks = [_absolute(when) for when in timeline if name_of(when) == "when"]
        zero = clocks[0] if clocks and clocks[0] is not None else 0
        for when in timeline:
            at = _moment(when, unit, found, zero)
            if at is not None and 0 <= at <= _LONGEST and (key := attribute(when, "id")):
                found[key] = at
        yield from found.items()


def _moment(when: Element, unit: str, found: dict[str, int], zero: int) -> int | None:
    absolute = _absolute(when)
    if absolute is not None:
        return absolute - zero
    interval = (when.get("interval") or "").strip()
    since = (when.get("since") or "").removeprefix("#")
    factor = _MILLISECONDS.get(when.get("unit") or unit)
    if not _NUMBER.match(interval) or factor is None or (since and since not in found):
        return 0 if attribute(when, "id") in found else None
    return found.get(since, 0) + round(float(interval) * factor)


def _absolute(when: Element) -> int | None:
    match = _CLOCK.match((when.get("absolute") or "").rpartition("T")[2])
    if match is None:
        return None
    return (int(match["h"]) * 60 + int(match["m"])) * 60_000 + round(float(match["s"]) * 1000)
