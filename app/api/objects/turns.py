"""Turns and exchanges: rows → objects of the wire."""

from app.api import schemas
from app.api.urls import Urls
from app.queries.interviews import ExchangeRows
from app.queries.states import StateRow
from app.queries.turns import Around, TurnRow


def turn_of(row: TurnRow, urls: Urls, revision: int | None = None) -> schemas.Turn:
    """Give a turn as lists show it; with `revision`, its URLs lead to that revision of the interview."""
    return schemas.Turn(
        id=f"{row.interview_id}.{row.number}",
        url=urls.turn(row.interview_id, row.number, revision),
        interview=interview_reference_of(row, urls),
        number=row.number,
        position=row.position,
        kind=row.kind,
        role=row.role,
        speaker=speaker_reference_of(row, urls),
        label=row.label,
        text=row.text,
        text_sha256=row.text_sha256,
        revision=row.revision,
        word_count=row.word_count,
        start_ms=row.start_ms,
        end_ms=row.end_ms,
        html_url=urls.place(row.interview_id, row.number, revision),
        links=_turn_links(row, urls, revision),
    )


def interview_reference_of(row: TurnRow, urls: Urls) -> schemas.InterviewReference:
    """Give the interview that a turn belongs to."""
    return schemas.InterviewReference(
        id=row.interview_id,
        url=urls.interview(row.interview_id),
        title=row.interview_title,
        date=row.interview_date,
        transcript_kind=row.transcript_kind,
        publisher=row.publisher_name,
        licence=row.licence,
        rights_holder=row.rights_holder,
        credit=row.credit,
    )


def speaker_reference_of(row: TurnRow | StateRow, urls: Urls) -> schemas.SpeakerReference:
    """Give who speaks in a turn."""
    return schemas.SpeakerReference(
        id=row.speaker_id,
        url=urls.speaker(row.speaker_id),
        name=row.speaker_name,
        identity=row.speaker_identity,
        anonymous=row.speaker_anonymous,
    )


def _turn_links(row: TurnRow, urls: Urls, revision: int | None) -> schemas.TurnLinks:
    previous, following, question = (
        None if number is None else urls.turn(row.interview_id, number, revision)
        for number in (row.previous, row.next, row.question)
    )
    own = urls.turn(row.interview_id, row.number)
    at = "" if revision is None else f"?revision={revision}"
    return schemas.TurnLinks(
        previous=previous,
        next=following,
        question=question,
        revisions=f"{own}/revisions",
        citation=f"{own}/citation{at}",
    )


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
