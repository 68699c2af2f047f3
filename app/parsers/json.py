"""Our own JSON of a whole interview, whose turns come back exactly; and lists of objects under the usual names."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from app.parsers.tables.columns import columns_of, refusal
from app.parsers.tables.provenance import metadata_of
from app.parsers.tables.rows import Row, Table, read_table, table_texts, text_of_interview
from app.parsers.units.documents import Node, document_of, doubts_of, shown
from app.transcript import Metadata, ParseOptions, Role, SpeakerDeclaration, Transcript, TranscriptError

EXTENSIONS = (".json",)
_OURS = "verbatim/1"
_ROLES: dict[str, Role] = {"interviewer": "interviewer", "interviewee": "interviewee"}


def recognises(data: bytes) -> bool:
    """Whether it says that it is ours, or is a list of objects of which the first has the usual names."""
    value = shown(data)
    if isinstance(value, dict):
        return str(value.get("format")).startswith("verbatim/")
    first = value[0] if isinstance(value, list) and value else None
    try:
        columns = columns_of(list(first)) if isinstance(first, dict) else None
    except TranscriptError:
        return False
    return columns is not None and isinstance(first, dict) and isinstance(first.get(columns.text), str)


def parse(data: bytes, options: ParseOptions) -> tuple[Transcript, ...]:
    """The interviews in `data`; raises `TranscriptError` that names the field that is wrong."""
    document = document_of(data)
    found = read_table("json", _table(document))
    if isinstance(document.value, dict):
        found = tuple(replace(each, metadata=_metadata(document)) for each in found)
    return tuple(replace(each, warnings=(*doubts_of(data), *each.warnings)) for each in found)


def source_text(data: bytes, encoding: str | None, key: str | None = None) -> str:
    """The text of which every non-blank character is accounted for: the fields of speakers and of their words."""
    return text_of_interview(_texts(data), key)


@lru_cache(maxsize=1)
def _texts(data: bytes) -> Mapping[str, str]:
    """By interview: the proof of each asks for the same source again."""
    return table_texts(_table(document_of(data)))


def _table(document: Node) -> Table:
    if isinstance(document.value, dict):
        said = document.need("format")
        if said.value != _OURS:
            raise said.wrong(f"`{_OURS}`, which this version reads")
        turns = document.need("turns")
    else:
        turns = document
    rows = [Row(_object(node), None) for node in turns.each()]
    names = dict.fromkeys(name for row in rows for name in row.values.value)
    columns = columns_of([*names, "interview"] if turns is not document else list(names))
    if columns is None:
        raise refusal(names)
    return Table(columns, rows)


def _object(node: Node) -> Node:
    if not isinstance(node.value, dict):
        raise node.wrong("an object")
    return node


def _metadata(document: Node) -> Metadata:
    interview = document.need("interview")
    speakers = document.get("speakers")
    declared = [_declaration(each) for each in speakers.each() if _is_declared(each)] if speakers else []
    return replace(metadata_of(interview, interview.need("id")), declarations=tuple(declared))


def _is_declared(speaker: Node) -> bool:
    return speaker.need("identity").text() == "declared"


def _declaration(speaker: Node) -> SpeakerDeclaration:
    identifiers = speaker.get("identifiers")
    schemes: dict[str, Any] = _object(identifiers).value if identifiers else {}
    pairs = tuple((scheme, Node(value, identifiers, scheme).text()) for scheme, value in schemes.items())
    labels = tuple(label.text() for label in speaker.need("labels").each())
    role: Role | None = _ROLES.get(speaker.need("role").text())
    return SpeakerDeclaration(speaker.need("name").text(), labels, role=role, identifiers=pairs)
