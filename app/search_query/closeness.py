"""How closely a text follows a query: what the counting of words does not see."""

from collections.abc import Iterator, Sequence
from heapq import merge

from app.search_query.spans import Run, Text
from app.search_query.tree import Term, Tree, terms


def closeness(tree: Tree, written: list[str], language: str) -> float:
    """Tell from 0 to 1 how closely a text in which `tree` holds, given as its folded words, follows it.

    A third each: for the words as they were typed, for standing near each other, and for standing side by side in
    the order typed. A query of one word can only be followed in the first way, which is all of it then.
    """
    text = Text(written, language)
    asked = list(dict.fromkeys(terms(tree)))
    wanted = asked if len(asked) == 1 else [term for term in asked if text.runs(term)]
    typed = sum(_is_as_typed(term, text) for term in wanted) / len(wanted)
    if len(wanted) < 2:
        return typed
    size = sum(len(term.words) for term in wanted)
    in_order = bool(text.runs(Term(tuple(word for term in wanted for word in term.words))))
    return (typed + size / _shortest(wanted, text) + in_order) / 3


def _is_as_typed(term: Term, text: Text) -> bool:
    return bool(text.runs(Term(term.words, "exact")))


def _shortest(wanted: Sequence[Term], text: Text) -> int:
    """Give the length of the shortest stretch of words that has all of these terms."""
    last: dict[Term, Run] = {}
    shortest = len(text.written)
    for run, term in merge(*(_placed(term, text) for term in wanted), key=lambda placed: placed[0]):
        last[term] = run
        if len(last) == len(wanted):
            stretch = max(held.end for held in last.values()) - min(held.start for held in last.values())
            shortest = min(shortest, stretch)
    return max(shortest, sum(len(term.words) for term in wanted))


def _placed(term: Term, text: Text) -> Iterator[tuple[Run, Term]]:
    return ((run, term) for run in text.runs(term))
