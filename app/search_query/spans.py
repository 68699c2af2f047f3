"""Where a tree holds in a text: the judge of what every engine finds."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from app.search_query.tree import And, Near, Or, Term, Tree, Without
from app.words import Word, stem


class Run(NamedTuple):
    """Words side by side: the first one's index, and the index after the last one's."""

    start: int
    end: int


def spans(tree: Tree, words: Sequence[Word], language: str) -> list[tuple[int, int]]:
    """Give start and end of each match of `tree` among the words of a text, in order; none where it does not hold.

    `language` is the text's index language. A term is one match; matches that overlap are one.
    """
    runs = _matches(tree, Text(words, language))
    return [(words[run.start].start, words[run.end - 1].end) for run in _merged(runs)]


class Text:
    """The words of a text as terms look at them; what a term finds is kept, for it may be asked for often."""

    def __init__(self, words: Sequence[Word], language: str) -> None:
        self.written = [word.text for word in words]
        self.language = language
        self.found: dict[Term, list[Run]] = {}

    @cached_property
    def stems(self) -> list[str]:
        return [stem(word, self.language) for word in self.written]

    def runs(self, term: Term) -> list[Run]:
        if term not in self.found:
            self.found[term] = self._runs(term)
        return self.found[term]

    def _runs(self, term: Term) -> list[Run]:
        size = len(term.words)
        starts = range(len(self.written) - size + 1)
        if term.form == "stem":
            wanted = [stem(word, self.language) for word in term.words]
            return [Run(i, i + size) for i in starts if self.stems[i : i + size] == wanted]
        *whole, last = term.words
        return [
            Run(i, i + size)
            for i in starts
            if self.written[i : i + size - 1] == whole and _fits(self.written[i + size - 1], last, term)
        ]


def _fits(word: str, wanted: str, term: Term) -> bool:
    return word.startswith(wanted) if term.form == "prefix" else word == wanted


def _matches(tree: Tree, text: Text) -> list[Run]:
    """Give the runs that make `tree` hold; none where it does not."""
    match tree:
        case Term():
            return text.runs(tree)
        case Near(left, right, distance):
            return _near(text.runs(left), text.runs(right), distance)
        case And(parts):
            found = [_matches(part, text) for part in parts]
            return [run for runs in found for run in runs] if all(found) else []
        case Or(parts):
            return [run for part in parts for run in _matches(part, text)]
        case Without(kept, gone):
            return [] if any(_matches(part, text) for part in gone) else _matches(kept, text)


def _near(left: list[Run], right: list[Run], distance: int) -> list[Run]:
    return [run for run in left if _has_near(run, right, distance)] + [
        run for run in right if _has_near(run, left, distance)
    ]


def _has_near(run: Run, others: list[Run], distance: int) -> bool:
    """Tell whether one of `others`, which are in order and of one size, is at most `distance` words away."""
    first = bisect_left(others, run.start - distance, key=lambda other: other.end)
    return first < bisect_right(others, run.end + distance, key=lambda other: other.start)


def _merged(runs: Iterable[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in sorted(runs):
        if merged and run.start < merged[-1].end:
            merged[-1] = Run(merged[-1].start, max(run.end, merged[-1].end))
        else:
            merged.append(run)
    return merged
