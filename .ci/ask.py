"""Ask a server, at the address given, what a first visitor would; fails unless all is there."""

import json
import sys
import urllib.request


def get(path: str) -> str:
    with urllib.request.urlopen(sys.argv[1] + path, timeout=60) as response:
        return response.read().decode()


assert json.loads(get("/v1"))["turns"] == 30, get("/v1")
assert json.loads(get("/v1/search?q=seeds"))["total"] > 0
assert "swagger" in get("/docs")
assert json.loads(get("/readyz"))["status"] in ("ready", "ok"), get("/readyz")
print("served from the wheel")
