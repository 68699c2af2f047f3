"""Paging: an opaque cursor that belongs to one list in one revision of the corpus.

A cursor names the item where a part of the list begins, never how many stand before it; so walking a list gives
each item once, and the last part costs what the first does.
"""

import hashlib
import json
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import urlencode

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from app.api.errors import CursorExpiredError, InvalidParametersError
from app.api.parameters import Integer
from app.api.reading import CorpusReading
from app.api.schemas import Fault
from app.api.urls import path_of
from app.queries.windows import Key, Part, Window

Row = TypeVar("Row")

STARTS = ("cursor", "around")
"""The parameters that say where a page begins: no other page keeps them."""

EXPIRED = "The corpus has changed since this cursor was given: begin again at {first}"
BROKEN = "is no cursor of this list: take it from `next` or `previous` of a page, and keep the other parameters"

Number = Annotated[int, Field(ge=-(2**63), lt=2**63)]
"""An integer in a key, of a size that every engine takes."""

NAME_PLACE = TypeAdapter(tuple[str, str])
DATE_PLACE = TypeAdapter(tuple[date, str])
COUNT_PLACE = TypeAdapter(tuple[Number, str])
"""Places in lists that are ordered by a name, a date or a count, and then by id."""

_WRITER = json.JSONEncoder(separators=(",", ":"), default=str)

_CURSOR: TypeAdapter[tuple[str, Number, str, bool, list[Any]]] = TypeAdapter(tuple[str, Number, str, bool, list[Any]])


def _readable(cursor: str) -> str:
    """Let a cursor through that could be one of ours, so that one that cannot is told with all other faults."""
    _content(cursor)
    return cursor


class Paging(BaseModel):
    """The parameters of every list."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    limit: Integer = Field(default=20, ge=1, le=200, examples=[2])
    """How many items a page has at most."""
    cursor: Annotated[str, AfterValidator(_readable)] | None = Field(
        default=None, max_length=2000, json_schema_extra={"format": "cursor"}
    )
    """Where to go on: follow `next` and `previous` of a page, which have it and keep the other parameters."""


@dataclass(frozen=True, slots=True)
class Slice(Generic[Row]):
    """The rows of one page, and where the pages beside it are."""

    rows: list[Row]
    next: str | None
    previous: str | None


def window_of(reading: CorpusReading, paging: Paging, key: TypeAdapter[Any]) -> Window:
    """Give the part of the list that the request asks for; `key` validates a place in it, a tuple.

    Raises `CursorExpiredError` for a cursor of another revision, `InvalidParametersError` for one of another list.
    """
    if paging.cursor is None:
        return Window(paging.limit)
    try:
        corpus, revision, binding, backwards, place = _content(paging.cursor)
        if binding != _binding(reading):
            raise ValueError(BROKEN)
        if (corpus, revision) != _state(reading):
            raise CursorExpiredError(EXPIRED.format(first=_first_url(reading)), headers=_first(reading))
        return Window(paging.limit, key.validate_python(place), backwards)
    except (ValidationError, ValueError):
        fault = Fault(in_="query", name="cursor", message=BROKEN, value=paging.cursor)
        raise InvalidParametersError("The cursor is broken.", errors=[fault]) from None


def slice_of(reading: CorpusReading, window: Window, part: Part[Row], key_of: Callable[[Row], Key]) -> Slice[Row]:
    """Give the page that `part` is, and set the header Link; `key_of` gives a row's place in the list."""
    follows, precedes = window.key is not None and window.backwards, window.key is not None and not window.backwards
    last, first = (key_of(part.rows[-1]), key_of(part.rows[0])) if part.rows else (window.key, window.key)
    following = _cursor(reading, last, backwards=False) if follows or (part.more and not window.backwards) else None
    preceding = _cursor(reading, first, backwards=True) if precedes or (part.more and window.backwards) else None
    start = _first_url(reading)
    page = Slice(part.rows, following and _url(start, following), preceding and _url(start, preceding))
    links = {"first": start, "next": page.next, "prev": page.previous}
    reading.headers["Link"] = ", ".join(f'<{url}>; rel="{relation}"' for relation, url in links.items() if url)
    return page


def page_fields(items: list[Any], total: int, page: Slice[Any]) -> dict[str, Any]:
    """Give the fields of a `Page` as plain values."""
    return {"items": items, "total": total, "next": page.next, "previous": page.previous}


def _first_url(reading: CorpusReading) -> str:
    query = urlencode([pair for pair in reading.request.query_params.multi_items() if pair[0] not in STARTS])
    path = f"{reading.urls.base}{path_of(reading.request.scope)}"
    return f"{path}?{query}" if query else path


def _url(start: str, cursor: str) -> str:
    """Give the URL of a page of the list that begins at `start`; a cursor has no letter to be quoted."""
    return f"{start}{'&' if '?' in start else '?'}cursor={cursor}"


def _first(reading: CorpusReading) -> dict[str, str]:
    return {"Link": f'<{_first_url(reading)}>; rel="first"'}


def _cursor(reading: CorpusReading, key: Key | None, *, backwards: bool) -> str:
    corpus, revision = _state(reading)
    content = [corpus, revision, _binding(reading), backwards, list(key or ())]
    return urlsafe_b64encode(_WRITER.encode(content).encode()).rstrip(b"=").decode()


def _content(cursor: str) -> tuple[str, int, str, bool, list[Any]]:
    try:
        return _CURSOR.validate_json(_decoded(cursor), strict=True)
    except ValueError:
        raise ValueError(BROKEN) from None


def _decoded(cursor: str) -> bytes:
    return b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)


def _state(reading: CorpusReading) -> tuple[str, int]:
    return _corpus_digest(reading.corpus.id, reading.corpus.changed_at), reading.corpus.revision


@lru_cache(maxsize=8)
def _corpus_digest(corpus: str, changed_at: datetime) -> str:
    return _digest(f"{corpus} {changed_at.isoformat()}")


def _binding(reading: CorpusReading) -> str:
    """Say which list this is: its path and every parameter that decides what is in it, and in which order."""
    parameters = [pair for pair in reading.request.query_params.multi_items() if pair[0] not in (*STARTS, "limit")]
    return _digest(json.dumps([path_of(reading.request.scope), sorted(parameters)]))


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=6).hexdigest()
