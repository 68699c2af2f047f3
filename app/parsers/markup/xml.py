"""Bytes → a tree of XML, without anything that a hostile file could ask for."""

import re
from typing import TypeAlias

from lxml import etree

from app.parsers.markup.faults import told
from app.parsers.text.decoding import refuse_what_is_no_text
from app.transcript import TranscriptError

Element: TypeAlias = etree._Element
_LOOKED_AT = 64 * 1024
_ROOT = re.compile(
    rb"(?>(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?)(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*(?:\[[^\]]*\])?\s*>)*+"
    rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)",
    re.S,
)
"""Atomic throughout: no prolog, however long, is tried in two ways."""


def root_name(data: bytes) -> str | None:
    """The name of the outermost element without its prefix, told from the first bytes; `None` where there is none."""
    match = _ROOT.match(data[:_LOOKED_AT].replace(b"\0", b""))  # without NUL, UTF-16 reads like ASCII
    return match[1].decode("ascii") if match else None


def read_xml(data: bytes) -> Element:
    """The outermost element of `data`.

    Nothing is fetched, no entity but XML's own five is put in, and libxml2's limits of depth (256) and of length
    (10 MB for one text or attribute) stand. Raises `TranscriptError` with line and column for what is no XML.
    """
    refuse_what_is_no_text(data)
    # collect_ids stays on: without it libxml2 would read what parameter entities name, and files with them
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise TranscriptError(f"this is no well-formed XML: {told(error)}") from None
    except ValueError:
        raise TranscriptError("this is no well-formed XML") from None
    for entity in root.iter(etree.Entity):
        raise TranscriptError(
            f"the entity {entity.text} near line {entity.sourceline} is not put in: write the characters it stands for"
        )
    return root


def name_of(element: Element) -> str:
    """The element's name without its namespace, whatever prefix that has; `""` for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """The attribute of that name, in any namespace, stripped; `None` where it is missing or blank."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value).strip() or None
    return None
