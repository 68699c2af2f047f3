"""The reading page in a real browser, over the bundled samples and a few interviews of its own."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.server import running
from tests.api.test_docs_page import browser, chromium, watch
from tests.conftest import make_corpus

__all__ = ["browser", "chromium"]

SEEDS = "seed-library-at-oxley-cross"
LONG_TURNS = 1200

expect.set_options(timeout=15_000)

TIDE = """---
id: tide-talk
title: "Tide talk"
date: 1999-04
---
Q: When does the tide turn?

A: Twice a day, and {when} on a Sunday, as the harbour master has always told us.
{more}
Q: Anything else?

A: The gulls have opinions.
"""
BOATS = """
Q: And the boats, what of those that wait?

A: They wait in the harbour, all of them.
"""
ORCHARD = """---
id: orchard
title: "حوار عن بستان التفاح"
language: ar
---
سامي الحداد: متى زرعتم البستان؟

نادية الشمسي: زرعناه في ربيع بعيد، قبل أن يصل القطار.

سامي الحداد: ومن يقطف التفاح؟

نادية الشمسي: كل من يملك سلة.
"""


def ask(address: str, headers: dict[str, str] | None = None) -> httpx.Response:
    """Ask a server that may just be starting."""
    return httpx.get(address, headers=headers, timeout=60)


def _long() -> str:
    turns = [f"{'ANNA BELL' if i % 2 else 'CARL DORN'}: This is the remark of number {i}." for i in range(LONG_TURNS)]
    return "\n\n".join(['---\nid: long-talk\ntitle: "Long talk"\n---', *turns]) + "\n"


@pytest.fixture(scope="session")
def page_corpus(tmp_path_factory: pytest.TempPathFactory, samples_dir: Path) -> str:
    """The samples, a long interview, one from right to left, and one whose second revision lost two turns."""
    folder = tmp_path_factory.mktemp("page")
    texts = {"long.txt": _long(), "orchard.txt": ORCHARD, "tide.txt": TIDE.format(when="never", more=BOATS)}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    database = folder / "verbatim.db"
    make_corpus(database, [*sorted(samples_dir.glob("*.*")), *(folder / name for name in texts)])
    (folder / "tide.txt").write_text(TIDE.format(when="always", more=""), encoding="utf-8")
    return make_corpus(database, [folder / "tide.txt"])


@pytest.fixture(scope="session")
def site(page_corpus: str) -> Iterator[str]:
    with running(page_corpus) as port:
        address = f"http://127.0.0.1:{port}/"
        ask(address)
        yield address


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page on which nothing may go wrong, and nothing be asked of another host."""
    page = browser.new_page()
    page.set_default_timeout(15_000)
    heard, asked = watch(page)
    yield page
    assert heard == []
    assert all(url.startswith((site, "data:")) for url in asked)
    page.close()
