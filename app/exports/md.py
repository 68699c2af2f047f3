"""Markdown (CommonMark): `**Label:** text`, with what would be marks escaped."""

import re

from app.exports.parts.front_matter import front_matter
from app.exports.parts.times import stamp
from app.publication import Publication, PublishedTurn

MEDIA_TYPE = "text/markdown"
EXTENSION = ".md"

_MARKS = re.compile(r"[\\`*_\[\]<>&#|~]")


def render(publication: Publication) -> str:
    """Give front matter and all turns; whoever reads it back has the same turns."""
    return front_matter(publication, "verbatim-md/1") + "\n".join(_turn(turn) for turn in publication.turns)


def _turn(turn: PublishedTurn) -> str:
    paragraphs = [_escaped(paragraph) for paragraph in turn.text.split("\n\n")]
    first, *further = (_at_a_start(paragraph) for paragraph in paragraphs)
    return "\n\n".join([f"**{_escaped(turn.label + stamp(turn))}:** {first}", *further]) + "\n"


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", text)


def _at_a_start(text: str) -> str:
    """Escape what would begin a list or a rule; of a number, the mark behind it."""
    if number := re.match(r"\d{1,9}(?=[.)])", text):
        return f"{number[0]}\\{text[number.end() :]}"
    return f"\\{text}" if text.startswith(("-", "+", "=")) else text
