"""Conditional requests (RFC 9110, section 13): an answer from the corpus changes when the corpus does.

A tag says corpus, revision, version of the application and URL; so a tag of ours needs no look at the resource.
It is weak, since one tag stands for an answer in every coding.
"""

import hashlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from functools import lru_cache

from app.api.errors import PreconditionFailedError
from app.api.reading import CorpusReading
from app.api.tags import ANY, given_tags
from app.queries.corpus import CorpusState

CLOCK_TICK = timedelta(seconds=2)
"""How far the server's header Date, which is made once a second, may lag behind."""


def validators(reading: CorpusReading) -> dict[str, str]:
    """Give the headers by which a client asks later whether anything has changed."""
    return {
        "ETag": _tag(reading),
        "Last-Modified": _http_date(_last_modified(reading)),
        "Cache-Control": reading.request.app.state.settings.cache_control,
    }


def for_once(reading: CorpusReading) -> dict[str, str]:
    """Give the headers of an answer that the next request for the same may not get: nobody keeps it, no tag fits it."""
    return {"ETag": f'{_tag(reading)[:-1]}-once"', "Cache-Control": "no-store"}


def holds_tag(reading: CorpusReading, tag: str) -> bool:
    """Tell whether the client has the very answer that `tag` stands for."""
    return tag.removeprefix("W/") in given_tags(reading.request.headers, "if-none-match")


def is_unchanged(reading: CorpusReading) -> bool:
    """Tell whether a client with conditions need not be sent the answer, which there is."""
    if tags := given_tags(reading.request.headers, "if-none-match"):
        return tags == ANY
    known = _date_of(reading, "if-modified-since")
    return known is not None and _changed_at(reading) <= known


def unmet_condition(reading: CorpusReading) -> PreconditionFailedError | None:
    """Give why a client that wants the answer in one state alone is not sent it.

    Tags are weak, and none of them is the strong one that If-Match asks for (RFC 9110, sections 13.1.1 and 13.1.4).
    """
    if tags := given_tags(reading.request.headers, "if-match"):
        strong = "No tag here is a strong one: If-Match can only ask for `*`."
        return None if tags == ANY else PreconditionFailedError(strong)
    known = _date_of(reading, "if-unmodified-since")
    if known is None or _changed_at(reading) <= known:
        return None
    return PreconditionFailedError("The corpus has changed since the date that If-Unmodified-Since gives.")


def may_be_kept(reading: CorpusReading) -> bool:
    """Tell whether the answer stays what it is, to the last header, until the corpus changes."""
    is_settled = _last_modified(reading) == _changed_at(reading)
    return is_settled and not (reading.is_streamed or "Cache-Control" in reading.headers)


def _date_of(reading: CorpusReading, name: str) -> datetime | None:
    """Give a condition's date; two are none."""
    given = reading.request.headers.getlist(name)
    try:
        known = parsedate_to_datetime(given[0]) if len(given) == 1 else None
    except ValueError:
        return None
    return known if known is None or known.tzinfo else known.replace(tzinfo=UTC)


def _changed_at(reading: CorpusReading) -> datetime:
    return reading.corpus.changed_at.replace(microsecond=0)


def _last_modified(reading: CorpusReading) -> datetime:
    """Give the last change, never later than Date (RFC 9110, 8.8.2.1): many ingests in a second run ahead of the clock.

    A condition is held against the change itself, so that no date given too early hides one.
    """
    return min(_changed_at(reading), (datetime.now(UTC) - CLOCK_TICK).replace(microsecond=0))


@lru_cache(maxsize=8)
def _http_date(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)


def _tag(reading: CorpusReading) -> str:
    scope = reading.request.scope
    digest = _digest(reading.corpus, scope["app"].version, reading.urls.base).copy()
    digest.update(b"%s?%s" % (scope["path"].encode(), scope["query_string"]))
    return f'W/"{digest.hexdigest()}"'


@lru_cache(maxsize=8)
def _digest(corpus: CorpusState, version: str, base: str) -> "hashlib.blake2b":
    parts = (corpus.id, str(corpus.revision), corpus.changed_at.isoformat(), version, base, "")
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=12)
