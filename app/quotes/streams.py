"""Published turns as one sequence of words, so that what runs over neighbouring turns is found too."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from app.quotes.tokens import Token, tokens

_FIRST, _SURROGATES, _SURROGATES_END = 0x100, 0xD800, 0xE000


@dataclass(frozen=True, slots=True)
class PublishedTurn:
    """A turn's words and whose they are. Turns of an interview come in order; `language` is `None` where unknown."""

    key: Hashable
    interview: Hashable
    position: int
    speaker: Hashable
    text: str
    language: str | None


@dataclass(slots=True)
class Codes:
    """A character for each different word or mark: sequences of them are compared as strings, which is fast.

    Texts that were read once are kept, since a check compares with some of them more than once.
    """

    _known: dict[str, str] = field(default_factory=dict)
    _read: dict[str, list[Token]] = field(default_factory=dict)

    def of(self, found: Sequence[Token]) -> str:
        return self.of_words([token.key for token in found])

    def read(self, text: str) -> list[Token]:
        if text not in self._read:
            self._read[text] = tokens(text)
        return self._read[text]

    def of_words(self, words: Iterable[str]) -> str:
        known = self._known
        return "".join([known.get(word) or self._new(word) for word in words])

    def _new(self, key: str) -> str:
        number = _FIRST + len(self._known)
        if number >= _SURROGATES:
            number += _SURROGATES_END - _SURROGATES
        self._known[key] = chr(number)
        return self._known[key]


@dataclass(frozen=True, slots=True)
class Stream:
    """Turns one after the other. A word has its place in `words`, the turns begin there at `starts`."""

    turns: tuple[PublishedTurn, ...]
    tokens: tuple[list[Token], ...]
    """Of each turn."""
    words: list[tuple[int, int]]
    """Of each word, its turn and its token there."""
    starts: list[int]
    codes: str
    """Of the words."""

    def turn_at(self, word: int) -> int:
        return self.words[word][0]


def stream_of(turns: Sequence[PublishedTurn], codes: Codes) -> Stream:
    """Make a stream of turns, which are in the order in which a quotation may run over them."""
    found = tuple(codes.read(turn.text) for turn in turns)
    places = [(turn, i) for turn, inside in enumerate(found) for i, token in enumerate(inside) if token.is_word]
    starts = [0] * len(turns)
    for turn, inside in enumerate(found[:-1]):
        starts[turn + 1] = starts[turn] + sum(token.is_word for token in inside)
    spoken = codes.of([found[turn][i] for turn, i in places])
    return Stream(tuple(turns), found, places, starts, spoken)
