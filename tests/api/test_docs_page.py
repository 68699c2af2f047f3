import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.api.server import running

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="module")
def chromium() -> str:
    """The system's Chromium; the test skips where there is none, and fails where CI promised one."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        reason = "no Chromium: install the system's package to see the documentation page tested"
        if os.environ.get("VERBATIM_CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(corpus_url: str) -> Iterator[str]:
    with running(corpus_url) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_complete_without_the_internet(browser: Browser, address: str, scheme: str) -> None:
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    said, asked = watch(page)
    page.goto(address)
    page.wait_for_selector("#operations-turns-listTurns")
    assert page.url == f"{address}/docs"
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == ("rgb(28, 32, 34)" if scheme == "dark" else "rgba(0, 0, 0, 0)")
    assert said == []
    assert all(url.startswith((address, "data:")) for url in asked)
    page.close()


def test_execute_works(browser: Browser, address: str) -> None:
    page = browser.new_page()
    said, _ = watch(page)
    page.goto(f"{address}/docs")
    page.click("#operations-turns-listTurns .opblock-summary")
    page.click("#operations-turns-listTurns .execute")
    page.wait_for_selector("#operations-turns-listTurns .live-responses-table .response-col_status")
    answer = page.locator("#operations-turns-listTurns .live-responses-table").inner_text()
    assert '"items"' in answer
    assert "etag" in answer
    assert said == []
    page.close()


def watch(page: Page) -> tuple[list[str], list[str]]:
    """Collect what the page says on its console, and which addresses it asks for."""
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    return said, asked
