"""From a route to its answer: read in one transaction, then JSON, or that nothing has changed."""

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, ParamSpec

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import BaseModel
from pydantic_core import to_json
from sqlalchemy.exc import DBAPIError

from app.api.caching import holds_tag, is_unchanged, may_be_kept, unmet_condition, validators
from app.api.engines import AWAY, DAMAGED
from app.api.errors import TooSlowError, UnavailableError
from app.api.negotiation import refuse_other_than_json
from app.api.parameters import refuse_faults
from app.api.reading import CorpusReading
from app.api.store import KEPT
from app.database import dialect_of

P = ParamSpec("P")

Answer = BaseModel | dict[str, Any] | Response
"""What a route reads: a model, the plain values of one, or a whole response."""

Route = Callable[P, Coroutine[Any, Any, Response]]

TOO_SLOW = "Reading took longer than is allowed: ask for less, with more filters or rarer words."


def _always(**_: object) -> bool:
    return True


def _never(**_: object) -> bool:
    return False


def from_corpus(read: Callable[P, Answer]) -> Route[P]:
    """Make a route of `read`, one of whose parameters is a `Reading`.

    All of it happens in one go, in one thread and in one transaction: refuse faults, see whether the client has
    the answer already, read it, and write it as JSON.
    """
    return _route(read, refuse_other_than_json, _never)


def at_once_from_corpus(is_bounded: Callable[..., bool] = _always) -> Callable[[Callable[P, Answer]], Route[P]]:
    """Make a route as `from_corpus` does, for answers of few rows found by a key: it takes no thread to look them up.

    Where there are others, `is_bounded` tells by the arguments which one is asked for. Whatever may take longer than
    a page of a list holds up all other requests, and is none.
    """
    return lambda read: _route(read, refuse_other_than_json, is_bounded)


def rendered_from_corpus(read: Callable[P, Answer]) -> Route[P]:
    """Make a route of `read` as `from_corpus` does, where it chooses among several formats itself."""
    return _route(read, lambda _: None, _never)


def _route(
    read: Callable[P, Answer], negotiate: Callable[[Request], None], is_bounded: Callable[..., bool]
) -> Route[P]:
    @wraps(read)
    async def answer(*args: P.args, **kwargs: P.kwargs) -> Response:
        reading = next(value for value in kwargs.values() if isinstance(value, CorpusReading))
        negotiate(reading.request)
        refuse_faults(reading.request)
        reading.is_at_once = reading.engine.answers_at_once and is_bounded(**kwargs)
        if reading.is_at_once:
            return _attempt(reading, lambda: read(*args, **kwargs))
        return await run_in_threadpool(_attempt, reading, lambda: read(*args, **kwargs))

    return answer


def _attempt(reading: CorpusReading, read: Callable[[], Answer]) -> Response:
    try:
        return _answer(reading, read)
    except DBAPIError as error:
        refuse_unreadable(reading, error)
        raise
    finally:
        if not reading.is_streamed:
            reading.close()


def _answer(reading: CorpusReading, read: Callable[[], Answer]) -> Response:
    headers = validators(reading)
    if reading.request.method == "POST":  # the answer depends on the body, which no tag says
        return _written(read(), {"Cache-Control": "no-store"})
    if holds_tag(reading, headers["ETag"]):
        if error := unmet_condition(reading):
            raise error
        return _kept(reading, Response(status_code=304, headers=headers))
    answer = read()
    if isinstance(answer, Response) and answer.status_code != 200:
        answer.headers["Cache-Control"] = headers["Cache-Control"]
        return answer
    if error := unmet_condition(reading):
        reading.is_streamed = False
        raise error
    if is_unchanged(reading):
        reading.is_streamed = False
        return _kept(reading, Response(status_code=304, headers=headers))
    return _kept(reading, _written(answer, headers | reading.headers))


def _kept(reading: CorpusReading, answer: Response) -> Response:
    """Let `answer` be kept, where the next request for it would get the same."""
    state = reading.request.scope["state"]
    if may_be_kept(reading) and not state["headless"]:
        state[KEPT] = reading.corpus
    return answer


def _written(answer: Answer, headers: dict[str, str]) -> Response:
    if not isinstance(answer, Response):
        return Response(to_json(answer, by_alias=False), headers=headers, media_type="application/json")
    answer.headers.update(headers)
    return answer


def refuse_unreadable(reading: CorpusReading, error: DBAPIError) -> None:
    """Raise what the failed statement means to a client; return where the fault is in the statement."""
    dialect = dialect_of(reading.session.get_bind())
    if dialect.is_timeout(error):
        raise TooSlowError(TOO_SLOW) from error
    reading.close()
    reading.engine.open_again(reading.session.get_bind())
    if dialect.is_damage(error):
        raise UnavailableError(DAMAGED) from error
    if dialect.is_absence(error):
        raise UnavailableError(AWAY) from error
