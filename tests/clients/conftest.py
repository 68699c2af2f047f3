"""A real server for real clients: the bundled samples, and a talk with characters outside the basic plane."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.server import running
from tests.conftest import make_corpus
from tests.openapi.renew import document, written

CANDLES = """---
id: candles
title: Three candles 🕯🕯🕯
date: 2024-02-01
language: en
---

Question: What stands 🕯 behind the glass 🕯 that you were washing?

Nora Field: Nothing stands there now.
"""


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, samples_dir: Path) -> Iterator[str]:
    """Where the server listens."""
    folder = tmp_path_factory.mktemp("clients")
    candles = folder / "candles.txt"
    candles.write_text(CANDLES, encoding="utf-8")
    with running(make_corpus(folder / "verbatim.db", [*sorted(samples_dir.glob("*.*")), candles])) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def document_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The document that clients are made of."""
    file = tmp_path_factory.mktemp("document") / "openapi.json"
    file.write_text(written(document()), encoding="utf-8")
    return file
