"""Bytes → interviews: what is known is skipped unread, the rest is parsed and stored, a transaction each."""

import hashlib
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from app.ingest.aliases import Alias, digest, from_rows, to_rows
from app.ingest.corpus import get_corpus, refresh_words
from app.ingest.options import IngestError, IngestOptions, Outcome, SourceBytes, from_row
from app.ingest.speakers import forget_declaration, undeclare
from app.ingest.transcripts import store_transcript
from app.models import Interview, InterviewRevision, InterviewSpeaker, Source, Speaker
from app.parsers import VERSION, parse
from app.speakers import label_key
from app.transcript import Transcript


@contextmanager
def transaction(engine: Engine, *, keep: bool = True) -> Iterator[Session]:
    """Open a session whose changes are kept together, or not at all."""
    with Session(engine, expire_on_commit=False) as session, session.begin() as begun:
        yield session
        if not keep:
            begun.rollback()


def ingest(
    engine: Engine,
    data: bytes,
    options: IngestOptions,
    *,
    dry_run: bool = False,
    aliases: Sequence[Alias] | None = None,
) -> list[Outcome]:
    """Store the interviews that the bytes of a source hold, and tell what became of each.

    The same bytes under the same options are skipped unread. Raises `TranscriptError` where nothing can be parsed,
    `IngestError` where it cannot be stored as asked. With `dry_run` everything is tried, under `aliases` in place of
    the corpus's where they are given, and nothing is kept.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    with transaction(engine, keep=not dry_run) as session:
        refresh_words(session)
        known = [] if dry_run else _unchanged(session, sha256, options)
    if known:
        return known
    transcripts = parse(data, options.parse)
    check_options(transcripts, options)
    source = SourceBytes(sha256, data, len(transcripts))
    outcomes = []
    for transcript in transcripts:
        with transaction(engine, keep=not dry_run) as session:
            if dry_run and aliases is not None:
                _declare(session, aliases)
            outcomes.append(store_transcript(session, transcript, source, options))
    return outcomes


def bring_up_to_date(engine: Engine, *, keep: bool = True) -> None:
    """Fill the word index anew where other word rules made it."""
    with transaction(engine, keep=keep) as session:
        refresh_words(session)


def set_aliases(engine: Engine, aliases: Sequence[Alias]) -> None:
    """Make `aliases` those of the corpus, in place of any before; `link_again` then links by them."""
    with transaction(engine) as session:
        _declare(session, aliases)


def _declare(session: Session, aliases: Sequence[Alias]) -> None:
    corpus = get_corpus(session)
    rows = to_rows(aliases)
    if corpus.declarations != rows:
        for gone in {row["id"] for row in corpus.declarations} - {alias.id for alias in aliases}:
            forget_declaration(session, gone)
        corpus.declarations, corpus.aliases_digest = rows, digest(rows)
        session.add(corpus)


def unused_aliases(engine: Engine) -> list[str]:
    """Tell what the aliases of the corpus name that the corpus does not have."""
    with transaction(engine, keep=False) as session:
        statement = select(Interview.id, Speaker.id, InterviewSpeaker.labels)
        statement = statement.join(InterviewSpeaker, col(InterviewSpeaker.interview_pk) == Interview.pk)
        linked = session.exec(statement.join(Speaker, col(Speaker.pk) == InterviewSpeaker.speaker_pk)).all()
        aliases = from_rows(get_corpus(session).declarations)
    labels: dict[str, set[str]] = {}
    for interview, _, found in linked:
        labels.setdefault(interview, set()).update(map(label_key, found))
    speakers = {speaker for _, speaker, _ in linked}
    return [
        *(f"{alias.name} speaks in no interview" for alias in aliases if alias.id not in speakers),
        *(
            fault
            for alias in aliases
            for interview, named in alias.labels.items()
            for fault in _missing(interview, named, labels)
        ),
    ]


def _missing(interview: str, named: Sequence[str], labels: Mapping[str, set[str]]) -> list[str]:
    if interview not in labels:
        return [f"there is no interview {interview}"]
    return [f"{interview} has no label {label}" for label in named if label_key(label) not in labels[interview]]


def link_again(engine: Engine) -> list[Outcome]:
    """Ingest again, from its stored source, each interview whose speakers were linked by other aliases than now."""
    outcomes: list[Outcome] = []
    for interview_pk in _linked_otherwise(engine):
        again, key, sha256, data = _stored(engine, interview_pk)
        transcripts = parse(data, again.parse)
        transcript = next(each for each in transcripts if each.key == key)
        with transaction(engine) as session:
            outcomes.append(store_transcript(session, transcript, SourceBytes(sha256, data, len(transcripts)), again))
    if outcomes:
        with transaction(engine) as session:
            ids = {row["id"] for row in get_corpus(session).declarations}
            undeclare(session, ids, {v.declaration.name for each in outcomes for v in each.voices if v.declaration})
    return outcomes


def _stored(engine: Engine, interview_pk: int) -> tuple[IngestOptions, str | None, str, bytes]:
    """Give how an interview was ingested: its options, its key in the source, and the source's SHA-256 and bytes."""
    with transaction(engine, keep=False) as session:
        interview = session.get_one(Interview, interview_pk)
        revision = session.get_one(InterviewRevision, (interview_pk, interview.revision))
        data = zlib.decompress(session.get_one(Source, revision.source_sha256).compressed)
        again = from_row(revision.options, interview.source_file, interview.source_path, interview.id)
        return again, interview.source_key, revision.source_sha256, data


def _linked_otherwise(engine: Engine) -> list[int]:
    with transaction(engine, keep=False) as session:
        statement = (
            select(Interview.pk)
            .join(InterviewRevision, col(InterviewRevision.interview_pk) == Interview.pk)
            .where(InterviewRevision.revision == Interview.revision, col(Interview.removed_at).is_(None))
            .where(InterviewRevision.aliases_digest != get_corpus(session).aliases_digest)
            .order_by(Interview.id)
        )
        return list(session.exec(statement))


def _unchanged(session: Session, sha256: str, options: IngestOptions) -> list[Outcome]:
    """Give the interviews of these very bytes where they were stored as they would be now; else nothing."""
    if options.new or options.replaces:
        return []
    statement = (
        select(Interview, InterviewRevision.source_count)
        .join(InterviewRevision, col(InterviewRevision.interview_pk) == Interview.pk)
        .where(InterviewRevision.revision == Interview.revision, col(Interview.removed_at).is_(None))
        .where(InterviewRevision.source_sha256 == sha256, InterviewRevision.parser_version == VERSION)
        .where(InterviewRevision.options_digest == options.digest())
        .where(InterviewRevision.aliases_digest == get_corpus(session).aliases_digest)
        .order_by(Interview.id)
    )
    found = session.exec(statement).all()
    if not found or len(found) < found[0][1]:
        return []
    return [Outcome(each.id, "unchanged", each.revision, each.turn_count, each.word_count) for each, _ in found]


def check_options(transcripts: Sequence[Transcript], options: IngestOptions) -> None:
    """Raise `IngestError` where `options` make no sense for what was parsed, or a warning is to be an error."""
    if len(transcripts) > 1 and (options.metadata.id or options.replaces):
        raise IngestError(f"the source holds {len(transcripts)} interviews: one id is not enough for them")
    warnings = [warning for transcript in transcripts for warning in transcript.warnings]
    if options.strict and warnings:
        raise IngestError("--strict: " + "; ".join(warnings))
