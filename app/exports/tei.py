"""TEI P5 (chapter 8, transcriptions of speech) in the manner of ParlaMint: a `<u>` for each turn, after its label."""

from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape

from app.exports.parts.markup import document, element, optional, paragraphs
from app.publication import Provenance, Publication, PublishedSpeaker, PublishedTurn

MEDIA_TYPE = "application/tei+xml"
EXTENSION = ".xml"

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_KINDS = {"question": "Question", "answer": "Answer", "speech": "Speech"}


def render(publication: Publication) -> str:
    """Give an interview as a TEI document; raises `ExportError` for characters that XML cannot hold."""
    persons = {speaker.id: f"p{count}" for count, speaker in enumerate(publication.speakers, 1)}
    moments = _moments(publication.turns)
    spoken = (piece for turn in publication.turns for piece in _turn(turn, persons, moments))
    body = element("body", element("div", *spoken, type="interview"))
    text = element("text", _timeline(moments), body)
    of = publication.provenance
    return document(element("TEI", _header(publication, persons), text, xmlns=NAMESPACE, xml__lang=of.language))


def _header(publication: Publication, persons: Mapping[str, str]) -> str:
    of = publication.provenance
    described = element("fileDesc", _titles(of), _edition(of), _publication(of), _source(of))
    kinds = (
        element("category", element("catDesc", element("term", term)), xml__id=kind) for kind, term in _KINDS.items()
    )
    declared = element("encodingDesc", element("classDecl", element("taxonomy", *kinds, xml__id="kinds")))
    return element("teiHeader", described, declared, _profile(publication, persons))


def _titles(of: Provenance) -> str:
    return element("titleStmt", element("title", escape(of.title or of.id)))


def _edition(of: Provenance) -> str:
    changed = optional("date", of.ingested_at[:10], when=of.ingested_at)
    return element("editionStmt", element("edition", f"Revision {of.revision}, ", changed, n=of.revision))


def _publication(of: Provenance) -> str:
    publisher = element("publisher", escape(of.publisher_name or of.outlet or of.rights_holder or "unknown"))
    terms = [
        optional("licence", of.licence),
        optional("p", of.rights_holder and f"Rights holder: {of.rights_holder}"),
        optional("p", of.credit and f"Credit: {of.credit}"),
    ]
    availability = element("availability", *terms) if any(terms) else ""
    known = (optional("idno", of.id, type="verbatim"), optional("idno", of.url, type="URI"))
    return element("publicationStmt", publisher, optional("ref", of.publisher_url), *known, availability)


def _source(of: Provenance) -> str:
    known = (
        optional("title", of.title),
        optional("publisher", of.publisher_name or of.outlet),
        optional("date", of.date, when=of.date),
        optional("idno", of.source_url, type="URI"),
        optional("idno", of.source_sha256, type="sha256"),
        optional("note", of.transcript_kind, type="transcript_kind"),
        optional("note", of.retrieved_at, type="retrieved_at"),
        optional("note", of.media_url, type="media_url"),
        optional("note", of.original_language, type="original_language"),
    )
    return element("sourceDesc", element("bibl", *known))


def _profile(publication: Publication, persons: Mapping[str, str]) -> str:
    of = publication.provenance
    setting = optional("name", of.place, type="place") + optional("date", of.date, when=of.date)
    people = (_person(speaker, persons[speaker.id]) for speaker in publication.speakers)
    language = element("langUsage", element("language", escape(of.language), ident=of.language)) if of.language else ""
    return element(
        "profileDesc",
        language,
        element("particDesc", element("listPerson", *people)) if publication.speakers else "",
        element("settingDesc", element("setting", setting)) if setting else "",
    )


def _person(speaker: PublishedSpeaker, key: str) -> str:
    """Give a speaker; one who is known by a label alone has no name."""
    name = "note" if speaker.identity == "label" else "persName"
    known = (optional("idno", value, type=scheme) for scheme, value in speaker.identifiers)
    own = optional("idno", speaker.id, type="verbatim")
    return element("person", element(name, escape(speaker.name)), own, *known, xml__id=key, role=speaker.role)


def _turn(turn: PublishedTurn, persons: Mapping[str, str], moments: Mapping[int, str]) -> Iterator[str]:
    yield "\n" + element("note", escape(turn.label), type="speaker")
    yield "\n" + element(
        "u",
        *paragraphs("seg", turn.text),
        xml__id=f"u{turn.number}",
        n=turn.number,
        who=f"#{persons[turn.speaker_id]}" if turn.speaker_id in persons else None,
        ana=f"#{turn.kind}",
        start=None if turn.start_ms is None else f"#{moments[turn.start_ms]}",
        end=None if turn.end_ms is None else f"#{moments[turn.end_ms]}",
    )


def _moments(turns: Iterable[PublishedTurn]) -> dict[int, str]:
    """Give a name for each time, in milliseconds, at which a turn starts or ends."""
    times = {ms for turn in turns for ms in (turn.start_ms, turn.end_ms) if ms is not None}
    return {ms: f"t{ms}" for ms in sorted(times)}


def _timeline(moments: Mapping[int, str]) -> str:
    if not moments:
        return ""
    points = (element("when", xml__id=name, interval=ms, since="#begin") for ms, name in moments.items())
    return element("timeline", element("when", xml__id="begin"), *points, unit="ms", origin="#begin")
