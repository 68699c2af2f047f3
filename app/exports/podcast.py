"""The JSON of Podcasting 2.0's transcript tag: a segment for each turn, times in seconds."""

import json

from app.exports.parts.times import timed
from app.publication import Publication

MEDIA_TYPE = "application/json"
EXTENSION = ".json"


def render(publication: Publication) -> str:
    """Give the segments of an interview; raises `ExportError` where turns have no times."""
    segments = [
        {"speaker": turn.label, "startTime": start / 1000, "endTime": end / 1000, "body": turn.text}
        for turn, start, end in timed(publication)
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False, indent=1) + "\n"
