"""Negations and numbers are seen in many languages, and only there."""

import pytest

from app.quotes.flags import changed_flags, flags_of, negations, numbers
from app.quotes.vocabulary import AMBIGUOUS, NEGATIONS, NUMBERS, NUMBERS_AMBIGUOUS
from app.words import folded_words
from tests.quotes.judged import judged


@pytest.mark.parametrize(
    "text",
    [
        *("I do not know", "I don't know", "I don’t know", "we cannot", "no one", "nobody came", "neither of us"),
        *("without him", "I CAN'T", "it ain't so", "Das ist kein Problem", "Ich weiß nichts", "niemals"),
        *("je ne sais pas", "il n'est rien", "il n’est", "personne", "sans lui", "no lo sé", "jamás", "ninguna"),
        *("não sei", "ninguém", "non lo so", "nessuno", "nu știu", "niet waar", "geen probleem", "inte sant"),
        *("ikke sant", "en tiedä, ei ole", "ei ole", "nem tudom", "nincs", "не знаю", "ничего", "нельзя", "немає"),
        *("няма", "nie wiem", "nikt", "není", "nemůže", "δεν ξέρω", "όχι", "değil", "yok", "لا أعرف", "ليس", "לא יודע"),
        *(
            "नहीं",
            "我不知道",
            "沒有",
            "没有",
            "知らない",
            "行きません",
            "없습니다",
            "하지 않았다",
            "ไม่รู้",
            "không biết",
            "tidak",
            "hapana",
        ),
    ],
)
def test_a_negation_is_seen_whatever_the_language(text: str) -> None:
    assert "negation" in flags_of(text, None)


@pytest.mark.parametrize(
    "text",
    [
        *("$20", "20", "3.5 million", "twenty", "half", "fünf", "zwanzig", "vingt", "cinco", "двадцать", "тысяч"),
        *("sto tysięcy", "1st", "二百", "٢٠", "5%", "three"),
    ],
)
def test_a_number_is_seen(text: str) -> None:
    assert "number" in flags_of(text, None)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        *(("to be or an egg on the way, as if in a set", None), ("the fire was once due at ten past", "sw")),
        *(("I know that we should go on to them", "en"), ("Das war ein Ei und ein Bett", "de")),
        *(("et les autres en ville", "fr"), ("o que se passa em casa", "it")),
        *(("мы знаем об этом", "ru"), ("我们知道", "zh"), ("nano notable another nonetheless", "en")),
    ],
)
def test_common_words_of_other_languages_are_neither(text: str, language: str | None) -> None:
    assert flags_of(text, language) == ()


@pytest.mark.parametrize(
    ("quoted", "published", "flags"),
    [
        ("is not", "isn't", ()),
        ("is", "isn’t", ("negation",)),
        ("no never", "no", ("negation",)),
        ("20 people", "twenty people", ("number",)),
        ("20 of 30", "30 of 20", ()),
        ("all 20", "none of 30", ("negation", "number")),
        ("red", "blue", ()),
    ],
)
def test_what_is_on_one_side_alone_is_flagged(quoted: str, published: str, flags: tuple[str, ...]) -> None:
    assert changed_flags(quoted, published, "en") == flags


@pytest.mark.parametrize("language", NEGATIONS)
def test_each_word_of_the_tables_is_seen_in_its_language(language: str) -> None:
    assert all(negations(word, language) for word in NEGATIONS[language].split())
    assert all(numbers(word, language) for word in NUMBERS.get(language, "").split())


def test_tables_hold_what_they_say() -> None:
    assert set(NUMBERS) <= set(NEGATIONS)
    every = {word for row in NEGATIONS.values() for word in folded_words(row)}
    assert set(AMBIGUOUS.split()) <= every
    assert set(NUMBERS_AMBIGUOUS.split()) <= {word for row in NUMBERS.values() for word in folded_words(row)}


@pytest.mark.parametrize(
    ("language", "found"),
    [
        (
            "de",
            "siebenundzwanzig zweihundert neunzehnhundertachtzig einundvierzig sechzehn dreißig dritte dritten zweite"
            " zwanzigste dreißigsten elfte hundertste",
        ),
        ("fr", "quatorze deuxième troisième vingtième"),
        ("ru", "семнадцатью пятисот трёхсот второй первом третьего двумя пятидесяти двадцатого восьмисот сорока"),
        (
            "en",
            "fourth fifth sixth eighth ninth tenth twelfth thirteenth twentieth thirtieth hundredth II IV XIX MCMXC",
        ),
    ],
)
def test_compound_declined_and_ordinal_numbers_are_seen(language: str, found: str) -> None:
    for word in found.split():
        assert numbers(word, language) == numbers(word, None) != [], word


@pytest.mark.parametrize(
    ("language", "found"),
    [
        ("de", "keinesfalls keinerlei mitnichten"),
        ("ru", "нечего некуда нету отнюдь"),
    ],
)
def test_rarer_negations_are_seen(language: str, found: str) -> None:
    assert all(negations(word, language) and negations(word, None) for word in found.split())


@pytest.mark.parametrize(
    ("language", "found"),
    [
        ("de", "ein und eine einte einten dreiste achten wund Hund Zweifel Elfen Vierbeiner"),
        ("ru", "семью семья пятно сталь стал высота первенство"),
        ("en", "duty first month health CD MD I DNA I'M WE second"),
    ],
)
def test_words_that_only_look_like_numbers_are_none(language: str, found: str) -> None:
    assert [word for word in found.split() if numbers(word, language)] == []


@pytest.mark.parametrize(
    ("quoted", "published", "language"),
    [
        ("it was the twenty-second night", "it was the twenty-first night", "en"),
        ("Part VI of the plan came", "Part IV of the plan came", "en"),
        ("es waren achtundzwanzig Lampen dort", "es waren siebenundzwanzig Lampen dort", "de"),
        ("их было около шестисот человек там", "их было около пятисот человек там", "ru"),
    ],
)
def test_a_changed_number_is_flagged(quoted: str, published: str, language: str) -> None:
    for known in (language, None):
        found = judged(quoted, published, language=known)
        assert found.verdict == "differs"
        assert ("number",) in [difference.flags for difference in found.passages[0].differences]
