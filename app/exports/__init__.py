"""The table of formats out: a format's key and its module.

A format is a module with `MEDIA_TYPE`, `EXTENSION` and `render(publication) -> str`, which raises `ExportError` for
what the format cannot carry.
"""

from types import ModuleType

from app.exports import csv, json, ndjson

FORMATS: dict[str, ModuleType] = {"json": json, "csv": csv, "ndjson": ndjson}
