"""Conditional requests (RFC 9110, section 13): an answer from the corpus changes when the corpus does.

A tag says corpus, revision, version of the application and URL; so a tag of ours needs no look at the resource.
It is weak, since one tag stands for an answer in every coding.
"""

import hashlib
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

from app.api.reading import CorpusReading


def validators(reading: CorpusReading) -> dict[str, str]:
    """Give the headers by which a client asks later whether anything has changed."""
    return {
        "ETag": _tag(reading),
        "Last-Modified": format_datetime(_changed_at(reading), usegmt=True),
        "Cache-Control": reading.request.app.state.settings.cache_control,
    }


def holds_tag(reading: CorpusReading, tag: str) -> bool:
    """Tell whether the client has the very answer that `tag` stands for."""
    return tag.removeprefix("W/") in _tags(reading)


def is_unchanged(reading: CorpusReading) -> bool:
    """Tell whether a client with conditions need not be sent the answer, which there is."""
    if tags := _tags(reading):
        return "*" in tags
    return _changed_at(reading) <= _known_since(reading)


def _tags(reading: CorpusReading) -> list[str]:
    given = ",".join(reading.request.headers.getlist("if-none-match"))
    return [tag.strip().removeprefix("W/") for tag in given.split(",") if tag.strip()]


def _known_since(reading: CorpusReading) -> datetime:
    never = datetime.min.replace(tzinfo=UTC)
    try:
        known = parsedate_to_datetime(reading.request.headers.get("if-modified-since", ""))
    except ValueError:
        return never
    return known if known.tzinfo else known.replace(tzinfo=UTC)


def _changed_at(reading: CorpusReading) -> datetime:
    return reading.corpus.changed_at.replace(microsecond=0)


def _tag(reading: CorpusReading) -> str:
    scope, corpus = reading.request.scope, reading.corpus
    parts = (
        corpus.id,
        str(corpus.revision),
        corpus.changed_at.isoformat(),
        reading.request.app.version,
        reading.urls.base,
        scope["path"],
    )
    digest = hashlib.blake2b("\n".join(parts).encode(), digest_size=12)
    digest.update(b"?" + scope["query_string"])
    return f'W/"{digest.hexdigest()}"'
