"""The reading page: what a front end can make of the API, served from the same origin.

Its files are cached for good under an address that holds a digest of them all; the page itself is looked for anew.
"""

import hashlib
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from app.api.docs import Assets
from app.api.errors import NotFoundError

FOLDER = Path(__file__).parent / "page"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
FOR_GOOD = "public, max-age=31536000, immutable"

router = APIRouter(include_in_schema=False)


@cache
def digest() -> str:
    """Give the digest of all files of the page."""
    files = sorted(FOLDER.iterdir())
    return hashlib.blake2b(b"".join(file.read_bytes() for file in files), digest_size=8).hexdigest()


@cache
def _page() -> str:
    text = (FOLDER / "index.html").read_text(encoding="utf-8")
    return text.replace('"page/', f'"page/{digest()}/')


@cache
def _assets() -> Assets:
    return Assets(directory=FOLDER)


@router.get("/")
async def get_page(request: Request) -> Response:
    """Give the page; its tag is the digest of its files."""
    tag = f'W/"{digest()}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Content-Security-Policy": POLICY}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return HTMLResponse(_page(), headers=headers)


@router.get("/page/{version}/{file}")
async def get_asset(request: Request, version: str, file: str) -> Response:
    """Give a file that the page is made of."""
    if version != digest() or file == "index.html" or not (FOLDER / file).is_file():
        raise NotFoundError("The page has no such file.")
    response = await _assets().get_response(file, request.scope)
    response.headers["Cache-Control"] = FOR_GOOD
    return response
