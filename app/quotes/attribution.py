"""Whose words a passage holds, beside whose they are said to be."""

from dataclasses import dataclass
from typing import Literal

from app.quotes.marks import find_quoted
from app.quotes.results import Attribution

MOST_OF_TURN = 0.9
"""What stands in quotation marks and is more of a turn than this is the turn's own words: so some print speech."""

_SAME: dict[str, Attribution] = {"declared": "same_person", "name": "same_name", "label": "same_label"}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a passage agrees with each thing that is claimed of it; `None` where it is not claimed, or not known."""

    speaker: bool | None = None
    interview: bool | None = None
    date: bool | None = None
    is_known: bool = True
    """Whether anyone is called as the speaker claimed."""


def attribute(
    agreement: Agreement, identity: Literal["declared", "name", "label"], *, is_question: bool, is_quoted: bool
) -> Attribution | None:
    """Give what is to be said of an attribution: first whose words they are, then where and when."""
    if agreement == Agreement():
        return None
    if agreement.speaker is False:
        otherwise: Attribution = "question" if is_question else "other_speaker"
        return otherwise if agreement.is_known else "unknown_speaker"
    if agreement.speaker and is_quoted:
        return "quoted"
    if agreement.interview is False:
        return "other_interview"
    if agreement.date is False:
        return "other_date"
    return _SAME[identity] if agreement.speaker else None


def is_quoted(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` stands within quotation marks in a turn: someone else's words."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    longest = MOST_OF_TURN * len(text)
    return any(each.start <= start and end <= each.end <= each.start + longest for each in find_quoted(text))
