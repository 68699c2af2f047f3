"""Whisper's JSON, as OpenAI's Whisper, its descendants and its service write it, with WhisperX's speakers.

An object with `segments` of `start` and `end` in seconds, `text`, and `speaker` where speakers were told apart.
"""

import re
from collections.abc import Iterator

from app.parsers.units.documents import Node, document_of, members
from app.parsers.units.segments import Segment, read_segments, segments_text
from app.transcript import Metadata, ParseOptions, Transcript

EXTENSIONS = (".json",)
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def recognises(data: bytes) -> bool:
    """Whether it is an object with `segments` of which the first has a `text` and a `start`."""
    found = members(data)
    segments = found.get("segments")
    if not isinstance(segments, list) or not segments:
        return segments == [] and "language" in found
    return isinstance(segments[0], dict) and {"text", "start"} <= set(segments[0])


def parse(data: bytes, options: ParseOptions) -> tuple[Transcript, ...]:
    """The one interview in `data`; raises `TranscriptError` that names the field that is wrong."""
    language = document_of(data).get("language")
    spoken = language.value if language and _LANGUAGE.fullmatch(str(language.value)) else None
    return (read_segments("whisper", data, _segments, Metadata(language=spoken, transcript_kind="automatic")),)


def source_text(data: bytes, encoding: str | None, key: str | None = None) -> str:
    """The text of which every non-blank character is accounted for: `speaker` and `text` of each segment."""
    return segments_text(data, _segments)


def _segments(document: Node) -> Iterator[Segment]:
    for segment in document.need("segments").each():
        speaker, start, end = (segment.get(name) for name in ("speaker", "start", "end"))
        label = speaker.label() if speaker else None
        text = segment.need("text").text()
        yield Segment(label, text, start.time() if start else None, end.time() if end else None)
