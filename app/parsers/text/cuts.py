"""What is taken out of a source between the source and the turns, and the ledger made of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.parsers.text.lines import Line, Places
from app.transcript import LedgerEntry, TranscriptError

MOST_CUTS = 500_000


@dataclass(frozen=True, slots=True)
class Cut:
    """`source[start:end]` is in no turn. Where the two are equal nothing was removed: something was decided there."""

    start: int
    end: int
    rule: str
    detail: str | None = None


def cut_line(line: Line, rule: str, detail: str | None = None) -> Cut:
    """The whole of `line` but the white space around it."""
    return cut_head(line, len(line.text), rule, detail)


def cut_head(line: Line, end: int, rule: str, detail: str | None = None) -> Cut:
    """The first `end` characters of `line`, but for the white space around them."""
    head = line.text[:end]
    indent = len(head) - len(head.lstrip())
    return Cut(line.start + indent, line.start + max(indent, len(head.rstrip())), rule, detail)


def too_many_cuts() -> TranscriptError:
    """What is said of a text with more marks than any transcript has."""
    return TranscriptError(f"more than {MOST_CUTS:,} marks would have to be removed: this is no transcript")


def ledger_of(source: str, cuts: Iterable[Cut]) -> tuple[LedgerEntry, ...]:
    """The ledger in the source's order; cuts of nothing but white space are left out."""
    ordered = sorted(cuts, key=lambda cut: (cut.start, cut.end))
    if len(ordered) > MOST_CUTS:
        raise too_many_cuts()
    places = Places(source)
    told = (cut for cut in ordered if cut.start == cut.end or source[cut.start : cut.end].strip())
    return tuple(_entry(source, places, cut) for cut in told)


def _entry(source: str, places: Places, cut: Cut) -> LedgerEntry:
    line, column = places.of(cut.start)
    removed = source[cut.start : cut.end] or None
    return LedgerEntry(cut.rule, cut.start, line, column, removed, cut.detail)
