"""What the linters find in the document: nothing."""

from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests.openapi.renew import COMMAND, SNAPSHOT, document, written
from tests.openapi.tools import FOLDER, node_tool, python_tool, run, told

SCORE = 90
"""Redocly's score takes points off for parameters and nesting, of which this API has as many as its contract says."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The document as it is served, in a file."""
    file = tmp_path_factory.mktemp("openapi") / "openapi.json"
    file.write_text(written(document()), encoding="utf-8")
    return file


def test_spectral_finds_nothing(file: Path) -> None:
    found = told(
        node_tool("spectral"), "lint", "--quiet", "--ruleset", FOLDER / "spectral.yaml", "--format", "json", file
    )
    assert [(it["code"], it["message"], it["path"]) for it in found] == []


def test_spectral_looks_at_all_of_it(file: Path, tmp_path: Path) -> None:
    """A parameter that takes a password is found, by the rule that had to be mended."""
    bad = tmp_path / "openapi.json"
    bad.write_text(file.read_text(encoding="utf-8").replace('"name": "min_words"', '"name": "password"'))
    found = told(
        node_tool("spectral"), "lint", "--quiet", "--ruleset", FOLDER / "spectral.yaml", "--format", "json", bad
    )
    assert {it["code"] for it in found} == {"owasp:api2:2023-no-credentials-in-url"}


def test_redocly_finds_nothing(file: Path) -> None:
    found = told(node_tool("redocly"), "lint", "--config", FOLDER / "redocly.yaml", "--format", "json", file)
    assert [(it["ruleId"], it["message"], it["location"][0]["pointer"]) for it in found["problems"]] == []


def test_redocly_scores_it_high(file: Path) -> None:
    assert told(node_tool("redocly"), "score", "--format", "json", file)["agentReadiness"] >= SCORE


def test_nothing_in_it_breaks_a_client(file: Path) -> None:
    done = changes_to(file)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\nwhere the change is meant to be: {COMMAND}"


def test_what_breaks_a_client_is_told(file: Path, tmp_path: Path) -> None:
    bad = tmp_path / "openapi.json"
    bad.write_text(file.read_text(encoding="utf-8").replace('"text_sha256"', '"sha256"'), encoding="utf-8")
    assert "Property `text_sha256` of `TurnDetail` was renamed to `sha256`" in changes_to(bad).stdout


def changes_to(file: Path) -> CompletedProcess[str]:
    redocly = node_tool("redocly")
    return run(redocly, "diff", "--config", FOLDER / "redocly.yaml", "--fail-on", "major", SNAPSHOT, file)


def test_it_is_valid(file: Path) -> None:
    done = run(python_tool("openapi-spec-validator"), file)
    assert done.returncode == 0, done.stdout + done.stderr
