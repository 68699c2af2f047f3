"""CHAT's headers → metadata and participants."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.dates import days_of
from app.parsers.markup.languages import language_tag
from app.parsers.markup.persons import Person, role_of
from app.speakers import role_said
from app.transcript import Metadata, SpeakerDeclaration

_DATE = re.compile(r"(\d{1,2})-([A-Z]{3})-(\d{4})")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


@dataclass(frozen=True, slots=True)
class Participant:
    code: str
    name: str | None
    role: str


def participants_of(headers: Mapping[str, str]) -> dict[str, Participant]:
    """Who takes part, by the code of their tiers: `INT Tom_Rohr Interviewer`, or without a name."""
    found = {}
    for entry in headers.get("participants", "").split(","):
        code, *rest = entry.split()[:3] or [""]
        if code and rest:
            name = rest[0].replace("_", " ") if len(rest) > 1 else None
            found[code] = Participant(code, name, rest[-1].replace("_", " "))
    return found


def label_of(code: str, participants: Mapping[str, Participant]) -> str:
    """The label of a tier: its code, but the role of whoever asks and has no name, since it says more."""
    one = participants.get(code)
    asks = one is not None and one.name is None and role_said(one.role) is not None
    alone = one is not None and sum(each.role == one.role for each in participants.values()) == 1
    return one.role if one is not None and asks and alone else code


def person_of(one: Participant) -> Person:
    return Person(one.name or one.code, role_of(one.role))


def metadata_of(headers: Mapping[str, str], declared: Iterable[SpeakerDeclaration]) -> Metadata:
    """What the headers say of the talk."""
    languages = headers.get("languages", "").replace(",", " ").split()
    return Metadata(
        date=next(_dates(headers.get("date", "")), None),
        place=headers.get("location") or None,
        language=language_tag(languages[0]) if languages else None,
        declarations=tuple(declared),
    )


def _dates(text: str) -> Iterator[str]:
    for day, month, year in _DATE.findall(text.upper()):
        date = f"{year}-{_MONTHS.index(month) + 1:02}-{int(day):02}" if month in _MONTHS else ""
        try:
            days_of(date)
        except ValueError:
            continue
        yield date
