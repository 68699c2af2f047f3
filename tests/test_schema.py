"""Migrations: up, down, what they say of the models, and what a failing one leaves."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, MetaData, inspect, select, text
from sqlalchemy.exc import DBAPIError

from app import schema
from app.database import DatabaseError, dialect_of, disposing, reading_engine, writing_engine
from app.ingest import IngestOptions, ingest
from app.search_query import parse
from app.words import stem
from tests.conftest import migrate
from tests.databases import bare_database_at, database_at, is_sqlite
from tests.ingest.conftest import Archive, transcript


@contextmanager
def config(engine: Engine) -> Iterator[Config]:
    made = Config(toml_file=str(Path(__file__).parent.parent / "pyproject.toml"))
    with engine.connect() as made.attributes["connection"]:
        yield made


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Engine]:
    with disposing(writing_engine(database_at(tmp_path / "verbatim.db"))) as engine:
        schema.upgrade(engine)
        ingest(engine, transcript(), IngestOptions())
        yield engine


def test_the_models_are_what_the_migrations_make_on_a_filled_database(filled: Engine) -> None:
    with config(filled) as made:
        command.check(made)


def test_down_to_nothing_and_up_again(filled: Engine) -> None:
    with config(filled) as made:
        command.downgrade(made, "base")
    assert inspect(filled).get_table_names() == ["alembic_version"]
    schema.upgrade(filled)
    assert Archive(filled).ingest(transcript()).status == "new"


def test_at_head_an_ingested_turn_is_found_by_its_words(filled: Engine) -> None:
    with filled.connect() as connection:
        hits = dialect_of(connection).hits(parse('"lighthouse"'), ["en"])
        found = connection.execute(select(hits.c.turn_pk)).all()
        indexed = list(dialect_of(connection).indexed_words(connection))
    assert len(found) == 1
    assert (stem("walked", "en"), found[0][0], "stems", 10) in indexed


def test_a_failing_migration_leaves_schema_and_version_untouched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = database_at(tmp_path / "verbatim.db")
    migrate(database)
    versions = tmp_path / "migrations" / "versions"
    versions.mkdir(parents=True)
    for file in (*schema.folder().glob("env.py"), *schema.folder().glob("versions/0*.py")):
        target = versions if file.parent.name == "versions" else versions.parent
        (target / file.name).write_text(file.read_text())
    (versions / "9999_wrong.py").write_text(
        f"from alembic import op\nrevision, down_revision = '9999', '{schema.head()}'\n"
        "def upgrade():\n    op.execute('CREATE TABLE half (a INTEGER)')\n    op.execute('NO SQL')\n"
    )
    before = tables(database)
    monkeypatch.setattr(schema, "folder", lambda: versions.parent)
    with pytest.raises(DatabaseError, match="the database cannot be used"):
        migrate(database)
    assert tables(database) == before


def tables(database: str) -> list[object]:
    with disposing(writing_engine(database)) as engine, engine.connect() as connection:
        found = MetaData()
        found.reflect(connection)
        columns = [(str(column), str(column.type)) for table in found.sorted_tables for column in table.columns]
        return [columns, schema.current(connection)]


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    with disposing(writing_engine(bare_database_at(tmp_path / "other.db"))) as engine:
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE bookmarks (a INTEGER)")
        with pytest.raises(DatabaseError, match="tables of another program"):
            schema.upgrade(engine)


def test_a_database_of_a_later_verbatim_is_refused(filled: Engine) -> None:
    with filled.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseError, match="of a later Verbatim"):
        schema.upgrade(filled)


@pytest.mark.parametrize(
    ("statement"),
    [
        "UPDATE turn SET kind = 'shout'",
        "UPDATE turn SET number = 0",
        "UPDATE turn SET speaker_pk = 99",
        "UPDATE turn SET position = NULL",
        "UPDATE turn SET position = 1",
        "UPDATE interview SET transcript_kind = 'guess'",
        "UPDATE interview SET removed_at = '2020-01-01'",
        "UPDATE speaker SET identity = 'rumour'",
        "INSERT INTO corpus SELECT 2, id, revision, changed_at, word_rules, declarations, aliases_digest FROM corpus",
    ],
)
def test_the_database_itself_refuses_what_makes_no_sense(filled: Engine, statement: str) -> None:
    with pytest.raises(Exception, match="constraint"), filled.begin() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM turn", "CREATE TABLE a (b INTEGER)", "PRAGMA user_version = 7", "VACUUM", "ANALYZE"],
)
def test_nothing_is_written_through_the_reading_engine(filled: Engine, statement: str, tmp_path: Path) -> None:
    before = whole(filled)
    with (
        disposing(reading_engine(database_at(tmp_path / "verbatim.db"), time_limit_ms=1000)) as reader,
        suppress(DBAPIError),
        reader.connect() as connection,
    ):
        connection.exec_driver_sql(statement).close()
        connection.commit()
    assert whole(filled) == before


def whole(engine: Engine) -> tuple[object, ...]:
    """Give all that a database holds."""
    with engine.connect() as connection:
        names = inspect(connection).get_table_names()
        version = connection.exec_driver_sql("PRAGMA user_version").scalar() if is_sqlite() else None
    return names, version, Archive(engine).rows()


def test_a_statement_that_takes_too_long_is_ended(filled: Engine, tmp_path: Path) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with disposing(reading_engine(database_at(tmp_path / "verbatim.db"), time_limit_ms=50)) as reader:
        with (
            pytest.raises(DBAPIError, match=r"interrupted|statement timeout") as caught,
            reader.connect() as connection,
        ):
            connection.exec_driver_sql(endless)
        assert dialect_of(reader).is_timeout(caught.value)
        with reader.connect() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM turn").scalar() == 6


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: None, "there is no database"),
        (lambda path: path.write_bytes(b"hello, I am a text"), "is no SQLite database"),
        (lambda path: path.mkdir(), "there is no database"),
    ],
)
def test_a_file_that_is_no_database_is_refused_and_none_is_made(tmp_path: Path, make: object, message: str) -> None:
    path = tmp_path / "verbatim.db"
    make(path)  # type: ignore[operator]
    before = sorted(tmp_path.iterdir())
    with pytest.raises(DatabaseError, match=message):
        reading_engine(str(path), time_limit_ms=1000)
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("sqlite://", "in memory"),
        ("mysql://host/name", "there is no engine `mysql`: known are sqlite, postgresql"),
        ("://", "is not the address of a database"),
        ("no-such-folder/verbatim.db", "there is no folder"),
    ],
)
def test_an_address_that_names_no_database_is_refused(url: str, message: str) -> None:
    with pytest.raises(DatabaseError, match=message):
        writing_engine(url)
