"""What Schemathesis cannot know from the document: values of formats that are the API's own, and what goes together."""

import re
from datetime import date
from typing import Any

import jsonschema_rs  # type: ignore[import-not-found]  # as Schemathesis has, in an environment of its own
import schemathesis  # type: ignore[import-not-found]
from hypothesis import strategies as st
from schemathesis.core.parameters import ParameterLocation  # type: ignore[import-not-found]

LAST_REVISION = 1
"""Of every interview of the samples."""

PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=20)
WORDS = st.sampled_from(["light", "lamp", "the", "salt", "relojera", "zzz", "价格", "Ünder"])
QUERIES = st.one_of(
    WORDS,
    st.lists(WORDS, min_size=1, max_size=5).map(" OR ".join),
    st.builds("{} {}* -({})".format, WORDS, WORDS, PLAIN),
    st.builds("{} NEAR/{} {}".format, WORDS, st.integers(0, 30), WORDS),
    st.builds("light {}".format, PLAIN),
)
DATES = st.dates().map(str)

schemathesis.openapi.format("query", QUERIES)
schemathesis.openapi.format("words", st.builds("ine {}".format, PLAIN))
schemathesis.openapi.format(
    "partial-date", st.one_of(DATES, DATES.map(lambda it: it[:7]), DATES.map(lambda it: it[:4]))
)
schemathesis.openapi.format("cursor", PLAIN)


def _is_date(value: str) -> bool:
    try:
        return bool(date.fromisoformat(f"{value}-01-01"[:10]) and re.fullmatch("[0-9]{4}(-[0-9]{2}){0,2}", value))
    except ValueError:
        return False


HAS_WORD = re.compile(r"[^\W_]").search
FORMATS = {"partial-date": _is_date, "words": HAS_WORD, "query": HAS_WORD, "cursor": lambda _: False}
"""Whether a value is right for certain."""


@schemathesis.hook  # type: ignore[untyped-decorator]
def filter_case(context: Any, case: Any) -> bool:
    """Leave out a request that is to be refused and has nothing wrong.

    Schemathesis takes whatever has a format of our own for wrong once it is to make one of them wrong, and a number or
    an object for no array of texts, though a query has nothing else than texts.
    """
    parts = case.meta.components.items() if case.meta else ()
    wrong = [location for location, part in parts if part.mode.is_negative]
    return not wrong or not all(_is_right(case, location) for location in wrong)


def _is_right(case: Any, location: ParameterLocation) -> bool:
    if location == ParameterLocation.QUERY and isinstance(case.query, dict):
        schema = case.operation.query.validation_schema
        return _is_valid(
            {name: _sent(value, schema["properties"].get(name)) for name, value in case.query.items()}, schema
        )
    if location == ParameterLocation.BODY and isinstance(case.body, dict):
        return _is_valid(case.body, case.operation.body[0].validation_schema)
    return False


def _sent(value: Any, schema: Any) -> Any:
    """Give a parameter as a server reads it: an array is one text or more, whatever they were made of."""
    if not schema or schema.get("type") != "array":
        return value
    return [str(item) for item in (value if isinstance(value, list | dict) else [value])]


def _is_valid(value: Any, schema: Any) -> bool:
    validator = jsonschema_rs.Draft202012Validator(schema, formats=FORMATS, validate_formats=True)
    return bool(validator.is_valid(value))


@schemathesis.hook  # type: ignore[untyped-decorator]
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """Make a request that is to be taken one that makes sense.

    A cursor is a page's, a range has something in it, a stream has no pages, and either a text or an article is sent.
    """
    if not (case.meta and case.meta.generation.mode.is_positive):
        return
    if isinstance(case.query, dict):
        _make_sense(case.query)
    if isinstance(case.body, dict):
        _make_sense(case.body)
        if (case.body.get("text") is None) == (case.body.get("article") is None):
            case.body |= {"text": "salt", "article": None}


def _make_sense(values: dict[str, Any]) -> None:
    values.pop("cursor", None)
    if values.get("revision"):
        values["revision"] = LAST_REVISION
    if values.get("format") in ("csv", "ndjson"):
        values.pop("limit", None)
    for first, last, kind in (("date_from", "date_to", str), ("min_words", "max_words", int)):
        if values.get(first) is not None and values.get(last) is not None:
            values[first], values[last] = sorted((values[first], values[last]), key=kind)
