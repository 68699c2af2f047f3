"""Initials that a document introduces once and uses as labels: `Maud Arkle (MA):`, then `MA:`."""

import re
from collections.abc import Iterable, Sequence

from app.parsers.text.lines import Line
from app.parsers.text.names import key_of
from app.transcript import SpeakerDeclaration

_BRACKETED = re.compile(
    r"(?<![\w.'’-])(?P<name>[^\W\d_][\w.'’-]*(?:[ \u00a0][^\W\d_][\w.'’-]*){1,4})[ \u00a0]"
    r"[(\[](?P<initials>[^\W\d_]{1,5})[)\]]"
)
_LISTED = re.compile(
    r"\s*[*_]{0,2}(?P<initials>[^\W\d_]{1,5})[*_]{0,2}\s?[:=–-]\s?[*_]{0,2}(?P<name>[^\W\d_][\w.'’ -]{3,50})\s*\Z"
)
_SEARCHED = 300


def introductions(lines: Sequence[Line]) -> dict[str, str]:
    """Initials, as keys, and the names they were introduced with, from the start of every line."""
    found: dict[str, str] = {}
    for line in lines:
        head = line.text[:_SEARCHED]
        matches = [*_BRACKETED.finditer(head)] if "(" in head or "[" in head else []
        if len(head) < 80 and (listed := _LISTED.match(head)) is not None:
            matches.append(listed)
        for match in matches:
            _introduce(found, match["name"].strip(), match["initials"])
    return found


def _introduce(found: dict[str, str], name: str, initials: str) -> None:
    words = name.split()
    for start in range(len(words) - 2, -1, -1):
        if initials.isupper() and initials_of(shorter := " ".join(words[start:])) == key_of(initials):
            found.setdefault(key_of(initials), shorter)


def initials_of(name: str) -> str:
    """`Shaun van Apps` → `sa`: the first letters of the words with a capital, as a key."""
    return key_of("".join(word[0] for word in name.split() if word[0].isupper()))


def declarations(introduced: dict[str, str], labels: Iterable[str]) -> tuple[SpeakerDeclaration, ...]:
    """The people of whom the initials are a label, each with all labels that mean them."""
    printed = list(dict.fromkeys(labels))
    keys = {key_of(label) for label in printed}
    return tuple(
        SpeakerDeclaration(name, tuple(label for label in printed if _means(key_of(label), name, initials)))
        for initials, name in introduced.items()
        if initials in keys
    )


def _means(label: str, name: str, initials: str) -> bool:
    return label in (initials, key_of(name), key_of(f"{name} ({initials})"))
