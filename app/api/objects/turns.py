"""Turns and exchanges: rows → objects of the wire."""

from collections.abc import Sequence

from app.api import schemas
from app.api.urls import Urls
from app.queries.interviews import ExchangeRows
from app.queries.turns import TurnRow


def turn_of(row: TurnRow, urls: Urls) -> schemas.Turn:
    """Give a turn as lists show it."""
    return schemas.Turn(
        id=f"{row.interview_id}.{row.number}",
        url=urls.turn(row.interview_id, row.number),
        interview=schemas.InterviewReference(
            id=row.interview_id,
            url=urls.interview(row.interview_id),
            title=row.interview_title,
            date=row.interview_date,
        ),
        number=row.number,
        position=row.position,
        kind=row.kind,
        role=row.role,
        speaker=schemas.SpeakerReference(
            id=row.speaker_id,
            url=urls.speaker(row.speaker_id),
            name=row.speaker_name,
            identity=row.speaker_identity,
            anonymous=row.speaker_anonymous,
        ),
        label=row.label,
        text=row.text,
        text_sha256=row.text_sha256,
        revision=row.revision,
        word_count=row.word_count,
        start_ms=row.start_ms,
        end_ms=row.end_ms,
        links=_turn_links(row, urls),
    )


def _turn_links(row: TurnRow, urls: Urls) -> schemas.TurnLinks:
    previous, following, question = (
        None if number is None else urls.turn(row.interview_id, number)
        for number in (row.previous, row.next, row.question)
    )
    return schemas.TurnLinks(previous=previous, next=following, question=question, revisions=None, citation=None)


def context_of(row: TurnRow, neighbours: Sequence[TurnRow], urls: Urls) -> schemas.TurnContext:
    """Give the turns around `row`, which are `neighbours` in order."""
    return schemas.TurnContext(
        before=[turn_of(near, urls) for near in neighbours if near.position < row.position],
        after=[turn_of(near, urls) for near in neighbours if near.position > row.position],
    )


def exchange_of(rows: ExchangeRows, urls: Urls) -> schemas.Exchange:
    """Give a question with its answers."""
    question, *answers = [turn_of(row, urls) for row in rows.turns]
    return schemas.Exchange(position=rows.position, question=question, answers=answers)
