"""Routes whose parameters are taken from a request at once."""

from collections.abc import Callable
from typing import Any, get_origin

from fastapi import Request
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.types import Receive, Scope, Send

from app.api.reading import CorpusReading

Arguments = dict[str, Any]


class DirectRoute(APIRoute):
    """A route of a `Reading`, of texts in its path and of one model of its query, which is all that is asked of here.

    FastAPI looks at every parameter of a model on its own, at the cost of half an answer, and makes room for what
    dependencies leave open. Whatever the model does not take as a whole is left to it: it says what is wrong.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._thorough, self.app = self.app, self._answer
        self._arguments_of = _arguments(self)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        arguments = self._arguments_of(Request(scope, receive))
        if arguments is None:
            await self._thorough(scope, receive, send)
        else:
            await (await self.endpoint(**arguments))(scope, receive, send)


def _arguments(route: APIRoute) -> Callable[[Request], Arguments | None]:
    """Give what gives the arguments of a request; `None` where they have faults."""
    (reading,) = [str(dependency.name) for dependency in route.dependant.dependencies]
    queries = {field.name: _query(field.field_info.annotation) for field in route.dependant.query_params}

    def arguments_of(request: Request) -> Arguments | None:
        arguments: Arguments = {reading: CorpusReading(request), **request.path_params}
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
        given: Arguments = {}
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
