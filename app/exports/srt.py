"""SubRip: a numbered cue for each turn, its label before its words. The format has no place for anything else."""

from app.exports.parts.times import clock, timed
from app.publication import Publication

MEDIA_TYPE = "application/x-subrip"
EXTENSION = ".srt"


def render(publication: Publication) -> str:
    """Give the captions of an interview; raises `ExportError` where turns have no times."""
    return "\n".join(
        f"{count}\n{clock(start, ',')} --> {clock(end, ',')}\n{turn.label}: {_line(turn.text)}\n"
        for count, (turn, start, end) in enumerate(timed(publication), 1)
    )


def _line(text: str) -> str:
    """A blank line would end the cue, and a line that begins with a name and a colon another's words."""
    return text.replace("\n\n", " ")
