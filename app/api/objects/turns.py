"""Turns and exchanges: rows → objects of the wire."""

from typing import Any

from app.api import schemas
from app.api.urls import Urls
from app.queries.interviews import ExchangeRows
from app.queries.states import StateRow
from app.queries.turns import Around, TurnRow

Fields = dict[str, Any]


def turn_of(row: TurnRow, urls: Urls, revision: int | None = None) -> schemas.Turn:
    """Give a turn as lists show it; with `revision`, its URLs lead to that revision of the interview."""
    return schemas.Turn(**turn_fields(row, urls, revision))


def turn_fields(row: TurnRow, urls: Urls, revision: int | None = None) -> Fields:
    """Give the same as plain values, for answers of many turns: nothing that comes from rows is validated there."""
    return {
        "id": f"{row.interview_id}.{row.number}",
        "url": urls.turn(row.interview_id, row.number, revision),
        "interview": _interview_fields(row, urls),
        "number": row.number,
        "position": row.position,
        "kind": row.kind,
        "role": row.role,
        "speaker": _speaker_fields(row, urls),
        "label": row.label,
        "text": row.text,
        "text_sha256": row.text_sha256,
        "revision": row.revision,
        "word_count": row.word_count,
        "start_ms": row.start_ms,
        "end_ms": row.end_ms,
        "html_url": urls.place(row.interview_id, row.number, revision),
        "links": _link_fields(row, urls, revision),
    }


def interview_reference_of(row: TurnRow, urls: Urls) -> schemas.InterviewReference:
    """Give the interview that a turn belongs to."""
    return schemas.InterviewReference(**_interview_fields(row, urls))


def _interview_fields(row: TurnRow, urls: Urls) -> Fields:
    return {
        "id": row.interview_id,
        "url": urls.interview(row.interview_id),
        "title": row.interview_title,
        "date": row.interview_date,
        "transcript_kind": row.transcript_kind,
        "publisher": row.publisher_name,
        "licence": row.licence,
        "rights_holder": row.rights_holder,
        "credit": row.credit,
    }


def speaker_reference_of(row: TurnRow | StateRow, urls: Urls) -> schemas.SpeakerReference:
    """Give who speaks in a turn."""
    return schemas.SpeakerReference(**_speaker_fields(row, urls))


def _speaker_fields(row: TurnRow | StateRow, urls: Urls) -> Fields:
    return {
        "id": row.speaker_id,
        "url": urls.speaker(row.speaker_id),
        "name": row.speaker_name,
        "identity": row.speaker_identity,
        "anonymous": row.speaker_anonymous,
    }


def _link_fields(row: TurnRow, urls: Urls, revision: int | None) -> Fields:
    turns, at = urls.turns_of(row.interview_id), "" if revision is None else f"?revision={revision}"
    return {
        "previous": None if row.previous is None else f"{turns}{row.previous}{at}",
        "next": None if row.next is None else f"{turns}{row.next}{at}",
        "question": None if row.question is None else f"{turns}{row.question}{at}",
        "revisions": f"{turns}{row.number}/revisions",
        "citation": f"{turns}{row.number}/citation{at}",
    }


def context_of(row: TurnRow, around: Around, urls: Urls, revision: int | None = None) -> schemas.TurnContext:
    """Give the turns around `row`."""
    question, neighbours = around
    return schemas.TurnContext(
        question=None if question is None else turn_of(question, urls, revision),
        before=[turn_of(near, urls, revision) for near in neighbours if near.position < row.position],
        after=[turn_of(near, urls, revision) for near in neighbours if near.position > row.position],
    )


def exchange_of(rows: ExchangeRows, urls: Urls) -> schemas.Exchange:
    """Give a question with its answers."""
    question, *answers = [turn_of(row, urls) for row in rows.turns]
    return schemas.Exchange(position=rows.position, question=question, answers=answers)
