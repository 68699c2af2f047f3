"""What may be said of an interview beside its words, wherever it is said: in the transcript or by an option."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from app.dates import days_of
from app.ingest.ids import check_id
from app.ingest.options import IngestError
from app.transcript import Metadata

ADDRESSES = ("source_url", "publisher_url", "media_url")
LANGUAGES = ("language", "original_language")
_ADDRESS = re.compile(r"https?://[^\s/]\S*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def check_metadata(metadata: Metadata) -> None:
    """Raise `IngestError` that says which value is none, and what one looks like."""
    if metadata.id is not None:
        check_id(metadata.id)
    if metadata.date is not None:
        days(metadata.date)
    for name in ADDRESSES:
        _check(name, getattr(metadata, name), _ADDRESS, "address", "https://example.org/interview")
    for name in LANGUAGES:
        _check(name, getattr(metadata, name), _LANGUAGE, "language", "en, pt-BR or zh-Hant")
    if metadata.retrieved_at is not None:
        _check_instant(metadata.retrieved_at)


def missing(metadata: Metadata) -> Iterator[str]:
    """Give a doubt about an interview that lacks what everyone looks for first: a title or a date."""
    lacking = [name for name in ("title", "date") if getattr(metadata, name) is None]
    if not lacking:
        return
    options = " and ".join(f"--{name}" for name in lacking)
    name = "; its id is made of the file's name" if "title" in lacking and metadata.id is None else ""
    yield f"no {' and no '.join(lacking)} could be told: {options} or front matter says so{name}"


def days(text: str) -> tuple[date, date]:
    """Give the first and the last day that a date of full or reduced precision can mean.

    Raises `IngestError` where it is no date.
    """
    try:
        return days_of(text)
    except ValueError:
        raise IngestError(f"`{text}` is no date: give 2020-09-17, 2020-09 or 2020") from None


def _check(name: str, value: str | None, form: re.Pattern[str], what: str, example: str) -> None:
    if value is not None and not form.fullmatch(value):
        raise IngestError(f"{name.replace('_', ' ')}: `{value}` is no {what}: give one such as {example}")


def _check_instant(text: str) -> None:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise IngestError(f"retrieved at: `{text}` is no time: give 2020-09-17 or 2020-09-17T12:30:00Z") from None
