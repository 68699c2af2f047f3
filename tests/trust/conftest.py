"""Databases whose every byte is watched."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

Digests = dict[str, str]

LOCKS = "-shm"
"""The ending of the file in which SQLite keeps who reads: the one that reading may change."""


def digests(folder: Path) -> Digests:
    """Give the digest of every file in a folder but that of SQLite's locks."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(LOCKS))
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture
def unsettled(corpus_url: str, tmp_path: Path) -> Path:
    """The bundled samples, with a change that stands in the log alone: whoever may write would move it."""
    busy, left = tmp_path / "busy" / "verbatim.db", tmp_path / "left" / "verbatim.db"
    for path in (busy, left):
        path.parent.mkdir()
    shutil.copy(corpus_url.removeprefix("sqlite:///"), busy)
    with closing(sqlite3.connect(busy)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE corpus SET revision = revision + 100")
        connection.commit()
        for path in (busy, busy.with_name("verbatim.db-wal")):
            shutil.copy(path, left.parent)
    assert left.with_name("verbatim.db-wal").stat().st_size > 0
    return left
