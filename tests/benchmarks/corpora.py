"""The corpora that are measured, made once and kept in a folder."""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from app import schema
from app.database import disposing, writing_engine
from app.ingest import IngestError, IngestOptions, bring_up_to_date, ingest
from app.transcript import ParseOptions, TranscriptError
from tests.benchmarks.corpus import make_corpus
from tests.benchmarks.plain import lay_out

SAMPLES = Path(__file__).parents[2] / "app" / "samples"
ARCHIVE = "archive-tw"


class Kept(NamedTuple):
    """A corpus as Verbatim has it, and its rows in plain tables."""

    name: str
    database: Path
    plain: Path


def keep(folder: Path, name: str, transcripts: Path | None) -> Kept:
    """Give the corpus `samples`, `archive-tw`, or one generated of `name` turns, made where it is not there yet."""
    database = folder / f"corpus-{name}.db"
    if not database.exists():
        unfinished = database.with_suffix(".unfinished")
        for path in folder.glob(f"{unfinished.name}*"):
            path.unlink()
        _make(unfinished, name, transcripts)
        unfinished.rename(database)
    with disposing(writing_engine(str(database))) as engine:
        schema.upgrade(engine)
        bring_up_to_date(engine)
    return Kept(name, database, lay_out(database))


def _make(database: Path, name: str, transcripts: Path | None) -> None:
    if name.isdigit():
        make_corpus(database, int(name))
    elif name == "samples":
        _ingest(database, sorted(SAMPLES.iterdir()))
    elif transcripts:
        _ingest(database, sorted((transcripts / name).iterdir()))


def _ingest(database: Path, files: Iterable[Path]) -> None:
    with disposing(writing_engine(str(database))) as engine:
        schema.upgrade(engine)
        for file in files:
            with suppress(IngestError, TranscriptError):  # what is none, and what names an interview twice
                ingest(engine, file.read_bytes(), IngestOptions(parse=ParseOptions(name=file.name), path=str(file)))
