"""What all tests share: where the real transcripts are, and a PostgreSQL."""

import os
from collections.abc import Iterable, Iterator
from inspect import unwrap
from pathlib import Path
from types import CodeType

import pytest
from hypothesis import settings

from app import schema
from app.database import disposing, writing_engine
from app.ingest import IngestOptions, ingest
from app.transcript import ParseOptions
from tests.databases import choose, database_at, drop_databases, is_sqlite
from tests.postgresql.server import Server, primary, required

VARIABLE = "VERBATIM_TRANSCRIPTS"

MAKERS = {"database_at", "bare_database_at", "make_corpus", "migrate", "of_folder"}
"""Functions that make databases."""

MARKERS = {
    "sqlite": "is about SQLite alone",
    "once": "shows what does not depend on the engine, and is shown on SQLite",
}
"""Why a test is left out on another engine; each mark says more."""

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
    parser.addoption(
        "--minutes", type=float, default=0.2, help="how long a server is under mixed load (10 for the long form)"
    )
    parser.addoption(
        "--questions", type=int, default=1_000, help="how many requests both engines are asked (6000 for the long form)"
    )
    parser.addoption("--engine", choices=("sqlite", "postgresql"), default="sqlite", help="what databases are made on")
    parser.addoption("--seed", type=int, default=12, help="which requests those are")


def pytest_configure(config: pytest.Config) -> None:
    for marker, says in MARKERS.items():
        config.addinivalue_line("markers", f"{marker}(reason): {says}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On another engine than SQLite, leave out what makes no database: it has nothing else to show there."""
    if config.getoption("--engine") == "sqlite":
        return
    idle = [item for item in items if not makes_database(item)]
    config.hook.pytest_deselected(items=idle)
    items[:] = [item for item in items if item not in set(idle)]
    for item in items:
        for marker, says in MARKERS.items():
            if mark := item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=f"{says}: {mark.args[0]}"))


def makes_database(item: pytest.Item) -> bool:
    """Tell whether a test makes a database: it, its file, or a fixture that it has uses what does."""
    used = set(vars(getattr(item, "module", None) or object))
    fixtures = item.session._fixturemanager.getfixturedefs
    for fixture in (each for name in getattr(item, "fixturenames", ()) for each in fixtures(name, item) or ()):
        used.update(_names(unwrap(fixture.func).__code__))
    return bool(used & MAKERS)


def _names(code: CodeType) -> Iterator[str]:
    """Give the names that a function uses, or a function within it."""
    yield from code.co_names
    for within in (it for it in code.co_consts if isinstance(it, CodeType)):
        yield from _names(within)


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


@pytest.fixture(scope="session", autouse=True)
def _chosen_engine(request: pytest.FixtureRequest) -> None:
    """Let tests make their databases on the engine that `--engine` names."""
    if request.config.getoption("--engine") == "postgresql":
        choose(request.getfixturevalue("postgresql"))


@pytest.fixture(autouse=True)
def _databases_of_one_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """Take away a test's own databases when nothing uses them any more."""
    if is_sqlite() or "tmp_path" not in request.fixturenames:
        yield
        return
    folder = request.getfixturevalue("tmp_path")
    yield
    drop_databases(folder)


def migrate(database: Path | str) -> None:
    """Make a database without interviews."""
    with disposing(writing_engine(database_at(database))) as engine:
        schema.upgrade(engine)


def make_corpus(database: Path, sources: Iterable[Path]) -> str:
    """Migrate a new database, ingest `sources` and give its URL."""
    address = database_at(database)
    with disposing(writing_engine(address)) as engine:
        schema.upgrade(engine)
        for source in sources:
            options = IngestOptions(parse=ParseOptions(name=source.name), path=str(source))
            ingest(engine, source.read_bytes(), options)
    return address if "://" in address else f"sqlite:///{address}"


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
