"""What a label looks like at the start of a line; nothing here knows the other lines.

A label is a name and what sets it off: emphasis, a colon, a time, brackets. Each combination of these is a *shape*,
written as it looks: `Name: text`, `**Name** (0:00) - text`, `Name 0:00 ⏎ text`.
"""

import re
from collections.abc import Container
from dataclasses import dataclass

from app.parsers.text.names import INVISIBLE, could_be_label, is_answer_word, is_question_word, key_of, tidy
from app.parsers.text.stamps import CLOCK, Stamp, stamp_at
from app.transcript import Kind

HEAD = 200
"""No more of a line than this is looked at for a label, so that the work is bounded."""

_LONGEST_NAME = 120
"""With white space and invisible characters."""

_EDGE = f"\\s{INVISIBLE}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"
_LEAD = re.compile(f"[{_EDGE}]*(?:>[ \\t]?){{0,4}}[{_EDGE}]*")
_AFTER = re.compile(f"[{_EDGE}]*")
_HEADING = re.compile(r"#{1,6}[ \t]+")
_BULLET = re.compile(r"(?:[-*+•][ \t]+(?=[*_])|[◆◇■□▶▷●○▲△◎※★☆♦][ \t\u3000]?)")
_NUMBER = re.compile(r"\d{1,4}[.)][ \t]+(?=[^\s\d])")
_OPENING = re.compile(r"(?:\*{1,3}(?=[^\s*])|_{1,3}(?=[^\s_])|<(?:b|strong|i|em|u|cite)>)", re.I)
_CLOSING = re.compile(r"(?:\*{1,3}|_{1,3}|</(?:b|strong|i|em|u|cite)>)", re.I)
_COLONS = re.compile(r"[ \t\u00a0\u202f]{0,3}(?:[:﹕︰]{1,3}|：)")
_DASH = re.compile(r"[ \t\u00a0]{0,40}(?:--|[-–—―|~])(?=[\s])|\t")
_NAME_ENDS = re.compile(
    r"[:：﹕︰\t]|\*{1,3}|_{2,3}|</|[ \u00a0]{3}|[ \t](?=(?:\\?[\[(（【<{][ \t]?)?\d{1,3}:(?:\d{2}|\d:\d))"
    r"|(?<=[\w.)])[ \t](?:[-–—―|])(?=[ \t])"
)
_CLOCK_BEFORE = re.compile(rf"\[?{CLOCK}\]?(?:[ \t\u00a0][-–])?[ \t\u00a0]")
_CLOCK_BEHIND = re.compile(rf"[ \t\u00a0]{{1,4}}[\[(]?{CLOCK}[\])]?\s*\Z")
_LINK_TAIL = re.compile(r"\]\([^\s()]{1,150}\)")
_BRACKETS = {"[": "]", "(": ")", "{": "}", "【": "】", "［": "］"}
_WIDE = "：﹕︰"
_LETTER = re.compile(r"(?P<label>\w{1,14}[ \t]?\d{0,3})(?:(?P<stop>[.)])(?=[\s])|(?P<gap>\t|[ \u00a0]{2,})|[ \u00a0])")
_CAPITALS = re.compile(
    r"(?P<label>(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sen|Rep|Gen|Gov)\.[ ]|(?:The|Senator|Chairman|Chair|Lord|Sir|Judge)[ ])?"
    r"(?:Mc|Mac|De|Van|O['’])?[A-Z][A-Z'’-]{2,}(?:[ ][A-Z'’-]{2,}){0,3}"
    r"(?:[ ]of[ ][A-Z][a-z]+(?:[ ][A-Z][a-z]+)?)?)\.(?=[ \u00a0])"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A label as a shape sees it at the start of a line."""

    label: str
    """As printed, without what sets it off."""
    end: int
    """Where the text begins, counted in the line."""
    shape: str
    start_ms: int | None = None
    end_ms: int | None = None
    kind: Kind | None = None
    is_alone: bool = False
    """Whether nothing follows on the line."""
    is_tight: bool = False
    """Whether text follows the colon without a space, as it does in addresses and code too."""
    is_weak: bool = False
    """Whether only a name known from elsewhere may be set off so little."""
    emphasis: str = ""
    """Emphasis that began with the label and goes on behind it."""


def set_off_label(line: str, known: Container[str] = ()) -> Mark | None:
    """A name that emphasis, a colon, a time or brackets set off from the text, or from the end of the line.

    What is in `known`, as keys, is a name whatever it looks like.
    """
    head = line[:HEAD]
    scan = _Scan(head, _end(_LEAD, head, 0), known)
    scan.opening()
    if (name := scan.name()) is None:
        return None
    scan.trailer()
    return scan.mark(name, line)


def letter_label(line: str, known: Container[str] = ()) -> Mark | None:
    """`Q.`, `A.`, `Question.` and `Q` with nothing but white space behind it, in any language."""
    head = line[:HEAD]
    at = _end(_LEAD, head, 0)
    if (match := _LETTER.match(head, at)) is None:
        return None
    label = tidy(match["label"])
    if label[0].islower() or not (is_question_word(label) or is_answer_word(label)):
        return None
    if match["stop"] is None and (len(label) > 3 or (match["gap"] is None and label not in {"Q", "A"})):
        return None
    end = text_start(line, match.end())
    looks = "Q" + (match["stop"] or ("   " if match["gap"] else "")) + " text"
    return Mark(label, end, looks, is_alone=end >= len(line), is_weak=not (match["stop"] or match["gap"]))


def capitals_label(line: str, known: Container[str] = ()) -> Mark | None:
    """`Mr. SMITH. Text`, `The CHAIRMAN. Text`, as in the records of parliaments."""
    head = line[:HEAD]
    if (match := _CAPITALS.match(head, _end(_LEAD, head, 0))) is None:
        return None
    end = text_start(line, match.end())
    return Mark(match["label"], end, "Mr. NAME. text", is_alone=end >= len(line))


def bare_label(line: str, known: Container[str] = ()) -> Mark | None:
    """A name alone on its line with nothing to set it off."""
    head = line.strip() if len(line) < 4 * HEAD else ""
    if ":" in head or "：" in head or head.endswith((".", "।", "॥", "۔", "։")):
        return None
    label = tidy(head.rstrip(",-–— "))
    if label and _BRACKETS.get(label[0]) == label[-1]:
        label = label[1:-1].strip()
    if not (could_be_label(label) or key_of(label) in known):
        return None
    return Mark(label, len(line), "Name ⏎ text", is_alone=True)


def pattern_label(line: str, pattern: re.Pattern[str]) -> Mark | None:
    """What `pattern` finds at the start of a line: its first group, or all of it but for what sets it off."""
    head = line[:HEAD]
    match = pattern.match(head, _end(_LEAD, head, 0)) or pattern.match(head)
    if match is None or not match.group():
        return None
    printed = next((group for group in match.groups() if group), match.group())
    label = tidy(printed).strip("*_#[]() ").rstrip(":：﹕︰ .-–—")
    end = text_start(line, match.end())
    return Mark(label, end, pattern.pattern, is_alone=end >= len(line)) if label else None


def text_start(line: str, at: int) -> int:
    """Where the text behind a label begins, or the line's end."""
    return _end(_AFTER, line, at)


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


class _Scan:
    """One pass over the head of a line, gathering what sets a name off."""

    def __init__(self, head: str, at: int, known: Container[str]) -> None:
        self.head, self.at, self.known = head, at, known
        self.before = ""
        self.behind = ""
        self.emphasis = ""
        self.bracket = ""
        self.stamp: Stamp | None = None
        self.has_colon = self.has_dash = self.has_clock = self.was_closed = False

    def opening(self) -> None:
        """What stands before the name: a heading's marks, a bullet, a time, emphasis, a bracket."""
        if (end := _end(_HEADING, self.head, self.at)) > self.at:
            self.before, self.at = "# ", end
        self.at = _end(_NUMBER, self.head, _end(_BULLET, self.head, self.at))
        self._emphasis_opens()
        if (stamp := stamp_at(self.head, self.at)) is not None:
            self.stamp, self.before = stamp, self.before + _looks(stamp) + " "
            self.at = _end(_AFTER, self.head, _end(_DASH, self.head, stamp.end))
            self._emphasis_opens()
        elif (end := _end(_CLOCK_BEFORE, self.head, self.at)) > self.at:
            self.at = _end(_AFTER, self.head, end)
        if self.at < len(self.head) and self.head[self.at] in _BRACKETS:
            self.bracket = self.head[self.at]
            self.at += 1

    def _emphasis_opens(self) -> None:
        if not self.emphasis and (match := _OPENING.match(self.head, self.at)) is not None:
            self.emphasis, self.at = match.group(), match.end()

    def name(self) -> str | None:
        """The name, where something ends it; it may be the whole line."""
        ends = _NAME_ENDS.search(self.head, self.at)
        end = ends.start() if ends else len(self.head)
        if self.bracket and (closed := self.head.find(_BRACKETS[self.bracket], self.at, end)) >= 0:
            end = closed
        start, self.at = self.at, end
        if end - start > _LONGEST_NAME:
            return None
        label = tidy(self.head[start:end]).rstrip(",-–—|/ ").rstrip("\\")
        is_marked = bool(self.emphasis or self.bracket or (self.stamp and not ends))
        return label if could_be_label(label, is_marked=is_marked) or key_of(label) in self.known else None

    def trailer(self) -> None:
        """What stands behind the name: closing marks, colons, times and dashes in any order."""
        for _ in range(8):
            if not (self._closes() or self._colons() or self._time() or self._clock() or self._dash()):
                return

    def _closes(self) -> bool:
        if self.bracket and self.at < len(self.head) and self.head[self.at] == _BRACKETS[self.bracket]:
            self.at = max(_end(_LINK_TAIL, self.head, self.at), self.at + 1)
            self.behind += "]"
            return True
        if not self.emphasis or self.was_closed or (match := _CLOSING.match(self.head, self.at)) is None:
            return False
        self.was_closed, self.at, self.behind = True, match.end(), self.behind + "**"
        return True

    def _colons(self) -> bool:
        if self.has_colon or (match := _COLONS.match(self.head, self.at)) is None:
            return False
        self.has_colon, self.at, self.behind = True, match.end(), self.behind + ":"
        return True

    def _time(self) -> bool:
        at = _end(_AFTER, self.head, self.at)
        if self.stamp is not None or (stamp := stamp_at(self.head, at)) is None:
            return False
        self.stamp, self.at, self.behind = stamp, stamp.end, f"{self.behind} {_looks(stamp)}"
        return True

    def _clock(self) -> bool:
        if self.has_clock or (match := _CLOCK_BEHIND.match(self.head, self.at)) is None:
            return False
        self.has_clock, self.at, self.behind = True, match.end(), f"{self.behind} 0:00 AM"
        return True

    def _dash(self) -> bool:
        if self.has_dash or (match := _DASH.match(self.head, self.at)) is None:
            return False
        self.has_dash, self.at, self.behind = True, match.end(), self.behind + " –"
        return True

    def mark(self, label: str, line: str) -> Mark | None:
        """The mark, where enough sets the name off."""
        end = text_start(line, self.at)
        is_alone = end >= len(line)
        if not self._sets_off(is_alone=is_alone):
            return None
        return Mark(
            label,
            end,
            self._shape(is_alone=is_alone),
            self.stamp.start_ms if self.stamp else None,
            self.stamp.end_ms if self.stamp else None,
            is_alone=is_alone,
            is_tight=self.has_colon and not is_alone and end == self.at and not self._may_follow(line, label),
            is_weak=self._is_weak(),
            emphasis=self._open_emphasis(),
        )

    def _is_weak(self) -> bool:
        closed = self.was_closed and len(self.emphasis) > 1
        return not (self.has_colon or self.stamp or self.has_clock or self.bracket == "【" or closed)

    def _sets_off(self, *, is_alone: bool) -> bool:
        if self.emphasis and not self.was_closed and not self.has_colon:
            return False
        if self.stamp is not None and not self.has_colon and not self.was_closed:
            return self.stamp.is_bracketed or self.stamp.has_hours or is_alone
        if self.bracket == "【" and self.behind:
            return True
        return any((self.has_colon, self.stamp, self.was_closed, self.has_dash, self.has_clock, self.before))

    def _may_follow(self, line: str, label: str) -> bool:
        if line[self.at - 1] in _WIDE or line[self.at - 1] in "*_>" or is_without_spaces(label[-1]):
            return True
        return line[self.at].isupper() or line[self.at] in '"“„«‘—–'

    def _open_emphasis(self) -> str:
        return self.emphasis if self.emphasis and not self.was_closed else ""

    def _shape(self, *, is_alone: bool) -> str:
        opening = ("**" if self.emphasis else "") + ("[" if self.bracket else "")
        return f"{self.before}{opening}Name{self.behind}{' ⏎' if is_alone else ''} text"


def is_without_spaces(character: str) -> bool:
    """Whether a character belongs to a script that sets no spaces between words."""
    return "\u3040" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff"


def _looks(stamp: Stamp) -> str:
    time = "0:00:00" if stamp.has_hours else "0:00"
    return f"({time})" if stamp.is_bracketed else time
