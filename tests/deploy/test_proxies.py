"""The README's nginx and Caddy, run as they stand there in front of a real server."""

import json
import os
import re
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from tests.api.server import running
from tests.api.test_links import links
from tests.cli.conftest import free_port
from tests.deploy.readme import block, changed, program
from tests.http.probe import written
from tests.http.raw import answers, exchange

pytestmark = pytest.mark.once("what a proxy does with connections")

PREFIX = "/quotes"
PATIENCE = "1s"
"""How long a slow client is waited for here, instead of the README's ten seconds."""

Proxy = Callable[[Path, int, str], AbstractContextManager[int]]


@contextmanager
def started(command: list[str], port: int, **variables: str) -> Iterator[int]:
    """Run a proxy until it answers on `port`, and end it afterwards."""
    process = subprocess.Popen(
        command, env=os.environ | variables, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        while process.poll() is None:
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", port)):
                    break
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.05)
        assert process.poll() is None, process.communicate()[0]
        yield port
    finally:
        process.terminate()
        process.communicate(timeout=30)


@contextmanager
def nginx(folder: Path, server: int, patience: str) -> Iterator[int]:
    port = free_port()
    places = {
        "listen 80": f"listen 127.0.0.1:{port}",
        "127.0.0.1:8000": f"127.0.0.1:{server}",
        " 10s;": f" {patience};",
    }
    site = changed(block("nginx"), places)
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.getuid() == 0 else ""  # the folder is its owner's alone
    [main] = re.findall(r"^# (worker_.*)$", site, re.MULTILINE)
    around = f"daemon off; {user} pid {folder}/pid; error_log stderr; {main} http {{ access_log off; {temporary}"
    configuration = folder / "nginx.conf"
    configuration.write_text(f"{around}\n{site}}}\n")
    with started([program("nginx"), "-c", str(configuration), "-e", "stderr"], port):
        yield port


@contextmanager
def caddy(folder: Path, server: int, patience: str) -> Iterator[int]:
    port = free_port()
    places = {
        "{\n    servers": "{\n    admin off\n    servers",
        "archive.example {": f"http://127.0.0.1:{port} {{",
        "127.0.0.1:8000": f"127.0.0.1:{server}",
        " 10s": f" {patience}",
    }
    configuration = folder / "Caddyfile"
    configuration.write_text(changed(block("caddyfile"), places))
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    with started([program("caddy"), "run", "--config", str(configuration), "--adapter", "caddyfile"], port, **home):
        yield port


@pytest.fixture(scope="module")
def server(corpus_url: str) -> Iterator[int]:
    with running(corpus_url, root_path=PREFIX) as port:
        yield port


@pytest.fixture(scope="module", params=[nginx, caddy], ids=lambda proxy: proxy.__name__)
def proxy(request: pytest.FixtureRequest, server: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    start: Proxy = request.param
    with start(tmp_path_factory.mktemp("proxy"), server, PATIENCE) as port:
        yield port


def test_every_link_holds_behind_the_prefix(proxy: int) -> None:
    """One link of each kind, so that the limit of requests is not met."""
    with httpx.Client(base_url=f"http://127.0.0.1:{proxy}", timeout=60) as client:
        corpus = client.get(f"{PREFIX}/v1")
        found = [*links(corpus.json()), *links(client.get(f"{PREFIX}/v1/turns?limit=1").json())]
        assert {url[: len(PREFIX)] for url in found} == {PREFIX}
        for url in [url for url in found if "{" not in url]:
            assert client.get(url).status_code == 200, url
        for way in (PREFIX, f"{PREFIX}/"):
            page = client.get(way, follow_redirects=True)
            assert (page.status_code, page.url.path[: len(PREFIX) + 1]) == (200, f"{PREFIX}/")


def test_answers_pass_as_they_are(proxy: int) -> None:
    with httpx.Client(base_url=f"http://127.0.0.1:{proxy}", timeout=60) as client:
        first = client.get(f"{PREFIX}/v1/turns", headers={"Accept-Encoding": "gzip"})
        assert (first.status_code, first.headers["content-encoding"]) == (200, "gzip")
        assert len(first.headers["x-request-id"]) in (32, 36)
        again = client.get(f"{PREFIX}/v1/turns", headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        slash = client.get(f"{PREFIX}/v1/interviews/a%2Fturns")
        assert (slash.status_code, slash.json()["type"]) == (404, f"{PREFIX}/problems/not-found")
        assert client.get("/elsewhere").status_code in (200, 404)


def test_slow_clients_are_held_off(proxy: int) -> None:
    """More than nginx takes by itself never end their request: nobody waits for them, and they are closed."""
    with ExitStack() as stack:
        slow = [stack.enter_context(socket.create_connection(("127.0.0.1", proxy), timeout=30)) for _ in range(800)]
        for client in slow:
            client.sendall(f"GET {PREFIX}/v1 HTTP/1.1\r\nHost: archive.example\r\nX-Slow: ".encode())
        assert httpx.get(f"http://127.0.0.1:{proxy}{PREFIX}/healthz", timeout=60).status_code == 200
        for client in slow:
            assert client.recv(65536).split(b"\r\n")[0] in (
                b"",
                b"HTTP/1.1 408 Request Time-out",
                b"HTTP/1.1 408 Request Timeout",
            )


def test_who_asks_too_often_is_told_so(server: int, tmp_path: Path) -> None:
    with nginx(tmp_path, server, "10s") as port:
        asked = written(f"GET {PREFIX}/healthz HTTP/1.1", "Host: archive.example")
        last = written(f"GET {PREFIX}/healthz HTTP/1.1", "Host: archive.example", "Connection: close")
        got = answers(exchange(port, asked * 299 + last), [b"GET"] * 300)
    statuses = [answer.status for answer in got]
    assert set(statuses) == {200, 429}
    assert statuses[:40] == [200] * 40
    assert json.loads(got[0].body) == {"status": "ok"}
