"""A text as words and marks, both comparable: words as `app.words` folds them, marks by what they do."""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import regex

from app.words import INVISIBLE, words

QUOTE, DASH, ELLIPSIS = '"', "-", "…"

_QUOTES = "\"'`´‘’‚‛“”„‟«»‹›「」『』﹁﹂﹃﹄〝〞〟＂＇｢｣\u02b9-\u02bf״׳"
_DASHES = "-‐‑‒–—―−﹘﹣－"
_DOTS = r"…|[.．]{3,}|‥{1,}|[.．](?:[ \u00a0][.．]){2,}"
_MARK = regex.compile(
    rf"(?P<dots>(?:{_DOTS})+\.*)|(?P<quote>[{_QUOTES}]+)|(?P<dash>[{_DASHES}]+)|(?P<other>[^\s{INVISIBLE}])"
)
_STOPS = str.maketrans("。、؟،؛।۔", ".,?,;..")


class Token(NamedTuple):
    """A word or a mark, and where it stands, in code points; tokens with one key are alike."""

    key: str
    start: int
    end: int
    is_word: bool


def tokens(text: str) -> list[Token]:
    """Give the words and marks of `text` in order; white space and invisible characters are neither."""
    found: list[Token] = []
    done = 0
    for word in words(text):
        if word.start > done + 1 or text[done : word.start] != " ":
            found.extend(_marks(text, done, word.start))
        found.append(Token(word.text, word.start, word.end, is_word=True))
        done = word.end
    found.extend(_marks(text, done, len(text)))
    return found


def _marks(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _MARK.finditer(text, start, end):
        yield Token(_key(match), match.start(), match.end(), is_word=False)


def _key(match: regex.Match[str]) -> str:
    if match["dots"]:
        return ELLIPSIS
    if match["quote"]:
        return QUOTE
    return DASH if match["dash"] else unicodedata.normalize("NFKC", match[0]).translate(_STOPS)
