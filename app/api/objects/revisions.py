"""Revisions: rows → objects of the wire."""

from collections.abc import Iterator, Sequence
from typing import Any

from app.api import schemas
from app.api.objects.differences import differences_of
from app.api.objects.interviews import rights_of, source_of
from app.api.objects.turns import speaker_reference_of
from app.api.schemas.revisions import TurnPart
from app.api.urls import Urls
from app.queries.revisions import InterviewRevisionRow
from app.queries.states import StateRow

NOT_KNOWLEDGE: dict[str, Any] = {
    **dict.fromkeys(("revision", "ingested_at", "turn_count", "word_count", "removed_reason", "changes"), True),
    "source": {"sha256", "file", "format"},
}
"""What of a revision says when and from which file it was made, and not what is known about the interview."""

_PARTS: dict[TurnPart, tuple[str, ...]] = {
    "text": ("text",),
    "label": ("label",),
    "speaker": ("speaker_id",),
    "kind": ("kind",),
    "times": ("start_ms", "end_ms"),
}


def interview_revision_of(
    row: InterviewRevisionRow, changes: schemas.InterviewChanges | None
) -> schemas.InterviewRevision:
    """Give an interview as one of its ingests left it."""
    return schemas.InterviewRevision(
        revision=row.revision,
        ingested_at=row.ingested_at,
        title=row.title,
        date=row.date,
        place=row.place,
        outlet=row.outlet,
        language=row.language,
        original_language=row.original_language,
        transcript_kind=row.transcript_kind,
        source=source_of(row),
        rights=rights_of(row),
        media_url=row.media_url,
        turn_count=row.turn_count,
        word_count=row.word_count,
        removed_reason=row.removed_reason,
        changes=changes,
    )


def changes_of(
    interview_id: str,
    before: InterviewRevisionRow,
    after: InterviewRevisionRow,
    states: Sequence[StateRow],
    urls: Urls,
) -> schemas.InterviewChanges:
    """Give what a revision changed; `states` are those that it, among others, began or ended."""
    old = {state.number: state for state in states if state.until == after.revision}
    new = {state.number: state for state in states if state.since == after.revision}
    both = [(old[number], state) for number, state in new.items() if number in old]
    changed = [(was, now, parts) for was, now in both if (parts := _changed_parts(was, now))]
    stayed = [(was, now) for was, now in both if not _changed_parts(was, now)]
    return schemas.InterviewChanges(
        fields=_field_changes(before, after),
        added=[_reference(interview_id, new[n], after.revision, urls) for n in new if n not in old],
        removed=[_reference(interview_id, old[n], before.revision, urls) for n in old if n not in new],
        changed=[_turn_change(_reference(interview_id, it[1], after.revision, urls), *it) for it in changed],
        moved=sum(was.position != now.position for was, now in stayed),
    )


def turn_revision_of(interview_id: str, row: StateRow, before: StateRow | None, urls: Urls) -> schemas.TurnRevision:
    """Give a turn as it stood, and how its text differs from the one before."""
    return schemas.TurnRevision(
        url=urls.turn(interview_id, row.number, row.since),
        revision=row.revision,
        since=row.since,
        until=row.until,
        position=row.position,
        kind=row.kind,
        label=row.label,
        speaker=speaker_reference_of(row, urls),
        text=row.text,
        text_sha256=row.text_sha256,
        word_count=row.word_count,
        start_ms=row.start_ms,
        end_ms=row.end_ms,
        differences=None if before is None else differences_of(before.text, row.text),
    )


def _reference(interview_id: str, row: StateRow, revision: int, urls: Urls) -> schemas.TurnReference:
    url = urls.turn(interview_id, row.number, revision)
    return schemas.TurnReference(id=f"{interview_id}.{row.number}", url=url, position=row.position)


def _turn_change(
    reference: schemas.TurnReference, was: StateRow, now: StateRow, parts: list[TurnPart]
) -> schemas.TurnChange:
    differences = [step for step in differences_of(was.text, now.text) if step.op != "equal"]
    return schemas.TurnChange(**dict(reference), changed=parts, differences=differences)


def _changed_parts(was: StateRow, now: StateRow) -> list[TurnPart]:
    return [part for part, names in _PARTS.items() if any(getattr(was, name) != getattr(now, name) for name in names)]


def _field_changes(before: InterviewRevisionRow, after: InterviewRevisionRow) -> list[schemas.FieldChange]:
    old, new = _fields(before), _fields(after)
    return [
        schemas.FieldChange(field=name, before=old[name], after=new[name]) for name in new if old[name] != new[name]
    ]


def _fields(row: InterviewRevisionRow) -> dict[str, str | None]:
    """Give what is known about an interview by its dotted names on the wire."""
    shown = interview_revision_of(row, None).model_dump(exclude=NOT_KNOWLEDGE)
    return dict(_flat(shown))


def _flat(value: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, str | None]]:
    for name, inner in value.items():
        if isinstance(inner, dict):
            yield from _flat(inner, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", inner
