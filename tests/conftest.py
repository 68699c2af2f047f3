"""What all tests share: where the real transcripts are."""

import os
from pathlib import Path

import pytest

VARIABLE = "VERBATIM_TRANSCRIPTS"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--transcripts", metavar="DIR", help="folder with the real transcripts and their EXPECTED.json")


@pytest.fixture(scope="session")
def transcripts_dir(pytestconfig: pytest.Config) -> Path:
    """The folder of real transcripts; the test skips where there is none, and fails where CI promised one."""
    named = pytestconfig.getoption("--transcripts") or os.environ.get(VARIABLE)
    if named and (folder := Path(named)).joinpath("EXPECTED.json").is_file():
        return folder
    reason = f"no folder of real transcripts: give --transcripts DIR or {VARIABLE}"
    if os.environ.get("VERBATIM_CI"):
        pytest.fail(reason)
    pytest.skip(reason)
