"""Interviews and their ledgers: rows → objects of the wire."""

from collections.abc import Sequence

from app.api import schemas
from app.api.urls import Urls
from app.queries.interviews import InterviewRow, InterviewSpeakerRow, LedgerEntryRow
from app.queries.revisions import InterviewRevisionRow


def interview_of(row: InterviewRow, speakers: Sequence[InterviewSpeakerRow], urls: Urls) -> schemas.Interview:
    """Give an interview in which these speak."""
    return schemas.Interview(
        id=row.id,
        url=urls.interview(row.id),
        title=row.title,
        date=row.date,
        place=row.place,
        outlet=row.outlet,
        language=row.language,
        original_language=row.original_language,
        transcript_kind=row.transcript_kind,
        source=source_of(row),
        rights=rights_of(row),
        speakers=[_speaker(speaker) for speaker in speakers],
        media_url=row.media_url,
        turn_count=row.turn_count,
        word_count=row.word_count,
        revision=row.revision,
        ingested_at=row.ingested_at,
        links=_links(row, urls),
    )


def ledger_entry_of(row: LedgerEntryRow) -> schemas.LedgerEntry:
    """Give an entry of a ledger."""
    return schemas.LedgerEntry(rule=row.rule, line=row.line, column=row.column, removed=row.removed, detail=row.detail)


def source_of(row: InterviewRow | InterviewRevisionRow) -> schemas.Source:
    """Give where an interview comes from."""
    return schemas.Source(
        url=row.source_url,
        file=row.source_file,
        sha256=row.source_sha256,
        format=row.source_format,
        publisher=schemas.Publisher(name=row.publisher_name, url=row.publisher_url),
        retrieved_at=row.retrieved_at,
    )


def rights_of(row: InterviewRow | InterviewRevisionRow) -> schemas.Rights:
    """Give under what terms an interview may be used."""
    return schemas.Rights(licence=row.licence, holder=row.rights_holder, credit=row.credit)


def _speaker(row: InterviewSpeakerRow) -> schemas.InterviewSpeaker:
    return schemas.InterviewSpeaker(
        id=row.id,
        name=row.name,
        identity=row.identity,
        anonymous=row.anonymous,
        role=row.role,
        labels=row.labels,
        turn_count=row.turn_count,
        word_count=row.word_count,
    )


def _links(row: InterviewRow, urls: Urls) -> schemas.InterviewLinks:
    url = urls.interview(row.id)
    return schemas.InterviewLinks(
        turns=f"{url}/turns",
        exchanges=f"{url}/exchanges",
        ledger=f"{url}/ledger",
        revisions=f"{url}/revisions",
        transcript=f"{url}/transcript",
    )
