"""Podcasting 2.0's JSON: segments with `speaker`, `startTime`, `endTime` in seconds, and `body`.

https://github.com/Podcastindex-org/podcast-namespace/blob/main/transcripts/transcripts.md
"""

from collections.abc import Iterator

from app.parsers.units.documents import Node, members
from app.parsers.units.segments import Segment, read_segments, segments_text
from app.transcript import Metadata, ParseOptions, Transcript

EXTENSIONS = (".json",)


def recognises(data: bytes) -> bool:
    """Whether it is an object with `segments` of which the first has a `body`, or with none and a `version`."""
    found = members(data)
    segments = found.get("segments")
    if not isinstance(segments, list):
        return False
    return "version" in found if not segments else isinstance(segments[0], dict) and "body" in segments[0]


def parse(data: bytes, options: ParseOptions) -> tuple[Transcript, ...]:
    """The one interview in `data`; raises `TranscriptError` that names the field that is wrong."""
    return (read_segments("podcast", data, _segments, Metadata()),)


def source_text(data: bytes, encoding: str | None, key: str | None = None) -> str:
    """The text of which every non-blank character is accounted for: `speaker` and `body` of each segment."""
    return segments_text(data, _segments)


def _segments(document: Node) -> Iterator[Segment]:
    for segment in document.need("segments").each():
        speaker, start, end = (segment.get(name) for name in ("speaker", "startTime", "endTime"))
        label = speaker.label() if speaker else None
        body = segment.get("body")
        yield Segment(label, body.text() if body else "", start.time() if start else None, end.time() if end else None)
