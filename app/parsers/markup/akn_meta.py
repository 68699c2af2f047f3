"""The metadata of an Akoma Ntoso document, and the persons it declares."""

import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, get_args

from app.dates import days_of
from app.parsers.markup.languages import language_tag
from app.parsers.markup.persons import Person, identifier_of, role_of
from app.parsers.markup.steps import words_of
from app.parsers.markup.xml import Element, attribute, name_of
from app.parsers.text.dates import date_in
from app.transcript import Metadata, SpeakerDeclaration, TranscriptKind

_OWN = "https://verbatim.invalid/ns/1"
"""The namespace of what Akoma Ntoso has no place for, in documents that this program wrote."""
_FIELDS = {field.name for field in fields(Metadata)} - {"speakers", "declarations"}
_ADDRESS = re.compile(r"https?://[^\s/]+/\S+\Z")
_DIGITS = re.compile(r"\d{1,12}\Z")


def is_own(root: Element) -> bool:
    """Whether this program wrote the document."""
    return _OWN in root.nsmap.values()


def own_attribute(element: Element, name: str) -> str | None:
    return element.get(f"{{{_OWN}}}{name}")


def milliseconds(text: str | None) -> int | None:
    return int(text) if text and _DIGITS.match(text) else None


def metadata_of(root: Element, declared: tuple[SpeakerDeclaration, ...]) -> Metadata:
    """What the document says of the interview; what this program wrote into it goes before the standard's own."""
    title = _title(root)
    language = next((each.get("language") for each in root.iter("{*}FRBRlanguage")), None)
    own = {name_of(each): words_of(each) for each in root.iter(f"{{{_OWN}}}*")}
    known: dict[str, Any] = {name: value for name, value in own.items() if name in _FIELDS}
    if is_own(root):
        if known.get("transcript_kind") not in get_args(TranscriptKind):
            known.pop("transcript_kind", None)
        return Metadata(**known, declarations=declared)
    return Metadata(
        title=title,
        date=_date(root, title),
        place=next((words_of(each) or None for each in root.iter("{*}location")), None),
        language=language_tag(language),
        source_url=next(_addresses(root), None),
        declarations=declared,
    )


def persons_of(root: Element) -> dict[str, Person]:
    """Persons, organisations and roles of the references, by their key."""
    found: dict[str, Person] = {}
    for element in root.iter("{*}TLCPerson", "{*}TLCOrganization", "{*}TLCRole"):
        key = attribute(element, "eId") or attribute(element, "id")
        name = " ".join((attribute(element, "showAs") or "").split())
        if key and name:
            found[key] = _person(element, name)
    return found


def _person(element: Element, name: str) -> Person:
    own = {name_of_key(key): str(value) for key, value in element.attrib.items() if str(key).startswith(f"{{{_OWN}}}")}
    role, identity = role_of(own.pop("role", None)), own.pop("identity", None)
    numbers = tuple(own.items())
    if found := identifier_of(attribute(element, "href") or ""):
        numbers = (found, *numbers)
    is_known = None if identity is None else identity != "label"
    return Person(name, role, numbers, False if name_of(element) != "TLCPerson" else is_known)


def name_of_key(key: str | bytes) -> str:
    return str(key).rpartition("}")[2]


def _title(root: Element) -> str | None:
    for name in ("docTitle", "heading"):
        for element in root.iter(f"{{*}}{name}"):
            if title := words_of(element):
                return title
    return None


def _date(root: Element, title: str | None) -> str | None:
    """When it was held: the work's date, the one printed, or the one in the title."""
    works = (date.get("date") for work in root.iter("{*}FRBRWork") for date in work.iter("{*}FRBRdate"))
    printed = (date.get("date") for date in root.iter("{*}docDate"))
    published = (each.get("date") for each in root.iter("{*}publication"))
    for text in (*works, *printed, *published):
        if text and _is_date(text[:10]):
            return text[:10]
    dated = date_in(title) if title else None
    return dated[0] if dated else None


def _is_date(text: str) -> bool:
    try:
        days_of(text)
    except ValueError:
        return False
    return True


def _addresses(root: Element) -> Iterator[str]:
    """Addresses of the manifestation, the expression or the work that lead anywhere."""
    for level in ("FRBRManifestation", "FRBRExpression", "FRBRWork"):
        for element in root.iter(f"{{*}}{level}"):
            for each in element:
                if name_of(each) in ("FRBRthis", "FRBRuri") and _ADDRESS.match(each.get("value") or ""):
                    yield each.get("value") or ""
