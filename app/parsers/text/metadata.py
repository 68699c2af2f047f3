"""What stands before the first turn → metadata: title, date, place, outlet, publisher; all of it becomes cuts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.parsers.text.cuts import Cut, cut_line
from app.parsers.text.dates import date_in
from app.parsers.text.lines import Line
from app.transcript import Metadata

_LINK = re.compile(r"\[([^\[\]]{1,200})\]\((https?://[^\s()]{1,1000})\)\Z")
_SITE = re.compile(r"https?://[^/\s]+/?\Z")
_READING_TIME = re.compile(
    r"\d{1,3}(?:\s?[-–]\s?\d{1,3})?[\s-](?:min|minute|minutes|Minuten|minutos|minuti|мин|минут)\b[^.]{0,30}\Z", re.I
)
_INTERVIEW_WITH = re.compile(
    r"(?:['’]s?\s+(?:\w+\s+)?interview\s+(?:with|to|for)|\binterview\s+(?:to|for))\s+(?:the\s+)?(?P<outlet>[^,;:()]{2,60})",
    re.I,
)
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Preamble:
    metadata: Metadata
    cuts: tuple[Cut, ...]


def read_preamble(lines: Sequence[Line]) -> Preamble:
    """Metadata from the lines before the first turn, each of which becomes a cut."""
    metadata = Metadata()
    cuts: list[Cut] = []
    for line in (line for line in lines if not line.is_blank):
        rule, found = _told_by(line.text.strip(), metadata)
        metadata = found.overridden_by(metadata)
        cuts.append(cut_line(line, rule))
    return Preamble(metadata, tuple(cuts))


def _told_by(text: str, known: Metadata) -> tuple[str, Metadata]:
    """The rule under which a line is set aside, and what it says."""
    if link := _LINK.match(text):
        return "publisher", _publisher(link[1], link[2])
    if _READING_TIME.match(text):
        return "reading-time", Metadata()
    if known.title is None and len(text) <= _LONGEST_TITLE:
        return "title", _title(text)
    if known.date is None and (dated := date_in(text)) is not None:
        return "date", replace(_place_before(text, dated[1], parts=1), date=dated[0])
    return "preamble", Metadata()


def _publisher(name: str, url: str) -> Metadata:
    if _SITE.match(url):
        return Metadata(publisher_name=name, publisher_url=url)
    site = re.sub(r"^(https?://[^/]+).*", r"\1", url)
    return Metadata(publisher_name=site.split("//", 1)[1].removeprefix("www."), publisher_url=site, source_url=url)


def _title(text: str) -> Metadata:
    title = text.lstrip("# ").strip("*_ ")
    outlet = _INTERVIEW_WITH.search(title)
    metadata = Metadata(title=title, outlet=outlet["outlet"].strip() if outlet else None)
    if (dated := date_in(title)) is None:
        return metadata
    return replace(_place_before(title, dated[1], parts=2), title=metadata.title, outlet=metadata.outlet, date=dated[0])


def _place_before(text: str, end: int, *, parts: int) -> Metadata:
    """`…, Place, <date>`: a place is the last part before the date, at most three words, each with a capital."""
    pieces = [piece.strip() for piece in text[:end].rstrip(" ,(–—-").split(",")]
    words = pieces[-1].split()
    is_place = 1 <= len(words) <= 3 and all(word[0].isupper() and word.replace("-", "").isalpha() for word in words)
    return Metadata(place=pieces[-1] if len(pieces) >= parts and is_place else None)
