"""JSON bytes → values that know where they stand, so that an error can name the field."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple, NoReturn

from app.parsers.text.decoding import decode
from app.parsers.units.times import in_milliseconds
from app.transcript import TranscriptError

LONGEST_LABEL = 200
_HALF = re.compile(r"[\ud800-\udfff]")
_LOOKS = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*(?:\{[\s\0]*[\"}]|\[[\s\0]*[{\]])")
_KINDS = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}


class Node(NamedTuple):
    """A value of a document and where it stands."""

    value: Any
    above: "Node | None" = None
    key: str | int = ""

    def path(self) -> str:
        """`results.utterances[3].start`."""
        if self.above is None:
            return str(self.key)
        before = self.above.path()
        if isinstance(self.key, int):
            return f"{before}[{self.key}]"
        return f"{before}.{self.key}" if before else self.key

    def wrong(self, wanted: str) -> TranscriptError:
        """What is said of a field that is not as it must be."""
        is_number = isinstance(self.value, int | float) and not isinstance(self.value, bool)
        found = str(self.value)[:40] if is_number else _KINDS.get(type(self.value), "something else")
        return TranscriptError(f"`{self.path() or 'the document'}` wants {wanted}, not {found}")

    def get(self, name: str) -> "Node | None":
        """The member `name` of an object, `None` where it is missing or null."""
        if not isinstance(self.value, dict):
            raise self.wrong("an object")
        value = self.value.get(name)
        return None if value is None else Node(value, self, name)

    def first(self, *names: str) -> "Node | None":
        """The first member of `names` that is there."""
        return next((found for name in names if (found := self.get(name)) is not None), None)

    def need(self, name: str) -> "Node":
        """The member `name` of an object; raises `TranscriptError` where there is none."""
        found = self.get(name)
        if found is None:
            raise TranscriptError(f"`{Node('', self, name).path()}` is missing")
        return found

    def each(self) -> Iterator["Node"]:
        """The items of a list."""
        if not isinstance(self.value, list):
            raise self.wrong("a list")
        return (Node(item, self, index) for index, item in enumerate(self.value))

    def text(self) -> str:
        """A text of whole characters."""
        if not isinstance(self.value, str):
            raise self.wrong("a text")
        if not self.value.isascii() and (half := _HALF.search(self.value)):
            raise TranscriptError(f"`{self.path()}` holds half a character, \\u{ord(half.group()):04x}")
        return self.value

    def label(self) -> str | None:
        """Who speaks, a text or a number; `None` where nothing but white space says it."""
        is_number = isinstance(self.value, int) and not isinstance(self.value, bool)
        label = str(self.value) if is_number and abs(self.value) < 10**9 else self.text()
        if len(label) > LONGEST_LABEL:
            raise TranscriptError(f"`{self.path()}` is no name: it has {len(label):,} characters")
        return label if label.strip() else None

    def time(self, scale: int = 1000) -> int:
        """A time in milliseconds, of which the source's unit has `scale`."""
        time = in_milliseconds(self.value, scale)
        if time is None:
            raise self.wrong("a time such as 12.5")
        return time


def looks_like_json(data: bytes) -> bool:
    """Whether `data` begins as an object or a list of objects does."""
    return _LOOKS.match(data[:4096]) is not None


def document_of(data: bytes) -> Node:
    """The document that `data` is; raises `TranscriptError` with the place where it is not JSON."""
    found = _read(data)
    if isinstance(found, TranscriptError):
        raise found
    return Node(found.value)


def shown(data: bytes) -> Any:
    """The document's value where `data` is one, of whatever dialect, else `None`."""
    if not looks_like_json(data):
        return None
    found = _read(data)
    return None if isinstance(found, TranscriptError) else found.value


def members(data: bytes) -> dict[str, Any]:
    """The members of the object that `data` is, none where it is no object."""
    value = shown(data)
    return value if isinstance(value, dict) else {}


def doubts_of(data: bytes) -> tuple[str, ...]:
    """What is wrong with the characters of a document that can be read."""
    found = _read(data)
    return () if isinstance(found, TranscriptError) else found.doubts


def forget() -> None:
    """Let go of the document that was read last."""
    _read.cache_clear()


def load(text: str, first_line: int = 1) -> Any:
    """The value that `text` is; raises `TranscriptError` where it is not JSON, or says one thing twice."""
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        place = f"line {first_line + error.lineno - 1}, column {error.colno}"
        raise TranscriptError(f"the JSON breaks off or is damaged in {place}: {error.msg}") from None
    except RecursionError:
        raise TranscriptError("the JSON is nested deeper than any transcript") from None
    except ValueError:
        raise TranscriptError("the JSON holds a number of more digits than any transcript has") from None


class _Whole(NamedTuple):
    value: Any
    doubts: tuple[str, ...]


@lru_cache(maxsize=1)
def _read(data: bytes) -> _Whole | TranscriptError:
    """All dialects look at one document, which is read once."""
    try:
        decoded = decode(data)
        if not decoded.encoding.startswith("utf"):
            raise TranscriptError("the JSON is not UTF-8, as JSON has to be: save it as UTF-8")
        return _Whole(load(decoded.text.removeprefix("\ufeff")), decoded.doubts)
    except TranscriptError as error:
        return error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise TranscriptError(f"the JSON says `{twice[:60]}` twice in one object: which one counts?")
    return members


def _no_number(constant: str) -> NoReturn:
    raise TranscriptError(f"the JSON says {constant}, which is no number")
