"""The documentation page: Swagger UI's files out of a package, a page and a script of our own, and nothing else."""

from functools import cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from app.api.errors import NotFoundError

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

ASSETS = ("docs.css", "docs.js", "favicon-32x32.png", "swagger-ui.css", "swagger-ui-bundle.js")

router = APIRouter(include_in_schema=False)


class Assets(StaticFiles):
    """Files with weak tags, since one tag stands for a file in every coding."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().file_response(*args, **kwargs)
        response.headers["ETag"] = f"W/{response.headers['ETag']}"
        response.headers["Cache-Control"] = "no-cache"
        return response


@cache
def _assets() -> Assets:
    return Assets(directory=Path(__file__).parent / "docs_page", packages=[("fastapi_swagger", "resources")])


@router.get("/")
async def get_root() -> Response:
    """Lead to the documentation, by a reference that holds under every prefix."""
    return RedirectResponse("docs", headers={"Cache-Control": "no-cache"})


@router.get("/docs")
async def get_docs(request: Request) -> Response:
    """Give the documentation page."""
    response = await _assets().get_response("index.html", request.scope)
    response.headers["Content-Security-Policy"] = POLICY
    return response


@router.get("/docs/{name}")
async def get_asset(request: Request, name: str) -> Response:
    """Give a file that the page is made of."""
    if name not in ASSETS:
        raise NotFoundError("The page has no such file.")
    return await _assets().get_response(name, request.scope)
