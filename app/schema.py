"""The state of a database's tables: which migration it has, and bringing it to the last."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from app.database import DatabaseError


def folder() -> Path:
    """Give the folder of migrations: inside an installed package, beside it in a checkout."""
    inside = Path(__file__).parent / "migrations"
    return inside if inside.is_dir() else Path(__file__).parent.parent / "migrations"


def head() -> str:
    """Give the last migration's revision: the files' names sort by it."""
    return max(path.name.split("_")[0] for path in (folder() / "versions").glob("[0-9]*.py"))


def current(connection: Connection) -> str | None:
    """Give the migration that a database is at; `None` for one without Verbatim's tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def mismatch(at: str) -> str:
    """Say what is to be done about a database at another migration than the last."""
    if at > head():
        return f"the database is of a later Verbatim (schema {at}, this one knows {head()}): update it"
    return f"the database has schema {at}, this version {head()}: run `verbatim ingest`"


def upgrade(engine: Engine) -> None:
    """Bring a database to the last migration, all of it or nothing.

    Raises `DatabaseError` where it is no database of ours, or one of a later Verbatim.
    """
    try:
        with engine.connect() as connection:
            at = current(connection)
            if at == head():
                return
            _refuse_unknown(connection, at)
        _migrate(engine)
    except DBAPIError as error:
        raise DatabaseError(f"the database cannot be used: {error.orig}") from error


def _refuse_unknown(connection: Connection, at: str | None) -> None:
    if at is not None and at > head():
        raise DatabaseError(mismatch(at))
    if at is None and set(inspect(connection).get_table_names()) - {"alembic_version"}:
        raise DatabaseError("the database holds tables of another program: name another file")


def _migrate(engine: Engine) -> None:
    from alembic import command  # noqa: PLC0415, serving does not need it
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(folder()).replace("%", "%%"))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
