"""Check, backup, dump and restore, sources."""

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app import schema
from app.archive import back_up, check, dump, read_source, restore
from app.database import DatabaseError, disposing, writing_engine
from app.ingest import IngestError
from app.words import rules
from tests.databases import database_at, spelled
from tests.ingest.conftest import Archive, transcript

ID = "ada-lovells-interview-with-harbour-radio"


def sql(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.execute(text(spelled(statement)))


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Engine]:
    with disposing(writing_engine(database_at(tmp_path / "empty.db"))) as engine:
        schema.upgrade(engine)
        yield engine


@pytest.mark.parametrize(
    "damage",
    ["INSERT INTO word_index(word_index) VALUES ('delete-all')", "UPDATE corpus SET word_rules = 'others'"],
)
def test_repair_fills_the_word_index_anew(lived: Archive, damage: str) -> None:
    sql(lived.engine, damage)
    assert check(lived.engine, repair=True) == []
    assert check(lived.engine) == []


def test_the_next_ingest_refills_an_index_of_other_rules_before_anything_else(lived: Archive) -> None:
    sql(lived.engine, "INSERT INTO word_index(word_index) VALUES ('delete-all')")
    sql(lived.engine, "UPDATE corpus SET word_rules = 'others'")
    lived.ingest(transcript())
    assert lived.rows()["corpus"][0][4] == rules()
    assert check(lived.engine) == []


@pytest.mark.sqlite("PostgreSQL copies its own")
def test_a_backup_is_the_same_database(lived: Archive, tmp_path: Path) -> None:
    target = tmp_path / "backup.db"
    back_up(lived.engine, target)
    with disposing(writing_engine(str(target))) as copy:
        assert Archive(copy).rows() == lived.rows()
    with pytest.raises(DatabaseError, match="is there already"):
        back_up(lived.engine, target)
    with pytest.raises(DatabaseError, match="there is no folder"):
        back_up(lived.engine, tmp_path / "no" / "backup.db")


def test_a_dump_restores_every_row_and_dumps_the_same(lived: Archive, empty: Engine) -> None:
    packed, again = io.BytesIO(), io.BytesIO()
    rows = dump(lived.engine, packed)
    assert restore(empty, io.BytesIO(packed.getvalue())) == rows
    assert Archive(empty).rows() == lived.rows()
    assert check(empty) == []
    dump(empty, again)
    assert again.getvalue() == packed.getvalue()


def test_a_restored_corpus_goes_on_as_the_first_would(lived: Archive, empty: Engine) -> None:
    packed = io.BytesIO()
    dump(lived.engine, packed)
    restore(empty, io.BytesIO(packed.getvalue()))
    assert Archive(empty).ingest(transcript()).status == "revised"
    assert check(empty) == []


def test_a_dump_is_restored_only_into_an_empty_database(lived: Archive) -> None:
    packed = io.BytesIO()
    dump(lived.engine, packed)
    with pytest.raises(DatabaseError, match="holds interviews already"):
        restore(lived.engine, io.BytesIO(packed.getvalue()))


def _cut(lines: list[bytes]) -> bytes:
    return gzip.compress(b"".join(lines[:-1]))


def _other_schema(lines: list[bytes]) -> bytes:
    return gzip.compress(json.dumps({**json.loads(lines[0]), "schema": "9999"}).encode() + b"\n" + b"".join(lines[1:]))


def _half(lines: list[bytes]) -> bytes:
    return gzip.compress(b"".join(lines))[:-20]


def _no_column(lines: list[bytes]) -> bytes:
    return gzip.compress(b"".join(lines).replace(b'"word_rules"', b'"other_rules"'))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (_cut, "it ends after"),
        (_half, "this is no whole dump"),
        (_other_schema, "it is of schema 9999"),
        (_no_column, "this is no whole dump"),
        (lambda _: b"hello", "this is no whole dump"),
        (lambda _: gzip.compress(b"{}\n"), "its first line does not say so"),
        (lambda _: gzip.compress(b""), "its first line does not say so"),
    ],
)
def test_a_damaged_dump_changes_nothing(lived: Archive, empty: Engine, damage: object, message: str) -> None:
    packed = io.BytesIO()
    dump(lived.engine, packed)
    lines = gzip.decompress(packed.getvalue()).splitlines(keepends=True)
    before = Archive(empty).rows()
    with pytest.raises(DatabaseError, match=message):
        restore(empty, io.BytesIO(damage(lines)))  # type: ignore[operator]
    assert Archive(empty).rows() == before


def test_a_source_comes_out_as_it_went_in(lived: Archive) -> None:
    assert read_source(lived.engine, ID, 1) == transcript()
    assert read_source(lived.engine, ID) != transcript()
    assert read_source(lived.engine, "second") == transcript()
    with pytest.raises(IngestError, match="has no revision 7: its last is 2"):
        read_source(lived.engine, ID, 7)
    with pytest.raises(IngestError, match="there is no interview nobody"):
        read_source(lived.engine, "nobody")
