"""The reading half as an ASGI application."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib.metadata import version
from threading import Semaphore
from typing import Any

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from opentelemetry import trace
from pydantic import ValidationError

from app import web
from app.api import (
    concordance,
    corpus,
    docs,
    exports,
    interviews,
    kept,
    problems,
    quotes,
    revisions,
    search,
    service,
    speakers,
    turns,
)
from app.api.engines import CorpusEngine
from app.api.errors import UnavailableError
from app.api.handlers import handle_errors
from app.api.log import log_requests
from app.api.middleware import add_middleware
from app.api.openapi import describe
from app.api.reading import MOST_STREAMS
from app.settings import Settings, faults_of

ROUTERS = (
    corpus.router,
    interviews.router,
    turns.router,
    revisions.router,
    speakers.router,
    search.router,
    quotes.router,
    concordance.router,
    exports.router,
    service.router,
    problems.router,
    docs.router,
    kept.router,
)


def create_app(settings: Settings) -> FastAPI:
    """Make the application. Its database is opened when it starts, or once there is one."""
    app = FastAPI(
        title="Verbatim",
        summary="Published interviews as a citable, searchable, read-only API.",
        version=version("verbatim"),
        lifespan=_lifespan,
        servers=[{"url": settings.public_url or settings.root_path or "/", "description": "This server."}],
        redirect_slashes=False,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    app.state.settings = settings
    app.state.streams = Semaphore(MOST_STREAMS)
    for router in (web.router, *ROUTERS) if settings.page else ROUTERS:
        app.router.routes.extend(router.routes)  # an included router is asked for every request, and then asks its own
    describe(app)
    handle_errors(app)
    add_middleware(app, settings)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    _leave_words_out()
    app.state.engine = CorpusEngine(app.state.settings)
    try:
        with suppress(UnavailableError):  # said in the log, and answered to every request until there is one
            await run_in_threadpool(app.state.engine.get)
        yield
    finally:
        app.state.engine.dispose()


def _leave_words_out() -> None:
    """Tell OpenTelemetry, where it was configured, what not to tell."""
    provider = trace.get_tracer_provider()
    if hasattr(provider, "add_span_processor"):
        from app.api.telemetry import WordsLeftOut  # noqa: PLC0415, the SDK is an extra

        provider.add_span_processor(WordsLeftOut())


def _settings() -> Settings:
    """Read the settings, or end with a line for each that is wrong: whoever runs a server of their own reads it too."""
    try:
        return Settings()
    except ValidationError as error:
        sys.exit("\n".join(f"error: {fault}" for fault in faults_of(error)))


def __getattr__(name: str) -> Any:
    """Make `app`, for servers that want an object, when it is first asked for."""
    if name != "app":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    log_requests()
    globals()["app"] = create_app(_settings())
    gc.collect()
    gc.freeze()  # a collection that looks through all that is made here holds a request up for 100 ms
    return globals()["app"]
