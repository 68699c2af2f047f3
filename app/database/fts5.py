"""The index of words in SQLite: an FTS5 table of finished words and stems, and the counts that are kept beside it."""

import json
from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import Connection, Float, Integer, String, Subquery, TextClause, bindparam, text

from app.database import Field, IndexedTurn, Span, count_terms
from app.search_query import And, Near, Or, Term, Tree, Without
from app.words import stem

TABLES = frozenset({"word_index", "word_index_counts", "word_index_places"})

COUNT = (
    "INSERT INTO word_index_counts(term, field, turns) VALUES (?, ?, ?)"
    " ON CONFLICT DO UPDATE SET turns = turns + excluded.turns"
)
# `+ 0` keeps SQLite from looking up each turn of another table in the index, which costs a query a turn.
HITS = (
    "SELECT rowid + 0 AS turn_pk, rowid AS place, -bm25(word_index) AS score FROM word_index"
    " WHERE word_index MATCH :tree"
)
# `CROSS JOIN` is SQLite's word for a join in this order.
HITS_WITHIN = (
    "SELECT word_index.rowid + 0 AS turn_pk, word_index.rowid AS place, -bm25(word_index) AS score"
    " FROM json_each(:spans) AS span CROSS JOIN word_index"
    " WHERE word_index MATCH :tree AND word_index.rowid BETWEEN span.value ->> 0 AND span.value ->> 1"
)
HIT_TURNS = (
    "SELECT turn.interview_pk, turn.speaker_pk, turn.kind"
    " FROM word_index JOIN turn INDEXED BY ix_turn_live ON turn.pk = word_index.rowid + 0"
    " WHERE turn.position IS NOT NULL AND word_index MATCH :tree"
)

_TURN_COUNTS = text(
    "SELECT term, turns FROM json_each(:terms) AS wanted"
    " CROSS JOIN word_index_counts ON term = wanted.value AND field = :field WHERE turns > 0"
)


def write_words(connection: Connection, turns: Iterable[IndexedTurn]) -> None:
    _change_words(connection, "INSERT INTO word_index(rowid, words, stems) VALUES (?, ?, ?)", list(turns), +1)


def erase_words(connection: Connection, turns: Iterable[IndexedTurn]) -> None:
    statement = "INSERT INTO word_index(word_index, rowid, words, stems) VALUES ('delete', ?, ?, ?)"
    _change_words(connection, statement, list(turns), -1)


def clear_words(connection: Connection) -> None:
    connection.execute(text("INSERT INTO word_index(word_index) VALUES ('delete-all')"))
    connection.execute(text("DELETE FROM word_index_counts"))


def hits(
    tree: Tree, languages: Collection[str], spans: Collection[Span] | None = None, newest: int | None = None
) -> Subquery:
    statement = text(HITS)
    if spans is not None:
        statement = text(HITS_WITHIN).bindparams(bindparam("spans", json.dumps(list(spans)), unique=True))
    return _as_hits(statement.bindparams(bindparam("tree", _match(tree, languages), unique=True)))


def fixed_hits(tree: Tree, languages: Collection[str]) -> tuple[Subquery, dict[str, str]] | None:
    return _FIXED_HITS, {"tree": _match(tree, languages)}


def _as_hits(statement: TextClause) -> Subquery:
    return statement.columns(turn_pk=Integer, place=Integer, score=Float).subquery("hits")


_FIXED_HITS = _as_hits(text(HITS))


def hit_turns(tree: Tree, languages: Collection[str]) -> Subquery:
    statement = text(HIT_TURNS).bindparams(bindparam("tree", _match(tree, languages), unique=True))
    return statement.columns(interview_pk=Integer, speaker_pk=Integer, kind=String).subquery("hit_turns")


def turn_counts(connection: Connection, field: Field, terms: Collection[str]) -> dict[str, int]:
    rows = connection.execute(_TURN_COUNTS, {"field": field, "terms": json.dumps(list(terms))}).all()
    return {row.term: row.turns for row in rows}


def indexed_counts(connection: Connection) -> dict[tuple[Field, str], int]:
    rows = connection.execute(text("SELECT field, term, turns FROM word_index_counts WHERE turns > 0"))
    return {(row.field, row.term): row.turns for row in rows}


def indexed_words(connection: Connection) -> Iterator[tuple[str, int, str, int]]:
    yield from map(tuple, connection.exec_driver_sql("SELECT term, doc, col, offset FROM word_index_places"))


def _match(tree: Tree, languages: Collection[str]) -> str:
    """Write `tree` in FTS5's syntax. Words are letters, marks and digits, so that between quotes they stay words."""
    match tree:
        case Term() | Near():
            return _match_leaf(tree, languages)
        case And(parts):
            return " AND ".join(f"({_match(part, languages)})" for part in parts)
        case Or(parts):
            return " OR ".join(f"({_match(part, languages)})" for part in parts)
        case Without(kept, gone):
            excluded = " OR ".join(f"({_match(part, languages)})" for part in gone)
            return f"({_match(kept, languages)}) NOT ({excluded})"


def _match_leaf(leaf: Term | Near, languages: Collection[str]) -> str:
    term = leaf.left if isinstance(leaf, Near) else leaf
    if term.form != "stem":
        return f"words : {_written(leaf, None)}"
    return f"stems : ({' OR '.join(_written(leaf, language) for language in languages)})"


def _written(leaf: Term | Near, language: str | None) -> str:
    if isinstance(leaf, Term):
        return _phrase(leaf, language)
    return f"NEAR({_phrase(leaf.left, language)} {_phrase(leaf.right, language)}, {leaf.distance})"


def _phrase(term: Term, language: str | None) -> str:
    written = term.words if language is None else [stem(word, language) for word in term.words]
    return f'"{" ".join(written)}"{" *" if term.form == "prefix" else ""}'


def _change_words(connection: Connection, statement: str, turns: list[IndexedTurn], sign: int) -> None:
    if not turns:
        return
    connection.exec_driver_sql(statement, turns)
    counts = [(term, field, sign * count) for (field, term), count in sorted(count_terms(turns).items())]
    if counts:
        connection.exec_driver_sql(COUNT, counts)
