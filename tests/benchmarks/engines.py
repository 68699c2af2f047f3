"""What is measured side by side, each over the same rows: Verbatim, SQL by hand, Datasette and Tantivy."""

import importlib
import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import httpx

from app.words import stem
from tests.benchmarks.queries import Kind, Query

Ask = Callable[[Kind, Query], None]

NO_LIMIT_MS = 600_000
ROWS = """
    SELECT turn.pk, speaker.id AS speaker, substr(interview.date, 1, 4) AS year, turn.kind, turn.text
    FROM turn JOIN interview ON interview.pk = turn.interview_pk JOIN speaker ON speaker.pk = turn.speaker_pk
"""


class UnavailableError(Exception):
    """An engine that is not here; the message says what would bring it."""


@contextmanager
def verbatim(database: Path) -> Iterator[Ask]:
    """The whole application, over HTTP."""
    settings = {"VERBATIM_DATABASE_URL": str(database), "VERBATIM_TIME_LIMIT_MS": str(NO_LIMIT_MS)}
    with _serving([sys.executable, "-m", "app", "serve"], settings, "/healthz") as client:

        def ask(kind: Kind, query: Query) -> None:
            facets = {"facets": ",".join(kind.facets)} if kind.facets else {}
            response = client.get("/v1/search", params={"q": query.typed(), **facets, **kind.parameters})
            response.raise_for_status()

        yield ask


@contextmanager
def sql(database: Path) -> Iterator[Ask]:
    """The statement that one writes first: the best twenty of all hits, by bm25."""
    statement = "SELECT rowid FROM word_index WHERE word_index MATCH ? ORDER BY rank LIMIT 20"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:

        def ask(kind: Kind, query: Query) -> None:
            if query.form == "words":
                match = " AND ".join(f'stems : "{stem(word, "en")}"' for word in query.words)
            else:
                match = f'words : "{" ".join(query.words)}"{" *" if query.form == "prefix" else ""}'
            connection.execute(statement, (match,)).fetchall()

        yield ask


@contextmanager
def datasette(database: Path) -> Iterator[Ask]:
    """Datasette's page of a table that has full-text search, over HTTP; it lists hits by key."""
    program = database.parent / "datasette" / "bin" / "datasette"
    if not program.exists():
        raise UnavailableError(f"Datasette is not there: python -m venv {program.parents[1]}, and install it there")
    rows = _table(database)
    limits = {"sql_time_limit_ms": NO_LIMIT_MS, "facet_time_limit_ms": NO_LIMIT_MS}
    settings = [word for name, value in limits.items() for word in ("--setting", name, str(value))]
    with _serving([str(program), "serve", str(rows), *settings], {}, "/-/versions.json") as client:

        def ask(kind: Kind, query: Query) -> None:
            parameters = {
                "_search": query.typed(),
                "_searchmode": "raw",
                "_size": "20",
                "_nosuggest": "1",
                "_facet": kind.facets,
            }
            response = client.get(f"/{rows.stem}/turn.json", params=parameters)
            response.raise_for_status()

        nowhere = client.get(f"/{rows.stem}/turn.json", params={"_search": "nowhere"}).json()
        assert nowhere["rows"] == [], "Datasette does not see the full-text index"
        yield ask


@contextmanager
def tantivy(database: Path) -> Iterator[Ask]:
    """Tantivy within this process: the best twenty by bm25, and the total."""
    try:
        library: Any = importlib.import_module("tantivy")
    except ImportError:
        raise UnavailableError("Tantivy is not there: install `tantivy` beside what the tests need") from None
    index = _tantivy_index(library, database)
    searcher = index.searcher()

    def ask(kind: Kind, query: Query) -> None:
        wanted = _tantivy_query(library, index.schema, query)
        searcher.search(wanted, limit=20, count=True)
        if kind.facets:
            searcher.aggregate(wanted, {name: {"terms": {"field": name, "size": 20}} for name in kind.facets})

    yield ask


ENGINES = {"verbatim": verbatim, "sql": sql, "datasette": datasette, "tantivy": tantivy}


def _table(database: Path) -> Path:
    """Write the rows as one table with its full-text index, as `sqlite-utils enable-fts` makes it."""
    path = database.with_name(f"table-{database.stem}.db")
    if path.exists():
        return path
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"ATTACH 'file:{database}?mode=ro' AS corpus")
        connection.execute("CREATE TABLE turn (pk INTEGER PRIMARY KEY, speaker TEXT, year TEXT, kind TEXT, text TEXT)")
        source = ROWS.replace("FROM turn", "FROM corpus.turn").replace("JOIN ", "JOIN corpus.")
        connection.execute(f"INSERT INTO turn {source}")
        connection.execute('CREATE VIRTUAL TABLE turn_fts USING FTS5 (text, content="turn")')
        connection.execute("INSERT INTO turn_fts(turn_fts) VALUES ('rebuild')")
        for name in ("speaker", "year", "kind"):
            connection.execute(f"CREATE INDEX turn_{name} ON turn({name})")
        connection.commit()
    return path


@contextmanager
def _serving(command: list[str], settings: dict[str, str], path: str) -> Iterator[httpx.Client]:
    """Run a server on a free port, and give a client of it once it answers at `path`."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    silent = subprocess.DEVNULL
    process = subprocess.Popen([*command, "--port", str(port)], env=os.environ | settings, stdout=silent, stderr=silent)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=None) as client:
            _await(client, path)
            yield client
    finally:
        process.terminate()
        process.wait(20)


def _await(client: httpx.Client, path: str) -> None:
    for _ in range(100):
        try:
            client.get(path).raise_for_status()
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise UnavailableError(f"{path} does not answer")


def _tantivy_index(library: Any, database: Path) -> Any:
    builder = library.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="default")
    for name in ("speaker", "year", "kind"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw")
    builder.add_unsigned_field("pk", stored=True)
    path = database.with_name(f"tantivy-{database.stem}")
    made = path.exists()
    path.mkdir(exist_ok=True)
    index = library.Index(builder.build(), str(path))
    if not made:
        _fill(library, index, database)
    index.reload()
    return index


def _fill(library: Any, index: Any, database: Path) -> None:
    writer = index.writer(heap_size=200_000_000)
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        cursor = connection.execute(ROWS)
        names = [column[0] for column in cursor.description]
        for row in cursor:
            writer.add_document(library.Document(**dict(zip(names, row, strict=True))))
    writer.commit()
    writer.wait_merging_threads()


def _tantivy_query(library: Any, schema: Any, query: Query) -> Any:
    queries = library.Query
    if query.form == "prefix":
        return queries.regex_query(schema, "text", f"{query.words[0]}.*")
    if query.form == "phrase":
        return queries.phrase_query(schema, "text", list(query.words))
    terms = [(library.Occur.Must, queries.term_query(schema, "text", word)) for word in query.words]
    return queries.boolean_query(terms)
