"""Captions where people see them: a player in Chromium, on a page of another origin."""

import io
import threading
import wave
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.api.server import running
from tests.api.test_docs_page import browser, chromium
from tests.conftest import make_corpus

pytestmark = pytest.mark.once("what a browser shows of answers")

__all__ = ["browser", "chromium"]

TALK = """---
id: harbour
---

Question [0:01]: Is the harbour <open> & dry?

Nora Field [0:04]: It is.

It was closed in May.

Question [0:07]: Why?
"""

PLAYER = """<!doctype html><title>Player</title>
<video src="data:audio/wav;base64,{sound}" crossorigin="anonymous" preload="auto">
<track default kind="captions" src="{captions}"></video>"""

SHOWN = """second => {
    const [cue, ...others] = document.querySelector("video").textTracks[0].activeCues;
    if (!cue || others.length || cue.startTime > second || cue.endTime < second) return null;
    const shown = cue.getCueAsHTML();
    return {
        id: cue.id, start: cue.startTime, end: cue.endTime,
        voice: shown.querySelector("[title]").title, text: shown.textContent,
    };
}"""


@pytest.fixture(scope="module")
def captions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    source = tmp_path_factory.mktemp("captions") / "harbour.txt"
    source.write_text(TALK, encoding="utf-8")
    with running(make_corpus(Path(source).with_suffix(".db"), [source])) as port:
        yield f"http://127.0.0.1:{port}/v1/interviews/harbour/transcript?format=vtt"


def silence() -> bytes:
    """Ten seconds."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * 80_000)
    return out.getvalue()


@contextmanager
def serving(page: str) -> Iterator[str]:
    """Serve a page from an origin of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_a_player_shows_who_speaks_when(browser: Browser, captions: str) -> None:
    page = browser.new_page()
    with serving(PLAYER.format(captions=captions, sound=b64encode(silence()).decode())) as address:
        page.goto(address)
        page.wait_for_function("document.querySelector('track').readyState == 2")
        assert shown_at(page, 2) == {
            "id": "harbour.1", "start": 1, "end": 4, "voice": "Question", "text": "Is the harbour <open> & dry?"
        }  # fmt: skip
        assert shown_at(page, 5) == {
            "id": "harbour.2", "start": 4, "end": 7, "voice": "Nora Field", "text": "It is.\nIt was closed in May."
        }  # fmt: skip
    page.close()


def shown_at(page: Page, second: int) -> Any:
    """Give the one cue that is shown at a time."""
    page.evaluate("second => { document.querySelector('video').currentTime = second; }", second)
    return page.wait_for_function(SHOWN, arg=second).json_value()
