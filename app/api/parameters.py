"""Parameters of requests: their types, and the faults that a model of them cannot see."""

import inspect
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from itertools import islice
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.params import Query
from pydantic import AfterValidator, BaseModel, BeforeValidator, Field, ValidationInfo, WithJsonSchema
from typing_extensions import TypeIs

from app.api.errors import InvalidParametersError
from app.api.schemas import Fault
from app.dates import days_of

LONGEST_VALUE = 200
MOST_FAULTS = 50
"""How many faulty names are told: more are no slips of the pen, and each costs a look at its neighbours."""

_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")


def _integer(value: object) -> object:
    """Python's own reading of integers also takes `+1`, `1_0` and ` 1`."""
    if isinstance(value, str) and not _INTEGER.fullmatch(value):
        raise ValueError("give a whole number in plain digits")
    return value


def _boolean(value: object) -> object:
    if isinstance(value, str) and value not in ("true", "false"):
        raise ValueError("should be true or false")
    return value


def _date(value: str) -> str:
    days_of(value)
    return value


PlainDigits = BeforeValidator(_integer)

Integer = Annotated[int, PlainDigits]
"""A whole number; bounds that stand in an `Annotated` must stand before `PlainDigits`, or the schema lacks them."""

Boolean = Annotated[bool, BeforeValidator(_boolean)]

PartialDate = Annotated[
    str,
    AfterValidator(_date),
    WithJsonSchema({"type": "string", "format": "partial-date", "minLength": 4, "maxLength": 10}),
]
"""A date of reduced precision; `app.dates.days_of` gives the days it can mean."""

Texts = Annotated[list[Annotated[str, Field(max_length=600)]], Field(max_length=100)]
"""Alternatives to be matched as they are."""


def refuse_earlier_than_date_from(value: str | None, known: ValidationInfo) -> str | None:
    """Give `date_to`, which a model has after its `date_from`; raises where nothing can be in between."""
    begin = known.data.get("date_from")
    if value and begin and days_of(begin)[0] > days_of(value)[1]:
        raise ValueError(f"is before date_from, which is {begin}: nothing can be in between")
    return value


def refuse_faults(request: Request) -> None:
    """Raise `InvalidParametersError` where the query names something unknown, or one value twice."""
    if request.scope["query_string"] and (faults := list(_faults_of_names(request))):
        raise _invalid(faults)


def invalid_parameters(request: Request, error: RequestValidationError) -> InvalidParametersError:
    """Give every fault of a request that did not pass validation."""
    known = [_fault(details) for details in error.errors() if details["type"] != "extra_forbidden"]
    return _invalid([*_faults_of_names(request), *known])


def _invalid(faults: list[Fault]) -> InvalidParametersError:
    names = ", ".join(dict.fromkeys(f"`{fault.name}`" for fault in faults))
    return InvalidParametersError(f"These parameters cannot be taken: {names}.", errors=faults)


def _faults_of_names(request: Request) -> Iterator[Fault]:
    known = _known(request.scope["endpoint"])
    return islice(_of_names(request.query_params.multi_items(), known), MOST_FAULTS)


def _of_names(given: Iterable[tuple[str, str]], known: Mapping[str, bool]) -> Iterator[Fault]:
    counts, last = Counter(name for name, _ in given), dict(given)
    for name, count in counts.items():
        if name not in known:
            yield Fault(in_="query", name=_shown(name), message=_unknown(name, known), value=_shown(last[name]))
        elif count > 1 and not known[name]:
            message = f"is given {count} times: give it once"
            yield Fault(in_="query", name=name, message=message, value=_shown(last[name]))


def _unknown(name: str, known: Mapping[str, bool]) -> str:
    if not known:
        return "is unknown: there are no parameters here"
    near = get_close_matches(name, known, 1, 0.7)
    guess = f": did you mean `{near[0]}`?" if near else "."
    return f"is unknown{guess} Known here: {', '.join(known)}"


def _fault(details: Mapping[str, Any]) -> Fault:
    place, name = details["loc"][0], str(details["loc"][1] if len(details["loc"]) > 1 else details["loc"][0])
    value = None if details["type"] == "missing" else _shown(str(details["input"]))
    return Fault(in_=place, name=name, message=_message(details), value=value)


def _message(details: Mapping[str, Any]) -> str:
    message: str = details["msg"].removeprefix("Value error, ").removeprefix("Input ")
    if details["type"] != "literal_error":
        return message
    choices = re.findall(r"'([^']*)'", details["ctx"]["expected"])
    near = get_close_matches(str(details["input"]), choices, 1, 0.6)
    return f"should be one of {', '.join(choices)}" + (f": did you mean `{near[0]}`?" if near else "")


def _shown(value: str) -> str:
    return value if len(value) <= LONGEST_VALUE else f"{value[:LONGEST_VALUE]}…"


@cache
def _known(endpoint: Callable[..., Any]) -> dict[str, bool]:
    """Give the names that a route's models of query parameters know, and whether each may be repeated."""
    hints = get_type_hints(inspect.unwrap(endpoint), include_extras=True).values()
    models = (get_args(hint)[0] for hint in hints if _is_query(hint))
    return {
        field.alias or name: get_origin(field.annotation) is list
        for model in models
        for name, field in model.model_fields.items()
    }


def _is_query(hint: Any) -> TypeIs[type[BaseModel]]:
    return get_origin(hint) is Annotated and any(isinstance(extra, Query) for extra in get_args(hint)[1:])
