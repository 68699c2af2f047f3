"""WebVTT: a cue for each turn, its voice and its id; the provenance in a note."""

from app.exports.parts.front_matter import attribution
from app.exports.parts.times import clock, timed
from app.publication import Publication

MEDIA_TYPE = "text/vtt"
EXTENSION = ".vtt"

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def render(publication: Publication) -> str:
    """Give the captions of an interview; raises `ExportError` where turns have no times."""
    note = "\n".join(attribution(publication.provenance)).translate(_ENTITIES)
    cues = [
        f"{publication.provenance.id}.{turn.number}\n{clock(start)} --> {clock(end)}\n"
        f"<v {turn.label.translate(_ENTITIES)}>{_lines(turn.text).translate(_ENTITIES)}</v>\n"
        for turn, start, end in timed(publication)
    ]
    return "\n".join(["WEBVTT\n", f"NOTE\n{note}\n", *cues])


def _lines(text: str) -> str:
    """A blank line would end the cue."""
    return text.replace("\n\n", "\n")
