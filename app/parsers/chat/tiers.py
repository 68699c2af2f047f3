"""Lines of a CHAT file → tiers: `@Header:`, `*ABC:` and `%mor:`, each with the lines that go on behind a tab."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.parsers.text.lines import Line

_HEAD = re.compile(r"(?P<sign>[@*%])(?P<name>[^\s:][^:\t\n]{0,60})(?::[ \t]*|[ \t]*\Z)")


@dataclass(frozen=True, slots=True)
class Tier:
    sign: str
    """`@` of a header, `*` of what is said, `%` of what depends on it; `""` of a line that is none of them."""
    name: str
    line: int
    start: int
    body: int
    """Where what stands behind the name begins."""
    end: int


def tiers_of(lines: Sequence[Line]) -> Iterator[Tier]:
    """Every tier in its order, blank lines left aside."""
    tier: Tier | None = None
    for line in lines:
        if line.is_blank:
            continue
        if tier is not None and line.text[0] in "\t " and tier.sign:
            tier = Tier(tier.sign, tier.name, tier.line, tier.start, tier.body, line.end)
            continue
        if tier is not None:
            yield tier
        head = _HEAD.match(line.text.lstrip("\ufeff"))
        into = len(line.text) - len(line.text.lstrip("\ufeff"))
        body = line.start + into + (head.end() if head else 0)
        tier = Tier(head["sign"] if head else "", head["name"] if head else "", line.number, line.start, body, line.end)
    if tier is not None:
        yield tier
