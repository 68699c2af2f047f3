"""The reading page in a real browser, over the bundled samples."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.api.server import running
from tests.api.test_docs_page import browser, chromium, watch

__all__ = ["browser", "chromium"]

SEEDS = "seed-library-at-oxley-cross"


@pytest.fixture(scope="session")
def site(corpus_url: str) -> Iterator[str]:
    with running(corpus_url, page="true") as port:
        yield f"http://127.0.0.1:{port}/"


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page on which nothing may go wrong, and nothing be asked of another host."""
    page = browser.new_page()
    page.set_default_timeout(15_000)
    said, asked = watch(page)
    yield page
    assert said == []
    assert all(url.startswith((site, "data:")) for url in asked)
    page.close()
