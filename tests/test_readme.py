"""The README says what is there, and all that is there."""

import asyncio
import json
import re
import shlex
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
from typer.main import get_command

from app.cli import commands
from app.main import create_app
from app.settings import Settings
from tests.benchmarks import __main__ as measurements

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
TABLES = [line for line in README.splitlines() if line.startswith("| ")]


def test_every_endpoint_is_named_and_every_endpoint_named_exists() -> None:
    paths = set(create_app(Settings()).openapi()["paths"]) | {"/docs", "/openapi.json"}
    named = {path for row in TABLES for path in re.findall(r"`(/[^`]*)`", row.split(" | ")[0])}
    assert named == paths


def test_every_command_is_named_and_every_command_named_exists() -> None:
    known = set(get_command(commands).commands)  # type: ignore[attr-defined]
    assert set(re.findall(r"^\| `verbatim (\w+)", README, re.M)) == known
    assert set(re.findall(r"verbatim (\w+) ", README)) - {"itself", "is", "turns"} <= known


def test_every_option_named_exists() -> None:
    options = {name for command in get_command(commands).commands.values() for p in command.params for name in p.opts}  # type: ignore[attr-defined]
    others = {
        "--help",
        "--no-dev",
        "--data-urlencode",
        "--engine",
        *re.findall("--[a-z]+", measurements.options().format_help()),
    }
    ours = "\n".join(line for line in README.splitlines() if not line.startswith("docker "))
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", ours)) - others <= options


def test_every_setting_is_named_with_its_default() -> None:
    for name, field in Settings.model_fields.items():
        (row,) = [row for row in TABLES if f"`VERBATIM_{name.upper()}`" in row]
        plain = field.default if isinstance(field.default, str) else json.dumps(field.default)
        assert row.split(" | ")[1].strip("`") == {"": "–", "null": "–"}.get(plain, plain)
    named = set(re.findall(r"VERBATIM_(\w+)", README)) - {"TRANSCRIPTS"}
    assert named == {name.upper() for name in Settings.model_fields}


def test_every_path_named_exists() -> None:
    named = set(re.findall(r"(?<![\w/.:])((?:app|tests|migrations|\.ci)/[\w./-]*\w)", README))
    placeholders = {"app/parsers/x.py", "app/database/x.py", "tests/transcripts/x/case.x"}
    assert {path for path in named - placeholders if not (ROOT / path).exists()} == set()


def test_the_two_commands_are_there() -> None:
    assert "python3 -m pip install uv && python3 -m uv run --no-dev verbatim serve app/samples\n" in README
    assert "python3 -m pip install uv && python3 -m uv run pytest\n" in README


async def ask(corpus_url: str, path: str) -> Any:
    app = create_app(Settings(database_url=corpus_url))
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            return (await client.get(path)).json()


def test_the_answer_shown_is_the_answer_given(corpus_url: str) -> None:
    command = shlex.split(re.search(r"^curl .*$", README, re.M)[0])  # type: ignore[index]
    url, (name, value) = command[2], command[4].split("=", 1)
    shown = json.loads(re.search(r"```json\n(.*?)```", README, re.S)[1])  # type: ignore[index]
    given = asyncio.run(ask(corpus_url, f"{url}?{urlencode({name: value})}"))
    for answer in (given, shown):  # a score is worth comparing within one answer alone
        assert all(hit.pop("score") > 0 for hit in answer["items"])
    assert given == shown


def test_the_check_shown_is_a_part_of_the_check_given(corpus_url: str) -> None:
    command = shlex.split(re.findall(r"^curl .*$", README, re.M)[1])
    parameters = dict(it.split("=", 1) for it in command[4::2])
    given = asyncio.run(ask(corpus_url, f"{command[2]}?{urlencode(parameters)}"))
    shown = json.loads(re.findall(r"```json\n(.*?)```", README, re.S)[1])
    assert [dict(match, **part) for match, part in zip(given["matches"], shown["matches"], strict=True)] == given[
        "matches"
    ]
    assert given["verdict"] == shown["verdict"]
