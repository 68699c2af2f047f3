"""Plain text: turns that begin with a label at the start of a paragraph."""

from app.parsers.text.decoding import decode
from app.parsers.text.reading import read_text
from app.transcript import ParseOptions, Transcript

EXTENSIONS = (".txt", ".text")


def parse(data: bytes, options: ParseOptions) -> tuple[Transcript, ...]:
    """The one interview in `data`; raises `TranscriptError` where no turns can be told."""
    return (read_text(decode(data), "txt", options),)


def source_text(data: bytes, encoding: str | None, key: str | None = None) -> str:
    """The text of which every non-blank character is accounted for: the whole file."""
    return data.decode(encoding or decode(data).encoding)
