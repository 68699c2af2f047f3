"""`verbatim check | backup | dump | source` where nothing may be written."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.databases import change, is_sqlite
from tests.ingest.conftest import transcript

ID = "ada-lovells-interview-with-harbour-radio"


@pytest.fixture
def kept(verbatim: Run, folder: Path) -> Iterator[Path]:
    """A database, and a folder, that may not be written."""
    (folder / "a.txt").write_bytes(transcript())
    verbatim("ingest", "a.txt")
    place = folder / "kept"
    place.mkdir()
    path = Path(shutil.copy(folder / "verbatim.db", place))
    path.chmod(0o444)
    place.chmod(0o555)
    yield path
    place.chmod(0o755)


@pytest.mark.sqlite("a file that may not be written")
def test_what_only_reads_leaves_no_trace_in_a_folder_that_may_not_be_written(
    verbatim: Run, folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VERBATIM_IMMUTABLE", "true")
    before = kept.read_bytes()
    assert verbatim("check", "--database", kept).stdout == "all is well\n"
    assert verbatim("backup", "copy.db", "--database", kept).returncode == 0
    assert verbatim("dump", "all.gz", "--database", kept).returncode == 0
    assert verbatim("source", ID, "--database", kept).stdout.encode() == transcript()
    assert [path.name for path in kept.parent.iterdir()] == ["verbatim.db"]
    assert kept.read_bytes() == before
    assert verbatim("check", "--database", "copy.db").stdout == "all is well\n"


@pytest.mark.sqlite("a file that may not be written")
@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write everywhere")
@pytest.mark.parametrize("command", [("check",), ("backup", "copy.db"), ("dump", "all.gz"), ("source", ID)])
def test_where_a_log_would_have_to_be_written_it_is_said_what_to_do(
    verbatim: Run, kept: Path, command: tuple[str, ...]
) -> None:
    done = verbatim(*command, "--database", kept)
    assert done.returncode == 1
    assert "VERBATIM_IMMUTABLE=true lets it be read" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_an_older_schema_is_backed_up_as_it_is_and_not_read(verbatim: Run, folder: Path) -> None:
    (folder / "a.txt").write_bytes(transcript())
    verbatim("ingest", "a.txt")
    change(folder / "verbatim.db", "UPDATE alembic_version SET version_num = '0001'")
    for command in (("dump", "all.gz"), ("source", ID)):
        assert "the database has schema 0001" in verbatim(*command).stderr
    if is_sqlite():
        assert verbatim("backup", "copy.db").returncode == 0
        assert "the database has schema 0001" in verbatim("check", "--database", "copy.db").stderr
    assert not (folder / "all.gz").exists()


def test_nothing_is_left_of_a_dump_that_fails(verbatim: Run, folder: Path) -> None:
    (folder / "a.txt").write_bytes(transcript())
    verbatim("ingest", "a.txt")
    change(folder / "verbatim.db", "DROP TABLE turn_state")
    done = verbatim("dump", "all.gz")
    assert done.returncode == 1
    assert "turn_state" in done.stderr
    assert not (folder / "all.gz").exists()
    (folder / "there.gz").write_bytes(b"mine")
    assert "is there already" in verbatim("dump", "there.gz").stderr
    assert (folder / "there.gz").read_bytes() == b"mine"


def test_a_removal_fills_an_index_of_another_version_anew_first(verbatim: Run, folder: Path) -> None:
    (folder / "a.txt").write_bytes(transcript())
    (folder / "b.txt").write_bytes(transcript())
    verbatim("ingest", "a.txt")
    verbatim("ingest", "b.txt", "--new")
    change(folder / "verbatim.db", "UPDATE corpus SET word_rules = ''", "DELETE FROM word_index_counts")
    assert verbatim("remove", ID, "--reason", "asked by the speaker").returncode == 0
    assert verbatim("check").stdout == "all is well\n"
