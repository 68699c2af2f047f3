"""The least that a Python server can do: an ASGI application that has its answers as bytes, one for each path."""

import os
from pathlib import Path
from typing import Any

ANSWERS = "BENCHMARK_ANSWERS"
"""The variable that names the folder of answers: each file's name is its path."""

_bodies = {f"/{file.name}": file.read_bytes() for file in Path(os.environ[ANSWERS]).iterdir()}


async def app(scope: dict[str, Any], _: Any, send: Any) -> None:
    if scope["type"] != "http":
        return
    body = _bodies[scope["path"]]
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
