"""`verbatim ingest`: what it prints, what it stores, how it exits."""

import os
import socket
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from alembic.command import downgrade
from alembic.config import Config
from typer.core import TyperGroup
from typer.main import get_command

from app.cli import commands
from app.database import writing_engine
from tests.cli.conftest import Run
from tests.databases import change, database_at, is_sqlite, look
from tests.ingest.conftest import TALK, Archive, transcript

ID = "ada-lovells-interview-with-harbour-radio"
WORDS_ASKED = sum(len(text.split()) for label, text in TALK if label == "Question")
WORDS = str(sum(len(text.split()) for _, text in TALK))


def count(folder: Path, table: str = "interview") -> int:
    (number,) = look(folder / "verbatim.db", f"SELECT count(*) FROM {table}")
    return int(number)


def rows(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    engine = writing_engine(database_at(folder / "verbatim.db"))
    found = Archive(engine).rows()
    engine.dispose()
    return found


def test_files_folders_and_standard_input(verbatim: Run, folder: Path, samples_dir: Path) -> None:
    (folder / "talks" / "deep").mkdir(parents=True)
    (folder / "talks" / "deep" / "lovell.txt").write_bytes(transcript())
    (folder / "talks" / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    (folder / "talks" / ".hidden.txt").write_bytes(b"nothing")
    done = verbatim("ingest", "talks", samples_dir / "seed-library.txt")
    assert done.returncode == 0, done.stderr
    assert "2 new, 0 unchanged, 0 failed; 1 files of other kinds left aside" in done.stdout
    assert [line.split() for line in done.stdout.splitlines() if line.startswith(f" {ID}")] == [[ID, "6", WORDS, "new"]]
    assert f"new: talks/deep/lovell.txt is {ID}, 6 turns" in done.stderr
    done = verbatim("ingest", "-", "--title", "From a pipe", "--new", input=transcript())
    assert done.returncode == 0, done.stderr
    assert count(folder) == 3


def test_of_common_endings_folders_give_what_shows_a_format(verbatim: Run, folder: Path) -> None:
    talks = Path(__file__).parent.parent / "transcripts"
    (folder / "talks").mkdir()
    (folder / "talks" / "a.json").write_bytes((talks / "podcast" / "three-voices.source.json").read_bytes())
    (folder / "talks" / "b.csv").write_bytes((talks / "csv" / "two-interviews.csv").read_bytes())
    (folder / "talks" / "package.json").write_text('{"name": "talks", "version": "1.0.0"}')
    (folder / "talks" / "prices.csv").write_text("item,price\nrope,4\n")
    done = verbatim("ingest", "talks")
    assert (done.returncode, "3 new, 0 unchanged, 0 failed" in done.stdout) == (0, True), done.stderr
    assert "note: no transcript shows in talks/package.json, talks/prices.csv: left aside" in done.stderr
    done = verbatim("ingest", "talks", "--format", "podcast")
    assert (done.returncode, "error: talks/package.json: `segments` is missing" in done.stderr) == (1, True)
    assert verbatim("check").stdout == "all is well\n"


@pytest.mark.parametrize("command", [("-m", "app.ingest"), ("-m", "app", "ingest")])
def test_the_same_bytes_again_change_nothing(python: Run, folder: Path, command: tuple[str, ...]) -> None:
    (folder / "a.txt").write_bytes(transcript())
    assert python(*command, "a.txt").returncode == 0
    before = rows(folder)
    done = python(*command, "a.txt")
    assert (done.returncode, "0 new, 1 unchanged, 0 failed" in done.stdout) == (0, True)
    assert rows(folder) == before


def test_one_failure_leaves_the_others_loaded_and_is_told_by_the_exit_code(verbatim: Run, folder: Path) -> None:
    (folder / "a.txt").write_bytes(transcript())
    (folder / "b.txt").write_bytes(b"There are no turns in this. It is prose.\n")
    done = verbatim("ingest", "b.txt", "a.txt", "missing.txt")
    assert done.returncode == 1
    assert "1 new, 0 unchanged, 2 failed" in done.stdout
    assert "error: missing.txt: there is no such file" in done.stderr
    assert "error: b.txt: " in done.stderr
    assert count(folder) == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n"),
        ("image.txt", b"\x89PNG\r\n\x1a\n" + bytes(50)),
        ("nul.txt", b"Question: what?\n\nAda Lovell: \x00\n" * 3),
        ("prose.txt", b"Only prose. Nothing is said by anybody.\n"),
    ],
)
def test_what_is_no_transcript_is_one_line_and_an_exit_code(
    verbatim: Run, folder: Path, name: str, data: bytes
) -> None:
    (folder / name).write_bytes(data)
    done = verbatim("ingest", name)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith(f"error: {name}: ")
    assert count(folder) == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_one_line(verbatim: Run, folder: Path) -> None:
    (folder / "a.txt").write_bytes(transcript())
    (folder / "a.txt").chmod(0)
    done = verbatim("ingest", "a.txt")
    assert (done.returncode, done.stderr) == (1, "error: a.txt: it cannot be read: Permission denied\n")


MISSING = pytest.mark.sqlite("a file that is not there")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        pytest.param(("ingest",), "nothing to ingest: give files, folders, or - for standard input", marks=MISSING),
        (("ingest", "a.txt", "--database", "text.db"), "text.db is no SQLite database"),
        (("ingest", "a.txt", "--database", "no/folder.db"), "there is no folder"),
        (("ingest", "a.txt", "--database", "mysql://x/y"), "there is no engine `mysql`"),
        (("ingest", "a.txt", "b.txt", "--id", "one"), "are for one interview: there are 2 files"),
        (("ingest", "a.txt", "--transcript-kind", "guess"), "there is no transcript kind `guess`"),
        (
            ("ingest", "a.txt", "--id", "A b"),
            "`A b` is no id: lower-case letters, digits and single hyphens: perhaps `a-b`",
        ),
        (("ingest", "a.txt", "--date", "yesterday"), "`yesterday` is no date"),
        (("ingest", "a.txt", "--language", "English!"), "language: `English!` is no language: give one such as en"),
        (("ingest", "a.txt", "--source", "javascript:x"), "source url: `javascript:x` is no address"),
        (("ingest", "a.txt", "--retrieved-at", "now"), "`now` is no time: give 2020-09-17 or"),
        (("ingest", "a.txt", "--replace", "nobody"), "there is no interview nobody to replace"),
        (("ingest", "a.txt", "--speakers", "none.toml"), "the alias file none.toml cannot be read"),
        (("ingest", "a.txt", "--format", "odt"), "there is no format `odt`"),
        pytest.param(("serve", "--port", "0"), "`verbatim ingest PATH…` makes it", marks=MISSING),
        pytest.param(("check",), "`verbatim ingest PATH…` makes it", marks=MISSING),
        pytest.param(("dump", "x.gz"), "`verbatim ingest PATH…` makes it", marks=MISSING),
    ],
)
def test_wrong_input_is_one_clear_line(verbatim: Run, folder: Path, arguments: tuple[str, ...], line: str) -> None:
    (folder / "a.txt").write_bytes(transcript())
    (folder / "b.txt").write_bytes(transcript())
    (folder / "text.db").write_text("I am a text")
    done = verbatim(*arguments)
    assert done.returncode == 1
    assert line in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_wrong_usage_exits_with_2(verbatim: Run) -> None:
    assert verbatim("ingest", "--nonsense").returncode == 2
    assert verbatim("nonsense").returncode == 2


def test_a_port_in_use_is_one_line_and_nothing_is_ingested(verbatim: Run, folder: Path) -> None:
    (folder / "a.txt").write_bytes(transcript())
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = verbatim("serve", "a.txt", "--port", port)
    assert done.returncode == 1
    assert (
        done.stderr == f"error: cannot listen on 127.0.0.1 port {port}: Address already in use; --port names another\n"
    )
    assert not (folder / "verbatim.db").exists()


def test_a_dry_run_shows_and_stores_nothing(verbatim: Run, folder: Path) -> None:
    (folder / "a.txt").write_bytes(transcript())
    done = verbatim("ingest", "--dry-run", "a.txt", "--place", "Tarn Head")
    assert done.returncode == 0, done.stderr
    assert "title: Ada Lovell's interview with Harbour Radio" in done.stdout
    assert "place: Tarn Head" in done.stdout
    assert "1 new, 0 unchanged, 0 failed (dry run: nothing was stored)" in done.stdout
    rows = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "Ada Lovell 3 57 Ada Lovell name interviewee" in rows
    assert f"Question 3 {WORDS_ASKED} nobody by name label interviewer" in rows
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt"]


def test_a_dry_run_is_readable(verbatim: Run, folder: Path, samples_dir: Path) -> None:
    (folder / "talks").mkdir()
    (folder / "talks" / "a.txt").write_bytes(b"Chapter one\n\n" + b"Bosun: Is it late?\n\nCook: \\$20 late.\n\n" * 9)
    done = verbatim(
        "ingest", "--dry-run", "talks/a.txt", samples_dir / "seed-library.txt", samples_dir.parent / "samples"
    )
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("── talks/a.txt ──")
    assert max(map(len, lines)) <= 100
    assert "labels: `Name: text`: 18 turns, Bosun 9, Cook 9" in lines
    rows = [" ".join(line.split()) for line in lines]
    assert "5 9 13 … 37 9 escape \\" in rows
    assert "warning: no date could be told: --date or front matter says so" in rows
    assert "speaker: Tobias Wren, interviewee" in rows
    assert not any(sign in done.stdout for sign in ("('", "SpeakerDeclaration", "None"))


def test_a_dry_run_tries_the_alias_file(verbatim: Run, folder: Path) -> None:
    (folder / "a.txt").write_bytes(transcript())
    (folder / "speakers.toml").write_text(
        '[[speaker]]\nname = "Ada M. Lovell"\naliases = ["Ada Lovell"]\n[[speaker]]\nname = "Bo Tarn"\n'
    )
    done = verbatim("ingest", "--dry-run", "--speakers", "speakers.toml", "a.txt")
    assert done.returncode == 0, done.stderr
    rows = [" ".join(line.split()) for line in done.stdout.splitlines()]
    assert "Ada Lovell 3 57 Ada M. Lovell declaration interviewee" in rows
    assert "warning: speakers.toml: Bo Tarn speaks in none of these files" in done.stderr
    (folder / "speakers.toml").write_text("[[speaker]]\n")
    done = verbatim("ingest", "--dry-run", "--speakers", "speakers.toml", "a.txt")
    assert (done.returncode, done.stderr) == (1, "error: speakers.toml, speaker 1: `name` is missing\n")
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "speakers.toml"]


def test_strict_makes_a_warning_an_error(verbatim: Run, folder: Path) -> None:
    (folder / "a.txt").write_bytes(transcript())
    done = verbatim("ingest", "--strict", "a.txt")
    assert (done.returncode, count(folder)) == (1, 0)
    assert done.stderr == "error: a.txt: --strict: no date could be told: --date or front matter says so\n"
    done = verbatim("ingest", "a.txt")
    assert "warning: a.txt: no date could be told: --date or front matter says so\n" in done.stderr
    assert verbatim("ingest", "--strict", "a.txt", "--date", "2020-05").returncode == 0
    (folder / "b.txt").write_bytes(transcript([*TALK[:3], ("Bo Tarn", "Never?"), *TALK[3:]]))
    done = verbatim("ingest", "--strict", "--new", "b.txt", "--date", "2021")
    assert done.stderr == "error: b.txt: --strict: the label `Bo Tarn` is used once, in line 9\n"


def test_labels_speakers_and_the_format_may_be_said(verbatim: Run, folder: Path) -> None:
    (folder / "a.txt").write_text("note\nIs it late?\n\n**Bosun** It *is* late.\n\nnote\nOh?\n")
    assert verbatim("ingest", "a.txt").returncode == 1
    done = verbatim("ingest", "--dry-run", "a.txt", "--speaker", "note", "--speaker", "Bosun", "--format", "md")
    assert "labels: `Name ⏎ text, **Name** text`: 3 turns, note 2, Bosun 1" in done.stdout, done.stderr
    done = verbatim("ingest", "--dry-run", "a.txt", "--label", r"note|\*\*Bosun\*\*")
    assert "3 turns, note 2, Bosun 1" in done.stdout, done.stderr
    done = verbatim("ingest", "--dry-run", "a.txt", "--label", "(")
    assert "error: a.txt: --label is no regular expression" in done.stderr


def test_what_is_read_is_named_in_one_line(verbatim: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "two\nlines.txt").write_bytes(transcript())
    done = verbatim("ingest", "two\nlines.txt", "--date", "2020")
    assert done.stderr == f"new: two lines.txt is 2020-{ID}, 6 turns\n"
    done = verbatim("ingest", "-", "--new", input=transcript(title=""))
    assert "warning: standard input: no title and no date could be told: --title and --date" in done.stderr
    (folder / "-").write_bytes(transcript())
    assert "1 new" in verbatim("ingest", "./-", "--new").stdout


def test_a_folder_without_transcripts_is_told(verbatim: Run, folder: Path) -> None:
    (folder / "talks").mkdir()
    done = verbatim("ingest", "talks")
    assert done.returncode == 0
    assert done.stderr.startswith("warning: no transcript stands in talks: their endings are ")


def test_closed_standard_input_is_one_line(python: Run, folder: Path) -> None:
    closing = "import os, sys; os.close(0); os.execv(sys.executable, [sys.executable, '-m', 'app', 'ingest', '-'])"
    done = python("-c", closing)
    assert (done.returncode, done.stderr) == (1, "error: standard input: it is closed: there is nothing to read\n")


def test_the_version_is_told(verbatim: Run) -> None:
    assert verbatim("--version").stdout == f"verbatim {version('verbatim')}\n"


def test_every_option_says_what_it_does() -> None:
    group = get_command(commands)
    assert isinstance(group, TyperGroup)
    options = [(name, each) for name, command in group.commands.items() for each in command.params]
    assert [(name, each.name) for name, each in options if not getattr(each, "help", None)] == []


def test_a_dry_run_beside_a_database_tells_what_would_become_of_it(verbatim: Run, folder: Path) -> None:
    (folder / "a.txt").write_bytes(transcript())
    verbatim("ingest", "a.txt")
    (folder / "a.txt").write_bytes(transcript(TALK[:4]))
    done = verbatim("ingest", "--dry-run", "a.txt")
    assert "1 revised" in done.stdout
    assert count(folder, "interview_revision") == 1


def test_options_override_what_the_file_says(verbatim: Run, folder: Path) -> None:
    (folder / "a.txt").write_bytes(transcript(head="---\ntitle: From the file\nplace: There\n---\n"))
    assert verbatim("ingest", "a.txt", "--title", "From the option", "--licence", "CC0-1.0").returncode == 0
    row = look(folder / "verbatim.db", "SELECT id, title, place, licence FROM interview")
    assert row == ("from-the-option", "From the option", "There", "CC0-1.0")


def test_an_alias_file_alone_links_what_is_stored(verbatim: Run, folder: Path) -> None:
    (folder / "a.txt").write_bytes(transcript())
    verbatim("ingest", "a.txt")
    (folder / "speakers.toml").write_text(
        f'[[speaker]]\nname = "Ada Lovell"\nlabels = {{ elsewhere = ["X"], {ID} = ["THE KEEPER"] }}\n'
        '[[speaker]]\nname = "Bo Tarn"\n'
    )
    done = verbatim("ingest", "--speakers", "speakers.toml")
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stderr.splitlines() if line.startswith("warning")] == [
        "warning: speakers.toml: Bo Tarn speaks in no interview",
        "warning: speakers.toml: there is no interview elsewhere",
        f"warning: speakers.toml: {ID} has no label THE KEEPER",
    ]


def test_archive_commands(verbatim: Run, folder: Path) -> None:
    (folder / "a.txt").write_bytes(transcript())
    verbatim("ingest", "a.txt")
    assert verbatim("check").stdout == "all is well\n"
    assert verbatim("backup", "copy.db").returncode == (0 if is_sqlite() else 1)
    assert verbatim("dump", "all.gz").returncode == 0
    again = database_at(folder / "again.db")
    assert verbatim("restore", "all.gz", "--database", again).returncode == 0
    assert verbatim("check", "--database", again).stdout == "all is well\n"
    assert verbatim("source", ID).stdout.encode() == transcript()
    assert verbatim("remove", ID, "--reason", "asked by the speaker").returncode == 0
    assert verbatim("check").stdout == "all is well\n"
    done = verbatim("ingest", "a.txt")
    assert done.returncode == 1
    assert f"{ID} was removed (asked by the speaker): --restore brings it back" in done.stderr
    assert "1 restored" in verbatim("ingest", "a.txt", "--restore").stdout
    change(folder / "verbatim.db", "UPDATE interview SET word_count = 1")
    done = verbatim("check")
    assert done.returncode == 1
    assert done.stderr.startswith(f"fault: {ID}: its word_count is not that of its last revision")


def test_a_database_of_an_earlier_version_is_brought_up_by_ingest_alone(verbatim: Run, folder: Path) -> None:
    (folder / "a.txt").write_bytes(transcript())
    verbatim("ingest", "a.txt")
    engine = writing_engine(database_at(folder / "verbatim.db"))
    made = Config(toml_file=str(Path(__file__).parent.parent.parent / "pyproject.toml"))
    with engine.connect() as made.attributes["connection"]:
        downgrade(made, "-1")
    engine.dispose()
    message = "run `verbatim ingest`"
    for command in (("serve", "--port", 0), ("ingest", "--dry-run", "a.txt")):
        done = verbatim(*command)
        assert (done.returncode, message in done.stderr) == (1, True), done.stderr
    assert verbatim("ingest").returncode == 0
    assert verbatim("check").stdout == "all is well\n"


def test_a_wrong_setting_is_named(verbatim: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VERBATIM_TIME_LIMIT_MS", "soon")
    (folder / "a.txt").write_bytes(transcript())
    done = verbatim("serve", "a.txt", "--port", "0")
    assert done.returncode == 1
    assert done.stderr.startswith("error: VERBATIM_TIME_LIMIT_MS: Input should be a valid integer")
    assert len(done.stderr.splitlines()) == 1
