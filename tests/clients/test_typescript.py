"""TypeScript: types out of the document, a strict compiler, and a program that Node runs against a real server."""

import json
import shutil
from pathlib import Path

import pytest

from tests.openapi.tools import MODULES, node_tool, run

pytestmark = pytest.mark.once("what a client reads out of answers")

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory, document_file: Path) -> Path:
    """The program, compiled."""
    openapi_typescript, tsc = node_tool("openapi-typescript"), node_tool("tsc")
    folder = tmp_path_factory.mktemp("typescript")
    (folder / "node_modules").symlink_to(MODULES)
    (folder / "package.json").write_text('{"type": "module"}')
    for name in ("client.ts", "tsconfig.json"):
        shutil.copy(HERE / name, folder)
    for command in ([openapi_typescript, str(document_file), "-o", "schema.d.ts"], [tsc, "--project", "."]):
        done = run(*command, cwd=folder)
        assert done.returncode == 0, done.stdout + done.stderr
    return folder / "client.js"


def test_the_program_is_short() -> None:
    assert len((HERE / "client.ts").read_text(encoding="utf-8").splitlines()) < 100


def test_the_program_lists_pages_searches_highlights_and_revalidates(program: Path, address: str) -> None:
    done = run("node", program, address)
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert told["counts"] == {
        "2019-03-14-keeper-ines-corvanes-interview-with-merrow-coast-radio": 28,
        "2021-10-06-entrevista-con-la-relojera-de-la-torre-de-valdeluna": 14,
        "2023-10-02-press-briefing-on-the-suspension-of-the-night-ferry": 23,
        "candles": 2,
        "seed-library-at-oxley-cross": 30,
    }
    assert "What stands 🕯 behind the [glass] 🕯 that you were [washing]?" in told["texts"]
    assert "What stands 🕯 behind the [glass] 🕯 that you were [washing]?" in told["snippets"]
    assert len(told["texts"]) == 3
    assert told["statuses"] == [200, 304, 422]
    assert told["same"] is True
    assert told["problem"].startswith("Error: These parameters cannot be taken: `q`.\nq: ")


def test_what_the_document_does_not_know_does_not_compile(program: Path) -> None:
    folder = program.parent
    bad = (folder / "client.ts").read_text(encoding="utf-8").replace("match.utf16_start", "match.utf16Start")
    (folder / "bad.ts").write_text(bad, encoding="utf-8")
    (folder / "bad.json").write_text('{"extends": "./tsconfig.json", "files": ["bad.ts"]}')
    done = run(node_tool("tsc"), "--project", "bad.json", cwd=folder)
    assert done.returncode != 0
    assert "utf16Start" in done.stdout
