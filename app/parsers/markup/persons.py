"""Whom a document declares, and which of its labels mean them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.parsers.text.names import key_of
from app.speakers import is_anonymous, is_name, role_said
from app.transcript import Role, SpeakerDeclaration

_ROLES: dict[str, Role] = {
    **dict.fromkeys(("interviewer", "investigator", "moderator", "host", "journalist"), "interviewer"),
    **dict.fromkeys(("interviewee", "informant", "narrator", "guest"), "interviewee"),
    "participant": "participant",
}
_AUTHORITIES = {
    "wikidata": re.compile(r"https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/(?P<id>Q\d+)/?\Z"),
    "viaf": re.compile(r"https?://(?:www\.)?viaf\.org/viaf/(?P<id>\d+)/?\Z"),
    "orcid": re.compile(r"https?://orcid\.org/(?P<id>[\dX-]{19})/?\Z"),
    "isni": re.compile(r"https?://(?:www\.)?isni\.org/(?:isni/)?(?P<id>[\dX]{16})/?\Z"),
    "gnd": re.compile(r"https?://d-nb\.info/gnd/(?P<id>[\dX-]+)/?\Z"),
}
"""Files of authority whose numbers mean one person wherever they stand; a number of one project's own does not."""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone as the document declares them."""

    name: str
    role: Role | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    is_known: bool | None = None
    """Whether the document says of itself that this is a person and no mere label; `None` where it does not say."""


def role_of(text: str | None) -> Role | None:
    """The role that a document's own word for it means, where it means one of ours."""
    return _ROLES.get((text or "").strip("# ").casefold())


def identifier_of(address: str) -> tuple[str, str] | None:
    """Scheme and identifier of an address in a file of authority."""
    for scheme, pattern in _AUTHORITIES.items():
        if match := pattern.match(address.strip()):
            return scheme, match["id"]
    return None


def declarations(persons: Mapping[str, Person], uses: Iterable[tuple[str, str]]) -> Iterator[SpeakerDeclaration]:
    """A declaration of each person who speaks, with the labels that mean nobody else.

    `uses` are the keys of persons with the labels under which they speak. Who is only `Question` or `Mr. Alfa` in the
    document is no person of the corpus: a label stays what it is.
    """
    labels: dict[str, dict[str, None]] = {}
    meant: dict[str, set[str]] = {}
    for key, label in uses:
        labels.setdefault(key, {})[label] = None
        meant.setdefault(key_of(label), set()).add(key)
    for key, printed in labels.items():
        person = persons.get(key)
        if person is not None and _is_person(person):
            own = tuple(label for label in printed if len(meant[key_of(label)]) == 1)
            yield SpeakerDeclaration(person.name, own, role=person.role, identifiers=person.identifiers)


def _is_person(person: Person) -> bool:
    if person.is_known is not None:
        return person.is_known
    nobody = is_anonymous(person.name) or role_said(person.name) is not None
    return not nobody and (bool(person.identifiers) or is_name(person.name))
