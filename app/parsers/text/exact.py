"""Texts that Verbatim itself wrote (`app.exports.txt`, `app.exports.md`): their marks alone say what is what.

Plain text: a line that begins with one of the front matter's labels, a stamp where there is one and a colon, begins a
turn; an indented line is another paragraph of it. Markdown: the same with `**Label:**`, and escapes.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.parsers.text.cuts import Cut, cut_head, ledger_of
from app.parsers.text.lines import Line, lines_of
from app.transcript import Kind, LedgerEntry, TranscriptError, TranscriptTurn

_CLOCK = r"(\d{2,9}):(\d\d):(\d\d)\.(\d{3})"
_STAMP = re.compile(rf" \[{_CLOCK}(?: --> {_CLOCK})?\]")
_STAMP_AT_END = re.compile(rf"{_STAMP.pattern}\Z")
_BOLD = re.compile(r"\*\*((?:[^\\*]|\\.)*):\*\*")
_KINDS: dict[str, Kind] = {"q": "question", "a": "answer", "s": "speech"}
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class OwnForm:
    """How a text that Verbatim wrote marks its turns."""

    labels: tuple[str, ...]
    kinds: str
    """The first letter of each turn's kind, in order; of no use where turns were taken out or put in since."""
    markdown: bool


@dataclass(frozen=True, slots=True)
class _Head:
    label: str
    stamp: re.Match[str] | None
    end: int
    """Where in its line the text behind it begins."""


def read_exact(
    source: str, begin: int, form: OwnForm, cuts: Sequence[Cut]
) -> tuple[tuple[TranscriptTurn, ...], tuple[LedgerEntry, ...]]:
    """The turns behind the front matter, and the ledger, in which `cuts` are too.

    Raises `TranscriptError` for a line that none of its turns can have.
    """
    head_of = _bold_head if form.markdown else _plain_head(form.labels)
    lines = [line for line in lines_of(source) if line.start >= begin and not line.is_blank]
    turns: list[TranscriptTurn] = []
    taken = list(cuts)
    for line in lines:
        head = head_of(line.text)
        if head is None and not turns:
            raise TranscriptError(f"line {line.number}: the first turn should begin here, with one of the labels")
        if head is not None:
            taken.append(cut_head(line, head.end, "label"))
            turns.append(_turn(head, line))
        paragraph = line.text[head.end if head else 0 :]
        if form.markdown:
            taken += _escapes(line.end - len(paragraph), paragraph)
            paragraph = _ESCAPE.sub(r"\1", paragraph)
        turns[-1] = _with(turns[-1], " ".join(paragraph.split()))
    return tuple(_with_kinds(turns, form.kinds)), ledger_of(source, taken)


def _with_kinds(turns: list[TranscriptTurn], kinds: str) -> list[TranscriptTurn]:
    if len(kinds) != len(turns):
        return turns
    return [replace(turn, kind=_KINDS.get(letter)) for turn, letter in zip(turns, kinds, strict=True)]


def _with(turn: TranscriptTurn, paragraph: str) -> TranscriptTurn:
    text = f"{turn.text}\n\n{paragraph}" if turn.text and paragraph else turn.text or paragraph
    return TranscriptTurn(turn.label, text, turn.kind, turn.start_ms, turn.end_ms, turn.line)


def _turn(head: _Head, line: Line) -> TranscriptTurn:
    start = end = None
    if head.stamp is not None:
        start, end = _ms(head.stamp.groups()[:4]), _ms(head.stamp.groups()[4:])
    return TranscriptTurn(head.label, "", None, start, end, line.number)


def _ms(clock: Sequence[str | None]) -> int | None:
    if clock[0] is None:
        return None
    hours, minutes, seconds, thousandths = (int(part or 0) for part in clock)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths


def _plain_head(labels: Sequence[str]) -> Callable[[str], _Head | None]:
    longest_first = sorted(set(labels), key=len, reverse=True)

    def head_of(line: str) -> _Head | None:
        if line[:1].isspace():
            return None
        for label in longest_first:
            if line.startswith(label):
                stamp = _STAMP.match(line, len(label))
                end = stamp.end() if stamp else len(label)
                if line.startswith(":", end):
                    return _Head(label, stamp, end + 1)
        return None

    return head_of


def _bold_head(line: str) -> _Head | None:
    bold = _BOLD.match(line)
    if bold is None:
        return None
    label = _ESCAPE.sub(r"\1", bold[1])
    stamp = _STAMP_AT_END.search(label)
    return _Head(label[: stamp.start()] if stamp else label, stamp, bold.end())


def _escapes(start: int, paragraph: str) -> Iterator[Cut]:
    for escape in _ESCAPE.finditer(paragraph):
        yield Cut(start + escape.start(), start + escape.start() + 1, "markdown-escape")
