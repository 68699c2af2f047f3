"""Ids as parameters of a path. An id has one spelling: what is not exactly one of ours is not found."""

import re
from typing import Annotated, NamedTuple

from fastapi import Path

InterviewId = Annotated[str, Path(description="The interview's id.", json_schema_extra={"maxLength": 300})]
SpeakerId = Annotated[str, Path(description="The speaker's id.", json_schema_extra={"maxLength": 600})]
TurnId = Annotated[
    str, Path(description="The interview's id, a dot and the turn's number.", json_schema_extra={"maxLength": 310})
]

_TURN_ID = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\.([1-9][0-9]{0,8})")


class TurnKey(NamedTuple):
    """What a turn's id says."""

    interview_id: str
    number: int


def turn_key(turn_id: str) -> TurnKey | None:
    """Give what a turn's id says; `None` where it is none."""
    match = _TURN_ID.fullmatch(turn_id)
    return TurnKey(match[1], int(match[2])) if match else None
