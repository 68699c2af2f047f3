"""What is asked in the measurements of latency: kinds of queries over the words of `tests.benchmarks.corpus`."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from tests.benchmarks.corpus import word_at

Form = Literal["words", "phrase", "prefix"]


@dataclass(frozen=True, slots=True)
class Query:
    words: tuple[str, ...]
    form: Form

    def typed(self) -> str:
        """Give it as a person types it."""
        text = " ".join(self.words)
        return {"words": text, "phrase": f'"{text}"', "prefix": f"{text}*"}[self.form]


@dataclass(frozen=True, slots=True)
class Kind:
    name: str
    make: Callable[[random.Random], tuple[str, ...]]
    form: Form = "words"
    facets: tuple[str, ...] = ()
    parameters: dict[str, str] = field(default_factory=dict)
    """What only Verbatim is asked in addition: others have nothing of the kind."""

    def queries(self, rounds: int) -> Iterator[Query]:
        """Give different queries: none is answered from memory."""
        chance = random.Random(self.name)
        made = dict.fromkeys(self.make(chance) for _ in range(rounds))
        return (Query(words, self.form) for words in made)


def _ranked(*ranks: tuple[int, int]) -> Callable[[random.Random], tuple[str, ...]]:
    return lambda chance: tuple(word_at(chance.randint(*span)) for span in ranks)


def _beginning(letters: int, ranks: tuple[int, int]) -> Callable[[random.Random], tuple[str, ...]]:
    return lambda chance: (word_at(chance.randint(*ranks))[:letters],)


COMMON = _ranked((1, 200))

KINDS = (
    Kind("rare word", _ranked((20_000, 49_000))),
    Kind("medium word", _ranked((200, 2_000))),
    Kind("common word", COMMON),
    Kind("two words", _ranked((0, 40), (41, 2_000))),
    Kind("phrase of common words", _ranked((0, 15), (0, 30)), "phrase"),
    Kind("prefix of 4 letters", _beginning(4, (100, 40_000)), "prefix"),
    Kind("prefix of 2 letters", _beginning(2, (0, 64)), "prefix"),
    Kind("prefix of 1 letter", _beginning(1, (0, 64)), "prefix"),
    Kind("common word, 3 facets", COMMON, facets=("speaker", "year", "kind")),
    Kind("common word, 1 interview", COMMON, parameters={"interview": "interview-77"}),
    Kind("common word, 1 speaker", COMMON, parameters={"speaker": "speaker-7"}),
    Kind("common word by date", COMMON, parameters={"sort": "-date"}),
)
