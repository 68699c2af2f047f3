"""What every answer owes, whatever made it. Plain ASGI, outermost first: envelope, CORS, coding, guard."""

import logging
import re
import uuid
from urllib.parse import unquote_to_bytes

from fastapi import FastAPI, Response
from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette_compress import CompressMiddleware, add_compress_type

from app.api.errors import InternalError, MalformedRequestError, NotFoundError, ProblemError
from app.api.handlers import MEDIA_TYPE, problem_response
from app.settings import Settings

logger = logging.getLogger(__name__)

EXPOSED = ["Link", "ETag", "Last-Modified", "X-Request-ID", "X-Total-Count", "Content-Disposition"]
ACCEPTED = ["If-None-Match", "If-Modified-Since", "X-Request-ID"]

POLICY = b"content-security-policy"
SECURITY = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-resource-policy", b"cross-origin"),
]
NOTHING_ALLOWED = (POLICY, b"default-src 'none'; frame-ancestors 'none'")

_SANE_ID = re.compile(rb"[A-Za-z0-9._:+/=-]{1,128}")


def add_middleware(app: FastAPI, settings: Settings) -> None:
    """Wrap the whole application, so that a 500 too has everything that an answer owes."""
    add_compress_type(MEDIA_TYPE)
    app.add_middleware(Guard)
    app.add_middleware(CompressMiddleware)
    app.add_middleware(
        Cors,
        allow_origins=settings.cors_origins,
        allow_methods=["GET", "HEAD", "OPTIONS", "POST"],
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

        async def send_enveloped(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_owed(message), (b"x-request-id", request_id)]
            elif headless:
                message = {**message, "body": b""}
            await send(message)

        state = {**scope.get("state", {}), "request_id": request_id.decode(), "headless": headless}
        # A copy: the server still has to know that a HEAD was asked for.
        inner = {**scope, "state": state, "method": "GET" if headless else scope["method"]}
        if self.root_path:
            inner["root_path"] = self.root_path
        await self.app(inner, receive, send_enveloped)


class Cors(CORSMiddleware):
    """CORS, where a preflight has no body and is never an error: what is not allowed is not named."""

    def preflight_response(self, request_headers: Headers) -> Response:
        answer = super().preflight_response(request_headers)
        kept = {name: value for name, value in answer.headers.items() if not name.startswith("content-")}
        return Response(status_code=204, headers=kept)


class Guard:
    """Refuses what no route should see, and turns what no route expected into a problem."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif error := _unreadable(scope):
            await problem_response(scope, error)(scope, receive, send)
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


def _request_id(scope: Scope) -> bytes:
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _SANE_ID.fullmatch(value):
            return bytes(value)
    return uuid.uuid4().hex.encode()


def _owed(message: Message) -> list[tuple[bytes, bytes]]:
    if any(name == POLICY for name, _ in message["headers"]):
        return SECURITY
    return [*SECURITY, NOTHING_ALLOWED]


def _unreadable(scope: Scope) -> ProblemError | None:
    path, query = scope.get("raw_path") or b"", scope["query_string"]
    if b"%" in path and b"%2f" in path.lower():
        return NotFoundError("No path or id has an encoded slash.")
    if not (_is_text(path) and _is_text(query)):
        return MalformedRequestError("The URL is not percent-encoded UTF-8.")
    if "\n" in scope["path"]:  # which the router's patterns overlook at the end of a path
        return NotFoundError("No path or id has a line break.")
    return None


def _is_text(encoded: bytes) -> bool:
    if encoded.isascii() and b"%" not in encoded:
        return True
    try:
        unquote_to_bytes(encoded).decode()
    except UnicodeDecodeError:
        return False
    return True
