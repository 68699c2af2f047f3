"""WebVTT: cues with `<v Name>` voices, or with names before the words as Zoom writes them.

https://www.w3.org/TR/webvtt1/
"""

import re
from dataclasses import replace

from app.parsers.captions.reading import captions_text, read_captions
from app.parsers.text.decoding import decode
from app.parsers.units.heads import head_of
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
    transcript = read_captions("vtt", decoded, options, comments=True)
    language = _LANGUAGE.match(decoded.text[:2000])
    return (replace(transcript, metadata=Metadata(language=language[1])) if language else transcript,)


def source_text(data: bytes, encoding: str | None, key: str | None = None) -> str:
    """The text of which every non-blank character is accounted for: the lines of all cues."""
    return captions_text(data.decode(encoding or decode(data).encoding), comments=True)
