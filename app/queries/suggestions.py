"""What to try where a search finds nothing."""

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from app.database import dialect_of
from app.queries import ReadSession
from app.queries.filters import TurnFilter
from app.queries.search import Search, count_hits
from app.search_query import Term, terms

MOST_SPELLINGS = 3
SHORTEST, LONGEST = 3, 20
"""A shorter word has too many neighbours, of a longer one there are too many to try."""

_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz0123456789",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґў",
    "αβγδεζηθικλμνξοπρστυφχψω",
)


class WordCount(NamedTuple):
    """In how many turns a word of a query stands, under no filter."""

    term: Term
    turns: int


class FilterCount(NamedTuple):
    """How many turns a search finds without some of its filters."""

    names: tuple[str, ...]
    turns: int


class Spelling(NamedTuple):
    """A word of the corpus that is spelled nearly like one that is not in it."""

    word: str
    spelling: str
    turns: int


def count_words(session: ReadSession, search: Search) -> list[WordCount]:
    """Count for each word of a query, in its form, the turns that have it."""
    single = dict.fromkeys(term for phrase in terms(search.tree) for term in _single(phrase))
    return [WordCount(term, count_hits(session, Search(term, TurnFilter()))) for term in single]


def count_without_filters(session: ReadSession, search: Search) -> list[FilterCount]:
    """Count what a search finds without each of its filters, where that is anything; else what it finds without any."""
    blank = TurnFilter()
    given = [
        field.name for field in fields(TurnFilter) if getattr(search.wanted, field.name) != getattr(blank, field.name)
    ]
    found = [_count_without(session, search, (name,)) for name in given]
    if len(given) > 1 and not any(each.turns for each in found):
        found = [_count_without(session, search, tuple(given))]
    return [each for each in found if each.turns]


def _count_without(session: ReadSession, search: Search, names: tuple[str, ...]) -> FilterCount:
    blank = TurnFilter()
    wider = replace(search.wanted, **{name: getattr(blank, name) for name in names})
    return FilterCount(names, count_hits(session, replace(search, wanted=wider)))


def find_spellings(session: ReadSession, word: str) -> list[Spelling]:
    """Find words of the corpus that a slip makes `word` of, the most frequent first: one edit away, or else two.

    Of the second edit only the loss of a character is tried, or all would cost too much.
    """
    if not SHORTEST <= len(word) <= LONGEST:
        return []
    near = set(_edits(word)) - {word}
    found = _counted(session, word, near) or _counted(
        session, word, {edit for once in _losses(word) for edit in _edits(once)}
    )
    return found[:MOST_SPELLINGS]


def _counted(session: ReadSession, word: str, spellings: set[str]) -> list[Spelling]:
    connection = session.connection()
    counts = dialect_of(connection).turn_counts(connection, "words", spellings - {word})
    found = [Spelling(word, spelling, turns) for spelling, turns in counts.items()]
    return sorted(
        found, key=lambda near: (DamerauLevenshtein.distance(word, near.spelling), -near.turns, near.spelling)
    )


def _single(phrase: Term) -> Iterator[Term]:
    """Give the words of a term one by one; a prefix is its last word's form alone."""
    whole = "exact" if phrase.form == "prefix" else phrase.form
    for word in phrase.words[:-1]:
        yield Term((word,), whole)
    yield Term((phrase.words[-1],), phrase.form)


def _edits(word: str) -> Iterator[str]:
    letters = next((alphabet for alphabet in _ALPHABETS if set(alphabet) & set(word)), "".join(sorted(set(word))))
    for i in range(len(word) + 1):
        before, after = word[:i], word[i:]
        yield from (before + letter + after for letter in letters)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


def _losses(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))
