"""What a word is: text → words with offsets, folded, and their stems. Everything that speaks of words uses this.

A word is a run of letters, marks and digits of any script; scripts that are written without spaces are taken by
the character, and a run too long for the index in pieces. Folding takes away what people do not type alike: case,
diacritics, typographic forms, invisible characters. Stems are Snowball's, of the folded word, marked with their
language.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from importlib import import_module
from importlib.metadata import version
from typing import NamedTuple, Protocol

import regex

RULES_VERSION = 2

LONGEST = 512
"""Code points of a word: what follows is another. SQLite cuts a word of 32 KB, and one character folds to 18."""

UNSPACED = (
    "".join(rf"\p{{Script={name}}}" for name in ("Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Myanmar"))
    + "ーｰ"
)
INVISIBLE = r"\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"

_APOSTROPHES = r"\u02b9-\u02bf"  # letters to Unicode, apostrophes to those who type them: пʼять, Hawaiʻi
_FRACTIONS = "¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞↉"
_LETTER = rf"[[\p{{L}}\p{{N}}]--[{_APOSTROPHES}]--[\uff9e\uff9f]]"
_ALONE = rf"[{UNSPACED}{_FRACTIONS}]"
_MARKS = rf"[\p{{M}}\uff9e\uff9f{INVISIBLE}]*"
_WORD = regex.compile(
    rf"[a-zA-Z0-9]++(?![^\x00-\x7f])|[{_LETTER}&&{_ALONE}]{_MARKS}|(?:[{_LETTER}--{_ALONE}]++{_MARKS})++",
    regex.VERSION1,
)
_ASCII_WORD = re.compile(rf"[a-z0-9]{{1,{LONGEST}}}")
_ASCII_FOLDED = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_SIGNS = "’“”‘–—…\u00a0"  # in no word, and in nearly every text: without them most are ASCII
_UNSPACED_CHARACTER = regex.compile(rf"[[{UNSPACED}]&&[\p{{L}}\p{{N}}]]", regex.VERSION1)
_SPACED_RUN = regex.compile(rf"[[\p{{L}}\p{{N}}]--[{UNSPACED}]]+", regex.VERSION1)
_MAY_BE_UNSPACED = re.compile("[\u0e00-\u1fff\u2e80-\U0010ffff]")  # a quick look: all of `UNSPACED`, and more
_INVISIBLE = regex.compile(rf"[{INVISIBLE}]")
_NOT_IN_WORD = regex.compile(rf"[^\p{{L}}\p{{M}}\p{{N}}]|[{_APOSTROPHES}]")  # compatibility forms hold some: ⑴, ﷺ, ŉ
_MARKED_LETTER = regex.compile(r"([\p{Script=Latin}\p{Script=Greek}\p{N}])\p{M}+")
_POINTS = regex.compile(r"[\u0300\u0301\u0341\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]")
_WITHOUT_STROKES = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ŧ": "t", "æ": "ae", "œ": "oe", "ё": "е"}
)

_ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish",
    "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian",
    "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian",
    "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "st": "sesotho", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


class Word(NamedTuple):
    """A folded word and where it stands in its text, in code points."""

    text: str
    start: int
    end: int


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802


def words(text: str) -> list[Word]:
    """Give the words of `text` in order; `text[word.start:word.end]` is the word as written."""
    plain = text if text.isascii() else _without_signs(text)
    if plain.isascii():
        found = _ASCII_WORD.finditer(plain.lower())
        return [Word._make((match[0], match.start(), match.end())) for match in found]
    return [Word._make((folded, start, end)) for start, end in _places(text) if (folded := fold(text[start:end]))]


def folded_words(text: str) -> list[str]:
    """Give the words of `text` without their places; the same words as `words` gives."""
    plain = text if text.isascii() else _without_signs(text)
    found = plain.translate(_ASCII_FOLDED).split() if plain.isascii() else _WORD.findall(plain)
    if found and max(map(len, found)) > LONGEST:
        return [word.text for word in words(text)]
    return found if plain.isascii() else [folded for folded in map(fold, found) if folded]


def places(text: str) -> list[tuple[int, int]]:
    """Give start and end of each word of `text`; of the same words as `folded_words` gives."""
    plain = text if text.isascii() else _without_signs(text)
    if plain.isascii():
        return [match.span() for match in _ASCII_WORD.finditer(plain.lower())]
    return [(start, end) for start, end in _places(text) if fold(text[start:end])]


def _without_signs(text: str) -> str:
    for sign in _SIGNS:
        text = text.replace(sign, " ")
    return text


def _places(text: str) -> Iterator[tuple[int, int]]:
    for match in _WORD.finditer(text):
        start, end = match.span()
        while end - start > LONGEST:
            yield start, start + LONGEST
            start += LONGEST
        yield start, end


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Give `word` without case, diacritics, typographic forms and invisible characters."""
    if word.isascii():
        return word.lower()
    visible = _INVISIBLE.sub("", word)
    if visible in _FRACTIONS:
        return visible  # 1/2 is not 12
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", visible).casefold())
    bare = _POINTS.sub("", _MARKED_LETTER.sub(r"\1", apart))
    return _NOT_IN_WORD.sub("", unicodedata.normalize("NFC", bare)).translate(_WITHOUT_STROKES)


def fold_text(text: str) -> str:
    """Give the folded words of `text` with one space between; equal results are one name."""
    return " ".join(folded_words(text))


def stem(word: str, language: str) -> str:
    """Give the stem of a folded word, marked with its language: what unquoted words are compared by.

    `language` is an index language (`index_language`); one without an algorithm keeps its words as they are.
    """
    return stem_in(language)(word)


@lru_cache(maxsize=16)
def stem_in(language: str) -> Callable[[str], str]:
    """Give what stems words of one language, and remembers them: looked up by the word alone, twice as fast."""
    make = _stemmer(language)

    @lru_cache(maxsize=1 << 16)
    def stem_word(word: str) -> str:
        found = (
            make().stemWord(word) if make else word
        )  # a stemmer is for one thread, and made in less than a microsecond
        return f"{language}·{found}"

    return stem_word


def inflected_start(word: str, language: str) -> str:
    """Give what all words with the stem of `word` begin with, as far as that is known; nothing where it is not.

    English stems are their words without an end, but for the last two letters: `abl` of ability, `die` of dying.
    """
    if language not in _ALGORITHMS:
        return word
    return word[: max(len(stem(word, language)) - len(language) - 3, 1)] if language == "en" else ""


def index_language(language: str | None, default: str) -> str:
    """Give the language whose stems stand for `language`, a BCP 47 tag or `None`: its primary subtag."""
    subtag = _ASCII_WORD.match((language or "").lower()) or _ASCII_WORD.match(default.lower())
    return subtag[0] if subtag else "und"


def index_text(text: str, language: str) -> tuple[str, str]:
    """Give the words of `text` and their stems as the full-text index keeps them, separated by spaces."""
    found = folded_words(text)
    return " ".join(found), " ".join(map(stem_in(language), found))


def count_words(text: str) -> int:
    """Count the white-space-separated pieces of `text`; in scripts without spaces, the characters."""
    pieces = text.split()
    if text.isascii() or not _MAY_BE_UNSPACED.search(text):
        return len(pieces)
    return sum(_count_in_piece(piece) for piece in pieces)


def _count_in_piece(piece: str) -> int:
    characters = len(_UNSPACED_CHARACTER.findall(piece))
    return characters + len(_SPACED_RUN.findall(piece)) if characters else 1


@cache
def rules() -> str:
    """Give a digest of everything that decides what words and stems are; another digest means another index."""
    parts = (str(RULES_VERSION), version("PyStemmer"), version("regex"), unicodedata.unidata_version)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def _stemmer(language: str) -> Callable[[], _Stemmer] | None:
    if language not in _ALGORITHMS:
        return None
    module = import_module("Stemmer")
    return partial(module.Stemmer, _ALGORITHMS[language], 0)
