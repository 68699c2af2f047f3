"""The index of words in PostgreSQL, as it is written: tsvectors of words and stems, and the counts kept beside them.

Words and stems stand in one tsvector, at the places of their words. PostgreSQL keeps 256 places of a lexeme and counts
to 16,383: a turn of more is kept in parts, rows of which each says where in the turn it begins.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, text

from app.database import Field, IndexedTurn, count_terms
from app.database.lexemes import GOES_ON, LONGEST, cut, is_piece, joined, read, stem_lexeme

TABLES = frozenset({"word_index", "word_index_counts"})

MOST_PLACES = 256
MOST_WORDS = 16_383
MOST_BYTES = 500_000
"""Of a tsvector: half of what PostgreSQL takes, since a place costs bytes too."""

WRITE = (
    "INSERT INTO word_index (turn_pk, first, is_part, lexemes)"
    " SELECT turn_pk, first, is_part, lexemes::tsvector"
    " FROM unnest(%s::int[], %s::int[], %s::bool[], %s::text[]) AS row (turn_pk, first, is_part, lexemes)"
)
COUNT = (
    "INSERT INTO word_index_counts AS old (key, field, turns, term)"
    " SELECT * FROM unnest(%s::text[], %s::text[], %s::int[], %s::text[])"
    " ON CONFLICT (key, field) DO UPDATE SET turns = old.turns + excluded.turns"
)
COUNTS = "SELECT coalesce(term, key) AS term, field, turns FROM word_index_counts WHERE turns > 0"
PACK = (
    "CREATE TABLE word_index_packed AS SELECT * FROM word_index_counts ORDER BY key, field",
    "TRUNCATE word_index_counts",
    "INSERT INTO word_index_counts SELECT * FROM word_index_packed",
    "DROP TABLE word_index_packed",
)
PLACES = (
    "SELECT lexeme, turn_pk, first + place - 1 FROM word_index, unnest(lexemes) AS found, unnest(positions) AS place"
)


def write_words(connection: Connection, turns: Iterable[IndexedTurn]) -> None:
    given = list(turns)
    rows = [row for turn in given for row in _rows(turn)]
    if rows:
        connection.exec_driver_sql(WRITE, _columns(rows))
    _change_counts(connection, given, +1)


def erase_words(connection: Connection, turns: Iterable[IndexedTurn]) -> None:
    given = list(turns)
    connection.exec_driver_sql("DELETE FROM word_index WHERE turn_pk = ANY(%s)", ([pk for pk, _, _ in given],))
    _change_counts(connection, given, -1)


def clear_words(connection: Connection) -> None:
    connection.execute(text("DELETE FROM word_index"))
    connection.execute(text("DELETE FROM word_index_counts"))


def pack_counts(connection: Connection) -> None:
    """Write the counts anew: those of many batches in one transaction leave many times their size behind."""
    for statement in PACK:
        connection.exec_driver_sql(statement)


def turn_counts(connection: Connection, field: Field, terms: Collection[str]) -> dict[str, int]:
    statement = f"{COUNTS} AND key = ANY(%s) AND field = %s"
    rows = connection.exec_driver_sql(statement, ([_key(term) for term in terms], field))
    return {row.term: row.turns for row in rows}


def indexed_counts(connection: Connection) -> dict[tuple[Field, str], int]:
    return {(row.field, row.term): row.turns for row in connection.exec_driver_sql(COUNTS)}


def indexed_words(connection: Connection) -> Iterator[tuple[str, int, str, int]]:
    long: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for lexeme, pk, at in connection.exec_driver_sql(PLACES, execution_options={"yield_per": 10_000}):
        language, written = read(lexeme)
        if is_piece(written):
            long[pk, at, language].append(written)
        else:
            yield language + written, pk, "stems" if language else "words", at
    for (pk, at, language), pieces in long.items():
        yield language + joined(pieces), pk, "stems" if language else "words", at


def _rows(turn: IndexedTurn) -> list[tuple[int, int, bool, str]]:
    """Give the rows of a turn: its key, the place of the first word, whether there are others, and the lexemes."""
    pk, words, stems = turn
    parts = list(_parts(list(zip(words.split(), stems.split(), strict=True))))
    return [(pk, first, len(parts) > 1, _vector(places)) for first, places in parts]


def _parts(written: Sequence[tuple[str, str]]) -> Iterator[tuple[int, dict[str, list[int]]]]:
    first, size = 0, 0
    places: dict[str, list[int]] = {}
    for at, (word, stem) in enumerate(written):
        lexemes = [*cut(word), *cut(stem_lexeme(stem))]
        size += sum(map(len, lexemes))
        is_full = at - first == MOST_WORDS or size > MOST_BYTES // 4
        if is_full or any(len(places.get(lexeme, ())) == MOST_PLACES for lexeme in lexemes):
            yield first, places
            first, size, places = at, sum(map(len, lexemes)), {}
        for lexeme in lexemes:
            places.setdefault(lexeme, []).append(at - first + 1)
    yield first, places


def _vector(places: dict[str, list[int]]) -> str:
    return " ".join(f"'{lexeme}':{','.join(map(str, at))}" for lexeme, at in places.items())


def _change_counts(connection: Connection, turns: Sequence[IndexedTurn], sign: int) -> None:
    counts = sorted(count_terms(turns).items())
    rows = [(_key(term), field, sign * n, None if _key(term) == term else term) for (field, term), n in counts]
    if rows:
        connection.exec_driver_sql(COUNT, _columns(rows))


def _columns(rows: Sequence[tuple[Any, ...]]) -> tuple[list[Any], ...]:
    return tuple(map(list, zip(*rows, strict=True)))


def _key(term: str) -> str:
    """Give what a count is found by: an index takes no key of any length."""
    return term if len(term) <= LONGEST else GOES_ON + hashlib.sha256(term.encode()).hexdigest()
