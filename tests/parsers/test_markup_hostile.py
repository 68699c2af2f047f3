"""What mark-up can do to a program is refused with one line that says what and where, or does nothing."""

import builtins
import io
import time
import zipfile
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from app.parsers import parse
from app.transcript import ParseOptions, Transcript, TranscriptError
from tests.parsers.golden import FOLDER

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{}</body></text></TEI>'
AKN = "<akomaNtoso><debate><debateBody>{}</debateBody></debate></akomaNtoso>"
SPOKEN = '<u who="#a"><seg>Yes.</seg></u>'
BOMB = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
WORDS = "<w:document xmlns:w='urn:w'><w:body>{}</w:body></w:document>"


def read(source: str | bytes, name: str = "talk.xml") -> Transcript:
    data = source.encode() if isinstance(source, str) else source
    (transcript,) = parse(data, ParseOptions(name=name))
    return transcript


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (TEI.format("<u><seg>Cut"), "line 1, column .*: a tag closes what is not open, and <seg> of line 1 is open"),
        ("<TEI>\n<u>Cut", "line 2, column 7: the file ends too early, and <u> of line 2 is open"),
        ('<TEI>\n<u who="#a>Yes</u></TEI>', "line 2, column .*: an attribute holds <, which is written &lt; there"),
        ("<TEI>\n<u>Ann & Lee</u></TEI>", "line 2, column .*: no name follows < or &"),
        ("<TEI>\n<?php ?><u>a<!-- b</u></TEI>", "line 2, column .*: a comment is not closed"),
        (TEI.format("\n\n<u>&nope;</u>"), "line 3, column"),
        (TEI.format("<u>" * 300 + "x" + "</u>" * 300), "deeper than 256 elements"),
        (TEI.format("<u>" * 100_000), "deeper than 256 elements"),
        (TEI.format(f'<u who="{"x" * 11_000_000}">a</u>'), "longer than 10 MB"),
        (TEI.format("<u>a\0b</u>"), "line 1"),
        (f'<!DOCTYPE TEI [<!ENTITY a "ha">{BOMB}]>' + TEI.format("<u>&j;</u>"), "entities grow without end|an entity"),
        (
            f'<!DOCTYPE TEI [<!ENTITY a "ha">{BOMB}]>' + TEI.format('<u who="&j;">a</u>'),
            "entities grow without end|an entity",
        ),
        ('<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + TEI.format("<u>&x;</u>"), "the entity &x;"),
        (b'<?xml version="1.0" encoding="utf-8"?>' + TEI.format("<u>ü</u>").encode("latin-1"), "encoding"),
        ('<?xml version="1.0" encoding="x-unheard-of"?>' + TEI.format(SPOKEN), "encoding"),
        (TEI.format(""), "nobody speaks in this TEI"),
        (AKN.format("<narrative>Silence.</narrative>"), "nobody speaks in this document"),
        ("<teiCorpus>" + TEI.format(SPOKEN) + "</teiCorpus>", "give the file of each"),
        ("<rss><channel/></rss>", "the outermost element of this XML is <rss>"),
        (TEI.format(SPOKEN) + "<more/>", "line 1, column .*: something follows the outermost element"),
        (
            TEI.format('<u xml:id="c">a</u><u xml:id="c">b</u>'),
            "line 1, column .*: an xml:id is that of another element",
        ),
    ],
)
def test_hostile_xml_is_refused_with_a_place_or_a_reason(source: str | bytes, says: str) -> None:
    with pytest.raises(TranscriptError, match=says) as refused:
        read(source)
    assert len(str(refused.value).splitlines()) == 1


def test_nothing_is_fetched_or_included(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("not yours", encoding="utf-8")
    outside = f'<!DOCTYPE TEI [<!ENTITY % x SYSTEM "{secret.as_uri()}"> %x;]>'
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret.as_uri()}" parse="text"/>'
    transcript = read(outside + TEI.format(f"<u><seg>Yes.</seg>{include}<?php evil() ?></u>"))
    assert [turn.text for turn in transcript.turns] == ["Yes."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_xml_says_its_encoding_itself(encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    transcript = read((declared + TEI.format("<u who='#é'>Été.</u>")).encode(encoding))
    assert [(turn.label, turn.text) for turn in transcript.turns] == [("é", "Été.")]
    assert transcript.encoding is None


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "Q: a",
        "<p>" + "".join(f"<font size={n}>" for n in range(3_000)) + "<p>Q: a" * 3_000,
        "<b>" * 50_000 + "<p>Q: a" * 50,
        f"<p {' '.join(f'a{n}=1' for n in range(40_000))}>Q: a",
    ],
)
def test_a_page_that_is_never_closed_is_refused_at_once(page: str) -> None:
    began = time.process_time()
    with pytest.raises(TranscriptError, match="nested without end"):
        read(page, "talk.html")
    assert time.process_time() - began < 2


def test_a_page_says_its_encoding_in_its_head() -> None:
    talk = "<p><b>Вопрос:</b> Где?<p><b>Ответ:</b> Тут.<p><b>Вопрос:</b> Да?"
    page = f'<html><head><meta charset="windows-1251"></head>{talk}'
    transcript = read(page.encode("cp1251"), "talk.html")
    assert (transcript.encoding, transcript.turns[0].text) == ("cp1251", "Где?")


def test_a_page_that_says_a_wrong_encoding_is_detected() -> None:
    talk = "<p><b>Q:</b> Été\u00a0?<p><b>A:</b> Là.<p><b>Q:</b> Où ?<p><b>A:</b> Ici."
    page = f'<html><head><meta charset="us-ascii-9"></head>{talk}'
    assert read(page.encode("utf-8"), "talk.html").turns[0].text == "Été ?"


def package(parts: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def sample_parts() -> dict[str, bytes]:
    with zipfile.ZipFile(FOLDER / "docx" / "plain-labels.docx") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04\x14\0", "a ZIP archive or an Office file that cannot be unpacked"),
        (package({"mimetype": b"x", "content.xml": b"<x/>"}), "an OpenDocument file: save it as DOCX"),
        (package({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "no Word document"),
        (package({"a.txt": b"Q: a"}), "without a Word document in it"),
        (package({"word/document.xml": b"<x/>"}), "this Word document is damaged"),
        (package({"word/document.xml": b"<w:p/>" * 2_000_001}), "more than 2,000,000 tags"),
        (package({"word/media/a.bin": bytes(257 * 1024 * 1024)}), "unpacks to more than 256 MB"),
        (package({f"word/{n}.xml": b"" for n in range(5_001)}), "it has 5,001 parts, more than 5,000"),
        (package(sample_parts() | {"word/document.xml": b"<!DOCTYPE x><x/>"}), "declares a document type"),
        (package(sample_parts() | {"word/document.xml": b"<w:p>" * 400}), "damaged"),
        ((FOLDER / "docx" / "plain-labels.docx").read_bytes()[:9_000], "cannot be unpacked"),
    ],
)
def test_hostile_packages_are_refused(data: bytes, says: str) -> None:
    with pytest.raises(TranscriptError, match=says):
        read(data, "talk.docx")


def test_a_size_that_is_declared_too_small_does_not_help() -> None:
    data = bytearray(package({"word/document.xml": bytes(1_000_000)}))
    central = data.rfind(b"PK\x01\x02")
    data[central + 24 : central + 28] = (10).to_bytes(4, "little")
    with pytest.raises(TranscriptError, match="cannot be unpacked"):
        read(bytes(data), "talk.docx")


def test_without_the_extra_one_line_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    importing = builtins.__import__

    def without_docx(name: str, *rest: Any) -> ModuleType:
        if name == "docx":
            raise ModuleNotFoundError(name)
        return importing(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without_docx)
    with pytest.raises(TranscriptError, match="the extra `docx` of this package: pip install python-docx"):
        read((FOLDER / "docx" / "plain-labels.docx").read_bytes(), "talk.docx")


def test_chat_without_words_is_refused() -> None:
    with pytest.raises(TranscriptError, match="no main tier"):
        read(b"@UTF8\n@Begin\n@Participants:\tA Adult\n*A:\t0 .\n@End\n", "talk.cha")


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("talk.xml", lambda n: TEI.format(f"<note>x</note>{SPOKEN}" * n)),
        ("talk.akn", lambda n: AKN.format("<speech by='#a'><from>A:</from><p>Yes, <i>so</i>.</p></speech>" * n)),
        ("talk.html", lambda n: "<html><p><b>Q:</b> Why so?<p><b>Ann Lee:</b> It <i>is</i> so." * n),
        ("talk.cha", lambda n: "@UTF8\n@Begin\n" + "*A:\tyes [/] (.) so .\n*B:\t&-um no .\n" * n),
        ("talk.html", lambda n: "<html><body>" + "<table><tr><td>Q:</td><td>" * (n // 40) + "Why?"),
        ("talk.xml", lambda n: TEI.format("<u>" + "<seg>a</seg>" * n + "</u>")),
    ],
)
def test_time_grows_with_the_length(name: str, make: Any) -> None:
    """Twice as long takes less than two and a half times as long."""

    def seconds(count: int) -> float:
        source = make(count).encode()
        taken = []
        for _ in range(2):
            began = time.process_time()
            with suppress(TranscriptError):
                parse(source, ParseOptions(name=name))
            taken.append(time.process_time() - began)
        return min(taken)

    assert seconds(1_600) < 2.5**2 * max(seconds(400), 0.02)
