"""The header of a TEI document → metadata, and the persons it declares."""

import re
from collections.abc import Iterable, Iterator
from typing import cast, get_args

from app.dates import days_of
from app.parsers.markup.persons import Person, identifier_of, role_of
from app.parsers.markup.steps import words_of
from app.parsers.markup.xml import Element, attribute, name_of
from app.transcript import Metadata, SpeakerDeclaration, TranscriptKind

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ADDRESS = re.compile(r"https?://[^\s/]+(?P<path>/\S*)?\Z")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*\Z")
_PLACES = ("city", "town", "settlement", "place", "location")
_OWN = "verbatim"
"""The type of `<idno>` by which a document shows that this program wrote it."""


def metadata_of(root: Element, declared: tuple[SpeakerDeclaration, ...]) -> Metadata:
    """What the header says of the interview: of its source before the electronic edition."""
    language = _language(root)
    url, site = _source(root)
    notes = {note.get("type"): words_of(note) for note in _all(root, "sourceDesc", "bibl", "note")}
    kind = notes.get("transcript_kind")
    return Metadata(
        id=next((text for text in _numbers(root, _OWN) if _ID.match(text)), None),
        title=_title(root, language),
        date=_date(root),
        place=_place(root),
        language=language,
        original_language=notes.get("original_language"),
        transcript_kind=cast(TranscriptKind, kind) if kind in get_args(TranscriptKind) else None,
        source_url=url,
        publisher_name=_publisher(root, language),
        publisher_url=next(_addresses(root), site),
        retrieved_at=notes.get("retrieved_at"),
        media_url=notes.get("media_url") or _media(root),
        licence=_licence(root),
        rights_holder=_right(root, "Rights holder: "),
        credit=_right(root, "Credit: "),
        declarations=declared,
    )


def persons_of(root: Element) -> dict[str, Person]:
    """The persons and groups of `particDesc`, and of lists elsewhere, by `xml:id`; who has no name is none."""
    found: dict[str, Person] = {}
    for element in root.iter("{*}person", "{*}personGrp", "{*}org"):
        key, name = attribute(element, "id"), _name(element)
        if key and name:
            numbers = tuple(dict.fromkeys(_identifiers(element)))
            own = any(idno.get("type") == _OWN for idno in element.iter("{*}idno"))
            found[key] = Person(name, role_of(element.get("role")), numbers, is_known=True if own else None)
    return found


def _name(person: Element) -> str | None:
    for child in person:
        if name_of(child) in ("persName", "orgName", "name"):
            parts = [words_of(part) for kind in ("forename", "surname") for part in child if name_of(part) == kind]
            return " ".join(parts) or words_of(child) or None  # the parts stand in any order, with links beside them
    return None


def _identifiers(person: Element) -> Iterator[tuple[str, str]]:
    addresses = [attribute(child, "target") or words_of(child) for child in person if name_of(child) in ("idno", "ptr")]
    for address in (*addresses, *(person.get("sameAs") or "").split()):
        if found := identifier_of(address):
            yield found
    for idno in (child for child in person if name_of(child) == "idno"):
        scheme, number = (idno.get("type") or "").strip(), words_of(idno)
        if scheme.casefold() not in ("", _OWN, "uri", "url") and number and not number.startswith("http"):
            yield scheme.casefold(), number


def _all(root: Element, *path: str) -> Iterable[Element]:
    """Elements by their names from the header down, each anywhere below the one before, and none inside its like."""
    found: list[Element] = [header for header in root if name_of(header) == "teiHeader"]
    for name in path:
        inner = dict.fromkeys(each for one in found for each in one.iter(f"{{*}}{name}"))
        found = [each for each in inner if not any(above in inner for above in each.iterancestors())]
    return found


def _language(root: Element) -> str | None:
    texts = [child for child in root if name_of(child) == "text"]
    tags = [each.get(_XML_LANG) for each in (*texts, root)]
    return next((tag for tag in tags if tag and _LANGUAGE.match(tag) and tag != "und"), None)


def _title(root: Element, language: str | None) -> str | None:
    """The source's title, else the edition's own."""
    for path in (("sourceDesc", "bibl", "title"), ("sourceDesc", "title"), ("titleStmt", "title")):
        titles = [title for title in _all(root, *path) if words_of(title)]
        if titles:
            return words_of(_preferred(titles, language))
    return None


def _preferred(elements: list[Element], language: str | None) -> Element:
    """The first in the document's language, else the first that names none, else the first."""
    for wanted in (language, None):
        for element in elements:
            if element.get(_XML_LANG) == wanted:
                return element
    return elements[0]


def _date(root: Element) -> str | None:
    """When it was spoken, as the setting, the recording, the source or the making of the text say."""
    paths = (("settingDesc", "date"), ("recordingStmt", "date"), ("sourceDesc", "bibl", "date"), ("creation", "date"))
    for path in paths:
        for date in _all(root, *path):
            match = _DATE.match(date.get("when") or date.get("when-iso") or "")
            if match and _is_date(match.group()):
                return match.group()
    return None


def _is_date(text: str) -> bool:
    try:
        days_of(text)
    except ValueError:
        return False
    return True


def _place(root: Element) -> str | None:
    for setting in _all(root, "settingDesc"):
        for element in setting.iter("{*}placeName", "{*}settlement", "{*}name"):
            if (name_of(element) != "name" or element.get("type") in _PLACES) and (name := words_of(element)):
                return name
    return None


def _source(root: Element) -> tuple[str | None, str | None]:
    """The source's address, and its site where the address is no more than that: a site is no interview."""
    for idno in (*_all(root, "sourceDesc", "bibl", "idno"), *_all(root, "sourceDesc", "bibl", "ref")):
        address = attribute(idno, "target") or words_of(idno)
        if match := _ADDRESS.match(address):
            return (address, None) if (match["path"] or "/") != "/" else (None, address)
    return None, None


def _publisher(root: Element, language: str | None) -> str | None:
    publishers = list(_all(root, "publicationStmt", "publisher"))
    names = [name for publisher in publishers for name in publisher if name_of(name) in ("orgName", "persName")]
    found = names or publishers
    name = words_of(_preferred(found, language)) if found else None
    return None if name == "unknown" else name or None


def _addresses(root: Element) -> Iterator[str]:
    """Addresses of the publisher: inside it, or beside it."""
    for statement in _all(root, "publicationStmt"):
        for ref in statement.iter("{*}ref"):
            parent = ref.getparent()
            address = attribute(ref, "target") or words_of(ref)
            if parent is not None and name_of(parent) in ("publisher", "publicationStmt") and _ADDRESS.match(address):
                yield address


def _numbers(root: Element, kind: str) -> Iterator[str]:
    return (words_of(idno) for idno in _all(root, "publicationStmt", "idno") if idno.get("type") == kind)


def _media(root: Element) -> str | None:
    urls = [attribute(media, "url") or "" for media in _all(root, "recordingStmt", "media")]
    return next((url for url in urls if _ADDRESS.match(url)), None)


def _licence(root: Element) -> str | None:
    for licence in _all(root, "availability", "licence"):
        return words_of(licence) or attribute(licence, "target")
    return None


def _right(root: Element, start: str) -> str | None:
    told = (words_of(p) for p in _all(root, "availability", "p"))
    return next((text.removeprefix(start) for text in told if text.startswith(start)), None)
