"""Speakers: rows → objects of the wire."""

from app.api import schemas
from app.api.urls import Urls
from app.queries.speakers import Appearance, SpeakerRow


def speaker_of(row: SpeakerRow, appearance: Appearance, urls: Urls) -> schemas.Speaker:
    """Give a speaker who appears so."""
    return schemas.Speaker(
        id=row.id,
        url=urls.speaker(row.id),
        name=row.name,
        identity=row.identity,
        anonymous=row.anonymous,
        identifiers=row.identifiers,
        aliases=row.aliases,
        labels=appearance.labels,
        roles=appearance.roles,
        interview_count=row.interview_count,
        turn_count=row.turn_count,
        word_count=row.word_count,
        first_date=row.first_date,
        last_date=row.last_date,
        links=schemas.SpeakerLinks(
            turns=f"{urls.base}/v1/turns?speaker={row.id}", interviews=f"{urls.base}/v1/interviews?speaker={row.id}"
        ),
    )
