"""What a person typed → tokens: the pieces of a query, with what has no word in it left out."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

import regex

from app.search_query.tree import Form, Term
from app.words import INVISIBLE, Word, words

MAX_DISTANCE = 1_000_000

Kind = Literal["open", "close", "term", "and", "or", "near"]

_QUOTES = '"“”„‟″＂«»「」『』'
_TOKEN = regex.compile(
    rf"""(?P<not>(?<![^\s(（])[-\u2212]+)?
    (?: (?P<phrase> "[^"]*" | ["“”„‟″][^"“”„‟″]*["“”„‟″] | ＂[^＂]*＂ | «[^»]*» | »[^«]*« | 「[^」]*」 | 『[^』]*』 )
    | (?P<open>[(（]) | [{_QUOTES}]?(?P<chunk>[^\s()（）{_QUOTES}]+) ) | (?P<close>[)）])""",
    regex.VERBOSE,
)
_OPERATOR = regex.compile(r"(?P<and>AND)|(?P<or>OR)|NEAR/(?P<near>[0-9]+)")
_JOINING = regex.compile(r"[-\u2010-\u2013\u2212\ufe63\uff0d'\u2018\u2019\u201b\u2032\u02b9-\u02bf`´＇._@]")
_JOINING_DIGITS = regex.compile(r"[,:/]")
_INVISIBLE = regex.compile(f"[{INVISIBLE}]")
_BEGUN = regex.compile(r"\*+(?![\p{L}\p{M}\p{N}])")


class Token(NamedTuple):
    kind: Kind
    excluded: bool = False
    terms: tuple[Term, ...] = ()
    distance: int = 0


def read_tokens(q: str) -> Iterator[Token]:
    """Give what `q` is made of, without what has no word in it."""
    for match in _TOKEN.finditer(q):
        excluded = match["not"] is not None
        if match["open"] or match["close"]:
            yield Token("open" if match["open"] else "close", excluded)
        elif match["phrase"] is not None:
            folded = tuple(word.text for word in words(match["phrase"]))
            yield from [Token("term", excluded, (Term(folded, "exact"),))] if folded else []
        elif found := tuple(_loose_terms(match["chunk"])):
            token = Token("term", excluded, found)
            yield token if excluded else _operator(match["chunk"], token)


def _operator(chunk: str, token: Token) -> Token:
    match = _OPERATOR.fullmatch(chunk)
    if match is None:
        return token
    if match["near"]:
        return token._replace(kind="near", distance=min(int(match["near"]), MAX_DISTANCE))
    return token._replace(kind="and" if match["and"] else "or")


def _loose_terms(chunk: str) -> Iterator[Term]:
    """Give the terms of a piece without white space: words that only a hyphen or the like parts are one term."""
    found = words(chunk)
    start = 0
    for end, word in enumerate(found, 1):
        if end == len(found) or not _joined(chunk, word, found[end]):
            form: Form = "prefix" if _BEGUN.match(chunk, word.end) else "stem"
            yield Term(tuple(part.text for part in found[start:end]), form)
            start = end


def _joined(chunk: str, word: Word, following: Word) -> bool:
    between = _INVISIBLE.sub("", chunk[word.end : following.start])
    if not between or _JOINING.fullmatch(between):
        return True
    digits = chunk[word.end - 1].isdigit() and chunk[following.start].isdigit()
    return digits and _JOINING_DIGITS.fullmatch(between) is not None
