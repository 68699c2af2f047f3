"""An archive with a past."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app import schema
from app.database import disposing, writing_engine
from app.ingest import remove
from tests.databases import copy_database, database_at
from tests.ingest.conftest import TALK, Archive, transcript


@pytest.fixture(scope="session")
def lived_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with a past: a revision, a tombstone, a removal."""
    path = database_at(tmp_path_factory.mktemp("lived") / "verbatim.db")
    with disposing(writing_engine(path)) as engine:
        schema.upgrade(engine)
        archive = Archive(engine)
        archive.ingest(transcript())
        archive.ingest(transcript([*TALK[:3], ("Ada Lovell", TALK[3][1] + " Or peat.")]))
        archive.ingest(transcript(), path="/b.txt", id="second", new=False)
        remove(engine, "second", "a copy")
    return path


@pytest.fixture
def lived(lived_file: str, tmp_path: Path) -> Iterator[Archive]:
    """An archive of one's own with that past."""
    path = copy_database(lived_file, tmp_path / "verbatim.db")
    with disposing(writing_engine(path, create=False)) as engine:
        yield Archive(engine)
