"""Every stored source read again: what the database says of it must be what the source says."""

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlmodel import Session, col, select

from app.archive.past import PastTurn, turns_as_of
from app.ingest import IngestError
from app.ingest.aliases import Alias, from_rows
from app.ingest.corpus import get_corpus
from app.ingest.options import IngestOptions, from_row
from app.ingest.revisions import BESIDE_THE_TEXT, fields_of
from app.models import Interview, InterviewRevision, InterviewSpeaker, LedgerRow, Source, Speaker
from app.parsers import VERSION, parse, source_text
from app.speakers import Voice, label_key, places, voices
from app.transcript import LedgerEntry, Transcript, TranscriptError, prove_nothing_lost
from app.words import fold_text

Told = tuple[Interview, InterviewRevision]


def source_faults(session: Session) -> Iterator[str]:
    """Give, for each revision of each interview, what its source does not say, or its rows do not account for.

    What other parsers read is only proven to be accounted for.
    """
    corpus = get_corpus(session)
    aliases = from_rows(corpus.declarations)
    statement = select(Interview, InterviewRevision).where(col(InterviewRevision.removed_reason).is_(None))
    statement = statement.join(InterviewRevision, col(InterviewRevision.interview_pk) == Interview.pk)
    for told in session.exec(statement.order_by(Interview.id, col(InterviewRevision.revision))).all():
        interview, revision = told
        linked = revision.aliases_digest == corpus.aliases_digest
        try:
            found = list(_faults(session, (interview, revision), aliases if linked else None))
        except (TranscriptError, IngestError, ValueError, LookupError, zlib.error) as error:
            found = [str(error)]
        yield from (f"{interview.id}, revision {revision.revision}: {fault}" for fault in found)


def _faults(session: Session, told: Told, aliases: Sequence[Alias] | None) -> Iterator[str]:
    _, revision = told
    data = zlib.decompress(session.get_one(Source, revision.source_sha256).compressed)
    text = source_text(revision.source_format, data, revision.source_encoding, revision.source_key)
    turns, ledger = turns_as_of(session, revision), _ledger(session, revision)
    prove_nothing_lost(text, [turn.text for turn in turns], ledger)
    if revision.parser_version != VERSION:
        return
    options = from_row(revision.options, revision.source_file, None, "")
    transcript = _read(data, revision, options)
    if ledger != list(transcript.ledger):
        yield "its ledger is not what its source gives"
    fields = fields_of(transcript, transcript.metadata, None, revision.source_sha256)
    for name in sorted(name for name in fields if name not in BESIDE_THE_TEXT):
        if fields[name] != getattr(revision, name):
            yield f"its {name} is not what its source and its options say"
    yield from _turn_faults(turns, transcript)
    if aliases is not None and len(turns) == len(transcript.turns):
        yield from _cast_faults(session, told, turns, transcript, aliases)


def _read(data: bytes, revision: InterviewRevision, options: IngestOptions) -> Transcript:
    """Read an interview again as its revision did. Raises `LookupError` where the source does not hold it."""
    form = options.parse.format or revision.source_format
    found = [each for each in parse(data, replace(options.parse, format=form)) if each.key == revision.source_key]
    if not found:
        raise LookupError("its source does not hold it")
    return replace(found[0], metadata=found[0].metadata.overridden_by(options.metadata))


def _turn_faults(turns: Sequence[PastTurn], transcript: Transcript) -> Iterator[str]:
    if len(turns) != len(transcript.turns):
        yield f"it has {len(turns)} turns, its source {len(transcript.turns)}"
    for turn, read in zip(turns, transcript.turns, strict=False):
        for name in ("label", "text", "start_ms", "end_ms"):
            if getattr(turn, name) != getattr(read, name):
                yield f"turn {turn.number}: its {name} is not what its source says"


def _cast_faults(
    session: Session, told: Told, turns: Sequence[PastTurn], transcript: Transcript, aliases: Sequence[Alias]
) -> Iterator[str]:
    """Compare who asks and answers, and who it is, with what labels and declarations say."""
    interview, revision = told
    own = [replace(each, id=None) for each in transcript.metadata.declarations]
    cast = voices(transcript.turns, [alias.in_interview(interview.id) for alias in aliases], own)
    for turn, place in zip(turns, places(transcript.turns, cast), strict=True):
        question = None if place.question is None else turns[place.question - 1].number
        if (turn.kind, turn.exchange, turn.question) != (place.kind, place.exchange, question):
            yield f"turn {turn.number}: its kind, exchange or question is not what its source says"
        voice = cast.get(label_key(turn.label))
        if voice and not _is(session.get(Speaker, turn.speaker_pk), voice, interview):
            yield f"turn {turn.number}: its speaker is not who its label says"
    if revision.revision == interview.revision:
        yield from _role_faults(session, interview, turns, cast)


def _is(speaker: Speaker | None, voice: Voice, interview: Interview) -> bool:
    """Tell whether `speaker` is somebody that `voice` can be linked to: a name that two have stays a label."""
    if speaker is None:
        return False
    if speaker.identity == "label":
        return voice.identity != "declared" and (label_key(speaker.name), speaker.interview_pk) == (
            voice.key,
            interview.pk,
        )
    return voice.identity != "label" and speaker.name_key == fold_text(voice.name)


def _role_faults(
    session: Session, interview: Interview, turns: Sequence[PastTurn], cast: dict[str, Voice]
) -> Iterator[str]:
    roles: dict[int, str] = {}
    for turn in turns:
        if voice := cast.get(label_key(turn.label)):
            roles.setdefault(turn.speaker_pk, voice.role)
    stored = select(InterviewSpeaker.speaker_pk, InterviewSpeaker.role)
    if dict(session.exec(stored.where(InterviewSpeaker.interview_pk == interview.pk)).all()) != roles:
        yield "the roles of its speakers are not what its source says"


def _ledger(session: Session, revision: InterviewRevision) -> list[LedgerEntry]:
    statement = select(LedgerRow).where(
        LedgerRow.interview_pk == revision.interview_pk, LedgerRow.revision == revision.revision
    )
    return [
        LedgerEntry(row.rule, row.offset, row.line, row.column, row.removed, row.detail)
        for row in session.exec(statement.order_by(col(LedgerRow.ordinal)))
    ]
