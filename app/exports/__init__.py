"""The table of formats out: a format's key and its module. What several of them share stands in `parts/`.

A format is a module with `MEDIA_TYPE`, `EXTENSION` and `render(publication) -> str`, which raises `ExportError` for
what it cannot carry. A format of citations has `cite(citation) -> str` beside it.
"""

from types import ModuleType

from app.exports import akn, bibtex, csl, csv, json, md, ndjson, podcast, ris, srt, tei, text, txt, vtt

FORMATS: dict[str, ModuleType] = {
    "txt": txt,
    "md": md,
    "json": json,
    "podcast": podcast,
    "vtt": vtt,
    "srt": srt,
    "tei": tei,
    "akn": akn,
    "csv": csv,
    "ndjson": ndjson,
    "csl": csl,
    "bibtex": bibtex,
    "ris": ris,
}

CITATIONS: dict[str, ModuleType] = {"text": text, "csl": csl, "bibtex": bibtex, "ris": ris}

ROWS: dict[str, ModuleType] = {"ndjson": ndjson, "csv": csv}
"""Formats that are made turn by turn: `head()`, and `turn(provenance, turn)` for each."""
