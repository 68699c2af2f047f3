"""Runs migrations on a connection that the application hands over, or on the database of the settings."""

from alembic import context
from sqlalchemy import Connection
from sqlmodel import SQLModel

from app import models
from app.database import writing_engine
from app.settings import Settings

assert models.Corpus.metadata is SQLModel.metadata  # noqa: S101, the tables are known once app.models is imported


def _is_ours(name: str | None, kind: str, _: object) -> bool:
    """Leave out the word index and the tables behind it, which the engine makes by itself."""
    return not (kind == "table" and name is not None and name.startswith("word_index"))


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        include_name=_is_ours,
        transactional_ddl=True,
        compare_type=True,
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("migrations run on a database: there is no offline mode")
if (given := context.config.attributes.get("connection")) is not None:
    _run(given)
else:
    engine = writing_engine(Settings().database_url)
    with engine.connect() as opened:
        _run(opened)
    engine.dispose()
