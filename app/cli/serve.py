"""`verbatim serve [PATH…]`: ingest what is named, then answer over HTTP."""

import os
import signal
import socket
import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from uvicorn.supervisors import Multiprocess

from app import schema
from app.api.log import LOGGING
from app.cli.ingest import FAILED, ingest_paths
from app.cli.options import Database
from app.cli.report import CommandError, console, one_line_for_errors
from app.database import DatabaseError, disposing, public_name, reading_engine
from app.ingest import IngestOptions
from app.settings import Settings

BACKLOG = 2048
LONGEST_GOODBYE = 8
"""How many seconds a request may go on once the server is told to end: Docker kills after ten."""


def serve(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files and folders to ingest first.")] = None,
    *,
    database: Database,
    host: Annotated[str, typer.Option(help="The address to listen on; 0.0.0.0 lets other machines in.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, help="How many processes answer.")] = 1,
) -> None:
    """Serve the API and its documentation."""
    with closing(_listen(host, port)) as listener, one_line_for_errors():
        settings = Settings(database_url=database)
        if paths:
            ingest_paths(database, paths, IngestOptions(index_language=settings.index_language))
        _refuse_other_schema(database, settings)
        os.environ["VERBATIM_DATABASE_URL"] = database  # the workers read their settings themselves
        address = _address(listener)
        console().print(f"Verbatim on {address} (documentation: {address}/docs), Ctrl+C ends it")
        _run(listener, workers)


def _refuse_other_schema(database: str, settings: Settings) -> None:
    """Raise `DatabaseError` where there is no database, or none that this version can read."""
    reader = reading_engine(database, time_limit_ms=settings.time_limit_ms, immutable=settings.immutable)
    with disposing(reader) as engine, engine.connect() as connection:
        at = schema.current(connection)
    if at != schema.head():
        raise DatabaseError(
            schema.mismatch(at) if at else f"there is no database of Verbatim at {public_name(database)}"
        )


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything else is done, so that one in use changes nothing."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else error
        raise CommandError(f"cannot listen on {host} port {port}: {reason}; --port names another") from None
    listener.set_inheritable(True)
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class _Workers(Multiprocess):
    """Workers that share a listener, which is closed here too as soon as they are told to end."""

    def terminate_all(self) -> None:
        for listener in self.sockets:
            listener.close()
        super().terminate_all()


def server_config(workers: int = 1) -> uvicorn.Config:
    """Give how uvicorn serves the application."""
    return uvicorn.Config(
        "app.main:app",
        workers=workers,
        log_config=LOGGING,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=LONGEST_GOODBYE,
    )


def _run(listener: socket.socket, workers: int) -> None:
    # uvicorn ends what is under way, then raises the signal again: by then all is done.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    config = server_config(workers)
    server = uvicorn.Server(config)
    if workers > 1:
        _Workers(config, sockets=[listener]).run()
    else:
        server.run(sockets=[listener])
        if not server.started:
            raise typer.Exit(FAILED)
