"""OpenTelemetry: off unless its variables say otherwise, and without the words that were asked for."""

import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.databases import copy_database
from tests.http.probe import request
from tests.http.raw import exchange
from tests.http.serve import verbatim_serve

SECRET = "whistleblower"


class Collector(ThreadingHTTPServer):
    """Takes what is exported, by its path."""

    def __init__(self) -> None:
        self.received: dict[str, bytes] = defaultdict(bytes)
        super().__init__(("127.0.0.1", 0), Receiver)


class Receiver(BaseHTTPRequestHandler):
    """Answers every export with an empty message, which is all that the protocol wants."""

    server: Collector

    def do_POST(self) -> None:
        self.server.received[self.path] += self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "application/x-protobuf")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002, the name is the library's
        """Say nothing."""


@contextmanager
def collecting() -> Iterator[Collector]:
    with Collector() as collector:
        thread = threading.Thread(target=collector.serve_forever)
        thread.start()
        try:
            yield collector
        finally:
            collector.shutdown()
            thread.join()


def test_what_is_exported_has_routes_and_no_words(settled_url: str, tmp_path: Path) -> None:
    database = tmp_path / "verbatim.db"
    copy_database(settled_url, database)
    with collecting() as collector:
        endpoint = f"http://127.0.0.1:{collector.server_port}"
        variables = {"FASTAPI_OTEL_AUTO_CONFIGURE": "true", "OTEL_EXPORTER_OTLP_ENDPOINT": endpoint}
        with verbatim_serve(database, **variables, OTEL_SERVICE_NAME="archive") as server:
            for target in (f"/v1/search?q={SECRET}", f"/v1/interviews/{SECRET}", f"/v1/turns?kind={SECRET}"):
                exchange(server.port, request(target))
            assert server.stop() == 0
    assert set(collector.received) >= {"/v1/traces", "/v1/metrics"}
    for name in (b"GET /v1/search", b"/v1/interviews/{interview_id}", b"http.route", b"archive"):
        assert name in collector.received["/v1/traces"], name
    assert SECRET.encode() not in b"".join(collector.received.values())


def test_without_its_variables_nothing_of_it_is_loaded() -> None:
    program = "import sys, app.main; app.main.app; print('opentelemetry.sdk' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
