"""DOCX: a Word document, read as running text: paragraphs, bold labels, tables of turns.

Needs python-docx, the extra `docx` of this package. The text that is accounted for is that of the body, then of foot-
and endnotes, comments, headers and footers, all of which but the body is set aside.
"""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from app.parsers.markup.languages import language_tag
from app.parsers.markup.package import refuse_hostile
from app.parsers.markup.word import Styles, render, texts_of
from app.parsers.markup.xml import Element, read_xml
from app.parsers.text.decoding import LARGEST
from app.transcript import Metadata, ParseOptions, Transcript, TranscriptError

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import BaseStyle

EXTENSIONS = (".docx", ".docm")
_NOTES = {
    "footnotes": "footnote",
    "endnotes": "footnote",
    "comments": "comment",
    "header": "furniture",
    "footer": "furniture",
}
_HEADINGS = ("heading", "title", "subtitle")
_MISSING = "Word files need python-docx, the extra `docx` of this package: pip install python-docx"


def recognises(data: bytes) -> bool:
    """Whether it is a ZIP archive: of those only a Word document is read, and what else it is `parse` says."""
    return data.startswith(b"PK\x03\x04")


def parse(data: bytes, options: ParseOptions) -> tuple[Transcript, ...]:
    """The one interview in `data`; raises `TranscriptError` where it is no Word document or no turns can be told."""
    document = _document(data)
    page = render(_body(document), _styles(document), _notes(document))
    transcript = page.read("docx", None, options, ())
    properties = document.core_properties
    known = Metadata(title=" ".join(properties.title.split()) or None, language=language_tag(properties.language))
    return (replace(transcript, metadata=known.overridden_by(transcript.metadata)),)


def source_text(data: bytes, encoding: str | None, key: str | None = None) -> str:
    """The text of which every non-blank character is accounted for: the body's, then that of notes and margins."""
    document = _document(data)
    parts = (_body(document), *(part for _, part in _notes(document)))
    return "".join(text for part in parts for text in texts_of(part))


def _document(data: bytes) -> "Document":
    if len(data) > LARGEST:
        raise TranscriptError(f"the file has more than {LARGEST // (1024 * 1024)} MB: split it")
    refuse_hostile(data, "word/")
    try:
        import docx  # noqa: PLC0415 (an extra: who has no Word files need not install it)
    except ImportError:
        raise TranscriptError(_MISSING) from None
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    try:
        return docx.Document(io.BytesIO(data))
    except (etree.XMLSyntaxError, OpcError, KeyError, ValueError, AttributeError, TypeError):
        raise TranscriptError("this Word document is damaged: save it anew as DOCX, or as plain text") from None


def _body(document: "Document") -> Element:
    """The body as plain XML: python-docx's own elements answer for text with that of all below them."""
    return read_xml(document.part.blob)


def _notes(document: "Document") -> Iterator[tuple[str, Element]]:
    """The parts beside the body, each once, in a fixed order, with the rule under which it is set aside."""
    relations = sorted(document.part.rels.values(), key=lambda relation: (relation.reltype, relation.rId))
    seen = set()
    for relation in relations:
        rule = _NOTES.get(relation.reltype.rpartition("/")[2])
        if rule is not None and not relation.is_external and relation.target_part.partname not in seen:
            seen.add(relation.target_part.partname)
            yield rule, read_xml(relation.target_part.blob)


def _styles(document: "Document") -> Styles:
    styles = [style for style in document.styles if style.style_id]
    headings = {style.style_id for style in styles if (style.name or "").casefold().startswith(_HEADINGS)}
    return Styles(headings, {style.style_id for style in styles if _is_bold(style)})


def _is_bold(style: "BaseStyle") -> bool:
    """Whether a style, or the one that it is based on, is bold."""
    for _ in range(20):
        bold = getattr(getattr(style, "font", None), "bold", None)
        base = getattr(style, "base_style", None)
        if bold is not None or base is None:
            return bold is True
        style = base
    return False
