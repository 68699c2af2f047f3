"""Interviews whole, and turns with all that is needed to cite them: what is exported."""

import datetime
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from sqlalchemy import Select, and_, select
from sqlmodel import col

from app.models import Interview, InterviewRevision, InterviewSpeaker, LedgerRow, Speaker, Turn, TurnState
from app.publication import (
    Citation,
    EarlierTurn,
    Provenance,
    Publication,
    PublishedRevision,
    PublishedSpeaker,
    PublishedTurn,
)
from app.queries import ReadSession
from app.queries.filters import TurnFilter, has_speaker, turn_conditions
from app.queries.turns import LIVE, ORDER, TurnRow
from app.queries.windows import Window, unindexed, windowed
from app.transcript import LedgerEntry

CHUNK = 1_000
"""How many turns of a list are read at once."""

_TURN = (
    col(Turn.number),
    col(Turn.position),
    col(Turn.kind),
    col(InterviewSpeaker.role),
    col(Speaker.id),
    col(Speaker.name),
    col(Turn.label),
    col(Turn.text),
    col(Turn.text_sha256),
    col(Turn.revision),
    col(Turn.word_count),
    col(Turn.start_ms),
    col(Turn.end_ms),
)
_OF_THE_TURN = tuple(field.name for field in fields(PublishedTurn) if field.name != "url")
_KNOWN = tuple(field.name for field in fields(Provenance) if field.name != "url")
_PROVENANCE = tuple(col(getattr(Interview, name)) for name in _KNOWN)
_STATE = ("position", "kind", "label", "text", "text_sha256", "start_ms", "end_ms")


def list_keys(session: ReadSession) -> dict[str, int]:
    """Give the keys of all interviews, by id, in the order of ids."""
    statement = select(col(Interview.id), col(Interview.pk)).where(col(Interview.removed_at).is_(None))
    return {row.id: row.pk for row in session.execute(statement.order_by(col(Interview.id)))}


def get_publication(session: ReadSession, interview_pk: int, public_url: str | None, *, whole: bool) -> Publication:
    """Give an interview with its speakers and turns; where `whole`, with its ledger and revisions too.

    Links are made where `public_url` says where the API is reached from.
    """
    row = session.execute(select(*_PROVENANCE).where(col(Interview.pk) == interview_pk)).one()
    provenance = _provenance(row, public_url)
    spoken = _turns().where(col(Turn.interview_pk) == interview_pk, col(Turn.position).is_not(None))
    turns = session.execute(spoken.order_by(col(Turn.position)))
    return Publication(
        provenance,
        tuple(_speakers(session, interview_pk)),
        tuple(published_turn(turn, provenance) for turn in turns),
        tuple(_ledger(session, interview_pk, provenance.revision)) if whole else (),
        tuple(_revisions(session, interview_pk)) if whole else (),
        tuple(_earlier(session, interview_pk)) if whole else (),
    )


def get_citation(session: ReadSession, row: TurnRow, public_url: str | None) -> Citation:
    """Give what is cited of a turn, in the words that `row` has."""
    known = _provenances(session, {row.interview_pk}, {}, public_url)[row.interview_pk]
    provenance = replace(known, title=row.interview_title, date=row.interview_date)
    turn = published_turn([getattr(row, name) for name in _OF_THE_TURN], provenance)
    return Citation(provenance, tuple(_speakers(session, row.interview_pk)), turn)


def iterate_turns(
    session: ReadSession, wanted: TurnFilter, public_url: str | None
) -> Iterator[list[tuple[Provenance, PublishedTurn]]]:
    """Give the turns that `wanted` lets through, by interview and position, so many at a time."""
    known: dict[int, Provenance] = {}
    key = None
    while True:
        rows = session.execute(_chunk(wanted, Window(CHUNK, key))).all()[:CHUNK]
        if not rows:
            return
        known = _provenances(session, {row[0] for row in rows}, known, public_url)
        yield [(known[row[0]], published_turn(row[1:], known[row[0]])) for row in rows]
        key = (known[rows[-1][0]].id, rows[-1][2])


def _chunk(wanted: TurnFilter, window: Window) -> Select[*tuple[Any, ...]]:
    """Select a chunk: its places first, by walking interviews in their order, and only then what stands there."""
    places = select(col(Turn.pk)).join_from(Interview, Turn, col(Turn.interview_pk) == unindexed(col(Interview.pk)))
    places = places.where(*LIVE, *turn_conditions(wanted))
    if wanted.speaker:
        places = places.where(has_speaker(wanted.speaker))
    turns = _turns(col(Turn.interview_pk)).join(Interview, col(Interview.pk) == col(Turn.interview_pk))
    return turns.where(col(Turn.pk).in_(windowed(places, ORDER, window))).order_by(*ORDER.columns)


def _turns(*before: Any) -> Select[*tuple[Any, ...]]:
    of_the_turn = and_(
        col(InterviewSpeaker.interview_pk) == col(Turn.interview_pk),
        col(InterviewSpeaker.speaker_pk) == col(Turn.speaker_pk),
    )
    statement = select(*before, *_TURN).join_from(Turn, Speaker, col(Speaker.pk) == col(Turn.speaker_pk))
    return statement.join(InterviewSpeaker, of_the_turn)


def published_turn(row: Any, provenance: Provenance) -> PublishedTurn:
    """Give a turn from its columns."""
    columns = dict(zip(_OF_THE_TURN, row, strict=True))
    number, revision = columns["number"], columns["revision"]
    base = None if provenance.url is None else provenance.url.removesuffix(f"/v1/interviews/{provenance.id}")
    url = None if base is None else f"{base}/v1/turns/{provenance.id}.{number}?revision={revision}"
    return PublishedTurn(**columns, url=url)


def _provenances(
    session: ReadSession, pks: set[int], known: dict[int, Provenance], public_url: str | None
) -> dict[int, Provenance]:
    """Give the provenance of these interviews, of which the last one read may be known."""
    kept = {pk: known[pk] for pk in pks if pk in known}
    if missing := pks - kept.keys():
        rows = session.execute(select(col(Interview.pk), *_PROVENANCE).where(col(Interview.pk).in_(missing)))
        kept |= {row[0]: _provenance(row[1:], public_url) for row in rows}
    return kept


def _provenance(row: Any, public_url: str | None) -> Provenance:
    known = dict(zip(_KNOWN, row, strict=True))
    url = None if public_url is None else f"{public_url.rstrip('/')}/v1/interviews/{known['id']}"
    return Provenance(**known | {"url": url, "ingested_at": _instant(known["ingested_at"])})


def _speakers(session: ReadSession, interview_pk: int) -> Iterator[PublishedSpeaker]:
    statement = (
        select(
            *(col(Speaker.id), col(Speaker.name), col(Speaker.identity), col(Speaker.anonymous)),
            *(col(InterviewSpeaker.role), col(InterviewSpeaker.labels), col(Speaker.identifiers)),
        )
        .join(InterviewSpeaker, col(InterviewSpeaker.speaker_pk) == col(Speaker.pk))
        .where(col(InterviewSpeaker.interview_pk) == interview_pk)
        .order_by(col(InterviewSpeaker.ordinal))
    )
    for id_, name, identity, anonymous, role, labels, identifiers in session.execute(statement):
        yield PublishedSpeaker(id_, name, identity, anonymous, role, tuple(labels), tuple(identifiers.items()))


def _ledger(session: ReadSession, interview_pk: int, revision: int) -> Iterator[LedgerEntry]:
    columns = [col(getattr(LedgerRow, field.name)) for field in fields(LedgerEntry)]
    statement = select(*columns).where(col(LedgerRow.interview_pk) == interview_pk, col(LedgerRow.revision) == revision)
    for row in session.execute(statement.order_by(col(LedgerRow.ordinal))):
        yield LedgerEntry(*row)


def _revisions(session: ReadSession, interview_pk: int) -> Iterator[PublishedRevision]:
    names = [field.name for field in fields(PublishedRevision)]
    statement = select(*(col(getattr(InterviewRevision, name)) for name in names)).where(
        col(InterviewRevision.interview_pk) == interview_pk
    )
    for row in session.execute(statement.order_by(col(InterviewRevision.revision))):
        yield PublishedRevision(**row._asdict() | {"ingested_at": _instant(row.ingested_at)})


def _earlier(session: ReadSession, interview_pk: int) -> Iterator[EarlierTurn]:
    position, kind, *rest = (col(getattr(TurnState, name)) for name in _STATE)
    statement = (
        select(col(Turn.number), col(TurnState.since), col(TurnState.until), position, kind, col(Speaker.id), *rest)
        .join_from(TurnState, Turn, col(Turn.pk) == col(TurnState.turn_pk))
        .join(Speaker, col(Speaker.pk) == col(TurnState.speaker_pk))
        .where(col(Turn.interview_pk) == interview_pk)
        .order_by(col(Turn.number), col(TurnState.since))
    )
    for row in session.execute(statement):
        yield EarlierTurn(*row)


def _instant(moment: datetime.datetime) -> str:
    known = moment if moment.tzinfo else moment.replace(tzinfo=datetime.UTC)
    return known.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")
