"""What stands before the first turn → metadata: title, date, place, outlet, publisher; all of it becomes cuts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.parsers.text.asides import aside_rule
from app.parsers.text.cuts import Cut, cut_line
from app.parsers.text.dates import date_in, is_ambiguous
from app.parsers.text.header_fields import read_field
from app.parsers.text.lines import Line
from app.parsers.text.names import is_header_field
from app.parsers.text.vocabulary import WEEKDAYS
from app.transcript import Metadata

_LINK = re.compile(r"\[([^\[\]]{1,200})\]\((https?://[^\s()]{1,1000})\)\Z")
_ADDRESS = re.compile(r"<?(https?://\S{1,1000}?)>?\Z")
_SITE = re.compile(r"https?://[^/\s]+/?\Z")
_READING_TIME = re.compile(
    r"\W{0,4}\d{1,3}(?:\s?[-–]\s?\d{1,3})?[\s-](?:min|mins|minutes?|Minuten|minutos|minuti|мин|минут[аы]?)\b[^.]{0,30}\Z",
    re.I,
)
_CLOCK = re.compile(r"\W{0,4}\d{1,2}(?:[:.]\d{2}){0,2}\s?(?:[AaPp]\.?[Mm]\.?|Uhr|h)?\s?[A-Z]{0,5}\W{0,4}\Z")
_INTERVIEW_WITH = re.compile(
    r"(?:['’]s?\s+(?:\w+\s+)?interview\s+(?:with|to|for)|\binterview\s+(?:to|for))\s+(?:the\s+)?(?P<outlet>[^,;:()]{2,60})",
    re.I,
)
_TAGS = re.compile(r"</?(?:b|i|em|strong|u)>", re.I)
_INTERVIEW_OF = re.compile(
    r"\binterview (?:of|by) [^;:()]{3,120}? (?:to|with|for) (?:the )?(?:(?:newspaper|magazine|agency) )?"
    r"(?P<outlet>[^,;:()]{2,60})",
    re.I,
)
_LISTING = re.compile(
    r"[\W_]{0,6}(?:contents|table of contents|attendees|attendance|participants|present|speakers|agenda|inhalt|"
    r"inhaltsverzeichnis|teilnehmer|participantes|sommaire|índice|содержание|участники)[\W_]{0,6}\Z",
    re.I,
)
_ITEM = re.compile(r"[-*+•][ \t]|\d{1,3}[.)][ \t]|\|")
_LEADERS = re.compile(r"\.{4}\s?\d{1,4}\Z")
_FIELD_HEAD = re.compile(r"[\W_]{0,6}(?P<field>[^\W\d_][\w /-]{0,40})[*_ ]{0,4}[:：][*_]{0,3}\s*\S")
NOTHING = Metadata()
_LONGEST_TITLE = 300
_SEARCHED_FOR_A_DATE = 12


@dataclass(frozen=True, slots=True)
class Preamble:
    metadata: Metadata
    cuts: tuple[Cut, ...]
    doubts: tuple[str, ...] = ()


def read_preamble(lines: Sequence[Line], declared: Metadata = NOTHING) -> Preamble:
    """Metadata from the lines before the first turn, each of which becomes a cut; `declared` is known already."""
    metadata = Metadata()
    cuts: list[Cut] = []
    doubts: list[str] = []
    for line, is_listed in _listed(lines):
        text = _TAGS.sub("", line.text).strip("\ufeff \t\u00a0\r\n\f")
        known = metadata.overridden_by(declared)
        rule, found = _told_by(text, known, may_date=len(cuts) < _SEARCHED_FOR_A_DATE, is_listed=is_listed)
        if found.date is not None and metadata.date is None and is_ambiguous(text):
            doubts.append(f"the date in line {line.number} may be day or month first: only the year is taken")
        metadata = found.overridden_by(metadata)
        cuts.append(cut_line(line, rule))
    return Preamble(metadata, tuple(cuts), tuple(doubts))


def _listed(lines: Sequence[Line]) -> Iterator[tuple[Line, bool]]:
    """The lines that are not blank, and whether each stands in a list of contents or of people."""
    listing = begun = False
    for line in lines:
        if line.is_blank:
            listing = listing and not begun
            continue
        if _LISTING.match(line.text):
            listing, begun = True, False
            yield line, True
            continue
        begun = begun or listing
        yield line, listing


def _told_by(text: str, known: Metadata, *, may_date: bool, is_listed: bool) -> tuple[str, Metadata]:
    """The rule under which a line is set aside, and what it says."""
    if (plain := _link(text) or read_field(text)) is not None:
        return plain
    if _READING_TIME.match(text):
        return "reading-time", Metadata()
    if not is_listed and _may_be_title(text) and known.title in (None, _bare_title(text)):
        return "title", _title(text)
    if known.date is None and may_date and (dated := date_in(text)) is not None:
        return "date", replace(_place_before(text, dated[1], parts=1), date=dated[0])
    return "preamble", Metadata()


def _link(text: str) -> tuple[str, Metadata] | None:
    if link := _LINK.match(text):
        return "publisher", _publisher(link[1], link[2])
    address = _ADDRESS.match(text)
    return ("source", Metadata(source_url=address[1])) if address else None


def _may_be_title(text: str) -> bool:
    if len(text) > _LONGEST_TITLE or _CLOCK.match(text) or not any(character.isalpha() for character in text):
        return False
    field = _FIELD_HEAD.match(text)
    if (
        _ITEM.match(text)
        or _LEADERS.search(text[-12:])
        or "://" in text
        or (field is not None and is_header_field(field["field"].strip()))
    ):
        return False
    is_prose = text.rstrip("*_").endswith(".") and len(text.split()) > 5
    return not is_prose and aside_rule(text, markdown=True) in (None, "heading")


def _publisher(name: str, url: str) -> Metadata:
    if _SITE.match(url):
        return Metadata(publisher_name=name, publisher_url=url)
    site = re.sub(r"^(https?://[^/]+).*", r"\1", url)
    return Metadata(publisher_name=site.split("//", 1)[1].removeprefix("www."), publisher_url=site, source_url=url)


def _bare_title(text: str) -> str:
    return text.lstrip("# ").strip("*_= ")


def _title(text: str) -> Metadata:
    title = _bare_title(text)
    outlet = _INTERVIEW_WITH.search(title) or _INTERVIEW_OF.search(" ".join(title.split()))
    metadata = Metadata(title=title or None, outlet=outlet["outlet"].strip() if outlet else None)
    if (dated := date_in(title)) is None:
        return metadata
    return replace(_place_before(title, dated[1], parts=2), title=metadata.title, outlet=metadata.outlet, date=dated[0])


def _place_before(text: str, end: int, *, parts: int) -> Metadata:
    """`…, Place, <date>`: a place is the last part before the date, at most three words, each with a capital."""
    before = _without_weekday(text[:end].rstrip())
    if not before.endswith((",", "،", "、", "(", "–", "—", "-", ".", ":")):
        return Metadata()  # `Updated 3 May 2020`
    pieces = [piece.strip(" *_()") for piece in re.split(r"[,،、.]\s|\(", before.rstrip(" ,،(–—-") + " ")]
    pieces = [piece for piece in pieces if piece]
    words = pieces[-1].split() if pieces else []
    is_place = 1 <= len(words) <= 3 and all(not word[0].islower() and _is_word(word) for word in words)
    return Metadata(place=pieces[-1] if len(pieces) >= parts and is_place else None)


def _without_weekday(text: str) -> str:
    words = text.split()
    while words and words[-1].strip(",.").casefold() in WEEKDAYS:
        words.pop()
    return " ".join(words)


def _is_word(word: str) -> bool:
    return all(character.isalpha() or character in "-'’" or not character.isascii() for character in word)
