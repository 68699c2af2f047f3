"""What a request is asked of: its target in one form, and why one cannot be read (RFC 9112, section 3)."""

import re
from collections.abc import Iterable
from urllib.parse import unquote_to_bytes

from starlette.types import Scope

from app.api.errors import MalformedRequestError, NotFoundError, ProblemError

ASTERISK = "*"
"""The target of OPTIONS that asks about the server as a whole."""

CLOSING = {"Connection": "close"}
"""What is no request of ours leaves nothing to be said on its connection."""

_ABSOLUTE = re.compile(r"https?://[^/?#]*", re.IGNORECASE)
_HOST = re.compile(rb"(?:[A-Za-z0-9._~!$&'()*+,;=%-]*|\[[0-9A-Fa-f:.]+\])(?::[0-9]*)?")


def origin_form(scope: Scope) -> dict[str, str | bytes]:
    """Give the path as of a target without scheme and host; nothing where the scope has it so."""
    path: str = scope["path"]
    if path.startswith("/") or not (absolute := _ABSOLUTE.match(path)):
        return {}
    raw: bytes = scope.get("raw_path") or path.encode()
    return {"path": path[absolute.end() :] or "/", "raw_path": raw[absolute.end() :] or b"/"}


def unreadable(scope: Scope) -> ProblemError | None:
    """Give what is wrong with a request whatever it asks for; `None` where nothing is."""
    if not _is_known(scope["http_version"]):
        return MalformedRequestError("The request is not of HTTP/1.1.", headers=CLOSING)
    if not _has_host(scope["http_version"], scope["headers"]):
        return MalformedRequestError("A request has one header Host, with a host.", headers=CLOSING)
    return _unreadable_target(scope)


def _unreadable_target(scope: Scope) -> ProblemError | None:
    raw, query = scope.get("raw_path") or b"", scope["query_string"]
    if b"%" in raw and b"%2f" in raw.lower():
        return NotFoundError("No path or id has an encoded slash.")
    if not (_is_text(raw) and _is_text(query)):
        return MalformedRequestError("The URL is not percent-encoded UTF-8.")
    if "\n" in scope["path"]:  # which the router's patterns overlook at the end of a path
        return NotFoundError("No path or id has a line break.")
    return None


def _is_known(version: str) -> bool:
    return version.startswith("1.") or version in ("2", "3")


def _has_host(version: str, headers: Iterable[tuple[bytes, bytes]]) -> bool:
    hosts = [value for name, value in headers if name == b"host"]
    return len(hosts) <= 1 and (bool(hosts) or version != "1.1") and all(map(_HOST.fullmatch, hosts))


def _is_text(encoded: bytes) -> bool:
    if encoded.isascii() and b"%" not in encoded:
        return True
    try:
        unquote_to_bytes(encoded).decode()
    except UnicodeDecodeError:
        return False
    return True
