"""Search as slow and as plain as can be: the judge of the fast one, with which it shares no code.

Words are those of Unicode's word boundaries (UAX 29, by uniseg), cut further where our rules differ: at apostrophes,
full stops and low lines inside of words, and between kana. Stems are those of Snowball in Python. A query is an
expression of its own, written out for the fast search.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from snowballstemmer.english_stemmer import EnglishStemmer
from uniseg.wordbreak import words as unicode_words  # type: ignore[import-untyped]

_ENGLISH = EnglishStemmer()


class Piece(NamedTuple):
    text: str
    stem: str
    start: int
    end: int


@dataclass(frozen=True)
class Words:
    """Words side by side; `how` is `any`, `exact` or `begun`."""

    words: tuple[str, ...]
    how: str = "any"

    def __str__(self) -> str:
        joined = {"any": "-", "exact": " ", "begun": "-"}[self.how].join(self.words)
        return {"any": joined, "exact": f'"{joined}"', "begun": f"{joined}*"}[self.how]


@dataclass(frozen=True)
class Pair:
    left: Words
    right: Words
    distance: int

    def __str__(self) -> str:
        return f"{self.left} NEAR/{self.distance} {self.right}"


@dataclass(frozen=True)
class All:
    parts: tuple["Expression", ...]

    def __str__(self) -> str:
        return "(" + " ".join(map(str, self.parts)) + ")"


@dataclass(frozen=True)
class Some:
    parts: tuple["Expression", ...]

    def __str__(self) -> str:
        return "(" + " OR ".join(map(str, self.parts)) + ")"


@dataclass(frozen=True)
class But:
    kept: "Expression"
    gone: "Expression"

    def __str__(self) -> str:
        return f"({self.kept} -{self.gone})"


Expression = Words | Pair | All | Some | But


def find(expression: Expression, text: str) -> list[tuple[int, int]]:
    """Give the matches in `text`, overlapping ones as one; none where the expression does not hold."""
    pieces = cut(text)
    found = {(pieces[first].start, pieces[last].end) for first, last in _found(expression, pieces)}
    while crossing := [(a, b) for a in found for b in found if a < b and b[0] < a[1]]:
        a, b = crossing[0]
        found = found - {a, b} | {(a[0], max(a[1], b[1]))}
    return sorted(found)


@cache
def cut(text: str) -> tuple[Piece, ...]:
    return tuple(_pieces(text))


def _pieces(text: str) -> Iterator[Piece]:
    place = 0
    for word in unicode_words(text):
        begun = None
        for i, character in enumerate(word + " "):
            letter = unicodedata.category(character)[0] in "LMN"
            if begun is not None and (not letter or _alone(character) or _alone(word[begun])):
                yield _piece(word[begun:i], place + begun)
                begun = None
            if letter and begun is None:
                begun = i
        place += len(word)


def _alone(character: str) -> bool:
    return "KATAKANA" in unicodedata.name(character, "") or "HIRAGANA" in unicodedata.name(character, "")


def _piece(word: str, start: int) -> Piece:
    plain = plainly(word)
    return Piece(plain, stemmed(plain), start, start + len(word))


@cache
def stemmed(word: str) -> str:
    stem: str = _ENGLISH.stemWord(word)
    return stem


@cache
def plainly(word: str) -> str:
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character)).casefold()


def _found(expression: Expression, pieces: tuple[Piece, ...]) -> list[tuple[int, int]]:
    """Give the first and the last piece of each match."""
    match expression:
        case Words():
            return [(i, i + len(expression.words) - 1) for i in range(len(pieces)) if _stands(expression, pieces, i)]
        case Pair(left, right, distance):
            return _paired(_written(left, right), _written(right, left), distance, pieces)
        case All(parts):
            found = [_found(part, pieces) for part in parts]
            return [match for matches in found for match in matches] if all(found) else []
        case Some(parts):
            return [match for part in parts for match in _found(part, pieces)]
        case But(kept, gone):
            return [] if _found(gone, pieces) else _found(kept, pieces)


def _written(side: Words, other: Words) -> Words:
    return Words(side.words, "exact") if side.how == "any" and other.how != "any" else side


def _paired(left: Words, right: Words, distance: int, pieces: tuple[Piece, ...]) -> list[tuple[int, int]]:
    pairs = [
        (a, b)
        for a in _found(left, pieces)
        for b in _found(right, pieces)
        if b[0] - a[1] - 1 <= distance and a[0] - b[1] - 1 <= distance
    ]
    return [match for pair in pairs for match in pair]


def _stands(expression: Words, pieces: tuple[Piece, ...], start: int) -> bool:
    if start + len(expression.words) > len(pieces):
        return False
    for i, word in enumerate(expression.words):
        piece, plain = pieces[start + i], plainly(word)
        if expression.how == "any":
            if piece.stem != stemmed(plain):
                return False
        elif expression.how == "begun" and i == len(expression.words) - 1:
            if not piece.text.startswith(plain):
                return False
        elif piece.text != plain:
            return False
    return True
