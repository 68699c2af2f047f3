import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.api.server import running
from tests.openapi.tools import MODULES, node_tool

pytestmark = pytest.mark.once("what a browser shows of answers")

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--no-first-run"),
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
SWAGGER_UIS_OWN = {
    *("color-contrast", "heading-order", "nested-interactive", "region", "scrollable-region-focusable", "select-name"),
}
"""Rules of axe-core that Swagger UI breaks by itself, whatever page it stands in."""


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
    page.goto(f"{address}/docs")
    page.wait_for_selector("#operations-turns-listTurns")
    assert page.url == f"{address}/docs"
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == ("rgb(28, 32, 34)" if scheme == "dark" else "rgba(0, 0, 0, 0)")
    answer = execute(page, "operations-search-searchTurns")
    assert '"interpreted": "any form of washing and any form of glass"' in answer
    assert "etag" in answer
    assert said == []
    assert all(url.startswith((address, "data:")) for url in asked)
    page.close()


def test_what_every_operation_has_filled_in_works_at_once(browser: Browser, address: str) -> None:
    page = browser.new_page()
    said, _ = watch(page)
    page.goto(f"{address}/docs")
    page.wait_for_selector(".opblock")
    operations = page.eval_on_selector_all(".opblock", "them => them.map(it => it.id)")
    document = page.request.get(f"{address}/openapi.json").json()
    assert len(operations) == sum(len(methods) for methods in document["paths"].values())
    for operation in operations:
        assert execute(page, operation).strip().startswith("200"), operation
        page.click(f"#{operation} .opblock-summary")
    assert said == []
    page.close()


def test_what_is_added_to_a_list_is_no_placeholder(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/docs")
    page.click("#operations-search-searchTurns .opblock-summary")
    page.click('#operations-search-searchTurns [data-param-name="speaker"] .json-schema-form-item-add')
    added = page.locator('#operations-search-searchTurns [data-param-name="speaker"] input')
    assert added.input_value() == "ines-corvane"
    page.close()


def test_what_must_be_given_stands_first(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}/docs")
    page.click("#operations-search-searchTurns .opblock-summary")
    first = page.locator("#operations-search-searchTurns tr[data-param-name]").first
    assert first.get_attribute("data-param-name") == "q"
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_adds_nothing_to_what_axe_finds_in_swagger_ui(browser: Browser, address: str, scheme: str) -> None:
    node_tool("tsc")  # which stands for all that npm installs
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{address}/docs")
    execute(page, "operations-search-searchTurns")
    page.evaluate((MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    assert len(found["passes"]) > 20
    assert {violation["id"] for violation in found["violations"]} <= SWAGGER_UIS_OWN
    page.close()


def execute(page: Page, operation: str) -> str:
    """Open an operation, send the request that is filled in, and give what the page shows of the answer."""
    page.click(f"#{operation} .opblock-summary")
    page.click(f"#{operation} .execute")
    page.wait_for_selector(f"#{operation} .live-responses-table .response-col_status")
    return page.locator(f"#{operation} .live-responses-table tbody").inner_text()


def watch(page: Page) -> tuple[list[str], list[str]]:
    """Collect what the page says on its console, and which addresses it asks for."""
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    return said, asked
