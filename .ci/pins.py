"""Keep the pins true: everything that is installed has its exact version in pyproject.toml.

`python .ci/pins.py` compares `[tool.uv] constraint-dependencies` with uv.lock, a fresh resolution under them, and
.ci/requirements.txt with an export of it; the same for what builds the package. With --write it makes them so. To
move to newer versions, empty the list, run `uv lock --upgrade`, then this with --write.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROJECT = ROOT / "pyproject.toml"
REQUIREMENTS = ROOT / ".ci" / "requirements.txt"
BUILD_REQUIREMENTS = ROOT / ".ci" / "requirements-build.txt"
EXPORT = ["uv", "export", "--quiet", "--locked", "--no-dev", "--all-extras", "--no-emit-project", "--no-header"]


def locked() -> list[str]:
    """Give `name==version` of every package in uv.lock but the project itself, sorted."""
    packages = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
    return sorted(f"{each['name']}=={each['version']}" for each in packages if "editable" not in each["source"])


def exported() -> str:
    """Give what the product needs to run, with hashes and without addresses."""
    return subprocess.run([*EXPORT, "--no-annotate"], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def compiled(pins: list[str]) -> str:
    """Give what building the package needs, with hashes and without addresses."""
    command = [
        "uv",
        "pip",
        "compile",
        "--quiet",
        "--generate-hashes",
        "--no-header",
        "--no-annotate",
        "--universal",
        "-",
    ]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, input="\n".join(pins))
    return done.stdout


def main() -> None:
    text = PROJECT.read_text(encoding="utf-8")
    tool = tomllib.loads(text)["tool"]["uv"]
    pinned, built = tool["constraint-dependencies"], tool["build-constraint-dependencies"]
    if "--write" in sys.argv:
        lines = "".join(f'    "{pin}",\n' for pin in locked())
        text = re.sub(r"(?ms)^constraint-dependencies = \[.*?^\]", f"constraint-dependencies = [\n{lines}]", text)
        PROJECT.write_text(text, encoding="utf-8")
        subprocess.run(["uv", "lock", "--quiet"], cwd=ROOT, check=True)
        REQUIREMENTS.write_text(exported(), encoding="utf-8")
        BUILD_REQUIREMENTS.write_text(compiled(built), encoding="utf-8")
        return
    wrong = [f"not pinned as resolved: {pin}" for pin in locked() if pin not in pinned]
    wrong += [f"pinned and not resolved: {pin}" for pin in pinned if pin not in locked()]
    if REQUIREMENTS.read_text(encoding="utf-8") != exported():
        wrong.append(".ci/requirements.txt is not the export of uv.lock: run python .ci/pins.py --write")
    if BUILD_REQUIREMENTS.read_text(encoding="utf-8") != compiled(built):
        wrong.append(".ci/requirements-build.txt is not that of the build pins: run python .ci/pins.py --write")
    sys.exit("\n".join(wrong) or 0)


main()
