"""Marks inside running text that are no part of the words: escapes and invisible characters."""

import re
from collections.abc import Iterator

from app.parsers.text.cuts import Cut

_ESCAPE = re.compile(r"\\(?=[!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])")
_SHOWS_ESCAPES = re.compile(r"\\[$\[\]*_#`]")
_SHOWS_LINKS = re.compile(r"\]\(https?://")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]+")
"""Neither the joiners U+200C and U+200D nor marks of direction: Persian, Hindi, Hebrew and emoji need them."""


def has_markdown(source: str) -> bool:
    """Whether a text that claims nothing has links or escapes of Markdown."""
    return _SHOWS_LINKS.search(source) is not None or _SHOWS_ESCAPES.search(source) is not None


def inline_cuts(source: str, start: int, end: int, *, markdown: bool) -> Iterator[Cut]:
    """What is cut out of `source[start:end]`, a piece of a turn's text on one line."""
    for match in _INVISIBLE.finditer(source, start, end):
        yield Cut(match.start(), match.end(), "invisible", _code_points(match.group()))
    if markdown:
        yield from (Cut(place, place + 1, "escape") for place in _escapes(source, start, end))


def _escapes(source: str, start: int, end: int) -> Iterator[int]:
    at = start
    while (match := _ESCAPE.search(source, at, end)) is not None:
        yield match.start()
        at = match.end() + 1


def _code_points(characters: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in dict.fromkeys(characters))
