"""One transcript → the rows of one revision of one interview, in the caller's transaction."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert
from sqlmodel import Session, SQLModel, col

from app.ingest.aliases import from_rows
from app.ingest.corpus import get_corpus, raise_revision
from app.ingest.interviews import find_interview, leave_path, new_id
from app.ingest.metadata import check_metadata, missing
from app.ingest.options import IngestError, IngestOptions, Outcome, SourceBytes, Status
from app.ingest.revisions import differs, fields_of, ledger_differs, set_fields, write_revision, write_source
from app.ingest.speakers import doubts_of_identity, link_speaker, retire_speakers
from app.ingest.turns import TurnChanges, compare_turns, make_rows, text_key, text_sha256, write_turns
from app.models import Interview, InterviewRevision, InterviewSpeaker, Speaker
from app.parsers import VERSION
from app.speakers import Voice, label_key, places, voices
from app.transcript import Metadata, SpeakerDeclaration, Transcript
from app.words import index_language

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Cast:
    """Who speaks in the interview."""

    voices: dict[str, Voice]
    speakers: dict[str, Speaker]
    """Both by the key of their labels."""


def store_transcript(session: Session, transcript: Transcript, source: SourceBytes, options: IngestOptions) -> Outcome:
    """Make `transcript` the current revision of the interview that it is, where it says anything new.

    Raises `IngestError` where it cannot be told which interview it is, what is said of it makes no sense, or a warning
    is to be an error.
    """
    metadata = transcript.metadata.overridden_by(options.metadata)
    transcript = replace(transcript, metadata=metadata)
    check_metadata(metadata)
    stored = find_interview(session, metadata, transcript.key, _text_keys(transcript), options)
    fields = fields_of(transcript, metadata, options.path, source.sha256)
    replaced = _replaced(stored, options)
    interview = stored or _add_interview(session, metadata, fields, source, options)
    cast, doubts = _link(session, interview, transcript)
    warnings = (*transcript.warnings, *missing(metadata), *replaced, *doubts)
    if options.strict and warnings:
        raise IngestError("--strict: " + "; ".join(warnings))
    rows = _rows(transcript, cast)
    changes = compare_turns(session, interview, rows)
    revision = InterviewRevision(
        **fields,
        interview_pk=interview.pk,
        revision=stored.revision + 1 if stored else 1,
        turn_count=len(rows),
        word_count=sum(row["word_count"] for row in rows),
        source_encoding=transcript.encoding,
        source_count=source.count,
        options=options.to_row(),
        options_digest=options.digest(),
        aliases_digest=get_corpus(session).aliases_digest,
        parser_version=VERSION,
    )
    if stored and not (
        changes or stored.removed_at or differs(stored, fields) or ledger_differs(session, stored, transcript.ledger)
    ):
        _remember(session, stored, revision, options)
        return _outcome(stored, "unchanged", transcript, cast, warnings)
    status: Status = "new" if not stored else "restored" if stored.removed_at else "revised"
    language = index_language(metadata.language, options.index_language)
    write_turns(session, interview, changes, revision.revision, language)
    _write_speakers(session, interview, cast, rows)
    retire_speakers(session, _linked_anew(changes))
    if stored:
        write_source(session, source.sha256, source.data)
    set_fields(interview, revision, options.path, language)
    session.add(interview)
    write_revision(session, revision, transcript.ledger)
    raise_revision(session)
    return _outcome(interview, status, transcript, cast, warnings)


def _linked_anew(changes: TurnChanges) -> list[tuple[int, int]]:
    """Give the speakers before and after of the turns whose label is the same and whose speaker is another."""
    same_label = [(old, new) for old, new in changes.changed if label_key(old["label"]) == label_key(new["label"])]
    pairs = [(old["speaker_pk"], new["speaker_pk"]) for old, new in same_label]
    return [(before, after) for before, after in pairs if before != after]


def _text_keys(transcript: Transcript) -> list[int]:
    return [text_key(text_sha256(turn.text)) for turn in transcript.turns]


def _rows(transcript: Transcript, cast: _Cast) -> list[Row]:
    keys = {key: speaker.pk for key, speaker in cast.speakers.items()}
    return make_rows(transcript.turns, places(transcript.turns, cast.voices), keys)


def _add_interview(
    session: Session, metadata: Metadata, fields: Row, source: SourceBytes, options: IngestOptions
) -> Interview:
    """Make the row of a new interview, so that its turns and speakers can refer to it."""
    write_source(session, source.sha256, source.data)
    if options.path:
        leave_path(session, options.path, fields["source_key"])
    interview = Interview(
        **fields | {"date": None},
        id=new_id(session, metadata, options.path),
        revision=1,
        title_key="",
        index_language=index_language(metadata.language, options.index_language),
        turn_count=0,
        word_count=0,
    )
    session.add(interview)
    session.flush()
    return interview


def _replaced(stored: Interview | None, options: IngestOptions) -> Iterator[str]:
    """Tell of another file, still there, that this interview came from before: the two replace each other."""
    if stored is None or options.replaces or not options.path or not stored.source_path:
        return
    if stored.source_path != options.path and Path(stored.source_path).exists():
        yield f"it replaces what came from {stored.source_path}: both say that they are {stored.id}"


def _link(session: Session, interview: Interview, transcript: Transcript) -> tuple[_Cast, list[str]]:
    """Link labels to speakers, and tell where it is not sure who they are.

    What the alias file says of a label goes before what the transcript says.
    """
    aliases = from_rows(get_corpus(session).declarations)
    declared: list[SpeakerDeclaration] = [alias.in_interview(interview.id) for alias in aliases]
    own = [replace(each, id=None) for each in transcript.metadata.declarations]  # ids are the alias file's to give
    found = voices(transcript.turns, declared, own)
    doubts = [doubt for voice in found.values() for doubt in doubts_of_identity(session, interview, voice)]
    return _Cast(found, {key: link_speaker(session, interview, voice) for key, voice in found.items()}), doubts


def _write_speakers(session: Session, interview: Interview, cast: _Cast, rows: list[Row]) -> None:
    session.connection().execute(delete(InterviewSpeaker).where(col(InterviewSpeaker.interview_pk) == interview.pk))
    spoken: dict[int, list[Row]] = {}
    for row in rows:
        spoken.setdefault(row["speaker_pk"], []).append(row)
    linked = [
        {
            "interview_pk": interview.pk,
            "speaker_pk": speaker_pk,
            "ordinal": ordinal,
            "role": cast.voices[label_key(own[0]["label"])].role,
            "labels": list(dict.fromkeys(row["label"] for row in own)),
            "turn_count": len(own),
            "word_count": sum(row["word_count"] for row in own),
        }
        for ordinal, (speaker_pk, own) in enumerate(spoken.items(), start=1)
    ]
    session.connection().execute(insert(SQLModel.metadata.tables["interview_speaker"]), linked)


def _remember(session: Session, stored: Interview, again: InterviewRevision, options: IngestOptions) -> None:
    """Note under which options a source was seen to say nothing new, so that it is skipped the next time."""
    current = session.get_one(InterviewRevision, (stored.pk, stored.revision))
    if current.source_sha256 == again.source_sha256:
        for name in ("options", "options_digest", "aliases_digest", "parser_version", "source_count"):
            setattr(current, name, getattr(again, name))
    current.aliases_digest = again.aliases_digest
    session.add(current)
    if options.path:
        stored.source_path = options.path
        session.add(stored)


def _outcome(
    interview: Interview, status: Status, transcript: Transcript, cast: _Cast, warnings: tuple[str, ...]
) -> Outcome:
    counts = interview.revision, interview.turn_count, interview.word_count
    return Outcome(interview.id, status, *counts, warnings, transcript, tuple(cast.voices.values()))
