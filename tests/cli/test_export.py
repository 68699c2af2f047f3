"""The command `verbatim export`, run as people run it."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.databases import database_at

Run = Callable[..., CompletedProcess[str]]

SEEDS = "seed-library-at-oxley-cross"


@pytest.fixture
def samples(verbatim: Run, samples_dir: Path) -> None:
    assert verbatim("ingest", str(samples_dir)).returncode == 0


@pytest.mark.usefixtures("samples")
def test_an_interview_to_standard_output(verbatim: Run) -> None:
    done = verbatim("export", SEEDS, "--format", "md")
    assert done.returncode == 0
    assert done.stdout.startswith("---\nformat: verbatim-md/1\nid: seed-library-at-oxley-cross\n")


@pytest.mark.usefixtures("samples")
def test_all_interviews_to_a_folder_and_in_again(verbatim: Run, folder: Path) -> None:
    (folder / "out").mkdir()
    assert verbatim("export", "--all", "--format", "tei", "--output", "out").returncode == 0
    assert len(list((folder / "out").glob("*.xml"))) == 4
    again = database_at(folder / "again.db")
    done = verbatim("ingest", "out", "--database", again)
    assert "4 new, 0 unchanged, 0 failed" in done.stdout
    assert verbatim("check", "--database", again).returncode == 0


@pytest.mark.usefixtures("samples")
@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nothing"], 1, "error: there is no interview `nothing`\n"),
        ([SEEDS, "--format", "vtt"], 1, f"error: {SEEDS}: this format needs the time of every turn, and 30 of 30 have"),
        (["--all"], 1, "error: several interviews want --output FOLDER, one that is there\n"),
        ([SEEDS, "--format", "pdf"], 2, "there is no format `pdf`"),
        ([], 2, "give either ids of interviews or --all"),
    ],
)
def test_what_cannot_be_exported_is_said(verbatim: Run, arguments: list[str], code: int, said: str) -> None:
    done = verbatim("export", *arguments)
    assert done.returncode == code
    assert said in " ".join(done.stderr.split()) + "\n"
    assert done.stdout == ""


@pytest.mark.usefixtures("samples")
def test_nothing_is_written_over(verbatim: Run, folder: Path) -> None:
    (folder / "seeds.txt").write_text("mine")
    done = verbatim("export", SEEDS, "--output", "seeds.txt")
    assert (done.returncode, done.stderr) == (1, "error: seeds.txt is there already: name a new file\n")
    assert (folder / "seeds.txt").read_text() == "mine"
