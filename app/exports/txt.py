"""Plain text: `Label: text`, a blank line between paragraphs; the further paragraphs of a turn are indented."""

from app.exports.parts.front_matter import front_matter
from app.exports.parts.times import stamp
from app.publication import ExportError, Publication, PublishedTurn

MEDIA_TYPE = "text/plain"
EXTENSION = ".txt"


def render(publication: Publication) -> str:
    """Give front matter and all turns; whoever reads it back by its labels has the same turns."""
    labels = sorted({turn.label for turn in publication.turns}, key=len, reverse=True)
    turns = "\n".join(_turn(turn, labels) for turn in publication.turns)
    return front_matter(publication, "verbatim-txt/1") + turns


def _turn(turn: PublishedTurn, labels: list[str]) -> str:
    first, *further = turn.text.split("\n\n")
    line = f"{turn.label}{stamp(turn)}: {first}"
    if next(label for label in labels if line.startswith((f"{label}:", f"{label} ["))) != turn.label:
        raise ExportError(f"the label `{turn.label}` cannot be told from a longer one: take `json`")
    return "\n".join([line, *(f"\n  {paragraph}" for paragraph in further), ""])
