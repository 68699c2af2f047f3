"""The tree that a query is read into, and the same in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Form = Literal["stem", "exact", "prefix"]


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words side by side: in any inflection, as written, or as written with the last one only begun."""

    words: tuple[str, ...]
    form: Form = "stem"


@dataclass(frozen=True, slots=True)
class Near:
    """Two terms with at most `distance` words between them, in either order; both inflected or neither."""

    left: Term
    right: Term
    distance: int


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple["Tree", ...]


@dataclass(frozen=True, slots=True)
class Without:
    """`tree`, where none of `excluded` holds."""

    tree: "Tree"
    excluded: tuple["Tree", ...]


Tree = Term | Near | And | Or | Without


def terms(tree: Tree, *, excluded: bool = False) -> Iterator[Term]:
    """Give the terms of a tree from left to right, those that must not be there only if `excluded`."""
    match tree:
        case Term():
            yield tree
        case Near(left, right):
            yield from (left, right)
        case And(parts) | Or(parts):
            for part in parts:
                yield from terms(part, excluded=excluded)
        case Without(kept, gone):
            yield from terms(kept, excluded=excluded)
            for part in gone if excluded else ():
                yield from terms(part, excluded=True)


def query_words(tree: Tree) -> list[str]:
    """Give the different words that are looked for, folded, in the order typed."""
    return list(dict.fromkeys(word for term in terms(tree) for word in term.words))


def interpret(tree: Tree) -> str:
    """Read a tree back in words, so that a person sees what is searched for."""
    match tree:
        case Term():
            return _interpret_term(tree)
        case Near(left, right, distance):
            return f"{interpret(left)} within {distance} words of {interpret(right)}"
        case And(parts):
            return " and ".join(_grouped(part) for part in parts)
        case Or(parts):
            return " or ".join(_grouped(part) for part in parts)
        case Without(kept, gone):
            return f"{_grouped(kept)} but without {' or '.join(_grouped(part) for part in gone)}"


def _interpret_term(term: Term) -> str:
    *whole, last = term.words
    if term.form == "exact":
        return f'exactly "{" ".join(term.words)}"'
    if term.form == "prefix":
        begun = f"words starting with {last}"
        return f'exactly "{" ".join(whole)}" and beside it {begun}' if whole else begun
    return f"any forms of {', '.join(whole)} and {last}, side by side" if whole else f"any form of {last}"


def _grouped(tree: Tree) -> str:
    return interpret(tree) if isinstance(tree, Term) else f"({interpret(tree)})"
