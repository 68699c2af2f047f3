"""What Schemathesis cannot know from the document: values of formats that are the API's own, and what goes together."""

from typing import Any

import schemathesis  # type: ignore[import-not-found]  # which has an environment of its own
from hypothesis import strategies as st

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
