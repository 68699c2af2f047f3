"""What a word is."""

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from app.words import (
    _ALGORITHMS,
    LONGEST,
    UNSPACED,
    count_words,
    fold,
    fold_text,
    folded_words,
    index_language,
    index_text,
    inflected_start,
    places,
    rules,
    stem,
    stem_in,
    words,
)

TEXTS = st.text(st.characters(codec="utf-8"), max_size=60)


def test_words_keep_their_places() -> None:
    text = "The «Minsk» agreements — № 2, naïveté"
    assert [(word.text, text[word.start : word.end]) for word in words(text)] == [
        ("the", "The"),
        ("minsk", "Minsk"),
        ("agreements", "agreements"),
        ("2", "2"),
        ("naivete", "naïveté"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mid.ru 3.5 foo_bar O'Neill price-determining", "mid ru 3 5 foo bar o neill price determining"),
        ("Lavrov’s Lavrov's", "lavrov s lavrov s"),
        ("п'ять п’ять пʼять Hawaiʻi", "п ять п ять п ять hawai i"),
        ("ЁЛКА ёлка елка", "елка елка елка"),
        ("йод и́мя", "йод имя"),
        ("Straße STRASSE Łódź Ørsted cœur", "strasse strasse lodz orsted coeur"),
        ("ΕΛΛΆΔΑ Ελλάδα Σίσυφος ΣΊΣΥΦΟΣ", "ελλαδα ελλαδα σισυφοσ σισυφοσ"),
        ("İstanbul ISTANBUL ıstanbul", "istanbul istanbul istanbul"),
        ("deter\u00admining min\u200bsk \u200efoo\u200f \ufeffbar", "determining minsk foo bar"),
        ("non\u2011breaking no\u00a0break", "non breaking no break"),
        ("cafe\u0301 café ＣＡＦＥ ﬁne", "cafe cafe cafe fine"),
        ("中国 AI技术", "中 国 ai 技 术"),
        ("ガギ カ\u3099 ｶﾞｷﾞ ラーメン", "ガ ギ ガ ガ ギ ラ ー メ ン"),
        ("สวัสดี", "ส วั ส ดี"),
        ("हिन्दी भाषा", "हिन्दी भाषा"),
        ("한국어 \u1112\u1161\u11ab\u1100\u116e\u11a8\u110b\u1165", "한국어 한국어"),
        ("½ 1½ 12 m² CO₂", "½ 1 ½ 12 m2 co2"),
        ("1️⃣ ❤️ #️⃣ 😀 \u0308", "1"),
        ("x\x00y\ud800z\x1dw", "x y z w"),
        ("", ""),
    ],
)
def test_what_people_do_not_type_alike_is_one_word(text: str, expected: str) -> None:
    assert fold_text(text) == expected
    assert " ".join(word.text for word in words(text)) == expected


@given(TEXTS | st.text("ab’‘“”–—…\u00a0\u00ad\u0301中é'⑴ ", max_size=20))
def test_every_reading_of_a_text_gives_the_same_words(text: str) -> None:
    found = words(text)
    assert [word.text for word in found] == folded_words(text)
    assert all(fold(text[word.start : word.end]) == word.text for word in found)
    assert [(word.start, word.end) for word in found] == places(text)
    ends = [place for word in found for place in (word.start, word.end)]
    assert ends == sorted(ends)
    assert index_text(text, "en") == (
        " ".join(word.text for word in found),
        " ".join(stem(word.text, "en") for word in found),
    )


STARTS = st.text("aeiouybcdlnrstgk", min_size=1, max_size=4)
ENDS = re.findall(
    r"\w+",
    "s ed ing y ies ied e ly er est al ality ational ation ator able ible ability bility ic ical icate ative ization"
    " izer ence ance ency ent ently entli enci logy logist ogist full ful less ness iveness ousness alism alize ement"
    " ion eed edly ingly at bl iz dd nn skis skies dying lying tying idly gently ugly early only singly news",
)


@given(STARTS, st.lists(st.sampled_from(ENDS), max_size=4))
def test_words_with_one_stem_begin_alike(start: str, ends: list[str]) -> None:
    word = start + "".join(ends)
    found = stem(word, "en").removeprefix("en·")
    for other in (word, *ENDS, *(start + end for end in ENDS), *(found + end for end in ENDS)):
        if stem(other, "en") == stem(word, "en"):
            assert other.startswith(inflected_start(word, "en")), (word, other)


@given(TEXTS, st.sampled_from(sorted(_ALGORITHMS)))
def test_words_and_stems_stay_whole_in_a_list_parted_by_spaces(text: str, language: str) -> None:
    written, stems = index_text(text, language)
    assert len(written.split()) == len(stems.split()) == len(words(text))
    assert not re.search("[\\x00-\\x1f!-/:-@A-Z[-`{-\\x7f]", written + stems)


@pytest.mark.parametrize("letter", ["a", "ж", "é", "\ufdfa", "\u0939\u093f", "𝐀"])
def test_a_run_too_long_for_the_index_is_pieces_of_which_nothing_is_lost(letter: str) -> None:
    text = f"so {letter * 40_000} it was"
    found = words(text)
    assert all(word.end - word.start <= LONGEST for word in found)
    assert all(len(stem(word.text, "ar").encode()) < 32_768 for word in found)
    assert "".join(text[word.start : word.end] for word in found) == text.replace(" ", "")
    assert folded_words(text) == [word.text for word in found]


def test_every_letter_and_digit_is_in_a_word_whatever_its_script() -> None:
    lost = [
        character
        for character in map(chr, range(sys.maxunicode + 1))
        if character.isalnum() and not words(character) and fold(character)
    ]
    assert lost == ["\uff9e", "\uff9f"]  # the voicing marks of half-width katakana: nothing by themselves


def test_folding_is_final() -> None:
    changing = [
        character for character in map(chr, range(sys.maxunicode + 1)) if fold(fold(character)) != fold(character)
    ]
    assert changing == []


def test_stems_are_marked_with_their_language() -> None:
    assert stem("agreements", "en") == stem("agreement", "en") == "en·agreement"
    assert stem("соглашениями", "ru") == stem("соглашение", "ru") == "ru·соглашен"
    assert stem("agreements", "und") == "und·agreements"


@pytest.mark.parametrize("language", sorted(_ALGORITHMS))
def test_every_language_of_the_table_has_its_algorithm(language: str) -> None:
    assert stem("a", language).startswith(f"{language}·")


@given(TEXTS, st.sampled_from(sorted(_ALGORITHMS.items())))
def test_stems_are_those_of_snowballs_own_other_program(text: str, language: tuple[str, str]) -> None:
    subtag, name = language
    other = getattr(import_module(f"snowballstemmer.{name}_stemmer"), f"{name.title()}Stemmer")()
    for word in folded_words(text):
        assert stem(word, subtag) == f"{subtag}·{other.stemWord(word)}"


def test_stems_are_the_same_in_many_threads_at_once() -> None:
    listed = [f"{start}{end}" for start in ("nation", "gener", "organ", "relat") for end in ("ally", "ize", "ing", "s")]
    expected = [stem(word, "en") for word in listed]
    for _ in range(20):
        stem_in.cache_clear()
        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(lambda word: stem(word, "en"), listed * 8))
        assert found == expected * 8


@pytest.mark.parametrize(
    ("language", "default", "expected"),
    [
        ("en", "ru", "en"),
        ("en-GB", "ru", "en"),
        ("ZH_Hant", "en", "zh"),
        (None, "ru", "ru"),
        ("", "en", "en"),
        ("русский", "en", "en"),
        ("e n", "ru", "e"),
        (None, "??", "und"),
    ],
)
def test_an_index_language_is_a_primary_subtag(language: str | None, default: str, expected: str) -> None:
    assert index_language(language, default) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Question: Microcredits.", 2),
        ("two  words\n\nand two", 4),
        ("It’s — well — fine", 5),
        ("中国人", 3),
        ("我們用AI技術 today", 7),
        ("你好，世界。", 4),
        ("", 0),
    ],
)
def test_words_are_counted_by_white_space_or_by_character(text: str, expected: int) -> None:
    assert count_words(text) == expected


def test_every_character_of_scripts_without_spaces_counts_by_itself() -> None:
    alone = regex.compile(rf"[[{UNSPACED}]&&[\p{{L}}\p{{N}}]]", regex.VERSION1)
    missed = [c for c in map(chr, range(sys.maxunicode + 1)) if alone.match(c) and count_words(f"{c}{c}") != 2]
    assert missed == []


def test_the_rules_have_one_digest() -> None:
    assert rules() == rules()
    assert len(rules()) == 64


def test_a_real_text_has_the_words_a_plain_scan_finds(transcripts_dir: Path) -> None:
    text = (transcripts_dir / "rtvi-2020-09-17.txt").read_text(encoding="utf-8")
    found = [(word.start, word.end) for word in words(text) if stem(word.text, "en") in ("en·minsk", "en·agreement")]
    assert found == [match.span() for match in re.finditer(r"\b(minsk|agreements?)\b", text, re.IGNORECASE)]
