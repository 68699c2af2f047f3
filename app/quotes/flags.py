"""What words left out, added or changed may turn round: negations and numbers."""

from collections import Counter
from functools import cache

import regex

from app.quotes.results import Flag
from app.quotes.vocabulary import (
    AMBIGUOUS,
    NEGATIONS,
    NUMBER_CHARACTERS,
    NUMBER_STEMS,
    NUMBERS,
    NUMBERS_AMBIGUOUS,
    PAIRED,
    STEMS,
    WITHOUT_SPACES,
)
from app.words import fold, folded_words

_APOSTROPHE = "['’‘ʼ`＇]"
_JOINED = regex.compile(rf"(?i)(?<=\p{{L}}n){_APOSTROPHE}t(?!\p{{L}})|(?<!\p{{L}})n{_APOSTROPHE}(?=\p{{L}})")
"""`isn't` and `n'est`: negations that are no word of their own."""
_UNSPACED = regex.compile("|".join([f"[{WITHOUT_SPACES.split('|')[0]}]", *WITHOUT_SPACES.split("|")[1:]]))
_STEMS = tuple(word for stem in STEMS.split() for word in folded_words(stem))
_DIGIT = regex.compile(r"\p{N}")
_AMOUNT = regex.compile(r"[\p{Sc}\p{Sm}%‰+]|(?<=\p{N})\p{P}(?=\p{N})|[-−–](?=\p{N})")
_ORDINAL = regex.compile(
    r"(?i)(?<=(?<!\p{L})(?:twen|thir|for|fif|six|seven|eigh|nine)ty[-‐‑ ])(?:first|second)(?!\p{L})"
)
_ROMAN = regex.compile(
    r"(?<![\p{L}\p{N}])(?=[IVX]{2}|[IVXLCDM]{3})M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
    r"(?![\p{L}\p{N}])"
)
"""Roman numerals in capitals; of two letters only the small ones, since `CD` and `MD` are none."""
_LONGEST = 100
"""How far a word is looked at to either side of a cut."""
_COMPOUND = regex.compile(
    rf"[\p{{L}}\p{{M}}\p{{N}}]++(?:(?:{_APOSTROPHE}|[-‐‑])[\p{{L}}\p{{M}}\p{{N}}]++|(?<=\p{{N}})[.,:/](?=\p{{N}})\p{{N}}++)++"
)
"""What is one word or number though marks stand in it: `can't`, `quatre-vingts`, `1,000`."""


def flags_of(text: str, language: str | None) -> tuple[Flag, ...]:
    """Give what is in `text`, a part of a transcript in `language` (`None` where it does not say)."""
    return changed_flags(text, "", language)


def changed_flags(quoted: str, published: str, language: str | None) -> tuple[Flag, ...]:
    """Give what is in one of two texts and not in the other; how a negation is put makes no difference."""
    flags: list[Flag] = []
    if len(negations(quoted, language)) != len(negations(published, language)):
        flags.append("negation")
    if Counter(numbers(quoted, language)) != Counter(numbers(published, language)):
        flags.append("number")
    return tuple(flags)


def split_flags(text: str, place: int, language: str | None) -> tuple[Flag, ...]:
    """Give what is in the word or number of `text` that a cut at `place` splits; nothing where it splits none."""
    begin, end = split_word(text, place)
    return flags_of(text[begin:end], language)


def split_word(text: str, place: int) -> tuple[int, int]:
    """Give where the word or number of `text` begins and ends that a cut at `place` splits; none is empty."""
    around = _COMPOUND.finditer(text, max(0, place - _LONGEST), place + _LONGEST)
    return next((match.span() for match in around if match.start() < place < match.end()), (place, place))


def loses_negation(text: str, start: int, end: int, language: str | None) -> bool:
    """Tell whether `text` around a cut has fewer negations without `text[start:end]`: the `plus` of `ne … plus`."""
    before, after = text[max(0, start - _LONGEST) : start], text[end : end + _LONGEST]
    whole = len(negations(before + text[start:end] + after, language))
    return whole > len(negations(f"{before} … {after}", language))


def negations(text: str, language: str | None) -> list[str]:
    """Give the negations in `text`."""
    known = _table("negation", _subtag(language))
    found = [word for word in folded_words(text) if word in known or word.startswith(_STEMS)]
    paired = _pairs(_subtag(language)).findall(text, overlapped=True)
    return found + _JOINED.findall(text) + _UNSPACED.findall(text) + paired


def numbers(text: str, language: str | None) -> list[str]:
    """Give the numbers in `text`, in digits or words, and the signs that belong to amounts."""
    known = _table("number", _subtag(language))
    compound = _compounds(_subtag(language))
    found = [word for word in folded_words(text) if word in known or _DIGIT.search(word) or compound.fullmatch(word)]
    return found + _ORDINAL.findall(text) + _ROMAN.findall(text) + _AMOUNT.findall(text)


@cache
def _pairs(language: str | None) -> "regex.Pattern[str]":
    chosen = PAIRED.values() if language is None else [PAIRED[language]] if language in PAIRED else []
    first_and_second = (rf"(?:{first})(?:\W+\w+){{0,3}}?\W+(?:{second})" for first, second in chosen)
    return regex.compile(rf"(?i)(?<!\p{{L}})(?:{'|'.join(first_and_second) or '(?!)'})(?!\p{{L}})")


@cache
def _compounds(language: str | None) -> "regex.Pattern[str]":
    if language is not None:
        return regex.compile(_folded(NUMBER_STEMS.get(language, "(?!)")))
    ambiguous = "|".join(NUMBERS_AMBIGUOUS.split())
    return regex.compile(f"(?!(?:{ambiguous})$)(?:{_folded('|'.join(NUMBER_STEMS.values()))})")


def _folded(pattern: str) -> str:
    return regex.sub(r"\p{L}+", lambda match: fold(match[0]), pattern)


def _subtag(language: str | None) -> str | None:
    subtag = (language or "").lower().replace("_", "-").split("-")[0]
    subtag = {"nb": "no", "nn": "no", "bs": "sr", "sh": "sr"}.get(subtag, subtag)
    return subtag if subtag in NEGATIONS else None


@cache
def _table(kind: Flag, language: str | None) -> frozenset[str]:
    tables, ambiguous, more = (
        (NEGATIONS, AMBIGUOUS, "") if kind == "negation" else (NUMBERS, NUMBERS_AMBIGUOUS, NUMBER_CHARACTERS)
    )
    if language is not None:
        return frozenset(folded_words(tables.get(language, ""))) | frozenset(more)
    return (frozenset(folded_words(" ".join(tables.values()))) - frozenset(ambiguous.split())) | frozenset(more)
