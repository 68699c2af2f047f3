"""Empty databases, and a corpus that has lived."""

from collections.abc import Callable

import pytest

from app import schema
from app.database import disposing, writing_engine
from app.ingest import link_again, remove, set_aliases
from app.ingest.aliases import Alias
from tests.databases import create
from tests.ingest.conftest import TALK, Archive, transcript
from tests.postgresql.server import Server

ID = "ada-lovells-interview-with-harbour-radio"
GONE = ("/v1/interviews/second", "/v1/turns/second.2", f"/v1/turns/{ID}.6", "/v1/speakers/third~the-keeper")
"""What was there once, or has become another."""

NewDatabase = Callable[[], str]


@pytest.fixture
def new_database(postgresql: Server) -> NewDatabase:
    """Make an empty database of PostgreSQL's, and give its address."""
    return lambda: postgresql.url(create(postgresql))


def live(url: str) -> None:
    """Give a database a past: revisions, a tombstone, a removal, and labels that were linked anew."""
    with disposing(writing_engine(url)) as engine:
        schema.upgrade(engine)
        archive = Archive(engine)
        archive.ingest(transcript())
        archive.ingest(transcript([*TALK[:3], ("Ada Lovell", TALK[3][1] + " Or peat.")]))
        archive.ingest(transcript([TALK[2], *TALK[:2], ("Ada Lovell", "Ａnother 会 end, naïve 🧊.")]))
        archive.ingest(transcript(), path="/b.txt", id="second", new=False)
        archive.ingest(
            transcript([(who.replace("Ada Lovell", "THE KEEPER"), f"{said} Ja.") for who, said in TALK]),
            path="/c.txt",
            id="third",
            date="2019",
            language="de",
            outlet="Äther",
        )
        remove(engine, "second", "a copy")
        set_aliases(
            engine, [Alias("Ada Lovell", "ada-lovell", ("A. L.",), {"wikidata": "Q1"}, {"third": ("THE KEEPER",)})]
        )
        link_again(engine)
