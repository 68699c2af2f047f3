"""Bytes → text: byte order mark, strict UTF-8, detection, at last Windows-1252; never a replacement character."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from app.parsers.text.detection import SAMPLE, detected, escaped_japanese, unmarked_utf16
from app.transcript import TranscriptError

LARGEST = 64 * 1024 * 1024
"""The most bytes one source may have."""

_BYTE_ORDER_MARKS = (  # UTF-32 first: its little-endian mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_BINARY = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"RIFF", "a sound, video or WebP file"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
    (b"fLaC", "a sound file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Office file: save it as plain text or as DOCX"),
    (b"{\\rtf", "a rich text (RTF) file: save it as plain text"),
    (b"%PDF", "a PDF file: save its text as plain text"),
    (b"PK\x03\x04", "a ZIP archive or an Office file"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive: unpack it first"),
    (b"BZh", "a bzip2 archive: unpack it first"),
    (b"\xfd7zXZ", "an xz archive: unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive: unpack it first"),
    (b"Rar!", "a RAR archive: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive: unpack it first"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    """As the bytes say it: a byte order mark stays, as U+FEFF."""
    encoding: str
    doubts: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of `data` and the encoding that gives it; raises `TranscriptError` where it is no text."""
    refuse_what_is_no_text(data)
    encoding = _encoding_of(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise TranscriptError(
            f"the file says that it is {encoding}, but byte {error.start + 1} is not: save it as UTF-8"
        ) from error
    if (at := text.find("\0")) >= 0:
        line = text.count("\n", 0, at) + 1
        raise TranscriptError(f"this is no text: a NUL character stands in line {line}; give a text file")
    if not text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise TranscriptError("the file holds nothing but white space: there is no transcript to read")
    return Decoded(text, encoding, tuple(_doubts(text, encoding)))


def _doubts(text: str, encoding: str) -> Iterator[str]:
    if not encoding.startswith("utf"):
        yield f"the encoding is not UTF-8 and was taken to be {encoding}: look at the accents"
    if damaged := text.count("\ufffd"):
        yield f"the file itself holds {damaged} replacement characters (U+FFFD) where letters were lost"


def refuse_what_is_no_text(data: bytes) -> None:
    """Raise `TranscriptError` for an empty source, one too large, and what the first bytes say is no text."""
    if not data:
        raise TranscriptError("the file is empty: there is no transcript to read")
    if len(data) > LARGEST:
        size = len(data) // (1024 * 1024)
        raise TranscriptError(f"the file has {size} MB, more than the {LARGEST // (1024 * 1024)} MB read: split it")
    for magic, what in _BINARY:
        if data.startswith(magic):
            raise TranscriptError(f"this is no text but {what}")


def _encoding_of(data: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    if (found := unmarked_utf16(data) or escaped_japanese(data)) is not None:
        return found
    try:
        codecs.decode(data, "utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(data, error)
        return detected(data)
    return "utf-8"


def _refuse_damaged_utf8(data: bytes, error: UnicodeDecodeError) -> None:
    """Mostly UTF-8 is UTF-8 that was damaged: another encoding would turn every accent into two wrong letters."""
    text = data[:SAMPLE].decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(character > "\x7f" for character in text) - bad
    if good > 4 * bad:
        line = data.count(b"\n", 0, error.start) + 1
        raise TranscriptError(
            f"the text is UTF-8, but byte {error.start + 1} in line {line} is not: it was damaged; repair that place"
        )
