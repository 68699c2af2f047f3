"""PostgreSQL: one server that is written to, any number that follow it, and a tsvector of finished words."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Integer, QueuePool, String, create_engine, event
from sqlalchemy.exc import DBAPIError

from app.database import Companions, DatabaseError, Identity
from app.database.postgresql_watch import Watch
from app.database.tsvector import TABLES, pack_counts

try:
    import psycopg
except ImportError:
    raise DatabaseError("PostgreSQL wants its driver: install verbatim[postgresql]") from None

DRIVER = "postgresql+psycopg"
OLDEST = (14,)
PATIENCE_S = 5
"""How long a server may take to answer a connection."""

BUSY_TIMEOUT_MS = 30_000
"""How long an ingest waits for another to end."""

WRITING = 5_411_863_021
"""The advisory lock that whoever writes holds."""

PLANS = {"plan_cache_mode": "force_custom_plan", "jit": "off", "work_mem": "32MB", "random_page_cost": "1.1"}
"""How often a word stands decides how to look for it. With less memory, what is found is looked at a second time; were
pages out of order as dear as on a disk that turns, whole tables would be read for a few rows.
"""

TIMEOUT, BUSY, FORBIDDEN = "57014", "55P03", "42501"
DAMAGE = ("XX001", "XX002", "58030", "42P01", "42703")
"""The last two: a table or a column is not there."""
ABSENCE = ("08", "28", "3D", "53", "57P", "40001", "40P01", FORBIDDEN)
"""How the codes begin of what passes once the server is there, has room, has caught up, or its owner mends it."""

LAG = """
    SELECT CASE
        WHEN NOT pg_is_in_recovery() THEN NULL
        WHEN pg_last_wal_receive_lsn() <= pg_last_wal_replay_lsn() AND EXISTS (SELECT FROM pg_stat_wal_receiver) THEN 0
        ELSE greatest(1, extract(epoch FROM clock_timestamp() - coalesce(
            pg_last_xact_replay_timestamp(), (SELECT checkpoint_time FROM pg_control_checkpoint())
        )) * 1000)::bigint
    END
"""
"""What is received and not replayed, or may be missed while nothing is received, is younger than the last replayed."""


def writing_engine(url: URL, *, create: bool) -> Engine:
    """Open a database for writing, one at a time; PostgreSQL's owner makes it, so `create` is of no matter."""
    engine = _engine(url)
    event.listen(engine, "connect", _prepare_writing)
    _refuse_replica(_tried(engine))
    event.listen(engine, "begin", _wait_for_others)  # only now: to open a database is not to write to it
    return engine


def reading_engine(url: URL, *, time_limit_ms: int | None, immutable: bool) -> Engine:
    """Open a database so that each transaction sees one moment of it and PostgreSQL itself refuses every change."""
    engine = _engine(url)
    engine.dialect.colspecs = {**engine.dialect.colspecs, String: _Findable}
    event.listen(engine, "connect", lambda connection, _: _prepare_reading(connection, time_limit_ms))
    if time_limit_ms is not None:
        limit = time_limit_ms / 1000
        event.listen(engine, "begin", lambda connection: connection.info.update(watch=Watch(limit)))
        event.listen(engine, "before_cursor_execute", _keep_time)
    return _tried(engine)


def identity(url: URL) -> Identity:
    return url.render_as_string(hide_password=False)


def companions(url: URL) -> Companions:
    return frozenset()


def abandon(companions: Companions) -> None:
    """Leave everything as it is: there are no files beside a database."""


def glance(connection: Connection) -> None:
    """Tell nothing: another process knows."""


def settle(connection: Connection) -> None:
    keys = connection.exec_driver_sql(
        "SELECT table_name, column_name, pg_get_serial_sequence(quote_ident(table_name), column_name) AS sequence"
        " FROM information_schema.columns"
        " WHERE table_schema = current_schema() AND column_default LIKE 'nextval(%%'"
    )
    for table, column, sequence in keys.all():
        last = f'(SELECT coalesce(max("{column}"), 0) + 1 FROM "{table}")'  # noqa: S608, the catalogue's own names
        connection.exec_driver_sql(f"SELECT setval(%s, {last}, false)", (sequence,))
    pack_counts(connection)
    connection.exec_driver_sql("ANALYZE")


def faults(connection: Connection) -> Iterator[str]:
    indexes = connection.exec_driver_sql(
        "SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indrelid"
        " WHERE relnamespace = current_schema()::regnamespace AND NOT (indisvalid AND indisready)"
    )
    yield from (f"the index {name} is not whole: REINDEX mends it" for name in indexes.scalars())
    tables = connection.exec_driver_sql("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").scalars()
    for missing in sorted(TABLES.difference(tables)):
        yield f"the table {missing} is not there"


def back_up(engine: Engine, target: Path) -> None:
    raise DatabaseError("PostgreSQL copies its own: `pg_dump` does, or `verbatim dump FILE`")


def is_timeout(error: DBAPIError) -> bool:
    return _code(error) == TIMEOUT


def is_damage(error: DBAPIError) -> bool:
    return _code(error) in DAMAGE


def is_absence(error: DBAPIError) -> bool:
    code = _code(error)
    return code.startswith(ABSENCE) if code else isinstance(error.orig, psycopg.OperationalError)


def advice(error: DBAPIError) -> str:
    return "GRANT its role what it needs: SELECT to read" if _code(error) == FORBIDDEN else ""


def lag_ms(connection: Connection) -> int | None:
    lag: int | None = connection.exec_driver_sql(LAG).scalar_one()
    return lag


def begin_time_anew(connection: Connection) -> None:
    watch: Watch | None = connection.info.get("watch")
    if watch is not None:
        watch.restart()


def _engine(url: URL) -> Engine:
    if url.drivername not in ("postgresql", DRIVER):
        raise DatabaseError(f"the driver of `{url.drivername}` is another: the address begins with {DRIVER}://")
    engine = create_engine(
        url.set(drivername=DRIVER),
        connect_args={"connect_timeout": PATIENCE_S} | dict(url.query),
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=40,  # with the pool, as many as there are threads and streams
        pool_pre_ping=True,  # a server that was started again costs nobody an answer
        hide_parameters=True,  # an error that is logged must not tell what somebody searches for
    )
    engine.dialect.colspecs = {**engine.dialect.colspecs, Integer: _Number}
    return engine


def _tried(engine: Engine) -> Engine:
    """Give an engine that has a connection; raises `DatabaseError`, in one line, where it can have none."""
    try:
        with engine.connect():
            version = engine.dialect.server_version_info or OLDEST
    except DBAPIError as error:
        engine.dispose()
        raise DatabaseError(f"{_place(engine.url)} cannot be opened: {one_line(error)}") from None
    if version < OLDEST:
        engine.dispose()
        raise DatabaseError(f"PostgreSQL {version[0]} is too old: {OLDEST[0]} or later is needed")
    return engine


def _refuse_replica(engine: Engine) -> None:
    with engine.connect() as connection:
        follows = connection.exec_driver_sql("SELECT pg_is_in_recovery()").scalar_one()
    if follows:
        engine.dispose()
        raise DatabaseError(f"{_place(engine.url)} is a replica: write to the server that it follows")


def one_line(error: DBAPIError) -> str:
    """Say what the server or its driver complains of, without where: that is said already."""
    said = " ".join(str(error.orig).split())
    return said.rpartition(" failed: ")[2].removeprefix("FATAL: ").strip()


def _place(url: URL) -> str:
    """Name a database without its user and password."""
    return f"the database {url.database or ''} of PostgreSQL at {url.host or 'this machine'}"


def _prepare_writing(connection: "psycopg.Connection[Any]", _: Any) -> None:
    _set(connection, lock_timeout=BUSY_TIMEOUT_MS)


def _prepare_reading(connection: "psycopg.Connection[Any]", time_limit_ms: int | None) -> None:
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    connection.read_only = True
    limit = {} if time_limit_ms is None else {"statement_timeout": time_limit_ms}
    _set(connection, default_transaction_read_only="on", **PLANS, **limit)


def _set(connection: "psycopg.Connection[Any]", **settings: object) -> None:
    connection.autocommit = True
    for name, value in ({"timezone": "UTC"} | settings).items():
        connection.execute("SELECT set_config(%s, %s, false)", (name, str(value)))
    connection.autocommit = False


def _wait_for_others(connection: Connection) -> None:
    """Let one write at a time. Raises `DatabaseError` where another does not come to its end."""
    try:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (WRITING,)).close()
    except DBAPIError as error:
        if _code(error) != BUSY:
            raise
        raise DatabaseError("another ingest is writing: try again once it has ended") from None


def _keep_time(connection: Connection, *_: Any) -> None:
    """Let a statement have what is left of its transaction's time."""
    watch: Watch | None = connection.info.get("watch")
    left = watch.left() if watch else None
    if left is not None:  # asked as any statement, since this too may be what a replica ends; the watch has been told
        connection.exec_driver_sql("SELECT set_config('statement_timeout', %s, true)", (str(left),))


def _code(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or ""


class _Number(Integer):
    """An integer of whatever size: a cast to the size of a column would make an error of one that is in none."""


class _Findable(String):
    """Text to look for: what PostgreSQL cannot hold is looked for as what no text holds."""

    render_bind_cast = True

    def bind_processor(self, dialect: Any) -> Any:
        return lambda value: value.replace("\0", "\uffff") if isinstance(value, str) else value
