"""From an error to its answer: the one place where problems are rendered."""

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.types import Scope

from app.api.errors import MalformedRequestError, MethodNotAllowedError, NotFoundError, ProblemError
from app.api.parameters import invalid_parameters
from app.api.schemas import Problem
from app.api.urls import path_of, urls_of

MEDIA_TYPE = "application/problem+json"

_MAY_LACK = ("errors", "reason", "successor", "last")


def problem_response(scope: Scope, error: ProblemError) -> Response:
    """Render an error (RFC 9457); nobody may keep it, since the next ingest may mend it."""
    urls = urls_of(scope)
    problem = Problem(
        type=urls.problem(error.type),
        title=error.title,
        status=error.status,
        detail=error.detail,
        instance=f"{urls.base}{path_of(scope)}",
        errors=error.errors,
        reason=error.reason,
        successor=error.successor,
        last=error.last,
    )
    headers = {"Cache-Control": "no-store"} | error.headers
    unknown = {name for name in _MAY_LACK if getattr(problem, name) is None}
    return Response(problem.model_dump_json(exclude=unknown), error.status, headers, MEDIA_TYPE)


def handle_errors(app: FastAPI) -> None:
    """Let every error that a request ends with be rendered as a problem."""
    app.exception_handler(ProblemError)(_problem)
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler(HTTPException)(_refused)


async def _problem(request: Request, error: ProblemError) -> Response:
    return problem_response(request.scope, error)


async def _invalid(request: Request, error: RequestValidationError) -> Response:
    return problem_response(request.scope, invalid_parameters(request, error))


async def _refused(request: Request, error: HTTPException) -> Response:
    """Answer what the framework itself refuses; OPTIONS is refused by no one."""
    if error.status_code != MethodNotAllowedError.status:
        return problem_response(request.scope, _framework_error(error))
    headers = {"Allow": _allowed(request, error)}
    if request.method == "OPTIONS":
        return Response(status_code=204, headers=headers)
    refused = MethodNotAllowedError(f"{request.method} is not answered here.", headers=headers)
    return problem_response(request.scope, refused)


def _framework_error(error: HTTPException) -> ProblemError:
    if error.status_code == NotFoundError.status:
        return NotFoundError("There is no such path: /v1 leads to all there are.")
    return MalformedRequestError(str(error.detail))


def _allowed(request: Request, error: HTTPException) -> str:
    """Give the methods of every route of this path: the framework names those of one."""
    routes = (it for it in iter_route_contexts(request.app.routes) if it.path == path_of(request.scope))
    methods = {method for route in routes for method in route.methods or ()}
    methods |= {method.strip() for method in (error.headers or {}).get("Allow", "").split(",")} - {""}
    return ", ".join(sorted(methods | {"OPTIONS"} | ({"HEAD"} if "GET" in methods else set())))
