"""Python: a package that openapi-python-client writes out of the document, without a warning."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.openapi.tools import python_tool, run

pytestmark = pytest.mark.once("what a client reads out of answers")

PROGRAM = """
import sys
from verbatim_client import Client
from verbatim_client.api.turns import get_turn
from verbatim_client.models import Problem, TurnDetail

with Client(base_url=sys.argv[1]) as client:
    turn = get_turn.sync("candles.1", client=client, context=1)
    assert isinstance(turn, TurnDetail), turn
    assert turn.speaker.name == "Question", turn
    assert turn.context is not None and [it.number for it in turn.context.after] == [2]
    missing = get_turn.sync_detailed("candles.99", client=client)
    assert missing.status_code == 404
    assert isinstance(missing.parsed, Problem), missing.parsed
    print(missing.parsed.detail)
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory, document_file: Path) -> Path:
    """The folder that the package is in."""
    folder = tmp_path_factory.mktemp("python")
    (folder / "config.yml").write_text(
        "package_name_override: verbatim_client\nproject_name_override: verbatim-client\n"
    )
    tool = python_tool("openapi-python-client")
    done = run(
        *(tool, "generate", "--path", document_file, "--config", "config.yml", "--meta", "none", "--fail-on-warning"),
        cwd=folder,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_the_package_fetches_a_turn_and_gets_a_typed_problem(package: Path, address: str) -> None:
    interpreter = Path(python_tool("openapi-python-client")).resolve().parent / "python"
    command = [str(interpreter if interpreter.exists() else sys.executable), "-W", "error", "-c", PROGRAM, address]
    done = subprocess.run(command, cwd=package, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "There is no turn `candles.99`.\n"
