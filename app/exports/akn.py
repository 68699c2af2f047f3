"""Akoma Ntoso 3.0 (OASIS LegalDocML): a debate whose turns are questions, answers and speeches."""

from collections.abc import Mapping
from xml.sax.saxutils import escape

from app.exports.parts.markup import document, element, optional, paragraphs
from app.publication import Provenance, Publication, PublishedSpeaker, PublishedTurn

MEDIA_TYPE = "application/akn+xml"
EXTENSION = ".xml"

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OWN_NAMESPACE = "https://verbatim.invalid/ns/1"
"""Of what Akoma Ntoso has no place for: times inside a recording, provenance and rights."""

_ROLES = {"interviewer": "Interviewer", "interviewee": "Interviewee", "participant": "Participant"}
_UNDETERMINED = "und"
_NOWHERE = "zz"
"""ISO 3166's code for what has no country, which the standard wants of every work."""


def render(publication: Publication) -> str:
    """Give an interview as a debate; raises `ExportError` for characters that XML cannot hold."""
    persons = {speaker.id: f"p{count}" for count, speaker in enumerate(publication.speakers, 1)}
    of = publication.provenance
    spoken = (_turn(turn, persons) for turn in publication.turns)
    section = element("debateSection", optional("heading", of.title), *spoken, name="interview", eId="dbsect_1")
    debate = element("debate", _meta(publication, persons), element("debateBody", section), name="interview")
    return document(element("akomaNtoso", debate, xmlns=NAMESPACE, xmlns__v=OWN_NAMESPACE))


def _meta(publication: Publication, persons: Mapping[str, str]) -> str:
    of = publication.provenance
    people = (_person(speaker, persons[speaker.id]) for speaker in publication.speakers)
    roles = (
        element("TLCRole", eId=role, href=f"/akn/ontology/role/{role}", showAs=shown) for role, shown in _ROLES.items()
    )
    own = element("TLCOrganization", eId="verbatim", href="/akn/ontology/organization/verbatim", showAs="Verbatim")
    references = element("references", own, *people, *roles, source="#verbatim")
    return element("meta", _identification(of), references, _proprietary(of))


def _identification(of: Provenance) -> str:
    work = f"/akn/{_NOWHERE}/debate/{of.id}"
    expression = f"{work}/{_UNDETERMINED}@{of.revision}"
    held = element("FRBRdate", date=_day(of.date, of.ingested_at), name="interview")
    made = element("FRBRdate", date=of.ingested_at[:10], name="revision")
    author = element("FRBRauthor", href="#verbatim")
    language = element("FRBRlanguage", language=of.language or _UNDETERMINED)
    return element(
        "identification",
        _level("FRBRWork", work, held, author, element("FRBRcountry", value=_NOWHERE)),
        _level("FRBRExpression", expression, made, author, language),
        _level("FRBRManifestation", f"{expression}.xml", made, author),
        source="#verbatim",
    )


def _level(name: str, address: str, *content: str) -> str:
    return element(name, element("FRBRthis", value=address), element("FRBRuri", value=address), *content)


def _day(date: str | None, otherwise: str) -> str:
    """Give a whole date, which the standard wants; what is really known stands in the provenance."""
    known = (date or otherwise)[:10]
    return known + "-01-01"[len(known) - 4 :] if len(known) < 10 else known


def _person(speaker: PublishedSpeaker, key: str) -> str:
    known = {f"v__{scheme}": value for scheme, value in speaker.identifiers if scheme.isidentifier()}
    return element(
        "TLCPerson",
        eId=key,
        href=f"/akn/ontology/person/{speaker.id}",
        showAs=speaker.name,
        v__identity=speaker.identity,
        v__role=speaker.role,
        **known,
    )


def _proprietary(of: Provenance) -> str:
    names = (
        "id", "url", "title", "date", "place", "outlet", "language", "original_language", "transcript_kind",
        "source_url", "source_sha256", "publisher_name", "publisher_url", "retrieved_at", "licence", "rights_holder",
        "credit", "media_url", "revision",
    )  # fmt: skip
    known = (optional(f"v:{name}", None if (value := getattr(of, name)) is None else str(value)) for name in names)
    return element("proprietary", *known, source="#verbatim")


def _turn(turn: PublishedTurn, persons: Mapping[str, str]) -> str:
    return "\n" + element(
        turn.kind,
        element("from", escape(turn.label)),
        *paragraphs("p", turn.text),
        eId=f"dbsect_1__turn_{turn.number}",
        by=f"#{persons[turn.speaker_id]}" if turn.speaker_id in persons else None,
        as_=f"#{turn.role}",
        v__start_ms=turn.start_ms,
        v__end_ms=turn.end_ms,
    )
