"""What browsers are told about other origins (Fetch, section 3.2)."""

from fastapi import Response
from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.types import Message, Receive, Scope, Send

METHODS = ["GET", "HEAD", "OPTIONS", "POST"]
EXPOSED = ["Link", "ETag", "Last-Modified", "X-Request-ID", "X-Total-Count", "Content-Disposition"]
ACCEPTED = ["If-None-Match", "If-Modified-Since", "X-Request-ID"]

_ANY = [
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", ", ".join(EXPOSED).encode()),
]


class Cors(CORSMiddleware):
    """CORS, where a preflight has no body and is never an error: what is not allowed is not named.

    Where any origin may read, every answer says so, whoever asks: what a cache keeps serves everyone.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self.allow_all_origins or scope["type"] != "http" or scope["method"] == "OPTIONS":
            await super().__call__(scope, receive, send)
            return

        async def send_to_any(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_ANY]
            await send(message)

        await self.app(scope, receive, send_to_any)

    def preflight_response(self, request_headers: Headers) -> Response:
        answer = super().preflight_response(request_headers)
        kept = {name: value for name, value in answer.headers.items() if not name.startswith("content-")}
        return Response(status_code=204, headers=kept)

    async def send(self, message: Message, send: Send, request_headers: Headers) -> None:
        if not self.allow_all_origins:
            await super().send(message, send, request_headers)
            return
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], *_ANY]
        await send(message)
