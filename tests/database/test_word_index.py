"""The word index holds what was put in, no more and no less."""

from collections import Counter
from pathlib import Path

from app import schema
from app.database import count_terms, dialect_of, disposing, writing_engine
from app.words import index_text
from tests.databases import database_at

TEXTS = {1: "A lamp, the lamps and a lampshade", 2: "中国 lamp é", 3: ""}


def test_words_come_out_as_they_went_in_whatever_else_the_engine_keeps_for_prefixes(tmp_path: Path) -> None:
    rows = [(pk, *index_text(text, "en")) for pk, text in TEXTS.items()]
    with disposing(writing_engine(database_at(tmp_path / "words.db"))) as engine:
        schema.upgrade(engine)
        with engine.begin() as connection:
            dialect = dialect_of(connection)
            dialect.write_words(connection, rows)
            assert Counter(dialect.indexed_words(connection)) == expected(rows)
            dialect.erase_words(connection, rows[:1])
            assert Counter(dialect.indexed_words(connection)) == expected(rows[1:])


def test_counts_of_turns_follow_what_is_put_in_and_taken_out(tmp_path: Path) -> None:
    rows = [(pk, *index_text(text, "en")) for pk, text in TEXTS.items()]
    with disposing(writing_engine(database_at(tmp_path / "words.db"))) as engine:
        schema.upgrade(engine)
        with engine.begin() as connection:
            dialect = dialect_of(connection)
            dialect.write_words(connection, rows)
            assert dialect.turn_counts(connection, "words", ["lamp", "lamps", "中", "nowhere"]) == {
                "lamp": 2,
                "lamps": 1,
                "中": 1,
            }
            assert dialect.turn_counts(connection, "stems", ["en·lamp", "lamp"]) == {"en·lamp": 2}
            assert dialect.turn_counts(connection, "starts", ["l", "la", "lam"]) == {"l": 2, "la": 2}
            dialect.erase_words(connection, rows[:1])
            assert dialect.indexed_counts(connection) == count_terms(rows[1:])
            dialect.clear_words(connection)
            assert dialect.indexed_counts(connection) == {}


def expected(rows: list[tuple[int, str, str]]) -> Counter[tuple[str, int, str, int]]:
    return Counter(
        (word, pk, column, at)
        for pk, words, stems in rows
        for column, text in (("words", words), ("stems", stems))
        for at, word in enumerate(text.split())
    )
