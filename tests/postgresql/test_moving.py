"""A corpus moves between engines by a dump, both ways, and nobody can tell where it is."""

import io
from pathlib import Path

from app import schema
from app.archive import check, dump, restore
from app.database import disposing, writing_engine
from tests.ingest.conftest import TALK, Archive, transcript
from tests.postgresql.conftest import GONE, NewDatabase, live
from tests.postgresql.crawl import crawl, digest


def test_a_corpus_moves_to_the_other_engine_and_back(tmp_path: Path, new_database: NewDatabase) -> None:
    here, back = (str(tmp_path / name) for name in ("here.db", "back.db"))
    there, later = new_database(), new_database()
    live(here)
    move(here, there)
    move(there, later)
    go_on(later)
    move(later, back)
    before, after = crawl(here, back, more=GONE)
    assert crawl(there, later, more=GONE) == [before, after]
    assert len(before) > 100
    assert digest(before) != digest(after)
    go_on(back)


def move(from_url: str, to_url: str) -> None:
    """Restore a dump of one database into another: that has the same rows then, and nothing is wrong with it."""
    packed = dumped(from_url)
    with disposing(writing_engine(to_url)) as engine:
        schema.upgrade(engine)
        restore(engine, io.BytesIO(packed))
        assert check(engine) == []
    assert dumped(to_url) == packed


def dumped(url: str) -> bytes:
    packed = io.BytesIO()
    with disposing(writing_engine(url)) as engine:
        dump(engine, packed)
    return packed.getvalue()


def go_on(url: str) -> None:
    """Ingest a correction and something new into a database that was restored: its keys go on where they were."""
    with disposing(writing_engine(url)) as engine:
        archive = Archive(engine)
        known = len(archive.speakers())
        corrected = archive.ingest(transcript([*TALK[:4], (f"Bo Tarn {known}", "A word at the end.")]))
        added = archive.ingest(transcript(), path=None, id=f"added-{known}", new=True)
        assert (corrected.status, added.status) == ("revised", "new")
        assert check(engine) == []
