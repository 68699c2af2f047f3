"""The README's section on deployment: what whoever runs it copies from there, and nothing else."""

import os
import re
import shutil
from pathlib import Path

import pytest

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    """Give the one block of this language."""
    [text] = re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)
    return str(text)


def changed(text: str, places: dict[str, str]) -> str:
    """Give a block with its places as they are here, each of which must stand in it."""
    for old, new in places.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def program(name: str) -> str:
    """Give the path of a program; the test skips where there is none, and fails where CI promised one."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
    if not found:
        reason = f"no {name}: install the system's package to see the README's configuration tried"
        if os.environ.get("VERBATIM_CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found
