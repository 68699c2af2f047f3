"""What the kinds of problems mean, for whoever follows a problem's `type`."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response

from app.api.errors import PROBLEMS, NotFoundError
from app.api.kept import kept_document
from app.api.openapi import responses
from app.api.parameters import refuse_faults
from app.api.schemas import ProblemType, ProblemTypes
from app.api.urls import urls_of


async def _strict(request: Request) -> None:
    refuse_faults(request)


router = APIRouter(
    prefix="/problems", tags=["problems"], dependencies=[Depends(_strict)], responses=responses(NotFoundError)
)


@router.get("", operation_id="listProblemTypes", response_model=ProblemTypes)
async def list_problem_types(request: Request) -> Response:
    """List every kind of problem that the API knows."""
    kinds = ProblemTypes(items=[_problem_type(type_, request) for type_ in PROBLEMS])
    return kept_document(request, kinds.model_dump_json().encode())


@router.get("/{type}", operation_id="getProblemType", response_model=ProblemType)
async def get_problem_type(
    request: Request,
    type_: Annotated[
        str,
        Path(
            alias="type",
            description="The last part of a problem's `type`.",
            examples=["not-found"],
            json_schema_extra={"maxLength": 40, "pattern": "^[a-z]+(-[a-z]+)*$"},
        ),
    ],
) -> Response:
    """Tell what a kind of problem means and what to do about it."""
    if type_ not in PROBLEMS:
        raise NotFoundError(f"There is no kind of problem `{type_}`; known are {', '.join(PROBLEMS)}.")
    return kept_document(request, _problem_type(type_, request).model_dump_json().encode())


def _problem_type(type_: str, request: Request) -> ProblemType:
    error = PROBLEMS[type_]
    return ProblemType(
        type=urls_of(request.scope).problem(type_), title=error.title, status=error.status, meaning=error.meaning
    )
