"""The table of formats in: a format's key and its module.

A format is a module with `EXTENSIONS`, `parse(data, options) -> tuple[Transcript, ...]`, which proves that nothing of
the source was lost, and `source_text(data, encoding, key) -> str`, the text it proves that about; `key` is that of the
interview in a source of several. A module whose format shows in its content also has `recognises(data) -> bool`.
"""

from pathlib import PurePath
from types import ModuleType

from app.parsers import (
    akn,
    assemblyai,
    cha,
    csv,
    deepgram,
    docx,
    html,
    json,
    md,
    ndjson,
    podcast,
    srt,
    tei,
    transcribe,
    txt,
    vtt,
    whisper,
)
from app.parsers.text.decoding import LARGEST
from app.parsers.units.documents import document_of, forget, looks_like_json
from app.transcript import ParseOptions, Transcript, TranscriptError

__all__ = ["COMMON_EXTENSIONS", "FORMATS", "LARGEST", "VERSION", "format_of", "is_recognised", "parse", "source_text"]

VERSION = 2
"""Raised whenever a parser comes to read some source otherwise: sources are then read anew."""

FORMATS: dict[str, ModuleType] = {
    "txt": txt,
    "md": md,
    "vtt": vtt,
    "srt": srt,
    "podcast": podcast,
    "whisper": whisper,
    "deepgram": deepgram,
    "assemblyai": assemblyai,
    "transcribe": transcribe,
    "csv": csv,
    "ndjson": ndjson,
    "json": json,
    "tei": tei,
    "akn": akn,
    "html": html,
    "docx": docx,
    "cha": cha,
}

COMMON_EXTENSIONS = frozenset({".json", ".csv", ".tsv", ".ndjson", ".jsonl", ".xml", ".html", ".htm"})
"""Endings of files of any kind: of these, only what a format recognises is a transcript."""


def parse(data: bytes, options: ParseOptions) -> tuple[Transcript, ...]:
    """The interviews in `data`; raises `TranscriptError` with what is wrong, where, and what to do."""
    try:
        transcripts: tuple[Transcript, ...] = FORMATS[format_of(data, options)].parse(data, options)
    finally:
        forget()
    return transcripts


def source_text(format: str, data: bytes, encoding: str | None, key: str | None = None) -> str:  # noqa: A002
    """The text of an interview's source of which every non-blank character is in a turn or in the ledger."""
    try:
        text: str = FORMATS[format].source_text(data, encoding, key)
    finally:
        forget()
    return text


def format_of(data: bytes, options: ParseOptions) -> str:
    """The format's key: what is asked for, else what the content shows, else what the name says, else `txt`.

    Raises `TranscriptError` where several are as likely.
    """
    if options.format is not None:
        if options.format not in FORMATS:
            raise TranscriptError(f"there is no format `{options.format}`: there are {', '.join(FORMATS)}")
        return options.format
    shown = [key for key, module in FORMATS.items() if hasattr(module, "recognises") and module.recognises(data)]
    if len(shown) > 1:  # the marks of Markdown may stand in the text of anything
        shown = [key for key in shown if key != "md"]
    suffix = PurePath(options.name).suffix.lower()
    named = [key for key, module in FORMATS.items() if suffix in module.EXTENSIONS]
    likely = [key for key in shown if key in named] or shown or named
    if not shown and len(named) != 1 and looks_like_json(data):
        document_of(data)
        raise TranscriptError(
            "this is JSON of none of the dialects that are read: --format says which it is meant to be"
        )
    if not shown and len(named) > 1:
        raise TranscriptError(f"this is no transcript in any shape that is known of {suffix}: {', '.join(named)}")
    if len(likely) > 1:
        raise TranscriptError(f"this may be {' or '.join(likely)}: --format says which")
    return likely[0] if likely else "txt"


def is_recognised(data: bytes) -> bool:
    """Whether the content shows any format."""
    try:
        return any(hasattr(module, "recognises") and module.recognises(data) for module in FORMATS.values())
    finally:
        forget()
