"""Newline-delimited JSON: an object for each turn, on a line of its own."""

import json
from collections.abc import Mapping

from app.publication import Provenance, Publication, PublishedTurn, row_of

MEDIA_TYPE = "application/x-ndjson"
EXTENSION = ".ndjson"


def render(publication: Publication) -> str:
    """Give all turns of an interview, in spoken order."""
    return "".join(turn(publication.provenance, each) for each in publication.turns)


def head() -> str:
    """Give what stands before the first turn: nothing."""
    return ""


def turn(provenance: Provenance, spoken: PublishedTurn) -> str:
    """Give one turn as a line."""
    return line(row_of(provenance, spoken))


def line(value: Mapping[str, object]) -> str:
    """Give an object on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
