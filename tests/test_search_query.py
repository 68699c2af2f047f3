"""What people type into a search box, and what it is taken to mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.search_query import (
    And,
    Near,
    Or,
    QueryError,
    Term,
    Tree,
    Without,
    interpret,
    parse,
    query_words,
    spans,
)
from app.words import words

PIECES = ("a", "b", "minsk", '"soft', 'power"', "OR", "AND", "NEAR/2", "NEAR", "(", ")", "-x", "-", "*", '"', "中国")
TYPED = st.lists(st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8"), max_size=6), max_size=20)


def any_form(*parts: str) -> Term:
    return Term(parts)


def exactly(*parts: str) -> Term:
    return Term(parts, "exact")


def begun(*parts: str) -> Term:
    return Term(parts, "prefix")


A, B, C, D = (any_form(letter) for letter in "abcd")


@pytest.mark.parametrize(
    ("q", "tree"),
    [
        ("minsk agreements", And((any_form("minsk"), any_form("agreements")))),
        ('"special status"', exactly("special", "status")),
        ('"agreements"', exactly("agreements")),
        ("sanction*", begun("sanction")),
        ("crimea OR donbass", Or((any_form("crimea"), any_form("donbass")))),
        ("a -crimea", Without(A, (any_form("crimea"),))),
        ('a -"soft power"', Without(A, (exactly("soft", "power"),))),
        ("minsk NEAR/5 ukraine", Near(any_form("minsk"), any_form("ukraine"), 5)),
        ('minsk NEAR/5 "ukraine"', Near(exactly("minsk"), exactly("ukraine"), 5)),
        ("minsk NEAR/5 ukr*", Near(exactly("minsk"), begun("ukr"), 5)),
        ("(a OR b) c", And((Or((A, B)), C))),
        ("a AND b", And((A, B))),
    ],
)
def test_each_row_of_the_table(q: str, tree: Tree) -> None:
    assert parse(q) == tree


@pytest.mark.parametrize(
    ("q", "tree"),
    [
        ("price-determining", any_form("price", "determining")),
        ("price\u2011determining", any_form("price", "determining")),
        ("C++", any_form("c")),
        ("O'Neill", any_form("o", "neill")),
        ("Lavrov’s", any_form("lavrov", "s")),
        ("п'ять", any_form("п", "ять")),
        ('"', None),
        ("*", None),
        ("mid.ru", any_form("mid", "ru")),
        ("3.5", any_form("3", "5")),
        ("20,000", any_form("20", "000")),
        ("foo_bar", any_form("foo", "bar")),
        ("中国", any_form("中", "国")),
        ("AI技术", any_form("ai", "技", "术")),
        ("foo,bar", And((any_form("foo"), any_form("bar")))),
        ("and/or", And((any_form("and"), any_form("or")))),
        ("price-determ*", begun("price", "determ")),
        ("sanc*tion", And((any_form("sanc"), any_form("tion")))),
        ("*tion", any_form("tion")),
        ("sanction**", begun("sanction")),
        ('"sanction*"', exactly("sanction")),
        ("MINSK Minsk minsk", any_form("minsk")),
        ("a\x00b\x1dc", And((A, B, C))),
    ],
)
def test_anything_else_is_the_words_in_it(q: str, tree: Tree | None) -> None:
    if tree is None:
        with pytest.raises(QueryError, match="no word"):
            parse(q)
    else:
        assert parse(q) == tree


@pytest.mark.parametrize(
    ("q", "tree"),
    [
        ('"a b', And((A, B))),
        ('a "b', And((A, B))),
        ('a "', A),
        ('-"b a', Without(A, (B,))),
        ("“special status”", exactly("special", "status")),
        ("„special status“", exactly("special", "status")),
        ("« special status »", exactly("special", "status")),
        ("「中国」", exactly("中", "国")),
        ('"the «special» status"', exactly("the", "special", "status")),
        ('"" a', A),
    ],
)
def test_quotation_marks_of_every_kind_and_alone(q: str, tree: Tree) -> None:
    assert parse(q) == tree


@pytest.mark.parametrize(
    ("q", "tree"),
    [
        ("- a", A),
        ("a - b", And((A, B))),
        ("a -- b", And((A, B))),
        ("a --b", Without(A, (B,))),
        ("a -!!! b", And((A, B))),
        ("a OR b -c", Without(Or((A, B)), (C,))),
        ("-c a OR b", Without(Or((A, B)), (C,))),
        ("a OR -b", Without(A, (B,))),
        ("a AND -b", Without(A, (B,))),
        ("a (-b)", Without(A, (B,))),
        ("a -(b c)", Without(A, (And((B, C)),))),
        ("a -(b OR c)", Without(A, (B, C))),
        ("a -b,c", Without(A, (B, C))),
        ("a -(-b)", And((A, B))),
        ("a (b -c)", And((A, Without(B, (C,))))),
        ("a -(b -c)", Without(A, (Without(B, (C,)),))),
        ("a -b NEAR/1 c", Without(A, (Near(B, C, 1),))),
        ("a -b*", Without(A, (begun("b"),))),
    ],
)
def test_exclusions(q: str, tree: Tree) -> None:
    assert parse(q) == tree


@pytest.mark.parametrize(
    ("q", "tree"),
    [
        ("a b OR c", Or((And((A, B)), C))),
        ("a OR b c", Or((A, And((B, C))))),
        ("a or b", And((A, any_form("or"), B))),
        ("OR", any_form("or")),
        ("a OR", And((A, any_form("or")))),
        ("AND a", And((any_form("and"), A))),
        ("a NEAR/5", And((A, any_form("near"), any_form("5")))),
        ("a NEAR b", And((A, any_form("near"), B))),
        ("a near/5 b", And((A, any_form("near"), any_form("5"), B))),
        ("()a()", A),
        (")a(", A),
        ("a OR () b", Or((A, B))),
        ("((a b", And((A, B))),
        ("（a OR b）c", And((Or((A, B)), C))),
        ("a(b)c", And((A, B, C))),
    ],
)
def test_operators_and_brackets_are_words_or_nothing_where_they_join_nothing(q: str, tree: Tree) -> None:
    assert parse(q) == tree


@pytest.mark.parametrize(
    ("q", "tree"),
    [
        ("a NEAR/3 b NEAR/2 c", And((Near(A, B, 3), Near(B, C, 2)))),
        ("(a OR b) NEAR/2 c", Or((Near(A, C, 2), Near(B, C, 2)))),
        ("a NEAR/2 (b c)", And((Near(A, B, 2), Near(A, C, 2)))),
        ("a NEAR/2 (b -c)", Without(Near(A, B, 2), (C,))),
        ("(a NEAR/3 b) NEAR/2 c", And((Near(A, B, 3), Or((Near(A, C, 2), Near(B, C, 2)))))),
        ("a NEAR/2 a", A),
        ("a NEAR/0 b", Near(A, B, 0)),
        ("a NEAR/99999999999999999999 b", Near(A, B, 1_000_000)),
        ("a-b NEAR/1 c", Near(any_form("a", "b"), C, 1)),
        ("a NEAR/1 ()", A),
        ("a NEAR/1 (-b)", Without(A, (B,))),
    ],
)
def test_nearness_is_spread_over_brackets(q: str, tree: Tree) -> None:
    assert parse(q) == tree


@pytest.mark.parametrize(
    ("q", "message"),
    [
        ("", "no word"),
        (" \t\x1d\u200b", "no word"),
        ("😀 … ()", "no word"),
        ("\ud800", "no word"),
        ("-a", "nothing but exclusions"),
        ('-"soft power" -a', "nothing but exclusions"),
        ("-a NEAR/5 b", "nothing but exclusions"),
        ("(-a) OR (-b)", "nothing but exclusions"),
        ("a" * 513, "512 characters"),
        (" ".join(f"w{i}" for i in range(33)), "32 different words"),
        ("a -" + "-".join(f"w{i}" for i in range(32)), "32 different words"),
        ("(" * 17 + "a", "16 deep"),
    ],
)
def test_what_cannot_be_searched_for(q: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse(q)


def test_the_limits_themselves_are_allowed() -> None:
    assert parse("a" * 512) == any_form("a" * 512)
    assert parse("(" * 16 + "a" + ")" * 16) == A
    assert len(query_words(parse(" ".join(f"w{i}" for i in range(32))))) == 32
    assert parse("a " * 256) == A


def test_nested_nearness_stays_small() -> None:
    q = "(" * 16 + "a1 NEAR/1 b1" + "".join(f") NEAR/1 c{i}" for i in range(16))
    assert len(interpret(parse(q))) < 20_000


@pytest.mark.parametrize(
    ("q", "read"),
    [
        ("minsk agreements", "any form of minsk and any form of agreements"),
        ('"special status"', 'exactly "special status"'),
        ("sanction*", "words starting with sanction"),
        ("price-determining", "any forms of price and determining, side by side"),
        ("don't-know", "any forms of don, t and know, side by side"),
        ("price-det*", 'exactly "price" and beside it words starting with det'),
        ("Côte OR ТЁРКИН", "any form of cote or any form of теркин"),
        ("a b OR c -d", "((any form of a and any form of b) or any form of c) but without any form of d"),
        ("minsk NEAR/5 ukraine", "any form of minsk within 5 words of any form of ukraine"),
    ],
)
def test_a_query_is_read_back_in_words(q: str, read: str) -> None:
    assert interpret(parse(q)) == read


def test_the_words_are_those_looked_for() -> None:
    assert query_words(parse('minsk "the Minsk agreements" -crimea sanc*')) == ["minsk", "the", "agreements", "sanc"]


@given(TYPED.map(" ".join) | st.text(max_size=80))
def test_whatever_is_typed_is_read_or_politely_refused(q: str) -> None:
    try:
        tree = parse(q)
    except QueryError:
        return
    assert query_words(tree)
    assert interpret(tree)


@pytest.mark.parametrize(
    ("q", "text", "expected"),
    [
        ("agreement", "The agreements, agreed.", ["agreements"]),
        ('"agreements"', "agreement AGREEMENTS", ["AGREEMENTS"]),
        ('"minsk agreements"', "Minsk\n\n“agreements”; Minsk agreement", ["Minsk\n\n“agreements"]),
        ("minsk-agreement", "Minsk agreements; agreements Minsk", ["Minsk agreements"]),
        ("sanction*", "Sanctions sanctioned unsanctioned", ["Sanctions", "sanctioned"]),
        ("a b", "a c a", []),
        ("a b", "b c a", ["b", "a"]),
        ("(a b) OR c", "a c", ["c"]),
        ("a -b", "a b", []),
        ("a -(b c)", "a b", ["a"]),
        ("a NEAR/1 b", "a x b y z a", ["a", "b"]),
        ("a NEAR/1 b", "b x a", ["b", "a"]),
        ("a NEAR/1 b", "a x y b", []),
        ("a NEAR/0 b", "a b a", ["a", "b", "a"]),
        ('"a b" NEAR/1 c', "c x a b a b", ["c", "a b"]),
        ('"minsk agreements" minsk', "Minsk agreements, Minsk", ["Minsk agreements", "Minsk"]),
        ('"a a"', "a a a", ["a a a"]),
        ("哈哈", "哈哈，哈哈哈", ["哈哈，哈哈哈"]),
        ("國", "中國人 and 國", ["國", "國"]),
        ("cafe\u0301", "Café CAFÉ cafe", ["Café", "CAFÉ", "cafe"]),
        ("minsk", "😀 Min\u00adsk", ["Min\u00adsk"]),
        ("lavrov", "Lavrov’s", ["Lavrov"]),
    ],
)
def test_matches_are_exactly_the_words(q: str, text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in spans(parse(q), words(text), "en")] == expected


def test_stems_are_those_of_the_texts_language() -> None:
    tree = parse("соглашение")
    assert spans(tree, words("о соглашениях"), "ru") == [(2, 13)]
    assert spans(tree, words("о соглашениях"), "en") == []
