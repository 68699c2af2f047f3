"""YAML front matter: what is known of an interview, by which labels its turns are told, and their kinds."""

from collections.abc import Iterator

from app.publication import Provenance, Publication, PublishedSpeaker


def front_matter(publication: Publication, form: str) -> str:
    """Give the front matter, its fences and the blank line behind it.

    `form` says how the turns are marked, for who reads them back (`app.parsers.text.exact`).
    """
    import yaml  # noqa: PLC0415 (which serving needs for nothing else)

    known = {"format": form} | {key: value for key, value in _values(publication) if value not in (None, {}, [])}
    return f"---\n{yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=10_000)}---\n\n"


def _values(publication: Publication) -> Iterator[tuple[str, object]]:
    of = publication.provenance
    for name in ("id", "url", "title", "date", "place", "outlet", "language", "original_language", "transcript_kind"):
        yield name, getattr(of, name)
    yield "source", _known(url=of.source_url, retrieved_at=of.retrieved_at, sha256=of.source_sha256)
    yield "publisher", _known(name=of.publisher_name, url=of.publisher_url)
    yield "rights", _known(licence=of.licence, holder=of.rights_holder, credit=of.credit)
    yield "media_url", of.media_url
    yield "revision", of.revision
    yield "speakers", [_speaker(speaker) for speaker in publication.speakers if speaker.identity == "declared"]
    yield "labels", list(dict.fromkeys(turn.label for turn in publication.turns))
    yield "kinds", "".join(turn.kind[0] for turn in publication.turns)


def _speaker(speaker: PublishedSpeaker) -> dict[str, object]:
    return {
        "name": speaker.name,
        "labels": list(speaker.labels),
        "role": speaker.role,
        **({"identifiers": dict(speaker.identifiers)} if speaker.identifiers else {}),
    }


def _known(**values: str | None) -> dict[str, str]:
    return {name: value for name, value in values.items() if value is not None}


def attribution(of: Provenance) -> list[str]:
    """Give in lines whose words these are and under what terms, for formats that have only comments for it."""
    told = {
        "Interview": of.id,
        "Address": of.url,
        "Title": of.title,
        "Date": of.date,
        "Published by": of.publisher_name or of.outlet,
        "Source": of.source_url,
        "Transcript": of.transcript_kind,
        "Language": of.language,
        "Licence": of.licence,
        "Rights holder": of.rights_holder,
        "Credit": of.credit,
        "Revision": str(of.revision),
    }
    return [f"{name}: {' '.join(value.split())}" for name, value in told.items() if value is not None]
