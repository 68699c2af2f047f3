"""The table of formats in: a format's key and its module.

A format is a module with `EXTENSIONS`, `parse(data, options) -> tuple[Transcript, ...]`, which proves that nothing of
the source was lost, and `source_text(data, encoding) -> str`, the text it proves that about. A module whose format
shows in its first bytes also has `recognises(data) -> bool`.
"""

from pathlib import PurePath
from types import ModuleType

from app.parsers import md, txt
from app.transcript import ParseOptions, Transcript, TranscriptError

VERSION = 1
"""Raised whenever a parser comes to read some source otherwise: sources are then read anew."""

FORMATS: dict[str, ModuleType] = {"txt": txt, "md": md}


def parse(data: bytes, options: ParseOptions) -> tuple[Transcript, ...]:
    """The interviews in `data`; raises `TranscriptError` with what is wrong, where, and what to do."""
    transcripts: tuple[Transcript, ...] = FORMATS[format_of(data, options)].parse(data, options)
    return transcripts


def source_text(format: str, data: bytes, encoding: str | None) -> str:  # noqa: A002
    """The text of a source of which every non-blank character is in a turn or in the ledger."""
    text: str = FORMATS[format].source_text(data, encoding)
    return text


def format_of(data: bytes, options: ParseOptions) -> str:
    """The format's key: what is asked for, else what the content shows, else what the name says, else `txt`."""
    if options.format is not None:
        if options.format not in FORMATS:
            raise TranscriptError(f"there is no format `{options.format}`: there are {', '.join(FORMATS)}")
        return options.format
    for key, module in FORMATS.items():
        if hasattr(module, "recognises") and module.recognises(data):
            return key
    suffix = PurePath(options.name).suffix.lower()
    return next((key for key, module in FORMATS.items() if suffix in module.EXTENSIONS), "txt")
