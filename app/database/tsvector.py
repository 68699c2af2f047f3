"""The index of words in PostgreSQL: a tsvector of finished words and stems, and the counts that are kept beside it.

Words and stems stand in one tsvector, at the places of their words; a stem's language tells it from a word. PostgreSQL
keeps 256 places of a lexeme and counts to 16,383: a turn of more is kept in parts, and its terms are looked for one by
one, in any of its parts where they are one word, and by their places where they are several.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    Connection,
    Float,
    Integer,
    Select,
    String,
    Subquery,
    and_,
    cast,
    column,
    exists,
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
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from app.database import Field, IndexedTurn, Span, count_terms
from app.search_query import And, Near, Or, Term, Tree, Without, terms
from app.words import stem

TABLES = frozenset({"word_index", "word_index_counts"})

MOST_PLACES = 256
MOST_WORDS = 16_383
MOST_BYTES = 500_000
"""Of a tsvector: half of what PostgreSQL takes, since a place costs bytes too."""

LONGEST = 400
"""Characters of a lexeme: a longer word is several at one place."""

MOST_LEXEMES = 1_000
"""A pair of terms near each other that takes more in a tsquery, one for each distance, is looked for by places."""

GOES_ON, LANGUAGE = "…", "·"
"""What marks the pieces of a long word and the language of a stem: neither stands in a word."""

BY_RANK = 1
"""ts_rank's option to divide by the logarithm of the length."""

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
PLACES = (
    "SELECT lexeme, turn_pk, first + place - 1 FROM word_index, unnest(lexemes) AS found, unnest(positions) AS place"
)

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


class Lexeme(NamedTuple):
    """A lexeme of a term: how many words after the term's first it stands, and whether it is only begun."""

    offset: int
    text: str
    is_begun: bool = False


Phrase = Sequence[Lexeme]


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


def hits(
    tree: Tree, languages: Collection[str], spans: Collection[Span] | None = None, newest: int | None = None
) -> Subquery:
    found = _found(tree, languages, spans, newest).subquery("found")
    # Asked for once the turns are chosen: to rank all that a common word stands in costs seconds.
    score = (
        select(func.sum(func.ts_rank(_INDEX.c.lexemes, _rank_query(tree, languages), BY_RANK), type_=Float))
        .where(_INDEX.c.turn_pk == found.c.turn_pk)
        .scalar_subquery()
    )
    return select(found.c.turn_pk, found.c.turn_pk.label("place"), score.label("score")).subquery("hits")


def fixed_hits(tree: Tree, languages: Collection[str]) -> tuple[Subquery, dict[str, str]] | None:
    """Give none: each tree is a statement of its own."""


def hit_turns(tree: Tree, languages: Collection[str]) -> Subquery:
    found = _found(tree, languages).subquery("found")
    both = join(found, _TURN, _TURN.c.pk == found.c.turn_pk)
    wanted = select(_TURN.c.interview_pk, _TURN.c.speaker_pk, _TURN.c.kind).select_from(both)
    return wanted.where(_TURN.c.position.is_not(null())).subquery("hit_turns")


def turn_counts(connection: Connection, field: Field, terms: Collection[str]) -> dict[str, int]:
    statement = f"{COUNTS} AND key = ANY(%s) AND field = %s"
    rows = connection.exec_driver_sql(statement, ([_key(term) for term in terms], field))
    return {row.term: row.turns for row in rows}


def indexed_counts(connection: Connection) -> dict[tuple[Field, str], int]:
    return {(row.field, row.term): row.turns for row in connection.exec_driver_sql(COUNTS)}


def indexed_words(connection: Connection) -> Iterator[tuple[str, int, str, int]]:
    long: dict[tuple[int, int, str], list[str]] = defaultdict(list)
    for lexeme, pk, at in connection.exec_driver_sql(PLACES, execution_options={"yield_per": 10_000}):
        language, mark, word = lexeme.rpartition(LANGUAGE)
        if GOES_ON in word:
            long[pk, at, language + mark].append(word)
        else:
            yield lexeme, pk, "stems" if mark else "words", at
    for (pk, at, language), pieces in long.items():
        yield language + _joined(pieces), pk, "stems" if language else "words", at


def _found(
    tree: Tree, languages: Collection[str], spans: Collection[Span] | None = None, newest: int | None = None
) -> Any:
    """Select the turns for which `tree` holds: those kept whole by one tsquery, those kept in parts term by term."""
    whole = select(_INDEX.c.turn_pk).where(not_(_INDEX.c.is_part), _holds(tree, languages))
    parts = select(_INDEX.c.turn_pk).where(_INDEX.c.is_part, _INDEX.c.first == 0, _holds_in_parts(tree, languages))
    most = newest if _is_estimated(tree) else None
    return union_all(*(_newest(_within(each, spans), most) for each in (whole, parts)))


def _is_estimated(tree: Tree) -> bool:
    """Tell whether PostgreSQL knows how many turns `tree` holds in: of words side by side it believes in too many."""
    if isinstance(tree, Or):
        return all(map(_is_estimated, tree.parts))
    return isinstance(tree, Term) and len(tree.words) == 1


def _newest(statement: Select[Any], newest: int | None) -> Select[Any]:
    """Let the greatest keys be found from the end on: of a common word they are near, and all its turns are many."""
    if newest is None:
        return statement
    last = statement.order_by(_INDEX.c.turn_pk.desc()).limit(newest).subquery()
    return select(last.c.turn_pk)


def _within(statement: Select[Any], spans: Collection[Span] | None) -> Select[Any]:
    """Name each span, so that PostgreSQL sees how few turns are in them: joined with a list, it would read them all."""
    if spans is None:
        return statement
    return statement.where(or_(false(), *(_INDEX.c.turn_pk.between(*span) for span in spans)))


def _holds(tree: Tree, languages: Collection[str]) -> ColumnElement[bool]:
    """Tell whether `tree` holds in the one row of a turn."""
    if _fits(tree):
        return _matches(_query(tree, languages))
    match tree:
        case Near(left, right):
            return and_(_matches(_query(And((left, right)), languages)), _has_places(tree, languages))
        case And(parts):
            return and_(*(_holds(part, languages) for part in parts))
        case Or(parts):
            return or_(*(_holds(part, languages) for part in parts))
        case Without(kept, gone):
            return and_(_holds(kept, languages), not_(or_(*(_holds(part, languages) for part in gone))))
    raise TypeError(tree)


def _holds_in_parts(tree: Tree, languages: Collection[str]) -> ColumnElement[bool]:
    """Tell whether `tree` holds in all the rows of a turn together."""
    match tree:
        case Term() | Near():
            alone = or_(*(and_(*(map(_has_lexeme, each))) for each in _readings(tree, languages)))
            single = isinstance(tree, Term) and len(tree.words) == 1
            return alone if single else and_(alone, _has_places(tree, languages))
        case And(parts):
            return and_(*(_holds_in_parts(part, languages) for part in parts))
        case Or(parts):
            return or_(*(_holds_in_parts(part, languages) for part in parts))
        case Without(kept, gone):
            excluded = or_(*(_holds_in_parts(part, languages) for part in gone))
            return and_(_holds_in_parts(kept, languages), not_(excluded))


def _has_lexeme(lexemes: str) -> ColumnElement[bool]:
    part = _INDEX.alias("part")
    having = select(part.c.turn_pk).where(part.c.is_part, part.c.lexemes.op("@@")(cast(literal(lexemes), TSQUERY)))
    return _INDEX.c.turn_pk.in_(having)


def _readings(leaf: Term | Near, languages: Collection[str]) -> Iterator[list[str]]:
    """Give, for each language that a term is read in, the words that must be there, each as a tsquery."""
    both = (leaf.left, leaf.right) if isinstance(leaf, Near) else (leaf,)
    for language in _read_in(both[0], languages):
        pieces = [piece for term in both for piece in _phrase(term, language)]
        by_word = groupby(pieces, key=lambda lexeme: lexeme.offset)
        yield [_chain(list(word)) for _, word in by_word]


def _has_places(leaf: Term | Near, languages: Collection[str]) -> ColumnElement[bool]:
    """Tell whether words stand in a turn as a term or a pair wants them, by their places in all of its rows."""
    if isinstance(leaf, Term):
        each = (_places(_phrase(leaf, language)) for language in _read_in(leaf, languages))
        return or_(*(exists(select(places.c.at)) for places in each))
    return or_(*(_are_near(leaf, language) for language in _read_in(leaf.left, languages)))


def _are_near(pair: Near, language: str | None) -> ColumnElement[bool]:
    left, right = (_places(_phrase(term, language)) for term in (pair.left, pair.right))
    before, after = len(pair.right.words) + pair.distance, len(pair.left.words) + pair.distance
    both = join(left, right, (right.c.at - left.c.at).between(-before, after))
    return exists(select(left.c.at).select_from(both))


def _places(phrase: Phrase) -> Any:
    """Give where in a turn a phrase begins."""
    found = func.word_index_places(
        _INDEX.c.turn_pk,
        literal([lexeme.text for lexeme in phrase], ARRAY(String)),
        literal([lexeme.offset for lexeme in phrase], ARRAY(Integer)),
        literal(phrase[-1].is_begun, Boolean),
    )
    return found.table_valued(column("at", Integer)).render_derived()


def _matches(query: str) -> ColumnElement[bool]:
    matches: ColumnElement[bool] = _INDEX.c.lexemes.op("@@", is_comparison=True)(cast(literal(query), TSQUERY))
    return matches


def _fits(tree: Tree) -> bool:
    """Tell whether a tsquery of a fair size says `tree`: it knows no distance but an exact one."""
    match tree:
        case Term():
            return True
        case Near(left, right, distance):
            size = len(left.words) + len(right.words)
            return size * (size + 2 * distance + 1) <= MOST_LEXEMES
        case And(parts) | Or(parts):
            return all(map(_fits, parts))
        case Without(kept, gone):
            return _fits(kept) and all(map(_fits, gone))


def _query(tree: Tree, languages: Collection[str]) -> str:
    """Write `tree` as a tsquery. Words are letters, marks and digits, so that between quotes they stay words."""
    match tree:
        case Term():
            return _either(_chain(_phrase(tree, language)) for language in _read_in(tree, languages))
        case Near(left):
            read = _read_in(left, languages)
            return _either(chain for language in read for chain in _near_chains(tree, language))
        case And(parts):
            return " & ".join(f"({_query(part, languages)})" for part in parts)
        case Or(parts):
            return _either(f"({_query(part, languages)})" for part in parts)
        case Without(kept, gone):
            return f"({_query(kept, languages)}) & !({_either(f'({_query(part, languages)})' for part in gone)})"


def _either(queries: Iterable[str]) -> str:
    return " | ".join(queries)


def _near_chains(pair: Near, language: str | None) -> Iterator[str]:
    """Write a pair at each distance that it may have, in either order."""
    left, right = (_phrase(term, language) for term in (pair.left, pair.right))
    for apart in range(-len(pair.right.words) - pair.distance, len(pair.left.words) + pair.distance + 1):
        moved = [lexeme._replace(offset=lexeme.offset + apart) for lexeme in right]
        yield f"({_chain(sorted([*left, *moved]))})"


def _rank_query(tree: Tree, languages: Collection[str]) -> Any:
    """Give all words of the terms as alternatives, which are ranked in time that grows with their places alone."""
    found = (
        _chain([lexeme])
        for term in terms(tree)
        for language in _read_in(term, languages)
        for lexeme in _phrase(term, language)
    )
    return cast(literal(_either(dict.fromkeys(found))), TSQUERY)


def _chain(phrase: Phrase) -> str:
    """Write lexemes that stand at their places beside the first."""
    written, before = "", 0
    for offset, lexeme, is_begun in phrase:
        written += f" <{offset - before}> " if written else ""
        written += f"'{lexeme}'{':*' if is_begun else ''}"
        before = offset
    return written


def _read_in(term: Term, languages: Collection[str]) -> Collection[str | None]:
    return languages if term.form == "stem" else (None,)


def _phrase(term: Term, language: str | None) -> list[Lexeme]:
    written = term.words if language is None else [stem(word, language) for word in term.words]
    found = [Lexeme(offset, lexeme) for offset, word in enumerate(written) for lexeme in _lexemes(word)]
    return [*found[:-1], found[-1]._replace(is_begun=term.form == "prefix")]


def _lexemes(word: str) -> list[str]:
    """Give the lexemes of a word or stem: of a long one its pieces, numbered from the second, and that it goes on."""
    if len(word) <= LONGEST:
        return [word]
    language, mark, rest = word.rpartition(LANGUAGE)
    pieces = [rest[i : i + LONGEST] for i in range(0, len(rest), LONGEST)]
    numbered = (f"{GOES_ON}{i}{GOES_ON}{piece}" if i else piece for i, piece in enumerate(pieces))
    *begun, last = (language + mark + piece for piece in numbered)
    return [*(piece + GOES_ON for piece in begun), last]


def _joined(pieces: Iterable[str]) -> str:
    numbered = sorted((int(number or 0), text) for number, text in map(_numbered, pieces))
    return "".join(text for _, text in numbered)


def _numbered(piece: str) -> tuple[str, str]:
    begun, *others = piece.split(GOES_ON)
    return (others[0], others[1]) if not begun else ("", begun)


def _rows(turn: IndexedTurn) -> list[tuple[int, int, bool, str]]:
    """Give the rows of a turn: its key, the place of the first word, whether there are others, and the lexemes."""
    pk, words, stems = turn
    parts = list(_parts(list(zip(words.split(), stems.split(), strict=True))))
    return [(pk, first, len(parts) > 1, _vector(places)) for first, places in parts]


def _parts(written: Sequence[tuple[str, str]]) -> Iterator[tuple[int, dict[str, list[int]]]]:
    first, size = 0, 0
    places: dict[str, list[int]] = {}
    for at, both in enumerate(written):
        lexemes = [lexeme for word in both for lexeme in _lexemes(word)]
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
