"""What PostgreSQL is asked for a tree: a tsquery that says it, or what must be there and what then is judged by places.

A tsquery knows no distance but an exact one, so that it has a pair of terms once for each distance between them, and it
sees one row of a turn. Where it would be too long, or a turn has several rows, the turns in which all words are that a
tree needs (`needed`) are judged by the places of these words (`judged`).
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from app.database.lexemes import cut, stem_lexeme
from app.search_query import And, Near, Or, Term, Tree, Without, terms
from app.words import stem

MOST_CHARACTERS = 20_000
"""Of a tsquery that says a tree."""


class Lexeme(NamedTuple):
    """A lexeme of a term: how many words after the term's first it stands, and whether it is only begun."""

    offset: int
    text: str
    is_begun: bool = False


class Piece(NamedTuple):
    """A lexeme of a term, read in a language, and how many the term has in it."""

    term: int
    language: int
    lexeme: str
    offset: int
    is_begun: bool
    of: int


class Leaf(NamedTuple):
    """A pair of terms, and how far after the first the second begins; a term alone is a pair with itself."""

    number: int
    first: int
    second: int
    least: int
    most: int


class Judged(NamedTuple):
    """A tree as a tsquery over the numbers of its leaves, and what tells which of these hold in a turn."""

    tree: str
    pieces: list[Piece]
    leaves: list[Leaf]


Languages = tuple[str, ...]
Phrase = Sequence[Lexeme]
Alternatives = tuple[str, ...]


def fits(tree: Tree, languages: Languages) -> bool:
    """Tell whether a tsquery of a fair length says `tree`."""
    return _length(tree, languages) <= MOST_CHARACTERS


def query(tree: Tree, languages: Languages) -> str:
    """Write `tree` as a tsquery. Words are letters, marks and digits, so that between quotes they stay words."""
    return _written(tree, lambda leaf: f"({' | '.join(_chains(leaf, languages))})")


def rank_query(tree: Tree, languages: Languages) -> str:
    """Give all words of the terms as alternatives, which are ranked in time that grows with their places alone."""
    read = (phrase for term in terms(tree) for phrase in _phrases(term, languages))
    return " | ".join(dict.fromkeys(_chain([lexeme]) for phrase in read for lexeme in phrase))


def needed(tree: Tree, languages: Languages) -> list[str]:
    """Give what must be in a turn for `tree` to hold: tsqueries, each of which finds one of its rows."""
    return [" | ".join(alternatives) for alternatives in _needed(tree, languages)]


def is_only_needed(tree: Tree) -> bool:
    """Tell whether `tree` holds wherever there is what it needs."""
    match tree:
        case Term(words):
            return len(words) == 1
        case And(parts):
            return all(map(is_only_needed, parts))
        case Or(parts):
            return all(isinstance(part, Term) and is_only_needed(part) for part in parts)
    return False


def judged(tree: Tree, languages: Languages) -> Judged:
    """Give what judges whether `tree` holds in a turn."""
    numbers: dict[Term, int] = {}
    leaves: dict[Tree, Leaf] = {}

    def number(leaf: Term | Near) -> str:
        if leaf not in leaves:
            pair = (leaf.left, leaf.right) if isinstance(leaf, Near) else (leaf, leaf)
            first, second = (numbers.setdefault(term, len(numbers)) for term in pair)
            distances = _distances(leaf) if isinstance(leaf, Near) else (0, 0)
            leaves[leaf] = Leaf(len(leaves), first, second, *distances)
        return str(leaves[leaf].number)

    written = _written(tree, number)
    pieces = [piece for term, given in numbers.items() for piece in _pieces(term, given, languages)]
    return Judged(written, pieces, list(leaves.values()))


def _written(tree: Tree, leaf: Callable[[Term | Near], str]) -> str:
    match tree:
        case Term() | Near():
            return leaf(tree)
        case And(parts):
            return _joined([_written(part, leaf) for part in parts], "&")
        case Or(parts):
            return _joined([_written(part, leaf) for part in parts], "|")
        case Without(kept, gone):
            return f"({_written(kept, leaf)} & !{_joined([_written(part, leaf) for part in gone], '|')})"


def _joined(queries: Sequence[str], sign: str) -> str:
    """Join by halves: PostgreSQL goes into a tsquery as deep as its operators are nested, and then refuses it."""
    if len(queries) == 1:
        return queries[0]
    half = len(queries) // 2
    return f"({_joined(queries[:half], sign)} {sign} {_joined(queries[half:], sign)})"


def _length(tree: Tree, languages: Languages) -> int:
    match tree:
        case Term():
            return sum(map(len, _chains(tree, languages)))
        case Near(left, right):
            least, most = _distances(tree)
            return (most - least + 1) * (_length(left, languages) + _length(right, languages))
        case And(parts) | Or(parts):
            return sum(_length(part, languages) for part in parts)
        case Without(kept, gone):
            return sum(_length(part, languages) for part in (kept, *gone))


def _distances(pair: Near) -> tuple[int, int]:
    """Give how far after the first term the second begins, at least and at most."""
    return -len(pair.right.words) - pair.distance, len(pair.left.words) + pair.distance


def _chains(leaf: Term | Near, languages: Languages) -> Iterator[str]:
    """Write a term, or a pair at each distance that it may have, in each language."""
    if isinstance(leaf, Term):
        yield from map(_chain, _phrases(leaf, languages))
        return
    least, most = _distances(leaf)
    for left, right in zip(_phrases(leaf.left, languages), _phrases(leaf.right, languages), strict=True):
        for apart in range(least, most + 1):
            moved = [lexeme._replace(offset=lexeme.offset + apart) for lexeme in right]
            yield f"({_chain(sorted([*left, *moved]))})"


def _chain(phrase: Phrase) -> str:
    """Write lexemes that stand at their places beside the first."""
    written, before = "", 0
    for offset, lexeme, is_begun in phrase:
        written += f" <{offset - before}> " if written else ""
        written += f"'{lexeme}'{':*' if is_begun else ''}"
        before = offset
    return written


def _needed(tree: Tree, languages: Languages) -> list[Alternatives]:
    match tree:
        case Term():
            needs = [_words(phrase) for phrase in _phrases(tree, languages)]
            return list(dict.fromkeys(zip(*needs, strict=True)))
        case Near(left, right):
            return _needed(And((left, right)), languages)
        case And(parts):
            return list(dict.fromkeys(need for part in parts for need in _needed(part, languages)))
        case Or(parts):
            return list(dict.fromkeys(_either([_needed(part, languages) for part in parts])))
        case Without(kept):
            return _needed(kept, languages)


def _either(needs: Sequence[Sequence[Alternatives]]) -> Iterator[Alternatives]:
    """Give what must be there for one of several trees to hold; who needs less repeats the last."""
    for number in range(max(map(len, needs))):
        yield tuple(dict.fromkeys(one for need in needs for one in need[min(number, len(need) - 1)]))


def _words(phrase: Phrase) -> list[str]:
    """Write each word of a phrase for itself."""
    return [_chain(list(word)) for _, word in groupby(phrase, key=lambda lexeme: lexeme.offset)]


@lru_cache(maxsize=1 << 10)
def _phrases(term: Term, languages: Languages) -> list[Phrase]:
    """Give the lexemes of a term in each language that it is read in, or as it is written."""
    if term.form == "stem":
        return [_cut([stem_lexeme(stem(word, language)) for word in term.words]) for language in languages]
    *whole, last = _cut(term.words)
    return [[*whole, last._replace(is_begun=term.form == "prefix")]]


def _cut(written: Sequence[str]) -> list[Lexeme]:
    return [Lexeme(offset, lexeme) for offset, word in enumerate(written) for lexeme in cut(word)]


def _pieces(term: Term, number: int, languages: Languages) -> Iterator[Piece]:
    for language, phrase in enumerate(_phrases(term, languages)):
        for offset, text, is_begun in phrase:
            yield Piece(number, language, text, offset, is_begun, len(phrase))
