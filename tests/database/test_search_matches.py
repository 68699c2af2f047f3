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


def found_by_engine(engine: Engine, q: str, corpus: list[tuple[str, str]]) -> set[int]:
    dialect = dialect_of(engine)
    with engine.connect() as connection:
        rows = [(pk, *index_text(text, language)) for pk, (text, language) in enumerate(corpus)]
        dialect.write_words(connection, rows)
        hits = dialect.hits(parse(q), LANGUAGES)
        return set(connection.scalars(select(hits.c.turn_pk)))


@given(CORPORA, QUERIES)
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


def test_as_deep_a_query_as_can_be_typed_is_taken(engine: Engine) -> None:
    nested = "".join(f"(a{i} -" for i in range(16)) + "b"
    assert found_by_engine(engine, nested, [("a0", "en")]) == {0}
