"""The table of formats out: a format's key and its module.

A format is a module with `MEDIA_TYPE`, `EXTENSION` and `render(publication) -> str`, which raises `ExportError` for
what the format cannot carry.
"""

from types import ModuleType

from app.exports import csv, json, md, ndjson, podcast, srt, txt, vtt

FORMATS: dict[str, ModuleType] = {
    "txt": txt,
    "md": md,
    "json": json,
    "podcast": podcast,
    "vtt": vtt,
    "srt": srt,
    "csv": csv,
    "ndjson": ndjson,
}
