"""The engine finds the texts in which a query's tree holds, and no others."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from app import schema
from app.database import dialect_of, writing_engine
from app.search_query import QueryError, parse, spans
from app.words import index_text, words
from tests.databases import database_at

LANGUAGES = ("en", "ru")
VOCABULARY = (
    "minsk",
    "agreement",
    "agreements",
    "agreed",
    "o'neill",
    "соглашение",
    "соглашения",
    "中国",
    "国",
    "3.5",
    "é",
)
TEXTS = st.lists(st.sampled_from(VOCABULARY), max_size=8).map(" ".join)
CORPORA = st.lists(st.tuples(TEXTS, st.sampled_from(LANGUAGES)), min_size=1, max_size=8)
PIECES = (
    *VOCABULARY,
    *VOCABULARY,
    '"',
    "agree*",
    "中*",
    "OR",
    "AND",
    "NEAR/0",
    "NEAR/2",
    "(",
    ")",
    "-(",
    "-minsk",
    '-"',
)
QUERIES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map(" ".join)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    path: Path = tmp_path_factory.mktemp("words") / "words.db"
    engine = writing_engine(database_at(path))
    schema.upgrade(engine)
    yield engine
    engine.dispose()


LONG = " ".join(["minsk"] * 300 + ["é"] + ["agreement"] * 300 + ["国"] * 17_000 + ["agreed"])
"""More of one word, and more words, than PostgreSQL keeps in a row."""


def found_by_engine(engine: Engine, q: str, corpus: list[tuple[str, str]]) -> set[int]:
    dialect = dialect_of(engine)
    with engine.connect() as connection:
        rows = [(pk, *index_text(text, language)) for pk, (text, language) in enumerate(corpus)]
        dialect.write_words(connection, rows)
        hits = dialect.hits(parse(q), LANGUAGES)
        return set(connection.scalars(select(hits.c.turn_pk)))


def scores(engine: Engine, q: str, corpus: list[tuple[str, str]], newest: int | None) -> dict[int, float]:
    dialect = dialect_of(engine)
    with engine.connect() as connection:
        dialect.write_words(
            connection, [(pk, *index_text(text, language)) for pk, (text, language) in enumerate(corpus)]
        )
        hits = dialect.hits(parse(q), LANGUAGES, newest=newest)
        return {row.turn_pk: row.score for row in connection.execute(select(hits.c.turn_pk, hits.c.score))}


@given(CORPORA, QUERIES)
@example([(LONG, "en")], "minsk NEAR/0 agreement")
@example([(LONG, "en")], "minsk NEAR/1 agreement")
@example([(LONG, "en")], '"minsk minsk" NEAR/1000 "国 agre*" "é agreement" -"agreement é"')
@example([(LONG, "en")], '"minsk é" NEAR/1 (minsk OR agreed) (agreed NEAR/9 国)')
@example([("agreement", "en")], "en*")
@example([("a", "en")], "(" * 16 + "a -(b OR c*)" + ")" * 16)
@example([("a", "en")], " ".join(f"w{i} OR" for i in range(32)) + " w0 a")
@example([("a", "en")], "a" + " OR a" * 100)
def test_the_engine_finds_where_the_tree_holds(engine: Engine, corpus: list[tuple[str, str]], q: str) -> None:
    try:
        tree = parse(q)
    except QueryError:
        return
    expected = {pk for pk, (text, language) in enumerate(corpus) if spans(tree, words(text), language)}
    assert found_by_engine(engine, q, corpus) == expected


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_no_text_reaches_the_engine_as_syntax(engine: Engine, q: str) -> None:
    try:
        tree = parse(q)
    except QueryError:
        return
    expected = {0} if spans(tree, words(q), "en") else set()
    assert found_by_engine(engine, q, [(q, "en")]) == expected


def test_as_large_a_pair_of_groups_as_can_be_typed_is_taken(engine: Engine) -> None:
    group = " ".join(f"{a}-{b}" for a in "abcdefgh" for b in "ijklmnop")[:240]
    assert found_by_engine(engine, f"({group}) NEAR/5 ({group})", [("a", "en")]) == set()


@pytest.mark.parametrize("distance", [0, 5, 1000])
@pytest.mark.parametrize("nested", ["({}) NEAR/{n} ({})", "((({}) NEAR/{n} ({})) NEAR/{n} ({})) NEAR/{n} ({})"])
def test_thousands_of_pairs_are_taken(engine: Engine, nested: str, distance: int) -> None:
    pairs = [a + b for a in "一二三四五六七八九十" for b in "天地人日月山水火"]
    groups = [" ".join(pairs[at::4]) for at in range(4)]
    q = nested.format(*groups, n=distance)
    corpus = [(" ".join(pairs), "en"), (" ".join(reversed(pairs)), "en"), ("一 " * 20_000, "en")]
    expected = {pk for pk, (text, language) in enumerate(corpus) if spans(parse(q), words(text), language)}
    assert found_by_engine(engine, q, corpus) == expected


@pytest.mark.parametrize("q", ["x" * 200 + " NEAR/240 " + "y" * 250, "ﷺ" * 200 + " NEAR/99 " + "字" * 200])
def test_as_long_a_word_as_can_be_typed_is_taken(engine: Engine, q: str) -> None:
    assert found_by_engine(engine, q, [(q, "en"), ("a", "en")]) == {0}


@pytest.mark.parametrize("q", ["minsk", "minsk OR é", "agreed NEAR/2 国"])
def test_scores_are_the_same_however_many_are_wanted(engine: Engine, q: str) -> None:
    corpus = [(LONG, "en"), ("minsk é minsk", "en"), ("国 agreed", "en"), ("é", "en")]
    assert scores(engine, q, corpus, newest=None) == scores(engine, q, corpus, newest=10)


def test_as_deep_a_query_as_can_be_typed_is_taken(engine: Engine) -> None:
    nested = "".join(f"(a{i} -" for i in range(16)) + "b"
    assert found_by_engine(engine, nested, [("a0", "en")]) == {0}
