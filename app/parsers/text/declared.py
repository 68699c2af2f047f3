"""What front matter declares → metadata; each wrong value is an error that names its line and what is allowed."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches
from typing import Any, cast, get_args

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from app.parsers.text.dates import iso_date
from app.parsers.text.exact import OwnForm
from app.transcript import Metadata, Role, SpeakerDeclaration, TranscriptError, TranscriptKind

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*\Z")
_ADDRESS = re.compile(r"https?://\S+\Z")
OWN_FORMATS = {"verbatim-txt/1": False, "verbatim-md/1": True}
"""What `format` says in the front matter of texts that Verbatim wrote, and whether they are Markdown."""
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class _Value:
    """One node of the front matter, and where it stands."""

    key: str
    node: Node
    first_line: int

    def wrong(self, wanted: str) -> TranscriptError:
        line = self.first_line + self.node.start_mark.line
        return TranscriptError(f"line {line}: the front matter's `{self.key}` {wanted}")


def metadata_of(text: str, first_line: int) -> tuple[Metadata, tuple[str, ...]]:
    """Metadata of a front matter that begins in `first_line`, and a doubt about keys that say nothing here."""
    values = _mapping(_Value("front matter", _compose(text, first_line), first_line))
    known: dict[str, Any] = {}
    for key, value in values.items():
        if (read := _READERS.get(key)) is not None:
            known |= {name: found for name, found in read(value).items() if found not in (None, ())}
    return Metadata(**known), tuple(_unknown([key for key in values if key not in _READERS]))


def _unknown(keys: list[str]) -> Iterator[str]:
    if keys:
        near = {key: get_close_matches(key, _READERS, n=1, cutoff=0.75) for key in keys}
        told = ", ".join(f"`{key}`" + (f" (did you mean `{near[key][0]}`?)" if near[key] else "") for key in keys)
        yield f"the front matter's {told} say{'s' if len(keys) == 1 else ''} nothing here"


def own_form(text: str, first_line: int) -> OwnForm | None:
    """How turns are marked in a text that Verbatim wrote; `None` where it did not."""
    values = _mapping(_Value("front matter", _compose(text, first_line), first_line))
    form = _text(values["format"]) if "format" in values and not _is_list(values["format"]) else None
    if form not in OWN_FORMATS or "labels" not in values:
        return None
    labels = [item.node.value for item in _items(values["labels"]) if isinstance(item.node, ScalarNode)]
    kinds = values["kinds"].node if "kinds" in values else None
    return OwnForm(tuple(labels), kinds.value if isinstance(kinds, ScalarNode) else "", markdown=OWN_FORMATS[form])


def _compose(text: str, first_line: int) -> Node:
    try:
        return cast("Node", yaml.compose(text, Loader=yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise TranscriptError(_fault(error, first_line)) from error
    except RecursionError as error:
        raise TranscriptError(f"line {first_line}: the front matter is nested too deeply") from error


def _fault(error: yaml.YAMLError, first_line: int) -> str:
    mark = getattr(error, "problem_mark", None)
    line = first_line + (mark.line if mark else 0)
    problem = getattr(error, "problem", None) or "it cannot be read"
    return f"line {line}: the front matter is not YAML ({problem}); quote values that hold a colon"


def _mapping(value: _Value) -> dict[str, _Value]:
    if not isinstance(value.node, MappingNode):
        raise value.wrong("wants `key: value` lines")
    found: dict[str, _Value] = {}
    for key, node in value.node.value:
        name = str(key.value) if isinstance(key, ScalarNode) else ""
        found[name] = _Value(name, node, value.first_line)
    return found


def _items(value: _Value) -> tuple[_Value, ...]:
    """The items of a list; one text is a list of one."""
    if not isinstance(value.node, SequenceNode):
        return (value,)
    return tuple(_Value(value.key, node, value.first_line) for node in value.node.value)


def _text(value: _Value) -> str | None:
    if not isinstance(value.node, ScalarNode):
        raise value.wrong("wants a text, not a list")
    text = " ".join(str(value.node.value).split())
    return None if text in _NOTHING and value.node.style is None else text or None


def _is_mapping(value: _Value) -> bool:
    return isinstance(value.node, MappingNode)


def _is_list(value: _Value) -> bool:
    return isinstance(value.node, SequenceNode)


def _date(value: _Value) -> str | None:
    if (text := _text(value)) is None:
        return None
    if (found := iso_date(text)) is None:
        raise value.wrong(f"is no date: {text!r}; write 2020-09-17, 2020-09 or 2020")
    return found


def _instant(value: _Value) -> str | None:
    if (text := _text(value)) is None:
        return None
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return _date(value)
    return text


def _language(value: _Value) -> str | None:
    if (text := _text(value)) is not None and not _LANGUAGE.match(text):
        raise value.wrong(f"is no language tag: {text!r}; write `en`, `de` or `pt-BR`")
    return text


def _address(value: _Value) -> str | None:
    if (text := _text(value)) is not None and not _ADDRESS.match(text):
        raise value.wrong(f"is no address: {text!r}; it begins with https:// or http://")
    return text


def _address_if_any(value: _Value) -> str | None:
    """An address, or nothing where a list or a text says something else: `media` and `source` mean many things."""
    text = None if _is_list(value) else _text(value)
    return text if text is not None and _ADDRESS.match(text) else None


def _kind(value: _Value) -> str | None:
    return _one_of(value, get_args(TranscriptKind))


def _one_of(value: _Value, allowed: tuple[str, ...]) -> str | None:
    if (text := _text(value)) is None or text in allowed:
        return text
    near = get_close_matches(text, allowed, n=1)
    hint = f"; did you mean `{near[0]}`?" if near else ""
    raise value.wrong(f"is {text!r}, and may be {', '.join(allowed)}{hint}")


def _source(value: _Value) -> dict[str, object]:
    if not _is_mapping(value):
        return {"source_url": _address_if_any(value)}
    parts = _mapping(value)
    found: dict[str, object] = {"source_url": _address(parts["url"]) if "url" in parts else None}
    if "retrieved_at" in parts:
        found["retrieved_at"] = _instant(parts["retrieved_at"])
    return found | (_publisher(parts["publisher"]) if "publisher" in parts else {})


def _publisher(value: _Value) -> dict[str, object]:
    if not _is_mapping(value):
        return {"publisher_name": _text(value)}
    parts = _mapping(value)
    return _read(parts, {"name": ("publisher_name", _text), "url": ("publisher_url", _address)})


def _rights(value: _Value) -> dict[str, object]:
    if not _is_mapping(value):
        return {"licence": _text(value)}
    parts = _mapping(value)
    licence = {"licence": ("licence", _text), "license": ("licence", _text)}
    return _read(parts, licence | {"holder": ("rights_holder", _text), "credit": ("credit", _text)})


def _read(
    parts: Mapping[str, _Value], readers: Mapping[str, tuple[str, Callable[[_Value], str | None]]]
) -> dict[str, object]:
    return {name: read(parts[key]) for key, (name, read) in readers.items() if key in parts}


def _speakers(value: _Value) -> dict[str, object]:
    if _is_mapping(value):
        raise value.wrong("wants a list, one speaker on a line after `- `")
    items = _items(value)
    names = [_text(item) for item in items if not _is_mapping(item)]
    declared = [_declaration(item) for item in items if _is_mapping(item)]
    return {"speakers": tuple(name for name in names if name), "declarations": tuple(declared)}


def _declaration(value: _Value) -> SpeakerDeclaration:
    parts = _mapping(value)
    if "name" not in parts or (name := _text(parts["name"])) is None:
        raise value.wrong("wants a `name` for each speaker")
    labels = tuple(label for key in ("label", "labels") if key in parts for label in _texts(parts[key]))
    aliases = tuple(_texts(parts["aliases"])) if "aliases" in parts else ()
    role = cast("Role | None", _one_of(parts["role"], get_args(Role))) if "role" in parts else None
    known_as = _text(parts["id"]) if "id" in parts else None
    return SpeakerDeclaration(name, labels, aliases, role, tuple(_identifiers(parts.get("identifiers"))), known_as)


def _texts(value: _Value) -> Iterator[str]:
    for item in _items(value):
        if (text := _text(item)) is not None:
            yield text


def _identifiers(value: _Value | None) -> Iterator[tuple[str, str]]:
    for scheme, item in (_mapping(value) if value is not None else {}).items():
        if (text := _text(item)) is not None:
            yield scheme, text


def _as(name: str, read: Callable[[_Value], str | None]) -> Callable[[_Value], dict[str, object]]:
    return lambda value: {name: read(value)}


_READERS: dict[str, Callable[[_Value], dict[str, object]]] = {
    "id": _as("id", _text),
    "title": _as("title", _text),
    "date": _as("date", _date),
    "place": _as("place", _text),
    "outlet": _as("outlet", _text),
    "language": _as("language", _language),
    "original_language": _as("original_language", _language),
    "source": _source,
    "source_url": _as("source_url", _address),
    "publisher": _publisher,
    "rights": _rights,
    "transcript_kind": _as("transcript_kind", _kind),
    "media": _as("media_url", _address_if_any),
    "media_url": _as("media_url", _address),
    "retrieved_at": _as("retrieved_at", _instant),
    "speakers": _speakers,
}
