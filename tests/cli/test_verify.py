"""`verbatim verify`: what it finds, how it marks what differs, how it exits."""

import asyncio
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import httpx
import pytest

from app.main import create_app
from app.quotes.results import SCOPE
from app.settings import Settings
from tests.cli.conftest import Run, environment, of_folder
from tests.databases import database_at

ID = "2019-03-14-keeper-ines-corvanes-interview-with-merrow-coast-radio"
ADDRESS = "http://127.0.0.1:8000"
PUBLISHED = "We measured it in the winter of 2004 with the pilot boat."


@pytest.fixture
def corpus(verbatim: Run, samples_dir: Path) -> None:
    assert verbatim("ingest", samples_dir).returncode == 0


async def ask(folder: Path, bodies: list[dict[str, str]]) -> list[Any]:
    app = create_app(Settings(database_url=database_at(folder / "verbatim.db")))
    transport = httpx.ASGITransport(app)
    async with app.router.lifespan_context(app), httpx.AsyncClient(transport=transport, base_url=ADDRESS) as client:
        return [(await client.post("/v1/quotes/verify", json=body)).json() for body in bodies]


def without_page(answer: Any) -> Any:
    """Leave out what leads to the reading page: whether one is served, the command does not know."""
    for check in [answer, *(quote["check"] for quote in answer.get("quotes", []))]:
        for match in check.get("matches", []):
            match["turn"].pop("html_url", None)
    return answer


def lines(done: CompletedProcess[str]) -> list[str]:
    return [line.strip() for line in done.stdout.splitlines()]


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize(
    ("text", "verdict", "code"),
    [
        (PUBLISHED, "exact", 0),
        (PUBLISHED.upper(), "exact_after_normalization", 0),
        ("We measured it … with the pilot boat.", "stitched", 1),
        ("We measured it in the winter … the pilot boat.", "stitched", 1),
        ("They tell me … for the lens.", "excerpted", 0),
        (PUBLISHED.replace("2004", "2014"), "differs", 1),
        ("Bananas are yellow because parliament voted for them in spring.", "no_match", 1),
    ],
)
def test_the_verdict_is_said_and_told_by_the_exit_code(verbatim: Run, text: str, verdict: str, code: int) -> None:
    done = verbatim("verify", text)
    assert done.returncode == code, done.stdout + done.stderr
    assert done.stdout.startswith(f"{verdict}: ")
    assert lines(done)[-1] == SCOPE


@pytest.mark.usefixtures("corpus")
def test_the_passage_who_when_and_its_address(verbatim: Run) -> None:
    done = verbatim("verify", PUBLISHED)
    assert PUBLISHED in lines(done)
    (who,) = [line for line in lines(done) if line.startswith("Ines Corvane (answer) in ")]
    assert who.endswith(", 2019-03-14")
    assert f"/v1/turns/{ID}.4" in lines(done)


@pytest.mark.usefixtures("corpus")
def test_what_differs_is_marked(verbatim: Run) -> None:
    done = verbatim("verify", "We measured it in the cold winter of 2014 with the boat.")
    marked = "We measured it in the [-cold-] winter of [-2014-]{+2004+} with the {+pilot+} boat."
    assert marked in lines(done)
    assert any(line.startswith("number: 2014 → 2004") for line in lines(done))


@pytest.mark.usefixtures("corpus")
def test_what_a_cut_leaves_out_is_shown(verbatim: Run) -> None:
    done = verbatim("verify", "I was never … so many visitors")
    assert done.returncode == 1
    done = verbatim("verify", "I could … tell the boats.")
    assert done.stdout.startswith("stitched: ")
    assert "left out 1 word (negation): not" in lines(done)


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize(
    ("claim", "attribution", "code"),
    [
        (("--speaker", "Ines Corvane"), "same_name", 0),
        (("--speaker", "ines-corvane"), "same_name", 0),
        (
            ("--speaker", "Ines Corvane", "--interview", ID, "--date-from", "2019", "--date-to", "2019-03"),
            "same_name",
            0,
        ),
        (("--speaker", "Somebody Else"), "unknown_speaker", 1),
        (("--speaker", "della-marsh"), "other_speaker", 1),
        (("--interview", "another"), "other_interview", 1),
        (("--date-from", "2020"), "other_date", 1),
    ],
)
def test_whose_words_they_are_said_to_be(verbatim: Run, claim: tuple[str, ...], attribution: str, code: int) -> None:
    done = verbatim("verify", PUBLISHED, *claim)
    assert done.returncode == code
    assert any(line.startswith(f"{attribution}: ") for line in lines(done)), done.stdout


ARTICLE = f"""Ines Corvane said: “{PUBLISHED}”

“Because I switched it on,” she said of the "fog horn".

> All four. The last was the Margit Anne, at twenty past six.
"""


@pytest.mark.usefixtures("corpus")
def test_an_article(verbatim: Run, folder: Path) -> None:
    (folder / "article.md").write_text(ARTICLE)
    from_file = verbatim("verify", "--article", "article.md")
    assert from_file.returncode == 1
    assert "1. characters 20 to 77; named near it: Ines Corvane" in lines(from_file)
    assert "3 quotations: 2 exact, 1 differs" in lines(from_file)
    assert lines(from_file)[-1] == f"Quotations of fewer than 4 words were left aside. {SCOPE}"
    from_input = verbatim("verify", "--article", "-", input=ARTICLE.encode())
    assert from_input.stdout == from_file.stdout
    assert verbatim("verify", "--article", "-", input=ARTICLE.replace("on,", "off.").encode()).returncode == 0


@pytest.mark.usefixtures("corpus")
def test_json_is_what_the_api_answers(verbatim: Run, folder: Path) -> None:
    cut = "I could … tell the boats."
    done = verbatim("verify", cut, "--speaker", "Ines Corvane", "--json")
    whole = verbatim("verify", "--article", "-", "--json", input=ARTICLE.encode())
    asked: list[dict[str, str]] = [{"text": cut, "speaker": "Ines Corvane"}, {"article": ARTICLE}]
    printed = [without_page(json.loads(each.stdout)) for each in (done, whole)]
    assert printed == list(map(without_page, asyncio.run(ask(folder, asked))))
    assert (done.returncode, whole.returncode) == (1, 1)


@pytest.mark.usefixtures("corpus")
def test_an_article_without_quotations(verbatim: Run) -> None:
    done = verbatim("verify", "--article", "-", input=b"")
    assert (done.returncode, lines(done)[0]) == (0, "no quotations found")


@pytest.mark.sqlite("a file")
@pytest.mark.usefixtures("corpus")
def test_a_read_only_file_is_enough(verbatim: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    verbatim("check")  # its last connection leaves no -wal
    for left in folder.glob("verbatim.db-*"):
        left.unlink()
    (folder / "verbatim.db").chmod(0o444)
    monkeypatch.setenv("VERBATIM_IMMUTABLE", "true")
    before = (folder / "verbatim.db").read_bytes()
    assert verbatim("verify", PUBLISHED).returncode == 0
    assert {path.name for path in folder.iterdir()} == {"verbatim.db"}
    assert (folder / "verbatim.db").read_bytes() == before


@pytest.mark.usefixtures("corpus")
@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("words", "--article", "x"),
        ("…",),
        ("",),
        ("a word", "--date-from", "yesterday"),
        ("a word", "--date-to", "2019-13"),
        ("a word", "--date-from", "2020", "--date-to", "2019"),
        ("a \udcff word",),
        ("a word", "--speaker", "\udcff"),
    ],
)
def test_wrong_usage(verbatim: Run, arguments: tuple[str, ...]) -> None:
    done = verbatim("verify", *arguments)
    assert (done.returncode, done.stdout) == (2, "")


@pytest.mark.sqlite("a file that is not there")
def test_no_database_and_no_file(verbatim: Run) -> None:
    done = verbatim("verify", PUBLISHED)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: ")
    done = verbatim("verify", "--article", "missing.txt")
    assert (done.returncode, done.stderr) == (1, "error: cannot read missing.txt: No such file or directory\n")


@pytest.mark.usefixtures("corpus")
def test_nothing_steers_the_terminal(verbatim: Run) -> None:
    assert "\x1b" not in verbatim("verify", "--article", "-", input="“a b \x1b[31m c d e”".encode()).stdout


@pytest.mark.usefixtures("corpus")
@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no pseudo-terminals here")
@pytest.mark.parametrize("plain", [False, True])
def test_colours_on_a_terminal_alone(folder: Path, *, plain: bool) -> None:
    ours, theirs = pty.openpty()
    environ = (
        environment()
        | of_folder(folder)
        | {"TERM": "xterm-256color", "COLUMNS": "200"}
        | ({"NO_COLOR": "1"} if plain else {})
    )
    command = [sys.executable, "-m", "app", "verify", PUBLISHED.replace("2004", "2014")]
    process = subprocess.Popen(command, cwd=folder, env=environ, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    printed = _read_all(ours)
    assert process.wait(timeout=60) == 1
    assert ("[-2014-]{+2004+}" in printed) == plain
    assert ("\x1b[9;31m2014\x1b[0m" in printed) == (not plain)


def _read_all(terminal: int) -> str:
    printed = b""
    while True:
        try:
            read = os.read(terminal, 4096)
        except OSError:  # its other end is closed
            read = b""
        if not read:
            os.close(terminal)
            return printed.decode()
        printed += read
