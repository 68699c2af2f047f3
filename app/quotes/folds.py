"""What had to be taken for equal so that two spellings of a word, or of what stands between words, are alike."""

import unicodedata
from collections.abc import Callable
from functools import reduce

import regex

from app.quotes.results import Fold
from app.quotes.tokens import DASH, ELLIPSIS, QUOTE
from app.words import INVISIBLE

_INVISIBLE = regex.compile(f"[{INVISIBLE}]")
_MARKS = regex.compile(r"\p{M}")

_LETTERS = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ŧ": "t", "æ": "ae", "œ": "oe"}
    | {"Ø": "O", "Đ": "D", "Ð": "D", "Ħ": "H", "Ł": "L", "Ŧ": "T", "Æ": "AE", "Œ": "OE"}
)
_STEPS: dict[Fold, Callable[[str], str]] = {
    "invisible_characters": lambda text: _INVISIBLE.sub("", text),
    "character_forms": lambda text: unicodedata.normalize("NFKC", text),
    "case": str.casefold,
    "diacritics": lambda text: _MARKS.sub("", unicodedata.normalize("NFD", text)).translate(_LETTERS),
}


def word_folds(quoted: str, published: str, *, is_first: bool) -> set[Fold]:
    """Give what makes two spellings of one word alike; `is_first` where a piece of a quotation begins with it."""
    if quoted == published:
        return set()
    needed: set[Fold] = {step for step in _STEPS if not _alike(quoted, published, without=step)}
    if not needed:
        return {"character_forms"}
    if "case" in needed and is_first and _alike(quoted[1:], published[1:], without="case"):
        needed = needed - {"case"} | {"first_letter_case"}
    return needed


def mark_folds(key: str, quoted: str, published: str) -> set[Fold]:
    """Give what makes two spellings of one mark alike."""
    if quoted == published:
        return set()
    kinds: dict[str, Fold] = {QUOTE: "quotation_marks", DASH: "dashes", ELLIPSIS: "ellipses"}
    return {kinds.get(key, "character_forms")}


def space_folds(quoted: str, published: str) -> set[Fold]:
    """Give what makes two stretches between words or marks alike: both are white space or invisible."""
    if quoted == published:
        return set()
    bare = _INVISIBLE.sub("", quoted), _INVISIBLE.sub("", published)
    found: set[Fold] = {"spaces"} if bare[0] != bare[1] else set()
    return found | ({"invisible_characters"} if bare != (quoted, published) else set())


def _alike(quoted: str, published: str, *, without: Fold) -> bool:
    steps = [step for name, step in _STEPS.items() if name != without]
    return reduce(_apply, steps, quoted) == reduce(_apply, steps, published)


def _apply(text: str, step: Callable[[str], str]) -> str:
    return step(text)
