"""A page of another origin, in Chromium: it reads answers and headers by CORS alone."""

import json
import os
import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import sync_playwright

pytestmark = pytest.mark.once("what a client reads out of answers")

FLAGS = ["--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of requests."""


@pytest.fixture
def page_url() -> Iterator[str]:
    """Where the page is: on a port of its own, and so of another origin."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(Path(__file__).parent)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/page.html"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def chromium() -> str:
    """The system's Chromium; the test skips where there is none, and fails where CI promised one."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        reason = "no Chromium: install the system's package to see a page of another origin tested"
        if os.environ.get("VERBATIM_CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def test_a_page_elsewhere_fetches_searches_and_highlights(chromium: str, page_url: str, address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        page.goto(f"{page_url}?api={address}")
        page.wait_for_function("document.getElementById('told').textContent !== ''")
        told = json.loads(page.inner_text("#told"))
        marked = page.eval_on_selector_all("#hits mark", "them => them.map(it => it.textContent)")
        browser.close()
    assert told.pop("etag").startswith('W/"')
    assert 'rel="first"' in told.pop("link")
    assert len(told.pop("requestId")) == 32
    missing = [404, "/problems/not-found"]
    assert told == {"second": 2, "again": 304, "missing": missing, "verdict": "exact"}
    assert marked == ["glass", "washing", "washed", "glass", "wash", "glass"]
