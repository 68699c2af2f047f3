"""Turns without a label: bold paragraphs as questions, the quoted questions of an e-mail, dashes before each voice."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from app.parsers.text.evidence import Evidence
from app.parsers.text.labels import Mark
from app.parsers.text.lines import Line
from app.transcript import Kind

_BOLD = re.compile(
    r"\s*(?P<number>\d{1,3}[.)][ \t]+)?"
    r"(?P<mark>\*{1,3}|_{1,3}|<(?:b|i|em|strong)>)(?P<text>[^\s*_<].*?)(?:\*{1,3}|_{1,3}|</(?:b|i|em|strong)>)\s*\Z",
    re.I,
)
_DOUBLE_DASH = re.compile(r"\s*(?:[―—─－]{2})\s?(?=\S)")
_BOLD_ENDS = (">", *(f"{end}{mark}" for end in "?？؟;" for mark in ("**", "*", "__", "_")))
_BOLD_BEGINS = frozenset("*_<0123456789")
_QUOTED = re.compile(r"\s{0,3}>")
_DASH = re.compile(r"\s*(?P<dash>[—–―-])[ \t\u00a0]?(?=[^\s-])")
_LONGEST_QUESTION = 3000
_ASKS = ("?", "？", "؟", ";", "か。", "か")
_ASKS_INSIDE = re.compile(r"[?？؟]|か。|[\u0370-\u03ff\u1f00-\u1fff]\s?;")
QUESTION, ANSWER = "Question", "Answer"


def bold_evidence(lines: Sequence[Line]) -> Evidence:
    """Whole bold paragraphs are questions, the plain ones behind each its answer."""
    marks = Counter(_bold_mark(line.text) for line in lines if line.text.rstrip().endswith(_BOLD_ENDS))
    del marks[None]
    mark = marks.most_common(1)[0][0] if marks else None
    return _asked(
        "**question?** ⏎ answer", lines, lambda text: _number_end(text) if mark and _bold_mark(text) == mark else None
    )


def quoted_evidence(lines: Sequence[Line]) -> Evidence:
    """Quoted paragraphs are questions, as in an interview by e-mail, the unquoted ones behind each its answer."""
    return _asked("> question? ⏎ answer", lines, lambda text: 0 if _QUOTED.match(text) else None)


def double_dash_evidence(lines: Sequence[Line]) -> Evidence:
    """Paragraphs behind a doubled dash are questions, as Japanese magazines print them, the others their answers."""

    def question_at(text: str) -> int | None:
        match = _DOUBLE_DASH.match(text)
        return match.end() if match else None

    return _asked("――question ⏎ answer", lines, question_at)


def dash_evidence(lines: Sequence[Line]) -> Evidence:
    """Each paragraph that begins with a dash is the other of two voices, which nothing names."""
    opening = [index for index, line in _opening(lines) if not line.is_blank]
    opening = [index for index in opening if not _is_item(lines, index)]
    found = {index: match for index in opening if (match := _DASH.match(lines[index].text)) is not None}
    dashes = {match["dash"] for match in found.values()}
    questions = sum(asks(lines, index) for index in found)
    share = 0.5 if "-" not in dashes else 0.7
    told = len(found) > 3 and questions * 4 >= len(found) and len(found) >= share * len(_from(opening, min(found)))
    marks = {
        index: Mark(f"Speaker {turn % 2 + 1}", match.end(), "– text")
        for turn, (index, match) in enumerate(found.items())
    }
    doubt = "no voice is named: dashes part two voices, told as `Speaker 1` and `Speaker 2` in turn"
    return Evidence("– text", marks, told, doubt)


def _is_item(lines: Sequence[Line], index: int) -> bool:
    """An item of a list, which a hyphen makes where no blank line parts it from the next."""
    text = lines[index].text.lstrip()
    below = lines[index + 1].text.lstrip() if index + 1 < len(lines) else ""
    above = lines[index - 1].text.lstrip() if index else ""
    return text.startswith("- ") and (below.startswith("- ") or above.startswith("- "))


def _from(opening: Sequence[int], first: int) -> list[int]:
    return [index for index in opening if index >= first]


def _opening(lines: Sequence[Line]) -> Iterator[tuple[int, Line]]:
    """Lines that open a paragraph; where nothing stands between paragraphs, every line."""
    blank = any(line.is_blank for line in lines[1:-1])
    for index, line in enumerate(lines):
        if index == 0 or lines[index - 1].is_blank or not blank or _DASH.match(line.text):
            yield index, line


def _asked(pattern: str, lines: Sequence[Line], question_at: Callable[[str], int | None]) -> Evidence:
    """Evidence of blocks of questions, each with a block of answers behind it; labels are ours, and a doubt says so.

    `question_at` says where the text of a question begins in its line, `None` of what is none.
    """
    marks: dict[int, Mark] = {}
    last: str | None = None
    for index, line in enumerate(lines):
        if line.is_blank:
            continue
        at = question_at(line.text)
        voice = ANSWER if at is None else QUESTION
        if last is None and at is not None and _introduces(lines, index, question_at):
            continue
        if voice != last and (last is not None or voice == QUESTION):
            kind: Kind = "question" if voice == QUESTION else "answer"
            marks[index] = Mark(voice, at or 0, pattern, kind=kind)
            last = voice
    questions = [index for index, mark in marks.items() if mark.kind == "question"]
    asking = sum(_asks_until(lines, index, marks) for index in questions)
    told = len(questions) > 1 and len(marks) >= 2 * len(questions) - 1 and asking * 5 >= len(questions) * 2
    return Evidence(pattern, marks, told, "no voice is named: what looks like a question is told as `Question`")


def _introduces(lines: Sequence[Line], index: int, question_at: Callable[[str], int | None]) -> bool:
    """Whether a paragraph that looks like the first question asks nothing, and one that asks follows at once."""
    if asks(lines, index):
        return False
    below = next((line for line in lines[index + 1 : index + 12] if not line.is_blank), None)
    return below is not None and question_at(below.text) is not None


def _number_end(text: str) -> int:
    match = _BOLD.match(text)
    return match.end("number") if match is not None and match["number"] else 0


def _bold_mark(text: str) -> str | None:
    """What sets a line off from end to end, where it is more than a heading of a few words without an end."""
    match = _BOLD.match(text) if len(text) <= _LONGEST_QUESTION and text.lstrip()[:1] in _BOLD_BEGINS else None
    if match is None or match["mark"] in match["text"]:
        return None
    bare = match["text"].rstrip()
    return match["mark"] if bare.endswith((*_ASKS, ".", "!", ":", "…")) or len(bare.split()) > 8 else None


def asks(lines: Sequence[Line], index: int) -> bool:
    """Whether a question mark ends anything in the paragraph at `index`."""
    for line in lines[index : index + 12]:
        if line.is_blank:
            return False
        if _ASKS_INSIDE.search(line.text):
            return True
    return False


def _asks_until(lines: Sequence[Line], index: int, marks: dict[int, Mark]) -> bool:
    for at in range(index, min(index + 12, len(lines))):
        if at > index and at in marks:
            return False
        if _ASKS_INSIDE.search(lines[at].text):
            return True
    return False
