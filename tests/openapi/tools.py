"""Programs that check the document: npm's in `node_modules`, Python's, of `python-tools.txt`, on the path."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent
MODULES = FOLDER / "node_modules"


def node_tool(name: str) -> str:
    """Give a program that npm installs; the test skips where there is none, and fails where CI promised one."""
    found = MODULES / ".bin" / name
    if shutil.which("node") and found.exists():
        return str(found)
    return _missing(f"no {name}: `npm ci` in tests/openapi installs it")


def python_tool(name: str) -> str:
    """Give a program that has an environment of its own; the test skips or fails as `node_tool` says."""
    return shutil.which(name) or _missing(f"no {name}: tests/openapi/python-tools.txt lists it, for the path")


def _missing(reason: str) -> str:
    if os.environ.get("VERBATIM_CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def run(*command: str | Path, cwd: Path = FOLDER, timeout: int = 120) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, without news sent to its makers, and give what it says."""
    quiet = os.environ | {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true", "NO_COLOR": "1"}
    return subprocess.run(command, cwd=cwd, env=quiet, capture_output=True, text=True, timeout=timeout, check=False)


def told(*command: str | Path) -> Any:
    """Run a program that answers in JSON, and give what it says."""
    done = run(*command)
    try:
        return json.loads(done.stdout)
    except json.JSONDecodeError:
        pytest.fail(f"{command}: {done.stdout}{done.stderr}")
