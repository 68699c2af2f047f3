"""Tokens → a tree. AND binds before OR; an exclusion holds for the whole of its bracket."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from app.search_query.tokens import Kind, Token, read_tokens
from app.search_query.tree import And, Near, Or, Term, Tree, Without, terms
from app.words import words

MAX_CHARACTERS = 512
MAX_WORDS = 32
MAX_DEPTH = 16


class QueryError(ValueError):
    """A query that cannot be searched for; its message says why and what to do."""


@lru_cache(256)
def parse(q: str) -> Tree:
    """Give the tree of a query as typed.

    Raises `QueryError` where it has no word in it, nothing but exclusions, more than 512 characters, more than 32
    different words, or brackets more than 16 deep.
    """
    if len(q) > MAX_CHARACTERS:
        raise QueryError(f"longer than {MAX_CHARACTERS} characters: shorten it")
    if not words(q):
        raise QueryError("no word in it: give at least one letter or digit")
    tree = _read_level(deque(_without_idle_operators(list(_balanced(read_tokens(q)))))).tree
    if tree is None:
        raise QueryError("nothing but exclusions: give at least one word to look for")
    if len({word for term in terms(tree, excluded=True) for word in term.words}) > MAX_WORDS:
        raise QueryError(f"more than {MAX_WORDS} different words: give fewer")
    return tree


def _balanced(tokens: Iterable[Token]) -> Iterator[Token]:
    """Leave out brackets that close nothing. Raises `QueryError` where they are too deep."""
    depth = 0
    for token in tokens:
        if token.kind == "close" and depth == 0:
            continue
        depth += {"open": 1, "close": -1}.get(token.kind, 0)
        if depth > MAX_DEPTH:
            raise QueryError(f"brackets more than {MAX_DEPTH} deep: use fewer")
        yield token


def _without_idle_operators(tokens: list[Token]) -> Iterator[Token]:
    """Let an operator that does not stand between two operands be the word it looks like."""
    before: Kind = "open"
    for token, following in zip(tokens, [*tokens[1:], Token("close")], strict=True):
        read = token
        if token.kind in ("and", "or", "near"):
            starts = following.kind in ("term", "open") and not (token.kind == "near" and following.excluded)
            read = token if starts and before in ("term", "close") else token._replace(kind="term")
        yield read
        before = read.kind


class _Level(NamedTuple):
    """What stands inside brackets: a tree; or none, where there are only exclusions or nothing at all."""

    tree: Tree | None
    excluded: tuple[Tree, ...] = ()


def _read_level(tokens: deque[Token]) -> _Level:
    alternatives: list[list[Tree]] = [[]]
    excluded: list[Tree] = []
    while tokens and tokens[0].kind != "close":
        token = tokens.popleft()
        if token.kind == "or":
            alternatives.append([])
        elif token.kind != "and":
            kept, gone = _wanted(token, _read_chain(token, tokens))
            alternatives[-1] += kept
            excluded += gone
    if tokens:
        tokens.popleft()
    found = [_and(parts) for parts in alternatives if parts]
    return _Level(_without(_or(found), excluded)) if found else _Level(None, tuple(excluded))


def _wanted(token: Token, found: _Level) -> tuple[list[Tree], list[Tree]]:
    """Give what must be there and what must not: an exclusion of exclusions asks for any of them."""
    if not token.excluded:
        return [found.tree] if found.tree else [], list(found.excluded)
    if found.tree:
        return [], [found.tree]
    return [_or(found.excluded)] if found.excluded else [], []


def _read_chain(token: Token, tokens: deque[Token]) -> _Level:
    """Read an operand and all that stand near to it: `a NEAR/5 b NEAR/5 c` is two pairs."""
    left = _read_operand(token, tokens)
    excluded = list(left.excluded)
    parts: list[Tree | None] = [left.tree]
    while tokens and tokens[0].kind == "near":
        distance = tokens.popleft().distance
        right = _read_operand(tokens.popleft(), tokens)
        if left.tree and right.tree:
            alone = parts[-1] is left.tree
            parts[-1 if alone else len(parts) :] = [_near(left.tree, right.tree, distance)]
        else:
            parts.append(right.tree)
        excluded += right.excluded
        left = right
    kept = [part for part in parts if part]
    return _Level(_and(kept) if kept else None, tuple(excluded))


def _read_operand(token: Token, tokens: deque[Token]) -> _Level:
    if token.kind == "open":
        return _read_level(tokens)
    return _Level(_or(token.terms) if token.excluded else _and(token.terms))


def _and(parts: Iterable[Tree]) -> Tree:
    flat = dict.fromkeys(inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,)))
    return And(tuple(flat)) if len(flat) > 1 else next(iter(flat))


def _or(parts: Iterable[Tree]) -> Tree:
    flat = dict.fromkeys(inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,)))
    return Or(tuple(flat)) if len(flat) > 1 else next(iter(flat))


def _without(tree: Tree, excluded: Iterable[Tree]) -> Tree:
    gone = list(excluded)
    if not gone:
        return tree
    either = _or(gone)
    return Without(tree, either.parts if isinstance(either, Or) else (either,))


def _near(left: Tree, right: Tree, distance: int) -> Tree:
    """Spread nearness over what stands in brackets, down to pairs of terms; a term is near to itself."""
    if isinstance(left, Term) and isinstance(right, Term):
        written = left.form != "stem" or right.form != "stem"
        both = (_as_written(left), _as_written(right)) if written else (left, right)
        return Near(*both, distance) if both[0] != both[1] else both[0]
    if isinstance(left, Term):
        return _spread(right, lambda part: _near(left, part, distance))
    return _spread(left, lambda part: _near(part, right, distance))


def _spread(tree: Tree, near: Callable[[Tree], Tree]) -> Tree:
    if _has_near(tree):
        return _and((tree, near(_or(terms(tree)))))
    match tree:
        case And(parts):
            return _and(near(part) for part in parts)
        case Or(parts):
            return _or(near(part) for part in parts)
        case Without(kept, gone):
            return _without(near(kept), gone)
    return near(tree)


def _has_near(tree: Tree) -> bool:
    match tree:
        case And(parts) | Or(parts):
            return any(_has_near(part) for part in parts)
        case Without(kept):
            return _has_near(kept)
    return isinstance(tree, Near)


def _as_written(term: Term) -> Term:
    return replace(term, form="exact") if term.form == "stem" else term
