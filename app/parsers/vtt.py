"""WebVTT: cues with `<v Name>` voices, or with names before the words as Zoom writes them.

https://www.w3.org/TR/webvtt1/
"""

import re
from dataclasses import replace

from app.parsers.captions.cues import cues_of
from app.parsers.captions.reading import text_of, units_of
from app.parsers.text.decoding import decode
from app.parsers.units.heads import head_of
from app.parsers.units.reading import read_units
from app.transcript import Metadata, ParseOptions, Transcript

EXTENSIONS = (".vtt", ".webvtt")
_BEGINS = re.compile(r"\s*WEBVTT(?=\s|\Z)")
_LANGUAGE = re.compile(r"\A[^\n]*\n(?:[^\n]+\n){0,10}?Language:[ \t]*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*)[ \t]*\r?\n")


def recognises(data: bytes) -> bool:
    """Whether it begins with `WEBVTT`."""
    return _BEGINS.match(head_of(data)) is not None


def parse(data: bytes, options: ParseOptions) -> tuple[Transcript, ...]:
    """The one interview in `data`; raises `TranscriptError` where there are no cues, or their times are damaged."""
    decoded = decode(data)
    cues = cues_of(decoded.text, comments=True)
    language = _LANGUAGE.match(decoded.text[:2000])
    metadata = Metadata(language=language[1] if language else None)
    transcript = read_units("vtt", text_of(cues), units_of(cues, options), metadata)
    return (replace(transcript, encoding=decoded.encoding, warnings=(*decoded.doubts, *transcript.warnings)),)


def source_text(data: bytes, encoding: str | None, key: str | None = None) -> str:
    """The text of which every non-blank character is accounted for: the lines of all cues."""
    return text_of(cues_of(data.decode(encoding or decode(data).encoding), comments=True))
