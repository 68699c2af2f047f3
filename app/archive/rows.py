"""Do the rows agree with each other? Each check gives what it finds wrong, in words."""

from collections.abc import Iterator, Sequence

from sqlalchemy import and_, func
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from app.archive.past import PastTurn, turns_as_of
from app.ingest.metadata import days
from app.ingest.turns import text_key, text_sha256
from app.models import Interview, InterviewFields, InterviewRevision, InterviewSpeaker, Speaker, Turn, TurnState
from app.speakers import label_key, name_key
from app.words import count_words, fold_text

OF_NOW = ("revision", *InterviewFields.model_fields, "removed_reason")
"""What an interview has of its last revision."""


def revision_faults(session: Session) -> Iterator[str]:
    """Compare each interview with its revisions, and each revision with its turns."""
    for interview in session.exec(select(Interview).order_by(Interview.id)):
        statement = select(InterviewRevision).where(InterviewRevision.interview_pk == interview.pk)
        revisions = session.exec(statement.order_by(col(InterviewRevision.revision))).all()
        if [each.revision for each in revisions] != list(range(1, interview.revision + 1)):
            yield f"{interview.id}: its revisions are not 1 to {interview.revision}"
        else:
            yield from (f"{interview.id}: {fault}" for fault in _interview_faults(interview, revisions[-1]))
        last = 0
        for revision in revisions:
            turns = turns_as_of(session, revision)
            faults = [*_past_faults(turns, revision), *_number_faults(turns, last)]
            last = max([last, *(turn.number for turn in turns)])
            yield from (f"{interview.id}, revision {revision.revision}: {fault}" for fault in faults)


def _interview_faults(interview: Interview, last: InterviewRevision) -> Iterator[str]:
    for name in OF_NOW:
        if getattr(interview, name) != getattr(last, name):
            yield f"its {name} is not that of its last revision"
    if (interview.first_day, interview.last_day) != (days(interview.date) if interview.date else (None, None)):
        yield "its first and last day are not those of its date"
    if interview.title_key != (fold_text(interview.title or "") or interview.id):
        yield "its title_key is not that of its title"


def _past_faults(turns: Sequence[PastTurn], revision: InterviewRevision) -> Iterator[str]:
    if [turn.position for turn in turns] != list(range(1, revision.turn_count + 1)):
        yield f"the positions of its turns are not 1 to {revision.turn_count}"
    if sum(turn.word_count for turn in turns) != revision.word_count:
        yield f"its turns have not the {revision.word_count} words that it is said to have"


def _number_faults(turns: Sequence[PastTurn], last: int) -> Iterator[str]:
    """Compare the numbers of turns that are new with `last`, the last that was given: they count on, in their order."""
    new = [turn.number for turn in turns if turn.number > last]
    if new != list(range(last + 1, last + 1 + len(new))):
        yield f"the numbers of its new turns do not count on from {last} in their order"


def speaker_faults(session: Session) -> Iterator[str]:
    """Compare what is kept of each speaker of an interview with the turns."""
    names = dict(session.exec(select(Interview.pk, Interview.id)).all())
    counted = _speakers_of_turns(session)
    stored = {
        (each.interview_pk, each.speaker_pk): (each.ordinal, each.labels, each.turn_count, each.word_count)
        for each in session.exec(select(InterviewSpeaker))
    }
    differing = {key[0] for key in counted.keys() | stored.keys() if counted.get(key) != stored.get(key)}
    for pk in differing:
        yield f"{names[pk]}: order, labels or counts of its speakers are not those of its turns"
    for speaker in session.exec(select(Speaker)):
        key = name_key(label_key(speaker.name)) if speaker.identity == "label" else fold_text(speaker.name)
        if speaker.name_key != key:
            yield f"speaker {speaker.id}: the name_key is not that of the name"


def _speakers_of_turns(session: Session) -> dict[tuple[int, int], tuple[int, list[str], int, int]]:
    live = select(Turn.interview_pk, Turn.speaker_pk, Turn.label, Turn.word_count)
    live = live.where(col(Turn.position).is_not(None)).order_by(col(Turn.interview_pk), col(Turn.position))
    found: dict[int, dict[int, tuple[int, list[str], int, int]]] = {}
    for interview, speaker, label, words in session.exec(live):
        cast = found.setdefault(interview, {})
        ordinal, labels, turns, total = cast.get(speaker, (len(cast) + 1, [], 0, 0))
        labels = labels if label in labels else [*labels, label]
        cast[speaker] = (ordinal, labels, turns + 1, total + words)
    return {(interview, speaker): row for interview, cast in found.items() for speaker, row in cast.items()}


def text_faults(session: Session) -> Iterator[str]:
    """Compare what is kept of each text with the text."""
    for table in (Turn, TurnState):
        for text, *kept in session.exec(select(table.text, table.text_sha256, table.text_key, table.word_count)):
            digest = text_sha256(text)
            if kept[0] != digest:
                yield f"a turn's text is not what its SHA-256 says: {text[:40]!r}"
            elif kept[1:] != [text_key(digest), count_words(text)]:
                yield f"a turn's text_key or word_count is not that of its text: {text[:40]!r}"


def state_faults(session: Session) -> Iterator[str]:
    """Look for states of turns, and for successors, that cannot be."""
    span = select(Interview.id, Turn.number).join(Turn, col(Turn.interview_pk) == Interview.pk)
    states = span.join(TurnState, col(TurnState.turn_pk) == Turn.pk)
    wrong = states.where((col(TurnState.since) >= col(TurnState.until)) | (col(TurnState.until) > Interview.revision))
    yield from (f"{_name(row)}: a state of it ends before it begins, or in no revision" for row in session.exec(wrong))
    ended = (col(Turn.gone_in) <= Turn.since) | (col(Turn.gone_in) > Interview.revision)
    wrong = span.where(ended | (col(Turn.since) > Interview.revision) | (col(Turn.revision) > Turn.since))
    yield from (f"{_name(row)}: its revisions cannot be" for row in session.exec(wrong))
    yield from _successor_faults(session)


def _successor_faults(session: Session) -> Iterator[str]:
    other, person = aliased(Turn), aliased(Speaker)
    span = select(Interview.id, Turn.number).join(Turn, col(Turn.interview_pk) == Interview.pk)
    same = and_(
        col(other.interview_pk) == Turn.interview_pk, col(other.number) == Turn.successor, col(other.pk) != Turn.pk
    )
    lost = col(Turn.successor).is_not(None) & (col(other.pk).is_(None) | col(Turn.position).is_not(None))
    for row in session.exec(span.outerjoin(other, same).where(lost)):
        yield f"{_name(row)}: its successor is no other turn of the interview, or it is not gone"
    led = select(Speaker.id).join(person, col(person.pk) == Speaker.successor_pk)
    for name in session.exec(led.where((col(person.pk) == Speaker.pk) | col(person.successor_pk).is_not(None))):
        yield f"speaker {name}: the successor is the speaker itself, or has one too"


def _name(turn: tuple[str, int]) -> str:
    interview, number = turn
    return f"{interview}.{number}"


def removal_faults(session: Session) -> Iterator[str]:
    """Look for tombstones and removals that disagree."""
    statement = select(Interview.id, func.count()).join(Turn, col(Turn.interview_pk) == Interview.pk)
    live = statement.where(col(Interview.removed_at).is_not(None), col(Turn.position).is_not(None))
    for name, count in session.exec(live.group_by(Interview.id)):
        yield f"{name}: it was removed, and {count} of its turns were not"
