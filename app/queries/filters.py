"""Filters as conditions. Values of one field are alternatives; different fields must all hold."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlmodel import col

from app.models import Interview, InterviewSpeaker, Speaker, Turn
from app.queries.windows import unindexed
from app.transcript import Kind


@dataclass(frozen=True, slots=True)
class InterviewFilter:
    """Which interviews are wanted; a speaker is wanted where they speak."""

    speaker: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    date_from: date | None = None
    date_to: date | None = None


@dataclass(frozen=True, slots=True)
class TurnFilter(InterviewFilter):
    """Which turns are wanted; a speaker is wanted by their own turns."""

    interview: tuple[str, ...] = ()
    kind: tuple[Kind, ...] = ()
    min_words: int | None = None
    max_words: int | None = None


def interview_conditions(wanted: InterviewFilter) -> list[ColumnElement[bool]]:
    """Give as conditions on `Interview` all of `wanted` that an interview alone decides, so not its speakers."""
    given: list[ColumnElement[bool]] = []
    if isinstance(wanted, TurnFilter) and wanted.interview:
        given.append(col(Interview.id).in_(wanted.interview))
    if wanted.outlet:
        given.append(col(Interview.outlet).in_(wanted.outlet))
    if wanted.language:
        given.append(or_(*(_is_language(tag) for tag in wanted.language)))
    if wanted.date_from is not None:
        given.append(unindexed(col(Interview.last_day)) >= wanted.date_from)
    if wanted.date_to is not None:
        given.append(unindexed(col(Interview.first_day)) <= wanted.date_to)
    return given


def turn_conditions(wanted: TurnFilter) -> list[ColumnElement[bool]]:
    """Give `wanted` as conditions on `Turn` joined with `Interview`."""
    given = interview_conditions(wanted)
    if wanted.speaker:
        given.append(col(Turn.speaker_pk).in_(speaker_pks(wanted.speaker)))
    if wanted.kind:
        given.append(col(Turn.kind).in_(wanted.kind))
    if wanted.min_words is not None:
        given.append(col(Turn.word_count) >= wanted.min_words)
    if wanted.max_words is not None:
        given.append(col(Turn.word_count) <= wanted.max_words)
    return given


def has_speaker(ids: Collection[str]) -> ColumnElement[bool]:
    """Hold for each `Interview` in which one of these speaks."""
    return unindexed(col(Interview.pk)).in_(
        select(col(InterviewSpeaker.interview_pk)).where(col(InterviewSpeaker.speaker_pk).in_(speaker_pks(ids)))
    )


def speaker_pks(ids: Collection[str]) -> Select[int]:
    """Select the keys of speakers by id; a retired id means who it has become."""
    return select(func.coalesce(col(Speaker.successor_pk), col(Speaker.pk))).where(col(Speaker.id).in_(ids))


def _is_language(tag: str) -> ColumnElement[bool]:
    """Basic filtering of language tags (RFC 4647, section 3.3.1): `en` means `en-GB` too."""
    language = func.lower(col(Interview.language))
    return or_(language == tag.lower(), language.startswith(f"{tag.lower()}-", autoescape=True))
