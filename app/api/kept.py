"""Documents that change with the application alone: a client that has one is not sent it again."""

import hashlib
import json

from fastapi import APIRouter, Request, Response

from app.api.tags import ANY, given_tags

router = APIRouter(include_in_schema=False)


def kept_document(request: Request, body: bytes) -> Response:
    """Give a JSON document with a tag of its bytes, or say that it has not changed (RFC 9110, section 13.1.2)."""
    tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"ETag": f"W/{tag}", "Cache-Control": "no-cache"}
    tags = given_tags(request.headers, "if-none-match")
    if tag in tags or tags == ANY:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


@router.get("/openapi.json")
async def get_openapi(request: Request) -> Response:
    """Give what the API is, as a document, which is written out once."""
    state = request.app.state
    if not hasattr(state, "openapi"):
        state.openapi = json.dumps(request.app.openapi(), ensure_ascii=False, separators=(",", ":")).encode()
    return kept_document(request, state.openapi)
