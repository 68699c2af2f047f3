"""PostgreSQL on bad days: what is said where it cannot be used, and that nobody need start anything again."""

import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from app import schema
from app.database import DatabaseError, dialect_of, disposing, reading_engine, writing_engine
from app.database import postgresql as engine_of
from app.ingest import IngestOptions, ingest
from tests.api.conftest import anyio_backend, serving  # noqa: F401, fixtures
from tests.cli.conftest import Run, folder, free_port, python, verbatim  # noqa: F401, fixtures
from tests.databases import create
from tests.ingest.conftest import transcript
from tests.postgresql.server import Server

pytestmark = pytest.mark.sqlite("a PostgreSQL of its own is asked")

SECRET = "hunter-two"
ROLES = f"""
    CREATE ROLE reader LOGIN;
    CREATE ROLE stranger LOGIN;
    CREATE ROLE guarded LOGIN PASSWORD '{SECRET}';
"""
READ = "GRANT USAGE ON SCHEMA public TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;"


def ask(connection: Connection, *statements: str) -> None:
    for statement in statements:
        connection.exec_driver_sql(statement)


def run(url: str, statements: str) -> None:
    with disposing(writing_engine(url)) as engine, engine.begin() as connection:
        connection.exec_driver_sql(statements)


@pytest.fixture(scope="session")
def guarded(postgresql: Server) -> Server:
    """The server, with a role that may read, one that may nothing, and one that has a password."""
    run(postgresql.url(), ROLES)
    rules = postgresql.data / "pg_hba.conf"
    rules.write_text(f"host all guarded 127.0.0.1/32 scram-sha-256\n{rules.read_text()}")
    run(postgresql.url(), "SELECT pg_reload_conf()")
    return postgresql


@pytest.fixture
def name(guarded: Server) -> str:
    """A database with one interview."""
    made = create(guarded)
    with disposing(writing_engine(guarded.url(made))) as engine:
        schema.upgrade(engine)
        ingest(engine, transcript(), IngestOptions())
    run(guarded.url(made), READ)
    return made


@pytest.fixture
def reader(guarded: Server, name: str) -> Iterator[Engine]:
    with disposing(reading_engine(guarded.url(name, "reader"), time_limit_ms=400)) as engine:
        yield engine


def assert_one_line(done: CompletedProcess[str], said: str) -> None:
    assert done.returncode == 1
    assert said in done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    assert SECRET not in done.stderr + done.stdout


@pytest.mark.parametrize("command", [("check",), ("ingest", "talk.txt"), ("serve", "--port", "0")])
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql+psycopg://postgres:{secret}@127.0.0.1:{closed}/x", "Connection refused"),
        ("postgresql+psycopg://postgres:{secret}@127.0.0.1:{port}/none", 'database "none" does not exist'),
        ("postgresql+psycopg://guarded:wrong-{secret}@127.0.0.1:{port}/{name}", "password authentication failed"),
        ("postgresql+psycopg://nobody:{secret}@127.0.0.1:{port}/{name}", 'role "nobody" does not exist'),
        ("postgresql+psycopg://stranger:{secret}@127.0.0.1:{port}/{name}", "permission denied"),
        ("postgresql+psycopg://postgres:{secret}@127.0.0.1:port/x", "is not the address of a database"),
        ("postgresql+asyncpg://postgres:{secret}@127.0.0.1:{port}/x", "the address begins with postgresql+psycopg://"),
    ],
)
def test_a_command_says_in_one_line_why_there_is_no_database(  # noqa: PLR0917, fixtures
    verbatim: Run,  # noqa: F811, the fixture
    folder: Path,  # noqa: F811, the fixture
    guarded: Server,
    name: str,
    address: str,
    said: str,
    command: tuple[str, ...],
) -> None:
    (folder / "talk.txt").write_bytes(transcript())
    url = address.format(secret=SECRET, closed=free_port(), port=guarded.port, name=name)
    assert_one_line(verbatim(*command, "--database", url), said)


def test_a_missing_driver_is_named_with_what_brings_it(python: Run) -> None:  # noqa: F811, the fixture
    program = "import sys; sys.modules['psycopg'] = None; from app.cli import main; sys.argv[0] = 'verbatim'; main()"
    done = python("-c", program, "check", "--database", f"postgresql+psycopg://me:{SECRET}@127.0.0.1/x")
    assert_one_line(done, "install verbatim[postgresql]")


def test_the_driver_is_loaded_for_no_other_engine(python: Run) -> None:  # noqa: F811, the fixture
    program = "import sys, app.cli, app.main; from app.database import writing_engine; writing_engine('a.db')"
    assert python("-c", f"{program}; assert 'psycopg' not in sys.modules").returncode == 0


def test_who_may_only_read_cannot_write(guarded: Server, name: str, verbatim: Run) -> None:  # noqa: F811
    url = guarded.url(name, "reader")
    assert verbatim("check", "--database", url).stdout == "all is well\n"
    assert_one_line(verbatim("remove", "x", "--reason", "y", "--database", url), "there is no interview x")


@pytest.mark.parametrize(
    "statement",
    [
        *("DELETE FROM turn", "CREATE TABLE a (b int)", "CREATE TEMP TABLE a (b int)", "TRUNCATE turn"),
        *("SELECT nextval('turn_pk_seq')", "COPY turn FROM PROGRAM 'true'", "SET TRANSACTION READ WRITE"),
        *("DROP TABLE word_index", "UPDATE corpus SET revision = 7 RETURNING pk"),
    ],
)
def test_nothing_is_written_through_a_reading_engine_whatever_its_role_may(
    guarded: Server, name: str, statement: str
) -> None:
    with (
        disposing(reading_engine(guarded.url(name), time_limit_ms=None)) as engine,
        engine.connect() as connection,
        pytest.raises(DBAPIError, match=r"read-only|read-write"),
    ):
        ask(connection, "SELECT 1 FROM corpus", statement)


def test_a_transaction_sees_one_moment(guarded: Server, name: str, reader: Engine) -> None:
    with reader.connect() as connection:
        before = connection.exec_driver_sql("SELECT revision FROM corpus").scalar_one()
        run(guarded.url(name), "UPDATE corpus SET revision = revision + 1")
        assert connection.exec_driver_sql("SELECT revision FROM corpus").scalar() == before
    with reader.connect() as connection:
        assert connection.exec_driver_sql("SELECT revision FROM corpus").scalar() == before + 1


def test_the_time_limit_is_of_the_whole_transaction(reader: Engine) -> None:
    dialect = dialect_of(reader)
    with pytest.raises(DBAPIError) as caught, reader.connect() as connection:
        ask(connection, *["SELECT pg_sleep(0.15)"] * 4)
    assert dialect.is_timeout(caught.value)
    with reader.connect() as connection:
        for _ in range(4):
            dialect.begin_time_anew(connection)
            connection.exec_driver_sql("SELECT pg_sleep(0.15)")


def test_writers_wait_for_each_other_or_say_so(guarded: Server, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_of, "BUSY_TIMEOUT_MS", 100)
    url = guarded.url(name)
    with disposing(writing_engine(url)) as first, first.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
        with disposing(writing_engine(url)) as second, pytest.raises(DatabaseError, match="another ingest is writing"):
            ingest(second, transcript(title="Another talk"), IngestOptions(new=True))
    monkeypatch.setattr(engine_of, "BUSY_TIMEOUT_MS", 30_000)
    with disposing(writing_engine(url)) as first, disposing(writing_engine(url)) as second:
        with first.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
            waiting = threading.Thread(target=ingest, args=(second, transcript(title="B"), IngestOptions(new=True)))
            waiting.start()
        waiting.join(30)
    assert not waiting.is_alive()


@pytest.mark.anyio
async def test_the_api_answers_once_there_is_a_database_and_after_it_was_away(
    guarded: Server, caplog: pytest.LogCaptureFixture
) -> None:
    url = f"postgresql+psycopg://guarded:{SECRET}@127.0.0.1:{guarded.port}/later"
    caplog.set_level(logging.DEBUG)
    async with serving(url) as client:
        for path in ("/readyz", "/v1/turns"):
            answer = await client.get(path)
            assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
            assert "its server cannot be reached" in answer.json()["detail"]
        create(guarded, "later")
        assert (await client.get("/readyz")).status_code == 503
        with disposing(writing_engine(guarded.url("later"))) as engine:
            schema.upgrade(engine)
            ingest(engine, transcript(), IngestOptions())
        assert (await client.get("/readyz")).status_code == 503
        run(guarded.url("later"), READ.replace("reader", "guarded"))
        assert (await client.get("/v1/turns")).json()["total"] == 6
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'guarded'"
        run(guarded.url(), others)
        assert (await client.get("/v1/turns")).status_code == 200
        run(guarded.url("later"), "REVOKE SELECT ON turn FROM guarded")
        assert (await client.get("/v1/turns?limit=7")).status_code == 503
        run(guarded.url("later"), READ.replace("reader", "guarded"))
        assert (await client.get("/v1/turns?limit=7")).status_code == 200
    assert SECRET not in caplog.text


def test_a_request_under_way_when_the_server_ends_is_answered(reader: Engine, guarded: Server) -> None:
    with reader.connect() as connection:
        own = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
        run(guarded.url(), f"SELECT pg_terminate_backend({own})")
        with pytest.raises(DBAPIError) as caught:
            ask(connection, "SELECT pg_sleep(0.1)")
    assert dialect_of(reader).is_absence(caught.value)
