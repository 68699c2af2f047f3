"""Content codings by what a client prefers (RFC 9110, section 12.5.3)."""

from functools import lru_cache

from starlette.types import ASGIApp, Receive, Scope, Send
from starlette_compress import CompressMiddleware, add_compress_type

from app.api.handlers import MEDIA_TYPE

TYPES = (
    MEDIA_TYPE,
    "application/x-ndjson",
    "application/tei+xml",
    "application/akn+xml",
    "application/vnd.citationstyles.csl+json",
    "application/x-subrip",
    "application/x-bibtex",
    "application/x-research-info-systems",
    "text/csv",
)
"""Media types of ours that the library would not code."""

HEADER = b"accept-encoding"
SMALLEST = 500
"""Bodies of fewer bytes are left alone, unless the client refuses them so."""

CODINGS = ("zstd", "br", "gzip")
"""What there is, the best first."""


class Coding:
    """Codes bodies as the client prefers.

    Which coding that is, by quality values, is decided here: the library knows only which are acceptable.
    """

    def __init__(self, app: ASGIApp) -> None:
        for media_type in TYPES:
            add_compress_type(media_type)
        self._usual = CompressMiddleware(app, minimum_size=SMALLEST)
        self._always = CompressMiddleware(app, minimum_size=1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        accepted = [value for name, value in scope.get("headers", ()) if name == HEADER]
        if not accepted:
            await self._usual(scope, receive, send)
            return
        coding, refused = choose(b",".join(accepted).decode("latin-1"))
        kept = [(name, value) for name, value in scope["headers"] if name != HEADER]
        inner = {**scope, "headers": [*kept, (HEADER, coding.encode())]}
        await (self._always if refused else self._usual)(inner, receive, send)


@lru_cache(maxsize=256)
def choose(header: str) -> tuple[str, bool]:
    """Give the coding that a client likes best, and whether it refuses a body without any.

    Where it accepts nothing there is, the body goes uncoded: a client that did not want it can still leave it.
    """
    weights = dict(_weighed(part) for part in header.split(",") if part.strip())
    rest = weights.get("*", 0.0)
    plain = weights.get("identity", weights.get("*"))
    liked = {coding: weights.get(coding, rest) for coding in CODINGS}
    best = max(CODINGS, key=liked.__getitem__)
    if not liked[best] or ("identity" in weights and weights["identity"] > liked[best]):
        return "identity", False
    return best, plain == 0


def _weighed(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    weights = [value[2:] for value in parameters if value.startswith("q=")]
    return name.removeprefix("x-"), _weight(weights[0]) if weights else 1.0


def _weight(text: str) -> float:
    """Read a weight; one that is none refuses."""
    try:
        weight = float(text)
    except ValueError:
        return 0.0
    return weight if 0 <= weight <= 1 else 0.0
