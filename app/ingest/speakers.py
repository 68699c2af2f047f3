"""Who is this? From the voices of an interview to the corpus's speakers, never by guessing."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlmodel import Session, col, select

from app.ingest.corpus import raise_revision
from app.ingest.ids import free_id, slug
from app.models import Interview, InterviewSpeaker, Speaker
from app.speakers import Voice, is_name, label_key, name_key
from app.transcript import SpeakerDeclaration
from app.words import fold_text


def link_speaker(session: Session, interview: Interview, voice: Voice) -> Speaker:
    """Give the speaker that `voice` is, made where the corpus has none yet.

    A declared voice is the declared person; a printed full name is one speaker over the whole corpus; any other
    label, and a name that two people have, belongs to its interview.
    """
    if voice.declaration:
        person = _declared(session, voice.declaration)
        _lead_label(session, interview, voice, person)
        return person
    if voice.identity == "name":
        people = _people(session, voice.name)
        if not people:
            return _make(session, slug(voice.name) or "speaker", _person(voice.name, "name"))
        if len(people) == 1:
            _set(session, people[0], {"successor_pk": None})
            return people[0]
    return _label(session, interview, voice)


def forget_declaration(session: Session, speaker_id: str) -> None:
    """Forget what the alias file said of a person of whom it says nothing any more."""
    speaker = session.exec(select(Speaker).where(Speaker.id == speaker_id)).first()
    if speaker and speaker.identity == "declared":
        _set(session, speaker, {"identifiers": {}, "aliases": []})


def undeclare(session: Session, declared_ids: Collection[str], declared_names: Collection[str]) -> None:
    """Let people whom neither the alias file nor a transcript declares any more be known by their names alone."""
    for speaker in session.exec(select(Speaker).where(Speaker.identity == "declared")).all():
        told = speaker.id in declared_ids or speaker.name in declared_names or speaker.identifiers or speaker.aliases
        if not told and is_name(speaker.name):
            _set(session, speaker, {"identity": "name"})


def doubts_of_identity(session: Session, interview: Interview, voice: Voice) -> Iterator[str]:
    """Tell where it is not sure who a voice is, before it is linked."""
    people = _people(session, voice.name)
    if voice.identity == "name" and len(people) > 1:
        yield f"two people are named {voice.name}: say in the alias file which one this is"
    declaration = voice.declaration
    if declaration is None or declaration.id is not None or not declaration.identifiers:
        return
    known = [each for each in people if not each.identifiers and _speaks_elsewhere(session, each, interview)]
    if known and not any(set(declaration.identifiers) <= set(each.identifiers.items()) for each in people):
        yield f"{voice.name} speaks in other interviews too: what identifies one person here is taken to identify them"


def _speaks_elsewhere(session: Session, speaker: Speaker, interview: Interview) -> bool:
    linked = select(InterviewSpeaker).where(InterviewSpeaker.speaker_pk == speaker.pk)
    return session.exec(linked.where(InterviewSpeaker.interview_pk != interview.pk)).first() is not None


def retire_speakers(session: Session, changes: Iterable[tuple[int, int]]) -> None:
    """Let ids that have no interview any more lead to the people that declarations say they are.

    `changes` are the keys of speakers before and after, of each turn whose label is the same and whose speaker is
    another now. A corrected label, or one that is declared to be another person, retires nobody: that would lead from
    one person to another.
    """
    places: dict[int, set[int]] = {}
    for before, after in changes:
        places.setdefault(before, set()).add(after)
    for before, (after, *others) in places.items():
        left = select(InterviewSpeaker).where(InterviewSpeaker.speaker_pk == before)
        same = not others and _is_same(session.get_one(Speaker, before), session.get_one(Speaker, after))
        if same and not session.exec(left).first():
            _lead(session, before, after)
    session.flush()


def _is_same(before: Speaker, after: Speaker) -> bool:
    """Tell whether what a label named, or a person as printed, is whom a declaration says."""
    if after.identity != "declared":
        return False
    if before.identity != "declared":
        return True
    return before.name in after.aliases or (bool(before.identifiers) and before.identifiers == after.identifiers)


def _lead_label(session: Session, interview: Interview, voice: Voice, person: Speaker) -> None:
    """Let a label that led to somebody lead to whom it is declared to be now."""
    label = _stored_label(session, interview, voice)
    if label and label.successor_pk is not None:
        _set(session, label, {"successor_pk": person.pk})


def _lead(session: Session, before: int, after: int) -> None:
    """Let `before`, and whatever led to it, lead to `after`: nobody follows a chain."""
    statement = select(Speaker).where((col(Speaker.pk) == before) | (col(Speaker.successor_pk) == before))
    for speaker in session.exec(statement):
        if speaker.pk != after:
            speaker.successor_pk = after
            session.add(speaker)


def _declared(session: Session, declaration: SpeakerDeclaration) -> Speaker:
    identifiers = dict(declaration.identifiers)
    speaker = _known_person(session, declaration, identifiers)
    if not speaker:
        wanted = declaration.id or slug(declaration.name) or "speaker"
        speaker = _make(session, wanted, _person(declaration.name, "declared"))
    by_file = declaration.id is not None  # the alias file says all there is to say, a transcript adds to it
    declared = {
        "identity": "declared",
        "name": declaration.name,
        "name_key": fold_text(declaration.name),
        "identifiers": identifiers if by_file else speaker.identifiers | identifiers,
        "aliases": sorted({*declaration.aliases, *(() if by_file else speaker.aliases)}),
        "successor_pk": None,
    }
    _set(session, speaker, declared)
    return speaker


def _set(session: Session, speaker: Speaker, values: dict[str, Any]) -> None:
    if any(getattr(speaker, name) != value for name, value in values.items()):
        speaker.sqlmodel_update(values)
        session.add(speaker)
        session.flush()
        raise_revision(session)


def _known_person(session: Session, declaration: SpeakerDeclaration, identifiers: dict[str, str]) -> Speaker | None:
    """Find the person by id, else by name where no identifier contradicts."""
    if declaration.id:
        found = session.exec(select(Speaker).where(Speaker.id == declaration.id)).first()
        if declaration.id != slug(declaration.name):
            return found
        if found and found.name_key == fold_text(declaration.name):  # an id that a name makes may be a namesake's
            return found
    people = _people(session, declaration.name)
    agreeing = [
        each for each in people if all(each.identifiers.get(key, value) == value for key, value in identifiers.items())
    ]
    exact = [each for each in agreeing if identifiers and each.identifiers == identifiers]
    return next(iter(exact + agreeing), None)


def _person(name: str, identity: str) -> Speaker:
    return Speaker(id="", name=name, name_key=fold_text(name), identity=identity, anonymous=False)


def _people(session: Session, name: str) -> list[Speaker]:
    """Give the people of a name, which are equal but for case and white space: Müller is not Muller."""
    statement = select(Speaker).where(Speaker.name_key == fold_text(name), col(Speaker.interview_pk).is_(None))
    found = [each for each in session.exec(statement.order_by(col(Speaker.pk))) if _bare(each.name) == _bare(name)]
    return [each for each in found if each.successor_pk is None] or found[:1]


def _bare(name: str) -> str:
    return " ".join(name.casefold().split())


def _label(session: Session, interview: Interview, voice: Voice) -> Speaker:
    if found := _stored_label(session, interview, voice):
        _set(session, found, {"successor_pk": None})
        return found
    return _make(
        session,
        f"{interview.id}~{slug(voice.name) or 'speaker'}",
        Speaker(
            id="",
            name=voice.name,
            name_key=name_key(voice.key),
            identity="label",
            anonymous=voice.anonymous,
            interview_pk=interview.pk,
        ),
    )


def _stored_label(session: Session, interview: Interview, voice: Voice) -> Speaker | None:
    """Find the speaker that a voice was before: labels that differ in diacritics alone have one folded key."""
    statement = select(Speaker).where(Speaker.name_key == name_key(voice.key), Speaker.interview_pk == interview.pk)
    return next((each for each in session.exec(statement) if label_key(each.name) == voice.key), None)


def _make(session: Session, base: str, speaker: Speaker) -> Speaker:
    speaker.id = free_id(session, Speaker.id, base)
    session.add(speaker)
    session.flush()
    return speaker
