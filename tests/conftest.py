"""What all tests share: where the real transcripts are, and a PostgreSQL."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from app import schema
from app.database import disposing, writing_engine
from app.ingest import IngestOptions, ingest
from app.transcript import ParseOptions
from tests.postgresql.server import Server, primary, required

VARIABLE = "VERBATIM_TRANSCRIPTS"

settings.register_profile("short", deadline=None)
settings.register_profile("long", deadline=None, max_examples=50_000)
settings.load_profile("short")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--transcripts", metavar="DIR", help="folder with the real transcripts and their EXPECTED.json")
    parser.addoption(
        "--kills", type=int, default=2, help="how often each writing command is killed (25 for the long form)"
    )
    parser.addoption(
        "--requests", type=int, default=20_000, help="how many hostile requests are sent (1000000 for the long form)"
    )
    parser.addoption(
        "--mutants", type=int, default=3_000, help="how many hostile transcripts are read (200000 for the long form)"
    )


@pytest.fixture(scope="session")
def transcripts_dir(pytestconfig: pytest.Config) -> Path:
    """The folder of real transcripts; the test skips where there is none, and fails where CI promised one."""
    named = pytestconfig.getoption("--transcripts") or os.environ.get(VARIABLE)
    if named and (folder := Path(named)).joinpath("EXPECTED.json").is_file():
        return folder
    reason = f"no folder of real transcripts: give --transcripts DIR or {VARIABLE}"
    if os.environ.get("VERBATIM_CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL of these tests alone; a test skips where there is none, and fails where CI promised one."""
    required()
    with primary() as server:
        yield server


def migrate(database: Path) -> None:
    """Make a database without interviews."""
    with disposing(writing_engine(str(database))) as engine:
        schema.upgrade(engine)


def make_corpus(database: Path, sources: Iterable[Path]) -> str:
    """Migrate a new database, ingest `sources` and give its URL."""
    with disposing(writing_engine(str(database))) as engine:
        schema.upgrade(engine)
        for source in sources:
            options = IngestOptions(parse=ParseOptions(name=source.name), path=str(source))
            ingest(engine, source.read_bytes(), options)
    return f"sqlite:///{database}"


@pytest.fixture(scope="session")
def samples_dir() -> Path:
    """The transcripts that come with the product."""
    return Path(__file__).parent.parent / "app" / "samples"


@pytest.fixture(scope="session")
def corpus_url(tmp_path_factory: pytest.TempPathFactory, samples_dir: Path) -> str:
    """A database with the bundled samples; nobody may change it."""
    return make_corpus(tmp_path_factory.mktemp("samples") / "verbatim.db", sorted(samples_dir.glob("*.*")))


@pytest.fixture(scope="session")
def rtvi_url(tmp_path_factory: pytest.TempPathFactory, transcripts_dir: Path) -> str:
    """A database with the project's first document; nobody may change it."""
    return make_corpus(tmp_path_factory.mktemp("rtvi") / "verbatim.db", [transcripts_dir / "rtvi-2020-09-17.txt"])
