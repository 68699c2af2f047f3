"""Schemathesis asks a server of the bundled samples whatever the document allows, and some of what it does not."""

import os
import random
from collections.abc import Iterator

import pytest

from tests.api.server import running
from tests.openapi.tools import FOLDER, python_tool, run

EXAMPLES = int(os.environ.get("VERBATIM_SCHEMATHESIS", "200"))
"""Examples for each operation (2000 for the long form, which takes a quarter of an hour of one core)."""
SEED = int(os.environ.get("VERBATIM_SCHEMATHESIS_SEED", "1"))
SECONDS_AN_EXAMPLE = 9
"""After which an endless run is given up, on the slowest of machines."""


def _seed_of_the_commit() -> int:
    """Give a seed that is another with each commit, and the same whenever a commit is tested again."""
    done = run("git", "rev-parse", "--short=7", "HEAD")
    return int(done.stdout, 16) if done.returncode == 0 else random.randrange(2**31)


@pytest.fixture(scope="module")
def address(corpus_url: str) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VERBATIM_TIME_LIMIT_MS", "30000")  # what is slow is measured elsewhere
        with running(corpus_url) as port:
            yield f"http://127.0.0.1:{port}"


@pytest.mark.once("what the document allows; hostile requests are sent to every engine")
@pytest.mark.parametrize(
    ("seed", "phases"),
    [(SEED, "examples,coverage,fuzzing,stateful"), (_seed_of_the_commit(), "fuzzing,stateful")],
    ids=["fixed", "of the commit"],
)
def test_schemathesis_finds_nothing(address: str, seed: int, phases: str) -> None:
    command = [
        *(python_tool("schemathesis"), "--config-file", str(FOLDER / "schemathesis.toml"), "run"),
        *(f"{address}/openapi.json", "--wait-for-schema", "60", "--max-examples", str(EXAMPLES), "--seed", str(seed)),
        *("--checks", "all", "--phases", phases, "--workers", "1", "--max-response-time", "60"),
        *("--generation-database", "none"),
    ]
    done = run(*command, timeout=600 + EXAMPLES * SECONDS_AN_EXAMPLE)
    assert done.returncode == 0, done.stdout + done.stderr
