"""Where a tree holds in a text: the judge of what every engine finds."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from app.search_query.tree import And, Near, Or, Term, Tree, Without
from app.words import Word, inflected_start, stem_in


class Run(NamedTuple):
    """Words side by side: the first one's index, and the index after the last one's."""

    start: int
    end: int


def spans(tree: Tree, words: Sequence[Word], language: str) -> list[tuple[int, int]]:
    """Give start and end of each match of `tree` among the words of a text, in order; none where it does not hold.

    `language` is the text's index language. A term is one match; matches that overlap are one.
    """
    found = runs(tree, [word.text for word in words], language)
    return [(words[run.start].start, words[run.end - 1].end) for run in found]


def runs(tree: Tree, written: list[str], language: str) -> list[Run]:
    """Give the same matches among the folded words of a text."""
    return _merged(_matches(tree, Text(written, language)))


class Text:
    """The words of a text as terms look at them; what a term finds is kept, for it may be asked for often."""

    def __init__(self, written: list[str], language: str) -> None:
        self.written = written
        self.language = language
        self.found: dict[Term, list[Run]] = {}

    def runs(self, term: Term) -> list[Run]:
        if term not in self.found:
            self.found[term] = self._runs(term)
        return self.found[term]

    def _runs(self, term: Term) -> list[Run]:
        if term.form == "stem":
            return self._inflected(term.words)
        if term.form == "exact":
            return _side_by_side(self.written, term.words)
        *whole, begun = term.words
        last = (i for i, word in enumerate(self.written) if word.startswith(begun))
        runs = (Run(i - len(whole), i + 1) for i in last)
        return [run for run in runs if run.start >= 0 and self.written[run.start : run.end - 1] == whole]

    def _inflected(self, words: Sequence[str]) -> list[Run]:
        """To find a stem costs more than all else here: of words that begin otherwise none is looked for."""
        stem = stem_in(self.language)
        first, *rest = map(stem, words)
        begun = inflected_start(words[0], self.language)
        starts = (i for i, word in enumerate(self.written) if word.startswith(begun) and stem(word) == first)
        size = len(words)
        return [Run(i, i + size) for i in starts if size == 1 or [*map(stem, self.written[i + 1 : i + size])] == rest]


def _side_by_side(words: list[str], wanted: Sequence[str]) -> list[Run]:
    first, size, whole = wanted[0], len(wanted), list(wanted)
    starts = (i for i, word in enumerate(words) if word == first)
    return [Run(i, i + size) for i in starts if size == 1 or words[i : i + size] == whole]


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
