"""Elements → turns: what is a turn, a paragraph, a label, and what is set aside."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from app.parsers.markup.steps import Step
from app.parsers.markup.xml import Element, attribute, name_of
from app.parsers.text.names import tidy
from app.parsers.text.paragraphs import single_spaced
from app.transcript import LedgerEntry, TranscriptTurn, prove_nothing_lost

TURN, PARAGRAPH, SPACE, GLUE, LABEL = "turn", "paragraph", "space", "glue", "label"
Treatment = Callable[[Element], str | None]
"""What an element is: one of the five above, `None` where it is only mark-up inside text, else the rule under which
all of it is set aside."""
_NOTHING = "\0"
"""Stands, until a paragraph is done, where no white space may be; XML has no such character."""
_REMOVED = "\1"
"""Stands so where something was set aside: what stood before it, and a comma behind, need no white space."""
_TIGHT = re.compile(rf"(?<!\s)\s++{_NOTHING}\s*+|{_NOTHING}\s*+|(?<!\s)\s++{_REMOVED}(?=[,.;!?])|{_REMOVED}")
"""No run of white space is tried from more than its beginning: a file may be nothing but spaces."""
_COLONS = ":：﹕︰"
_HEARD = ("gap", "pause", "stage-note")
"""What has a place though it may have no words."""


@dataclass(slots=True)
class Passage:
    """One turn while it is read."""

    element: Element
    line: int
    printed: str | None
    """The label printed before it or at its head."""
    texts: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def end_paragraph(self) -> None:
        text = _TIGHT.sub("", "".join(self.pieces))
        self.pieces = []
        if text and not text.isspace():
            self.texts.append(single_spaced(text.split("\n")))


@dataclass(slots=True)
class _Aside:
    """What is being set aside."""

    rule: str
    step: Step
    texts: list[str] = field(default_factory=list)


class Reading:
    """One pass over the steps of a document; `passages`, those with words, and `ledger` are what it found."""

    def __init__(self, treat: Treatment) -> None:
        self.passages: list[Passage] = []
        self._source: list[str] = []
        self.ledger: list[LedgerEntry] = []
        self._treat = treat
        self._open: Passage | None = None
        self._aside: _Aside | None = None
        self._outside: _Aside | None = None
        self._printed: str | None = None

    def read(self, steps: Iterable[Step]) -> "Reading":
        for step in steps:
            self._source.append(step.text)
            if self._aside is not None:
                self._set_aside(self._aside, step)
            elif step.event == "text":
                self._write(step)
            else:
                self._treat_element(step)
        self._leave_outside()
        return self

    def prove(self, turns: Iterable[TranscriptTurn]) -> None:
        """Raise `TranscriptError` unless the turns and the ledger account for all of the document's text."""
        prove_nothing_lost("".join(self._source), (turn.text for turn in turns), self.ledger)

    def _set_aside(self, aside: _Aside, step: Step) -> None:
        if step.event == "text":
            aside.texts.append(step.text)
        elif step.event == "close" and step.element is aside.step.element:
            self._aside = None
            self.ledger += _entries(aside)
            if aside.rule == LABEL:
                self._print(tidy("".join(aside.texts)).rstrip(_COLONS + " "))

    def _print(self, label: str) -> None:
        if self._open is not None and self._open.printed is None:
            self._open.printed = label or None
        elif self._open is None:
            self._printed = label or None

    def _write(self, step: Step) -> None:
        if self._open is not None:
            self._open.pieces.append(step.text)
        elif self._outside is not None:
            self._outside.texts.append(step.text)
        elif not step.text.isspace():
            self._outside = _Aside("outside", step, [step.text])

    def _leave_outside(self) -> None:
        self.ledger += _entries(self._outside) if self._outside is not None else ()
        self._outside = None

    def _treat_element(self, step: Step) -> None:
        treatment = self._treat(step.element)
        if treatment is not None:
            self._leave_outside()
        if treatment == TURN:
            self._turn(step)
        elif treatment == PARAGRAPH and self._open is not None:
            self._open.end_paragraph()
        elif treatment in (SPACE, GLUE) and self._open is not None:
            self._open.pieces.append(" " if treatment == SPACE else _NOTHING)
        elif treatment not in (None, PARAGRAPH, SPACE, GLUE) and step.event == "open":
            self._aside = _Aside(treatment or "", step)
            if self._open is not None:
                self._open.pieces.append(_REMOVED)
        elif self._open is not None:
            self._join(self._open, step)

    def _join(self, passage: Passage, step: Step) -> None:
        """Words and marks that are elements say themselves where no white space belongs."""
        join = step.element.get("join")
        if join in ("both", "left" if step.event == "open" else "right"):
            passage.pieces.append(_NOTHING)

    def _turn(self, step: Step) -> None:
        if self._open is None:
            self._open = Passage(step.element, step.line, self._printed)
            self._printed = None
        elif step.event == "open" or step.element is not self._open.element:  # one inside another is part of it
            self._open.end_paragraph()
        else:
            self._open.end_paragraph()
            self.passages += [self._open] if self._open.texts else []
            self._open = None


def _entries(aside: _Aside) -> Iterator[LedgerEntry]:
    """What is removed, without the white space around it; something without words leaves only its place."""
    text, step = "".join(aside.texts), aside.step
    detail = _detail(aside.rule, step.element)
    if removed := text.strip():
        blank = text[: len(text) - len(text.lstrip())]
        line = step.line + blank.count("\n")
        yield LedgerEntry(aside.rule, step.offset + len(blank), line, None, removed, detail)
    elif aside.rule in _HEARD:
        yield LedgerEntry(aside.rule, step.offset, step.line, None, None, detail)


def _detail(rule: str, element: Element) -> str | None:
    """What it is where the rule is wider, and why something is missing or how long it lasts where attributes say so."""
    if rule in (LABEL, "header", "outside"):
        return None
    told = [name_of(element)] if name_of(element) not in (rule, "head") else []
    told += [f"{name} {value}" for name in ("type", "reason", "dur", "extent") if (value := attribute(element, name))]
    return ", ".join(told) or None
