"""What is logged: one line of JSON for each request and each event, never the words that were asked for."""

import logging
import time
from datetime import UTC, datetime
from typing import Any

from pydantic_core import to_json
from starlette.types import Message, Scope

METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "TRACE"}
REQUESTS = logging.getLogger("app.requests")


class JsonFormatter(logging.Formatter):
    """Writes a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return to_json(line).decode()


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": JsonFormatter}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "loggers": {
        "app": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "uvicorn": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}
"""How `verbatim serve` logs, for `logging.config.dictConfig`."""


def log_requests() -> None:
    """Log each request here and nowhere else: uvicorn's own line would tell what was searched for.

    Whoever has given the logger `app` a handler already keeps it.
    """
    access, ours = logging.getLogger("uvicorn.access"), logging.getLogger("app")
    access.handlers, access.propagate = [], False
    if not ours.handlers:
        handler = logging.StreamHandler()
        handler.setFormatter(JsonFormatter())
        ours.addHandler(handler)
        ours.setLevel(logging.INFO)


class RequestLog:
    """What is seen of one request, for its line.

    The route stands for the path, in which users' words may be; what the application knows is in the scope's state.
    """

    __slots__ = ("_method", "_scope", "_sent", "_started", "_status")

    def __init__(self, method: str, scope: Scope) -> None:
        self._method = method if method in METHODS else "other"
        self._scope = scope
        self._sent = 0
        self._started = time.perf_counter()
        self._status: int | None = None

    def saw(self, message: Message) -> None:
        """Take note of a part of the answer."""
        if message["type"] == "http.response.start":
            self._status = message["status"]
        else:
            self._sent += len(message.get("body", b""))

    def write(self) -> None:
        """Log the request, which is over."""
        state = self._scope["state"]
        fields = {
            "id": state["request_id"],
            "method": self._method,
            "route": state.get("route"),
            "status": self._status,
            "duration_ms": round((time.perf_counter() - self._started) * 1000, 3),
            "revision": state.get("revision"),
            "bytes": self._sent,
        }
        if REQUESTS.isEnabledFor(logging.INFO):  # `info` would look through the stack for who calls it
            record = REQUESTS.makeRecord(REQUESTS.name, logging.INFO, "", 0, "request", (), None)
            record.fields = fields
            REQUESTS.handle(record)
