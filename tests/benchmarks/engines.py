"""What is measured side by side, each over the same rows: Verbatim, SQL by hand, Datasette and Tantivy."""

import importlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import httpx

from app.words import stem
from tests.benchmarks import NO_LIMIT_MS, servers
from tests.benchmarks.plain import lay_out
from tests.benchmarks.queries import Kind, Query
from tests.benchmarks.servers import Program, UnavailableError, serving

ROWS = """
    SELECT turn.pk, speaker.id AS speaker, substr(interview.date, 1, 4) AS year, turn.kind, turn.text
    FROM turn JOIN interview ON interview.pk = turn.interview_pk JOIN speaker ON speaker.pk = turn.speaker_pk
"""


class Engine(NamedTuple):
    """How it is asked, and the seconds of processor time that it has taken so far."""

    ask: Callable[[Kind, Query], object]
    cpu: Callable[[], float]


@contextmanager
def verbatim(database: Path) -> Iterator[Engine]:
    """The whole application, over HTTP."""
    program = servers.verbatim(database)
    program.variables["VERBATIM_TIME_LIMIT_MS"] = str(NO_LIMIT_MS)
    with _asked(program) as (client, cpu):

        def ask(kind: Kind, query: Query) -> None:
            facets = {"facets": ",".join(kind.facets)} if kind.facets else {}
            response = client.get("/v1/search", params={"q": query.typed(), **facets, **kind.parameters})
            response.raise_for_status()

        yield Engine(ask, cpu)


@contextmanager
def sql(database: Path) -> Iterator[Engine]:
    """The statement that one writes first: the best twenty of all hits, by bm25."""
    statement = "SELECT rowid FROM word_index WHERE word_index MATCH ? ORDER BY rank LIMIT 20"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:

        def ask(kind: Kind, query: Query) -> None:
            if query.form == "words":
                match = " AND ".join(f'stems : "{stem(word, "en")}"' for word in query.words)
            else:
                match = f'words : "{" ".join(query.words)}"{" *" if query.form == "prefix" else ""}'
            connection.execute(statement, (match,)).fetchall()

        yield Engine(ask, process_time)


@contextmanager
def datasette(database: Path) -> Iterator[Engine]:
    """Datasette's page of a table that has full-text search, over HTTP; it lists hits by key."""
    plain = lay_out(database)
    with _asked(servers.datasette(plain, database.parent)) as (client, cpu):

        def ask(kind: Kind, query: Query) -> None:
            facets = ["speaker_id" if name == "speaker" else name for name in kind.facets]
            parameters = {"_search": query.typed(), "_searchmode": "raw", "_size": "20", "_nosuggest": "1"}
            response = client.get(f"/{plain.stem}/turn.json", params={**parameters, "_facet": facets})
            response.raise_for_status()

        nowhere = client.get(f"/{plain.stem}/turn.json", params={"_search": "nowhere"}).json()
        assert nowhere["rows"] == [], "Datasette does not see the full-text index"
        yield Engine(ask, cpu)


@contextmanager
def tantivy(database: Path) -> Iterator[Engine]:
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

    yield Engine(ask, process_time)


ENGINES = {"verbatim": verbatim, "sql": sql, "datasette": datasette, "tantivy": tantivy}


@contextmanager
def _asked(program: Program) -> Iterator[tuple[httpx.Client, Callable[[], float]]]:
    """Run a server, and give a client of it and its clock."""
    with serving(program) as server, httpx.Client(base_url=f"http://127.0.0.1:{server.port}", timeout=None) as client:
        yield client, server.cpu


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
