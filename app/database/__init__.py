"""The table of engines: a dialect's name and its modules. Nothing else in the application names a dialect."""

import re
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Literal, Protocol, cast

from sqlalchemy import URL, Connection, Engine, Subquery
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from app.search_query import Tree

DIALECTS = {
    "sqlite": ("app.database.sqlite", "app.database.fts5"),
    "postgresql": ("app.database.postgresql", "app.database.tsvector", "app.database.tsvector_hits"),
}
"""Which modules offer together what is a `Dialect`: the first opens databases, the others know its index of words."""

ADDRESSES = "sqlite:///PATH, or postgresql+psycopg://USER@HOST/NAME"

IndexedTurn = tuple[int, str, str]
"""A turn's key, its words and its stems, as `app.words.index_text` gives them."""

Span = tuple[int, int]
"""The first and the last of some keys."""

Field = Literal["words", "stems", "starts"]
"""Of what there are counts; the starts of words are counted up to `LONGEST_START` letters."""

LONGEST_START = 2


Identity = Hashable
"""What tells a database from another that takes its place; `None` where there is none."""

Companions = frozenset[tuple[Path, Hashable]]
"""Files that an engine keeps beside a database, each with what tells it from another that takes its place."""


class DatabaseError(Exception):
    """A database that cannot be used; its message says what, where and what to do."""


class Dialect(Protocol):
    """What an engine's modules offer."""

    def writing_engine(self, url: URL, *, create: bool) -> Engine: ...

    def reading_engine(self, url: URL, *, time_limit_ms: int | None, immutable: bool) -> Engine: ...

    def identity(self, url: URL) -> Identity: ...

    def companions(self, url: URL) -> Companions: ...

    def abandon(self, companions: Companions) -> None: ...

    def glance(self, connection: Connection) -> Hashable:
        """Give what `connection` told before where nothing was committed between, and nothing else is; within a
        transaction, of what that sees. `None` where only another process knows.
        """

    def write_words(self, connection: Connection, turns: Iterable[IndexedTurn]) -> None:
        """Put turns into the word index."""

    def erase_words(self, connection: Connection, turns: Iterable[IndexedTurn]) -> None:
        """Take turns out of the word index, by the very words and stems that were put in."""

    def clear_words(self, connection: Connection) -> None:
        """Empty the word index."""

    def hits(
        self,
        tree: Tree,
        languages: Collection[str],
        spans: Collection[Span] | None = None,
        newest: int | None = None,
    ) -> Subquery:
        """Give the turns for which `tree` holds: `turn_pk`, a `score` that grows with relevance, and `place`.

        `place` grows with the keys; in its order, hits come without being sorted. `languages` are the index
        languages of the corpus, at least one. With `spans`, which do not overlap, only the turns in them are looked
        at, span by span. With `newest`, nobody wants more than so many of them, those with the greatest keys.
        """

    def fixed_hits(self, tree: Tree, languages: Collection[str]) -> tuple[Subquery, dict[str, str]] | None:
        """Give the same without spans as what is one object for all trees, with the values of its parameters.

        What is made of it needs to be made but once. `None` where there is none for all trees.
        """

    def hit_turns(self, tree: Tree, languages: Collection[str]) -> Subquery:
        """Give `interview_pk`, `speaker_pk` and `kind` of each turn for which `tree` holds."""

    def turn_counts(self, connection: Connection, field: Field, terms: Collection[str]) -> dict[str, int]:
        """Give in how many turns each of these words, stems or starts of words stands; 0 is left out.

        It is kept with the index: no turn is looked at.
        """

    def indexed_counts(self, connection: Connection) -> dict[tuple[Field, str], int]:
        """Give all that `turn_counts` can give."""

    def indexed_words(self, connection: Connection) -> Iterator[tuple[str, int, str, int]]:
        """Give every word and stem in the index: itself, its turn's key, its column and its place there, from 0."""

    def settle(self, connection: Connection) -> None:
        """Make ready what was written with keys of its own: keys to come, and what the engine knows of its tables."""

    def faults(self, connection: Connection) -> Iterator[str]:
        """Give what the engine itself finds wrong with its files and its foreign keys."""

    def back_up(self, engine: Engine, target: Path) -> None:
        """Copy the whole database, as it is at one moment, to a new file."""

    def is_timeout(self, error: DBAPIError) -> bool:
        """Tell whether `error` is the end of a statement that took too long."""

    def is_damage(self, error: DBAPIError) -> bool:
        """Tell whether `error` says that the files cannot be read, whatever the statement."""

    def is_absence(self, error: DBAPIError) -> bool:
        """Tell whether `error` says that the database cannot be reached, or has gone away, and may come back."""

    def advice(self, error: DBAPIError) -> str:
        """Say what may help where a database cannot be opened because of `error`; perhaps nothing."""

    def lag_ms(self, connection: Connection) -> int | None:
        """Give how many milliseconds, at most, this replica is behind; `None` for a database that follows none."""

    def begin_time_anew(self, connection: Connection) -> None:
        """Let what a long transaction does next have the whole time limit again."""


def count_terms(turns: Iterable[IndexedTurn]) -> Counter[tuple[Field, str]]:
    """Count in how many of these turns each word, stem and start of a word stands."""
    counts: dict[Field, Counter[str]] = {"words": Counter(), "stems": Counter(), "starts": Counter()}
    for _, words, stems in turns:
        written = set(words.split())
        starts = {word[:LONGEST_START] for word in written}
        starts.update(*([start[:length] for start in starts] for length in range(1, LONGEST_START)))
        counts["words"].update(written)
        counts["stems"].update(set(stems.split()))
        counts["starts"].update(starts)
    return Counter({(field, term): count for field, own in counts.items() for term, count in own.items()})


def writing_engine(url: str, *, create: bool = True) -> Engine:
    """Open the database that `url` (or the path of a SQLite file) names for writing.

    With `create` a missing one is made, by the first connection. Raises `DatabaseError` where it cannot be: no such
    engine, no such folder, a file that is no database.
    """
    address = _address(url)
    return _module(address.get_backend_name()).writing_engine(address, create=create)


def reading_engine(url: str, *, time_limit_ms: int | None, immutable: bool = False) -> Engine:
    """Open the database that `url` names so that nothing can be written through it.

    Raises `DatabaseError` where there is none. What a transaction does after `time_limit_ms`, where that is given, is
    ended.
    """
    address = _address(url)
    module = _module(address.get_backend_name())
    return module.reading_engine(address, time_limit_ms=time_limit_ms, immutable=immutable)


def identity(url: str) -> Identity:
    """Tell which database stands under `url` now, at the cost of a glance: it may be replaced while it is read."""
    try:
        address = _address(url)
        return _module(address.get_backend_name()).identity(address)
    except DatabaseError:
        return None


def public_name(url: str) -> str:
    """Give the address of a database without the user and password in it."""
    return re.sub(r"(?<=://)[^/]*@", "", url)


def companions(url: str) -> Companions:
    """Give the files that the engine keeps beside the database under `url`."""
    address = _address(url)
    return _module(address.get_backend_name()).companions(address)


def abandon(url: str, companions: Companions) -> None:
    """Remove what is left of these files of a database that another has replaced, whose pages they would spoil.

    Raises `DatabaseError` where they cannot be removed.
    """
    if companions:
        _module(_address(url).get_backend_name()).abandon(companions)


@contextmanager
def disposing(engine: Engine) -> Iterator[Engine]:
    """Close every connection of `engine` at the end."""
    try:
        yield engine
    finally:
        engine.dispose()


def dialect_of(bind: Engine | Connection) -> Dialect:
    """Give the engine that `bind` speaks to."""
    return _module(bind.dialect.name)


@lru_cache
def _address(url: str) -> URL:
    try:
        return make_url(url) if "://" in url else URL.create("sqlite", database=url)
    except (ArgumentError, ValueError):
        raise DatabaseError(
            f"`{public_name(url)}` is not the address of a database: give a path, {ADDRESSES}"
        ) from None


@cache
def _module(dialect: str) -> Dialect:
    if dialect not in DIALECTS:
        raise DatabaseError(f"there is no engine `{dialect}`: known are {', '.join(DIALECTS)}")
    modules = map(import_module, DIALECTS[dialect])
    offered = {name: each for module in modules for name, each in vars(module).items() if name in vars(Dialect)}
    return cast(Dialect, SimpleNamespace(**offered))
