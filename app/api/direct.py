"""Routes whose parameters are taken from a request at once."""

from collections.abc import Callable, Coroutine
from typing import Any, get_origin

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel

from app.api.reading import CorpusReading


class DirectRoute(APIRoute):
    """A route of a `Reading`, of texts in its path and of one model of its query, which is all that is asked of here.

    FastAPI looks at every parameter of a model on its own, at the cost of half an answer. Whatever the model does not
    take as a whole is left to FastAPI, which says what is wrong with it.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle, endpoint, arguments_of = super().get_route_handler(), self.endpoint, _arguments(self)

        async def handle_direct(request: Request) -> Response:
            arguments = arguments_of(request)
            if arguments is None:
                return await handle(request)
            answer: Response = await endpoint(**arguments)
            return answer

        return handle_direct


def _arguments(route: APIRoute) -> Callable[[Request], dict[str, Any] | None]:
    """Give what gives the arguments of a request; `None` where they have faults."""
    (reading,) = [str(dependency.name) for dependency in route.dependant.dependencies]
    queries = {field.name: _query(field.field_info.annotation) for field in route.dependant.query_params}

    def arguments_of(request: Request) -> dict[str, Any] | None:
        arguments: dict[str, Any] = {reading: CorpusReading(request), **request.path_params}
        try:
            for name, query in queries.items():
                arguments[name] = query(request)
        except ValueError:
            return None
        return arguments

    return arguments_of


def _query(model: Any) -> Callable[[Request], BaseModel]:
    repeated = {name for name, field in model.model_fields.items() if get_origin(field.annotation) is list}

    def query_of(request: Request) -> BaseModel:
        given: dict[str, Any] = {}
        for name, value in request.query_params.multi_items():
            if name in repeated:
                given.setdefault(name, []).append(value)
            elif name in given:
                raise ValueError(name)
            else:
                given[name] = value
        validated: BaseModel = model.model_validate(given)
        return validated

    return query_of
