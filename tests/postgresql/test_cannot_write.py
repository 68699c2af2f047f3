"""Whatever is asked of the reading half, and whatever SQL it would run, PostgreSQL's own dump stays as it was."""

from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from sqlalchemy.exc import DBAPIError

from app.database import dialect_of, disposing, reading_engine, writing_engine
from app.database.postgresql import WRITING
from app.main import create_app
from app.settings import Settings
from tests.api.conftest import anyio_backend, serving
from tests.postgresql.installed import Installed, installed
from tests.postgresql.server import required
from tests.trust.test_cannot_write import METHODS, UNLISTED, everything, unasked

__all__ = ["anyio_backend"]

TRICKS = (
    *("INSERT INTO corpus SELECT * FROM corpus", "UPDATE corpus SET revision = 0", "DELETE FROM turn"),
    *("TRUNCATE turn CASCADE", "MERGE INTO turn t USING turn s ON t.pk = s.pk WHEN MATCHED THEN DELETE"),
    *("WITH gone AS (DELETE FROM turn RETURNING pk) SELECT * FROM gone", "DO $$ BEGIN DELETE FROM turn; END $$"),
    *("EXPLAIN ANALYZE DELETE FROM turn", "COPY turn FROM PROGRAM 'echo 1'", "COPY turn FROM '{folder}/more'"),
    *("SELECT 1; DELETE FROM turn", "COMMIT; DELETE FROM turn", "ROLLBACK; BEGIN READ WRITE; DELETE FROM turn; COMMIT"),
    *("DROP TABLE turn CASCADE", "CREATE TABLE more (a int)", "CREATE TABLE public.more AS SELECT 1 AS a"),
    *("SELECT * INTO more FROM turn", "ALTER TABLE turn ADD more int", "CREATE INDEX more ON turn (label)"),
    *("CREATE TEMP TABLE corpus AS SELECT * FROM public.corpus", "CREATE TEMP VIEW v AS SELECT 1"),
    *("CREATE TEMP SEQUENCE s", "CREATE SCHEMA more", "CREATE SEQUENCE more", "CREATE VIEW more AS SELECT 1"),
    *("CREATE FUNCTION more() RETURNS int LANGUAGE sql AS 'SELECT 1'", "CREATE TYPE more AS (a int)"),
    *("CREATE RULE more AS ON SELECT TO turn DO INSTEAD NOTHING", "CREATE EXTENSION pg_trgm", "LOAD 'auto_explain'"),
    *("COMMENT ON TABLE turn IS 'a'", "CREATE STATISTICS more ON pk, label FROM turn", "CREATE PUBLICATION more"),
    *("SELECT nextval('turn_pk_seq')", "SELECT setval('turn_pk_seq', 1)", "ALTER SEQUENCE turn_pk_seq RESTART"),
    *("SELECT * FROM turn FOR UPDATE", "SELECT * FROM turn FOR KEY SHARE", "LOCK TABLE turn", "REINDEX TABLE turn"),
    *("VACUUM", "VACUUM FULL turn", "ANALYZE", "CLUSTER turn USING turn_pkey", "CHECKPOINT"),
    *(
        "COPY turn TO '{folder}/more'",
        "COPY turn TO PROGRAM 'cat > {folder}/more'",
        "SELECT lo_export(1, '{folder}/a')",
    ),
    *("SELECT lo_import('/etc/passwd')", "SELECT pg_rotate_logfile()", "SELECT pg_switch_wal()"),
    *("SELECT pg_create_restore_point('a')", "SELECT pg_replication_origin_create('a')"),
    *("SELECT pg_create_physical_replication_slot('a', true)", "SELECT pg_reload_conf()", "SELECT pg_stat_reset()"),
    *("ALTER SYSTEM SET fsync = off", "ALTER DATABASE archive SET statement_timeout = 1", "DROP DATABASE postgres"),
    *("CREATE DATABASE more", "CREATE ROLE more", "DROP OWNED BY archivist", "REASSIGN OWNED BY archivist TO reader"),
    *("GRANT ALL ON turn TO reader", "GRANT archivist TO reader", "ALTER ROLE reader SUPERUSER"),
    *("SET ROLE archivist", "SET SESSION AUTHORIZATION archivist", "SET ROLE pg_write_all_data"),
    *(
        "ALTER TABLE turn OWNER TO reader",
        "ALTER TABLE turn DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
    ),
    *("UPDATE pg_class SET relname = 'more'", "SET allow_system_table_mods = on", "DELETE FROM pg_authid"),
    *("PREPARE TRANSACTION 'a'", "PREPARE p AS DELETE FROM turn; EXECUTE p", "NOTIFY a", "SELECT pg_notify('a', 'b')"),
    *("DECLARE c CURSOR WITH HOLD FOR SELECT 1", "SELECT pg_logical_emit_message(true, 'a', 'b')", "DISCARD ALL"),
    *(f"SELECT pg_advisory_lock({WRITING})", f"SELECT pg_advisory_lock_shared({WRITING})", "SELECT txid_current()"),
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename IS DISTINCT FROM current_user",
)
OF_THE_ROLE = (
    *("SELECT lo_create(0)", "SELECT lo_from_bytea(0, 'a')", "ALTER ROLE reader PASSWORD 'a'"),
    *(
        "ALTER ROLE reader SET default_transaction_read_only = off",
        "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO public",
    ),
)
"""What PostgreSQL lets every role do to what is its own, in a transaction that may write."""

UNLOCKED = (
    *("SET default_transaction_read_only = off", "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE"),
    *("SET statement_timeout = 0", "SET transaction_read_only = off", "SET TRANSACTION READ WRITE", "RESET ALL"),
)
"""What SQL itself can take back of how a connection was made."""

LOOKS = (
    *("SELECT pg_read_file('/etc/passwd')", "SELECT pg_read_binary_file('PG_VERSION')", "SELECT pg_ls_dir('.')"),
    *("SELECT pg_stat_file('PG_VERSION')", "SELECT * FROM pg_authid", "SELECT * FROM pg_hba_file_rules"),
    *("COPY (SELECT 1) TO PROGRAM 'true'", "SELECT pg_ls_waldir()", "SELECT pg_current_logfile()"),
)


@pytest.fixture(scope="module")
def archive(samples_dir: Path) -> Iterator[Installed]:
    """A server as the README has it set up, with the bundled samples."""
    required()
    with installed(sorted(samples_dir.glob("*.*")), autovacuum="off") as it:
        yield it


@pytest.fixture
def before(archive: Installed) -> str:
    """All that is there before something is tried."""
    return archive.dump_of_all()


def test_no_statement_changes_a_byte(archive: Installed, before: str, tmp_path: Path) -> None:
    """Each in a transaction and a connection of its own, as the reading engine makes them."""
    tmp_path.chmod(0o777)
    for trick in (*TRICKS, *OF_THE_ROLE, *UNLOCKED):
        reader = reading_engine(archive.reader_url, time_limit_ms=2000)
        with disposing(reader) as engine, suppress(DBAPIError), engine.connect() as connection:
            connection.exec_driver_sql(trick.format(folder=tmp_path))
            connection.commit()
    assert archive.dump_of_all() == before
    assert list(tmp_path.iterdir()) == []


def test_who_can_only_read_changes_no_byte_of_the_corpus_with_a_connection_unlocked_by_sql(
    archive: Installed, tmp_path: Path
) -> None:
    tmp_path.chmod(0o777)
    before = archive.dump()
    refused = [trick for trick in TRICKS if _is_refused(archive.reader_url, trick.format(folder=tmp_path))]
    assert archive.dump() == before
    assert list(tmp_path.iterdir()) == []
    assert len(refused) > len(TRICKS) * 3 / 4
    assert {trick for trick in TRICKS if "TEMP" in trick} <= set(refused)
    with disposing(writing_engine(archive.owner_url)) as engine, engine.begin() as connection:
        connection.exec_driver_sql("SELECT 1")  # nobody keeps who writes waiting for good


def _is_refused(url: str, trick: str) -> bool:
    """Try something on a connection as the reading engine makes it, with its driver and SQL told to let it write."""
    with disposing(reading_engine(url, time_limit_ms=2000)) as engine:
        raw = engine.raw_connection()
        connection = raw.driver_connection
        assert isinstance(connection, psycopg.Connection)
        raw.detach()
        with closing(connection):
            connection.rollback()
            connection.read_only, connection.autocommit = False, True
            for statement in UNLOCKED:
                connection.execute(statement.encode())
            assert connection.execute("SHOW transaction_read_only").fetchone() == ("off",)
            try:
                connection.execute(trick.encode())
            except psycopg.Error:
                return True
            return False


@pytest.mark.parametrize("trick", LOOKS)
def test_who_can_only_read_reads_no_more_than_the_database(archive: Installed, trick: str) -> None:
    reader = reading_engine(archive.reader_url, time_limit_ms=2000)
    with disposing(reader) as engine, pytest.raises(DBAPIError) as caught, engine.connect() as connection:
        connection.exec_driver_sql(trick)
    assert dialect_of(reader).is_absence(caught.value), "permission is denied"


@pytest.mark.anyio
async def test_no_request_changes_a_byte(archive: Installed, before: str) -> None:
    """Every operation in each of its formats, and what is no operation, by every method."""
    asked = 0
    async with serving(archive.reader_url) as client:
        app = create_app(Settings(database_url=archive.reader_url))
        asking = [*everything(app.openapi()), *((path, None) for path in UNLISTED)]
        assert unasked(app, [urlsplit(url).path for url, _ in asking]) == []
        for url, body in asking:
            for method in METHODS:
                response = await client.request(method, url, json=body)
                assert response.status_code < 500, (method, url, response.text)
                asked += 1
    assert asked > 300
    assert archive.dump_of_all() == before


@pytest.mark.parametrize("trick", ["UPDATE corpus SET revision = 0", "SELECT lo_create(0)", "CREATE SCHEMA more"])
def test_the_tricks_do_work_where_writing_is_allowed(archive: Installed, before: str, trick: str) -> None:
    """Or else the tests above would show nothing."""
    archive.server.psql(trick, "archive")
    assert archive.dump_of_all() != before
