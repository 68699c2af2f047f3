"""Bytes of a page → its text, by the encoding it declares; and pages that would be built without end."""

import codecs
import re
from collections import Counter

from app.parsers.text.decoding import Decoded, decode, refuse_what_is_no_text
from app.transcript import TranscriptError

_LOOKED_AT = 4096
_DECLARED = re.compile(rb"<meta\b[^>]{0,200}?\bcharset\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w.:-]{1,40})", re.I)
_MEANT = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "iso-8859-9": "cp1254"}
"""Encodings that the WHATWG's standard takes for their wider kin, since pages mean those."""
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})\b")
_FORMATTING = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)
_ENDS_ITSELF = frozenset(
    {
        *("p", "li", "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "colgroup", "br", "hr", "img"),
        *("input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr", "html", "head", "body"),
    }
)
_DEEPEST = 5_000
_MOST_REOPENED = 2_000_000
_ATTRIBUTES = re.compile(r"[^<>]+")
_BETWEEN = re.compile(r"[\s\"']+")
_MOST_COMPARED = 1_000_000_000


def decode_page(data: bytes) -> Decoded:
    """The text of a page: as UTF-8 where it is that, else as it declares, else as detection finds."""
    refuse_what_is_no_text(data)
    declared = _DECLARED.search(data[:_LOOKED_AT])
    name = declared[1].decode("ascii").lower() if declared else ""
    try:
        encoding = codecs.lookup(_MEANT.get(name, name)).name
        text = data.decode(encoding)
    except (LookupError, UnicodeDecodeError, ValueError):
        return decode(data)
    return decode(data) if "\0" in text or encoding.startswith("utf") else Decoded(text, encoding)


def refuse_unclosed(text: str) -> None:
    """Raise `TranscriptError` for a page whose elements are opened and never closed by the thousand.

    The standard has each paragraph open again all emphasis that is still open, so that a small page can become a tree
    of any size; elements inside elements without end are searched through at each tag, and each attribute is compared
    with all others of its element.
    """
    opened: Counter[str] = Counter()
    deep = formatting = reopened = compared = 0
    for tag in _TAG.finditer(text):
        name = tag[2].lower()
        if name in _ENDS_ITSELF:
            reopened += formatting
        elif tag[1]:
            step = 1 if opened[name] else 0
            opened[name] -= step
            deep, formatting = deep - step, formatting - (step if name in _FORMATTING else 0)
        else:
            opened[name] += 1
            deep, formatting = deep + 1, formatting + (name in _FORMATTING)
        compared += _attributes(text, tag.end()) ** 2
        if deep > _DEEPEST or reopened > _MOST_REOPENED + len(text) or compared > _MOST_COMPARED:
            raise TranscriptError(
                f"its mark-up is nested without end near character {tag.start() + 1}: this is no page"
            )


def _attributes(text: str, at: int) -> int:
    """About how many attributes a tag has."""
    match = _ATTRIBUTES.match(text, at)
    return len(_BETWEEN.findall(match.group())) if match else 0
