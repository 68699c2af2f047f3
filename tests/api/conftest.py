"""Applications under test: the bundled samples, the first document, and a corpus with a past."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient

from app.database import writing_engine
from app.ingest import IngestOptions, ingest, link_again, read_aliases, remove, set_aliases
from app.main import create_app
from app.settings import Settings
from app.transcript import ParseOptions
from tests.conftest import migrate
from tests.databases import database_at

SHORT = """---
id: {id}
title: {title}
date: {date}
language: {language}
---

Question: Where is the {id} kept?

Nora Field: It is kept in the old mill by the river, on the upper floor, behind the second door.

Question: Who has the key?

Nora Field: The miller's daughter has it, and so have I.
"""

CHANGED = SHORT.replace("behind the second door", "behind the third door").replace(
    "Question: Who has the key?", "Question: Is it locked?\n\nNora Field: Always.\n\nQuestion: Who has the key?"
)

DECLARED = """
[[speaker]]
name = "Ada Quill"
identifiers = {wikidata = "Q1"}
labels = {day = ["Question"]}
"""

PATIENCE_MS = 30_000

WITHOUT_END = SHORT[: SHORT.index("Nora Field: The miller's daughter")]


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@asynccontextmanager
async def serving(url: str, **settings: Any) -> AsyncIterator[AsyncClient]:
    """Run an application over a database, without a socket between; a machine that does other things has time."""
    app = create_app(Settings(database_url=url, **{"time_limit_ms": PATIENCE_MS} | settings))
    async with app.router.lifespan_context(app), AsyncClient(transport=ASGITransport(app), base_url="http://api") as it:
        yield it


@pytest.fixture(scope="session")
async def client(corpus_url: str) -> AsyncIterator[AsyncClient]:
    """The bundled samples."""
    async with serving(corpus_url) as it:
        yield it


@pytest.fixture(scope="session")
async def rtvi(rtvi_url: str) -> AsyncIterator[AsyncClient]:
    """The project's first document."""
    async with serving(rtvi_url) as it:
        yield it


@pytest.fixture(scope="session")
async def past(past_url: str) -> AsyncIterator[AsyncClient]:
    """A corpus with a past."""
    async with serving(past_url) as it:
        yield it


@pytest.fixture(scope="session")
def past_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database in which interviews were revised, removed and linked anew, and dates are of every precision.

    `changed` has a text edited and two turns inserted, `cut` has lost its last turn, `withdrawn` was removed;
    `question` of `day` was declared to be Ada Quill.
    """
    folder = tmp_path_factory.mktemp("past")
    database = database_at(folder / "verbatim.db")
    migrate(database)
    for name, date in (("undated", "null"), ("year", "2021"), ("month", "2021-05"), ("day", "2021-05-17")):
        add(database, name, SHORT, date=date)
    for name, later in (("changed", CHANGED), ("cut", WITHOUT_END)):
        add(database, name, SHORT)
        add(database, name, later)
    add(database, "withdrawn", SHORT, language="en-GB")
    engine = writing_engine(str(database))
    remove(engine, "withdrawn", "Published by mistake.")
    declared = folder / "speakers.toml"
    declared.write_text(DECLARED)
    set_aliases(engine, read_aliases(declared))
    link_again(engine)
    engine.dispose()
    return database


def add(database: Path | str, name: str, text: str, *, date: str = "2020-01-02", language: str = "en") -> None:
    """Ingest a transcript into a migrated database."""
    engine = writing_engine(database_at(database))
    data = text.format(id=name, title=name.title(), date=date, language=language).encode()
    ingest(engine, data, IngestOptions(parse=ParseOptions(name=f"{name}.txt"), path=f"/transcripts/{name}.txt"))
    engine.dispose()
