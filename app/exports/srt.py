"""SubRip: a numbered cue for each turn, its label before its words. The format has no place for anything else."""

from app.exports.parts.times import clock, timed
from app.publication import ExportError, Publication, PublishedTurn

MEDIA_TYPE = "application/x-subrip"
EXTENSION = ".srt"


def render(publication: Publication) -> str:
    """Give the captions of an interview; raises `ExportError` where turns have no times, or words are like times."""
    return "\n".join(
        f"{count}\n{clock(start, ',')} --> {clock(end, ',')}\n{_line(turn)}\n"
        for count, (turn, start, end) in enumerate(timed(publication), 1)
    )


def _line(turn: PublishedTurn) -> str:
    """A blank line would end the cue, and a line that begins with a name and a colon another's words."""
    line = f"{turn.label}: " + turn.text.replace("\n\n", " ")
    if "-->" in line:
        raise ExportError(f"SubRip has no escape for the `-->` in turn {turn.number}: take `vtt` or `json`")
    return line
