"""The turns in PostgreSQL's index of words for which a tree holds, and how well."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Float,
    Integer,
    ScalarSelect,
    Select,
    String,
    Subquery,
    TextClause,
    and_,
    bindparam,
    case,
    cast,
    column,
    false,
    func,
    join,
    literal,
    not_,
    null,
    or_,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from app.database import Span
from app.database.tsquery import Languages, fits, is_only_needed, judged, needed, query, rank_query
from app.search_query import Or, Term, Tree

BY_RANK = 1
"""ts_rank's option to divide by the logarithm of the length."""

# An array, and no join, so that PostgreSQL may still look for the keys of turns that it has from elsewhere.
HAS_NEEDED = """
    word_index.turn_pk = ANY (ARRAY(
        SELECT part.turn_pk
        FROM unnest(CAST(:needed AS tsquery[])) WITH ORDINALITY AS needed (word, number)
        JOIN word_index AS part ON part.is_part AND part.lexemes @@ needed.word
        GROUP BY part.turn_pk HAVING count(DISTINCT needed.number) = cardinality(CAST(:needed AS tsquery[]))
    ))
"""
# All numbers of leaves that hold in a turn are a tsvector themselves, of which a tsquery says the tree.
IS_JUDGED = """
    (
        WITH piece AS MATERIALIZED (
            SELECT * FROM jsonb_to_recordset(CAST(:pieces AS jsonb)) AS piece (
                term int, language int, lexeme text, "offset" int, is_begun bool, "of" int
            )
        ), leaf AS MATERIALIZED (
            SELECT * FROM jsonb_to_recordset(CAST(:leaves AS jsonb)) AS leaf (
                number int, first int, second int, least int, most int
            )
        ), said AS (
            SELECT own.first, lexeme, positions FROM word_index AS own, unnest(own.lexemes)
            WHERE own.turn_pk = word_index.turn_pk
        ), found AS (
            SELECT piece.*, said.first, positions FROM said JOIN piece USING (lexeme) WHERE NOT is_begun
            UNION ALL
            SELECT piece.*, said.first, positions FROM said JOIN piece ON starts_with(said.lexeme, piece.lexeme)
            WHERE is_begun
        ), begun AS (
            SELECT term, language, first + place - "offset" AS at FROM found, unnest(positions) AS place
            GROUP BY term, language, "of", at HAVING count(*) = "of"
        ), place AS (
            SELECT term, language, range_agg(int4range(at, at, '[]')) AS places FROM begun GROUP BY term, language
        ), near AS (
            SELECT first, least, most, language, (
                SELECT range_agg(int4range(lower(each) + least, upper(each) + most)) FROM unnest(places) AS each
            ) AS places
            FROM (SELECT DISTINCT first, least, most FROM leaf) AS wanted JOIN place ON term = first
        )
        SELECT coalesce(array_to_tsvector(array_agg(number::text)), '') @@ CAST(:tree AS tsquery)
        FROM leaf JOIN near USING (first, least, most)
        JOIN place ON place.term = second AND place.language = near.language AND place.places && near.places
    )
"""

_INDEX = table(
    "word_index",
    column("turn_pk", Integer),
    column("first", Integer),
    column("is_part", Boolean),
    column("lexemes"),
)
_TURN = table(
    "turn",
    column("pk", Integer),
    column("interview_pk", Integer),
    column("speaker_pk", Integer),
    column("kind", String),
    column("position", Integer),
)


def hits(
    tree: Tree, languages: Collection[str], spans: Collection[Span] | None = None, newest: int | None = None
) -> Subquery:
    read = tuple(languages)
    if newest is not None and _is_estimated(tree):
        return _newest(tree, read, newest)
    found = _within(_found(tree, read), spans).subquery("found")
    # Asked for once the turns are chosen: to rank all that a common word stands in costs seconds.
    score = _score_of(found.c.turn_pk, tree, read)
    return select(found.c.turn_pk, found.c.turn_pk.label("place"), score.label("score")).subquery("hits")


def fixed_hits(tree: Tree, languages: Collection[str]) -> tuple[Subquery, dict[str, str]] | None:
    """Give none: each tree is a statement of its own."""


def hit_turns(tree: Tree, languages: Collection[str]) -> Subquery:
    found = _found(tree, tuple(languages)).subquery("found")
    both = join(found, _TURN, _TURN.c.pk == found.c.turn_pk)
    wanted = select(_TURN.c.interview_pk, _TURN.c.speaker_pk, _TURN.c.kind).select_from(both)
    return wanted.where(_TURN.c.position.is_not(null())).subquery("hit_turns")


def _found(tree: Tree, languages: Languages) -> Select[int]:
    """Select the turns for which `tree` holds: those of one row, and the first rows of those that are kept in parts.

    As one condition: of a union PostgreSQL would read all, were it for the turns of one speaker.
    """
    words, is_judged = needed(tree, languages), _is_judged(tree, languages)
    if fits(tree, languages):
        holds = _matches(query(tree, languages))
    else:
        holds = and_(_matches(" & ".join(f"({word})" for word in words)), is_judged)
    has_needed = text(HAS_NEEDED).bindparams(bindparam("needed", words, unique=True))
    holds_in_parts = has_needed if is_only_needed(tree) else and_(has_needed, is_judged)
    whole = and_(not_(_INDEX.c.is_part), holds)
    return select(_INDEX.c.turn_pk).where(or_(whole, and_(_INDEX.c.is_part, _INDEX.c.first == 0, holds_in_parts)))


def _newest(tree: Tree, languages: Languages, most: int) -> Subquery:
    """Let PostgreSQL look for the greatest keys from their end on: of a common word all turns are many.

    Scores are those of the rows it looks at: to look for each again costs more.
    """
    own = _rank(_INDEX.c.lexemes, tree, languages)
    score = case((_INDEX.c.is_part, _score_of(_INDEX.c.turn_pk, tree, languages)), else_=own)
    found = _found(tree, languages).add_columns(_INDEX.c.turn_pk.label("place"), score.label("score"))
    return found.order_by(_INDEX.c.turn_pk.desc()).limit(most).subquery("hits")


def _score_of(turn_pk: ColumnElement[int], tree: Tree, languages: Languages) -> ScalarSelect[Any]:
    """Give the score of a turn, whatever its rows."""
    own = _INDEX.alias("own")
    rank = func.sum(_rank(own.c.lexemes, tree, languages), type_=Float)
    return select(rank).where(own.c.turn_pk == turn_pk).scalar_subquery()


def _rank(lexemes: ColumnElement[Any], tree: Tree, languages: Languages) -> ColumnElement[float]:
    return func.ts_rank(lexemes, _tsquery(rank_query(tree, languages)), BY_RANK, type_=Float)


def _is_estimated(tree: Tree) -> bool:
    """Tell whether PostgreSQL knows how many turns `tree` holds in: of words side by side it believes in too many."""
    if isinstance(tree, Or):
        return all(map(_is_estimated, tree.parts))
    return isinstance(tree, Term) and len(tree.words) == 1


def _within(statement: Select[Any], spans: Collection[Span] | None) -> Select[Any]:
    """Name each span, so that PostgreSQL sees how few turns are in them: joined with a list, it would read them all."""
    if spans is None:
        return statement
    return statement.where(or_(false(), *(_INDEX.c.turn_pk.between(*span) for span in spans)))


def _is_judged(tree: Tree, languages: Languages) -> TextClause:
    how = judged(tree, languages)
    return text(IS_JUDGED).bindparams(
        bindparam("pieces", json.dumps([piece._asdict() for piece in how.pieces]), unique=True),
        bindparam("leaves", json.dumps([leaf._asdict() for leaf in how.leaves]), unique=True),
        bindparam("tree", how.tree, unique=True),
    )


def _matches(words: str) -> ColumnElement[bool]:
    matches: ColumnElement[bool] = _INDEX.c.lexemes.op("@@", is_comparison=True)(_tsquery(words))
    return matches


def _tsquery(words: str) -> ColumnElement[Any]:
    return cast(literal(words), TSQUERY)
