"""What every answer owes, whatever made it. Plain ASGI: `add_middleware` says in which order."""

import logging
import os
import re

from fastapi import FastAPI, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.codings import Coding
from app.api.cors import ACCEPTED, EXPOSED, METHODS, Cors
from app.api.errors import InternalError, MethodNotAllowedError
from app.api.handlers import problem_response
from app.api.log import RequestLog
from app.api.store import FromStore
from app.api.targets import ASTERISK, origin_form, unreadable
from app.settings import Settings

logger = logging.getLogger(__name__)

ALLOWED = "GET, HEAD, OPTIONS"

POLICY = b"content-security-policy"
SECURITY = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-resource-policy", b"cross-origin"),
]
NOTHING_ALLOWED = (POLICY, b"default-src 'none'; frame-ancestors 'none'")

CODING = b"accept-encoding"
VARIES = (b"vary", b"Accept-Encoding")

_OWED = {
    (is_allowed, varies): [*SECURITY, *([] if is_allowed else [NOTHING_ALLOWED]), *([] if varies else [VARIES])]
    for is_allowed in (False, True)
    for varies in (False, True)
}
"""By whether the answer itself says what it allows, and that it varies by coding."""

HUNG_UP = "the handler is closed"
"""What uvloop says of a connection that was closed."""

_SANE_ID = re.compile(rb"[A-Za-z0-9._:+/=-]{1,128}")


def add_middleware(app: FastAPI, settings: Settings) -> None:
    """Wrap the whole application, so that a 500 too has everything that an answer owes."""
    app.add_middleware(Guard)
    app.add_middleware(Coding)
    if settings.kept_mb:
        app.add_middleware(FromStore, room=settings.kept_mb * 2**20)
    app.add_middleware(Door)
    app.add_middleware(
        Cors,
        allow_origins=settings.cors_origins,
        allow_methods=METHODS,
        allow_headers=ACCEPTED,
        expose_headers=EXPOSED,
    )
    app.add_middleware(Envelope, root_path=settings.root_path)


class Envelope:
    """Gives every answer a request id and the headers of a careful API, and answers HEAD by what GET would say."""

    def __init__(self, app: ASGIApp, root_path: str) -> None:
        self.app = app
        self.root_path = root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _request_id(scope)
        headless = scope["method"] == "HEAD"
        inner = self._inner(scope, request_id.decode(), headless=headless)
        log = RequestLog(scope["method"], inner)

        async def send_enveloped(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_owed(message), (b"x-request-id", request_id)]
            elif headless:
                message = {**message, "body": b""}
            log.saw(message)
            await _send_while_open(send, message)

        try:
            await self.app(inner, receive, send_enveloped)
        finally:
            log.write()

    def _inner(self, scope: Scope, request_id: str, *, headless: bool) -> Scope:
        """Give what the application sees: a copy, since the server still has to know that a HEAD was asked for."""
        state = {**scope.get("state", {}), "request_id": request_id, "headless": headless}
        inner = {**scope, "state": state, "method": "GET" if headless else scope["method"], **origin_form(scope)}
        if self.root_path:
            inner["root_path"] = self.root_path
        return inner


class Door:
    """Refuses what no route should see."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = _at_the_door(scope) if scope["type"] == "http" else None
        await (answer or self.app)(scope, receive, send)


class Guard:
    """Turns what no route expected into a problem."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        else:
            await self._guarded(scope, receive, send)

    async def _guarded(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def send_watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, send_watched)
        except Exception:
            request_id = scope["state"]["request_id"]
            logger.exception("request %s failed", request_id)
            if started:
                raise
            error = InternalError(f"The server's log says more under the request's id, {request_id}.")
            await problem_response(scope, error)(scope, receive, send)
        finally:
            scope["state"]["route"] = getattr(scope.get("route"), "path", None)


async def _send_while_open(send: Send, message: Message) -> None:
    """Send to a client that may be gone: uvicorn overlooks that where it has itself refused what the client sent on."""
    try:
        await send(message)
    except RuntimeError as error:
        if HUNG_UP not in str(error):
            raise


def _request_id(scope: Scope) -> bytes:
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _SANE_ID.fullmatch(value):
            return bytes(value)
    return os.urandom(16).hex().encode()


def _owed(message: Message) -> list[tuple[bytes, bytes]]:
    is_allowed = varies = False
    for name, value in message["headers"]:
        is_allowed = is_allowed or name == POLICY
        varies = varies or (name == VARIES[0] and CODING in value.lower())
    return _OWED[is_allowed, varies]


def _at_the_door(scope: Scope) -> Response | None:
    """Give the answer to what is for no route; `None` where a route is to answer."""
    if error := unreadable(scope):
        return problem_response(scope, error)
    if scope["path"] == ASTERISK and scope["method"] == "OPTIONS":
        return Response(status_code=204, headers={"Allow": ALLOWED})
    if scope["method"] == "CONNECT":
        refused = MethodNotAllowedError("There is no way through to other hosts.", headers={"Allow": ALLOWED})
        return problem_response(scope, refused)
    return None
