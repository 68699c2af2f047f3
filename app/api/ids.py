"""Ids as parameters of a path. An id has one spelling: what is not exactly one of ours is not found."""

import re
from typing import Annotated, Any, NamedTuple, get_args

from fastapi import Path

from app.api.schemas import Slug, SpeakerIdentifier, TurnIdentifier

_SAMPLE = "2019-03-14-keeper-ines-corvanes-interview-with-merrow-coast-radio"


def _path(shape: Any, description: str, example: str) -> Any:
    """An id in a path: its shape stands in the document, and what has another is not found."""
    (field,) = get_args(shape)[1:]
    return Path(description=description, examples=[example], json_schema_extra=field.json_schema_extra)


InterviewId = Annotated[str, _path(Slug, "The interview's id.", _SAMPLE)]
SpeakerId = Annotated[str, _path(SpeakerIdentifier, "The speaker's id.", "ines-corvane")]
TurnId = Annotated[str, _path(TurnIdentifier, "The interview's id, a dot and the turn's number.", f"{_SAMPLE}.4")]

_TURN_ID = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\.([1-9][0-9]{0,8})")


class TurnKey(NamedTuple):
    """What a turn's id says."""

    interview_id: str
    number: int


def turn_key(turn_id: str) -> TurnKey | None:
    """Give what a turn's id says; `None` where it is none."""
    match = _TURN_ID.fullmatch(turn_id)
    return TurnKey(match[1], int(match[2])) if match else None
