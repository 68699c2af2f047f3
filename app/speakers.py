"""Who speaks, as far as the printed labels tell: names and mere labels, roles, kinds of turns, exchanges."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

import regex

from app.label_words import ANSWER_WORDS, GENERIC_WORDS, HOST_WORDS, QUESTION_WORDS, ROLE_WORDS
from app.transcript import Kind, Role, SpeakerDeclaration, TranscriptTurn
from app.words import fold_text, words

_FOLDED_QUESTIONS = frozenset(map(fold_text, QUESTION_WORDS)) | frozenset(map(fold_text, HOST_WORDS))
_FOLDED_ANSWERS = frozenset(map(fold_text, ANSWER_WORDS))
_FOLDED_WORDS = _FOLDED_QUESTIONS | _FOLDED_ANSWERS
_FOLDED_ROLES = frozenset(map(fold_text, ROLE_WORDS))
_HAN_ROLES = frozenset(word for word in ROLE_WORDS if regex.fullmatch(r"\p{Script=Han}+", word))
_NUMBER_BEHIND = regex.compile(r"(?<=\D)[\s_.#-]{0,20}+\d++\s*+$")
_HAN_NAME = regex.compile(r"\p{Script=Han}{2,4}")
_NAME_WORD = regex.compile(r"(?:\p{Lu}|\p{Lt})[\p{L}\p{M}'’.-]*|\p{Lu}\.")
_PARTICLES = frozenset(
    {
        *("af", "al", "av", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "e"),
        *("el", "ibn", "la", "le", "ten", "ter", "van", "von", "y", "zu"),
    }
)
_FEW_ANSWERS = 2
_REMEMBERED = 1024  # labels come again and again


@dataclass(frozen=True, slots=True)
class Voice:
    """All turns of an interview whose labels are one: what the labels say of who speaks there."""

    key: str
    labels: tuple[str, ...]
    """As printed, in the order of first use."""
    identity: Literal["declared", "name", "label"]
    name: str
    anonymous: bool
    role: Role = "participant"
    declaration: SpeakerDeclaration | None = None


class TurnPlace(NamedTuple):
    """What a turn is in the talk: `exchange` and `question` are positions, both from 1."""

    kind: Kind
    exchange: int | None
    question: int | None


@lru_cache(maxsize=_REMEMBERED)
def label_key(label: str) -> str:
    """Give what two labels of one voice have in common: case and punctuation aside, and `Q1` is `Q`.

    Diacritics stay, as they do in names: `Anna Müller` and `Anna Muller` are two.
    """
    bare = fold_text(_NUMBER_BEHIND.sub("", label))
    if bare in _FOLDED_WORDS:
        return bare
    if label.isascii():
        return fold_text(label) or label.strip()
    printed = unicodedata.normalize("NFKC", "".join(c for c in label if unicodedata.category(c) != "Cf")).casefold()
    return " ".join(printed[word.start : word.end] for word in words(printed)).replace("ё", "е") or label.strip()


def name_key(key: str) -> str:
    """Give the folded form of a voice's key, by which people look for it."""
    return fold_text(key) or key


def is_name(label: str) -> bool:
    """Tell whether `label` is a full personal name: two capitalised words or more, or two to four Han characters."""
    if is_anonymous(label) or role_said(label) or any(word in _FOLDED_ROLES for word in fold_text(label).split()):
        return False
    if any(word in label for word in _HAN_ROLES):
        return False
    if _HAN_NAME.fullmatch(label):
        return True
    parts = [part for part in label.replace(",", " ").split() if part.lower() not in _PARTICLES]
    return len(parts) >= 2 and all(_NAME_WORD.fullmatch(part) for part in parts) and max(map(len, parts)) > 2


def is_anonymous(label: str) -> bool:
    """Tell whether `label` names nobody at all: a question word, `Speaker 1`, `Speaker A`, a bare number."""
    if label_key(label) in _FOLDED_WORDS:
        return True
    parts = fold_text(label).split()
    if len(parts) == 2 and parts[0] in GENERIC_WORDS and len(parts[1]) == 1:
        return True
    return all(part.isdigit() or part.rstrip("0123456789") in GENERIC_WORDS for part in parts)


def role_said(label: str) -> Role | None:
    """Give the role that `label` itself says, where it does."""
    key = label_key(label)
    if key in _FOLDED_QUESTIONS:
        return "interviewer"
    return "interviewee" if key in _FOLDED_ANSWERS else None


def voices(turns: Sequence[TranscriptTurn], *declarations: Iterable[SpeakerDeclaration]) -> dict[str, Voice]:
    """Group `turns` by who speaks: a voice by the key of each label, in the order of first turns.

    A declaration claims the labels it lists; a label that none lists belongs to the one that has it as name or alias.
    Of several lists of declarations the first that claims a label has it. Labels that two declarations of a list
    claim are left as printed.
    """
    labels: dict[str, dict[str, None]] = {}
    for turn in turns:
        labels.setdefault(label_key(turn.label), {})[turn.label] = None
    claims: dict[str, SpeakerDeclaration] = {}
    for declared in declarations:
        claims = _claims(declared) | claims
    found = {key: _voice(key, tuple(printed), claims.get(key)) for key, printed in labels.items()}
    return _with_roles(found, [label_key(turn.label) for turn in turns])


def places(turns: Sequence[TranscriptTurn], found: dict[str, Voice]) -> list[TurnPlace]:
    """Tell for each turn whether it asks, answers or neither, and its exchange.

    What the source says of a turn stands; else an interviewer's turn is a question, and an interviewee's turn after
    one is an answer. An exchange begins at a question and holds the answers up to the next.
    """
    result: list[TurnPlace] = []
    exchange, question = 0, 0
    for position, turn in enumerate(turns, start=1):
        kind = turn.kind or _kind(found[label_key(turn.label)].role, asked=question > 0)
        if kind == "question":
            exchange, question = exchange + 1, position
        belongs = kind == "question" or (kind == "answer" and question > 0)
        result.append(
            TurnPlace(kind, exchange if belongs else None, question if belongs and kind == "answer" else None)
        )
    return result


def _kind(role: Role, *, asked: bool) -> Kind:
    if role == "interviewer":
        return "question"
    return "answer" if role == "interviewee" and asked else "speech"


def _claims(declarations: Iterable[SpeakerDeclaration]) -> dict[str, SpeakerDeclaration]:
    declared = list(declarations)
    by_name = _unique((name, each) for each in declared for name in (each.name, *each.aliases))
    return by_name | _unique((label, each) for each in declared for label in each.labels)


def _unique(claims: Iterable[tuple[str, SpeakerDeclaration]]) -> dict[str, SpeakerDeclaration]:
    claimed: dict[str, list[SpeakerDeclaration]] = {}
    for label, declaration in claims:
        claimed.setdefault(label_key(label), []).append(declaration)
    return {key: found[0] for key, found in claimed.items() if all(each == found[0] for each in found)}


def _voice(key: str, labels: tuple[str, ...], declaration: SpeakerDeclaration | None) -> Voice:
    role: Role = (declaration and declaration.role) or role_said(labels[0]) or "participant"
    if declaration:
        return Voice(key, labels, "declared", declaration.name, anonymous=False, role=role, declaration=declaration)
    mixed = next((label for label in labels if label not in (label.upper(), label.lower())), labels[0])
    identity: Literal["name", "label"] = "name" if is_name(mixed) else "label"
    return Voice(key, labels, identity, mixed, anonymous=is_anonymous(mixed), role=role)


def _with_roles(found: dict[str, Voice], spoken: Sequence[str]) -> dict[str, Voice]:
    """Tell the roles that follow from those that labels and declarations say; the rest stay participants."""
    people = {key: voice.declaration.name if voice.declaration else key for key, voice in found.items()}
    told: dict[str, Role] = {people[k]: voice.role for k, voice in found.items() if voice.role != "participant"}
    rest = {person for person in people.values() if person not in told}
    in_turn = [people[key] for key in spoken]
    if "interviewer" in told.values():
        told |= {person: "interviewee" for person in rest if len(rest) == 1 or _answers(person, in_turn, told)}
    elif len(rest) == 1 and "interviewee" in told.values():
        told[rest.pop()] = "interviewer"
    return {key: replace(voice, role=told.get(people[key], "participant")) for key, voice in found.items()}


def _answers(person: str, spoken: Sequence[str], told: Mapping[str, Role]) -> bool:
    """Tell whether most of a voice's turns come right after an interviewer's, more than once."""
    after = sum(told.get(before) == "interviewer" for before, now in pairwise(spoken) if now == person)
    return after >= _FEW_ANSWERS and 2 * after >= spoken.count(person)
