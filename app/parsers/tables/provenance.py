"""What our own exports say of an interview → metadata."""

from typing import Any, get_args

from app.parsers.units.documents import Node
from app.transcript import Metadata, TranscriptKind

_NAMES = (
    *("title", "date", "place", "outlet", "language", "original_language", "source_url", "publisher_name"),
    *("publisher_url", "retrieved_at", "media_url", "licence", "rights_holder", "credit"),
)


def metadata_of(said: Node, interview_id: Node | None) -> Metadata:
    """Metadata of the interview `interview_id`, of which `said` holds what is known; an empty text says nothing."""
    found: dict[str, Any] = {name: value.text() for name in _NAMES if (value := said.get(name)) is not None}
    kind = said.get("transcript_kind")
    if kind is not None and kind.value not in ("", *get_args(TranscriptKind)):
        raise kind.wrong(f"one of {', '.join(get_args(TranscriptKind))}")
    known = {name: value for name, value in found.items() if value}
    return Metadata(
        id=interview_id.text() if interview_id else None, transcript_kind=kind.value or None if kind else None, **known
    )
