"""A ZIP package of XML: refused where it would unpack without end, or its XML asks for anything."""

import io
import zipfile
import zlib

from app.transcript import TranscriptError

LARGEST = 256 * 1024 * 1024
"""The most bytes that all parts of a package may have, as declared and as counted."""
MOST_PARTS = 5_000
MOST_TAGS = 2_000_000
"""In one part. No transcript has as many."""
_PIECE = 1024 * 1024
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
"""What unpacking raises for archives that are damaged, encrypted or packed in an unknown way."""


def refuse_hostile(data: bytes, wanted: str) -> None:
    """Raise `TranscriptError` for a package that is damaged or too large, lacks parts `wanted…`, or declares a DTD."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _check(package, wanted)
    except DAMAGED:
        raise TranscriptError(
            "this is a ZIP archive or an Office file that cannot be unpacked: it is damaged, or wants a password"
        ) from None


def _check(package: zipfile.ZipFile, wanted: str) -> None:
    parts = package.infolist()
    if not any(part.filename.startswith(wanted) for part in parts):
        raise TranscriptError(_what_else(package))
    if len(parts) > MOST_PARTS:
        raise TranscriptError(f"it has {len(parts):,} parts, more than {MOST_PARTS:,}: this is no transcript")
    if sum(part.file_size for part in parts) > LARGEST:
        raise _too_large()
    counted = 0
    for part in parts:
        counted += _counted(package, part, LARGEST - counted)


def _counted(package: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> int:
    size = tags = 0
    before = b""
    with package.open(part) as unpacked:
        while piece := unpacked.read(_PIECE):
            size += len(piece)
            if size > most:
                raise _too_large()
            is_xml = part.filename.endswith((".xml", ".rels"))
            tags += piece.count(b"<") if is_xml else 0
            if tags > MOST_TAGS:
                raise TranscriptError(f"{part.filename} has more than {MOST_TAGS:,} tags: this is no transcript")
            if is_xml and b"<!DOCTYPE" in (before + piece).replace(b"\0", b""):
                raise TranscriptError(f"its part {part.filename} declares a document type, which no Word file does")
            before = piece[-40:]
    return size


def _too_large() -> TranscriptError:
    return TranscriptError(f"it unpacks to more than {LARGEST // (1024 * 1024)} MB: this is no transcript")


def _what_else(package: zipfile.ZipFile) -> str:
    names = set(package.namelist())
    if "mimetype" in names and "content.xml" in names:
        return "this is an OpenDocument file: save it as DOCX or as plain text"
    if "[Content_Types].xml" in names:
        return "this is an Office file and no Word document: save its text as DOCX, CSV or plain text"
    return "this is a ZIP archive or an Office file without a Word document in it: unpack it first"
