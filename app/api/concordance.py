"""The concordance: every match of a query in its line of context."""

from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import AfterValidator, BaseModel, Field, TypeAdapter

from app.api.answers import rendered_from_corpus
from app.api.errors import InvalidParametersError, TooSlowError
from app.api.exports import choose_format, export_headers, media_type_of
from app.api.filters import TurnParameters
from app.api.objects.concordance import line_of
from app.api.openapi import corpus_responses, in_formats
from app.api.pagination import Paging, slice_of, window_of
from app.api.parameters import PlainDigits
from app.api.reading import CorpusReading, Reading
from app.api.schemas import Fault, QueryReading
from app.api.schemas.concordance import ConcordanceLine, ConcordancePage
from app.api.search import QUERIES, QUERY, searchable
from app.api.streaming import CorpusStream
from app.exports import csv, json, ndjson
from app.queries import concordance, turns
from app.queries.concordance import MOST_TURNS, Concordance, ConcordanceSort, Line, TooManyTurnsError
from app.queries.search import Search
from app.search_query import interpret, parse, query_words

router = APIRouter(prefix="/v1/concordance", tags=["search"], responses=corpus_responses(TooSlowError))

FORMATS = {"json": json, "csv": csv, "ndjson": ndjson}
CHUNK = 500
"""How many lines of a whole concordance are read at once."""

_PLACE = TypeAdapter(tuple[Annotated[int, Field(ge=0)]])


class ConcordanceParameters(TurnParameters, Paging):
    """The parameters of a concordance."""

    q: Annotated[str, AfterValidator(searchable), Field(json_schema_extra=QUERY, examples=QUERIES)]
    """What to look for, in the language of the search."""
    width: Annotated[int, Field(ge=0, le=50), PlainDigits] = 10
    """How many words to show on either side of a match."""
    sort: ConcordanceSort = "date"
    """The order: by date, or by the words before or after the match, from the match outward."""
    format: Literal["json", "csv", "ndjson"] | None = None
    """The format: JSON in pages, CSV or NDJSON with every line; without it, the header `Accept` decides."""


@router.get("", operation_id="listConcordance", response_model=ConcordancePage, responses=in_formats(FORMATS))
@rendered_from_corpus
def list_concordance(reading: Reading, wanted: Annotated[ConcordanceParameters, Query()]) -> ConcordancePage | Response:
    """List every match of a query in its line of context, as corpus tools do. `total` counts the matches."""
    key = choose_format(reading, wanted.format, FORMATS)
    search = Search(parse(wanted.q), wanted.filter())
    try:
        found = concordance.find_lines(reading.session, search, wanted.sort)
    except TooManyTurnsError as error:
        raise _too_many(wanted.q, error.turns) from error
    reading.headers["Vary"] = "Accept"
    return _page(reading, wanted, search, found) if key == "json" else _stream(reading, wanted, found, key)


def _page(reading: CorpusReading, wanted: ConcordanceParameters, search: Search, found: Concordance) -> ConcordancePage:
    window = window_of(reading, wanted, _PLACE)
    page = slice_of(reading, window, concordance.list_lines(found, window), lambda line: line.place)
    return ConcordancePage(
        items=_lines(reading, page.rows, wanted.width),
        total=len(found),
        next=page.next,
        previous=page.previous,
        query=QueryReading(q=wanted.q, interpreted=interpret(search.tree), words=query_words(search.tree)),
    )


def _stream(reading: CorpusReading, wanted: ConcordanceParameters, found: Concordance, key: str) -> CorpusStream:
    if paging := sorted({"limit", "cursor"} & wanted.model_fields_set):
        faults = [
            Fault(in_="query", name=name, message=f"is for JSON: `{key}` has every line", value=None) for name in paging
        ]
        raise InvalidParametersError("A whole concordance has no pages.", errors=faults)
    reading.headers["X-Total-Count"] = str(len(found))
    headers = export_headers(FORMATS[key], "concordance")
    return CorpusStream(reading, _pieces(reading, wanted.width, found, key), headers, media_type_of(FORMATS[key]))


def _pieces(reading: CorpusReading, width: int, found: Concordance, key: str) -> Iterator[str]:
    lines = found.lines()
    if key == "csv":
        yield "\ufeff" + csv.table([list(_Row.model_fields)])
    while not reading.request.state.headless and (chunk := list(islice(lines, CHUNK))):
        rows = [_row(line).model_dump() for line in _lines(reading, chunk, width)]
        yield csv.table(list(row.values()) for row in rows) if key == "csv" else "".join(map(ndjson.line, rows))
        reading.renew_time()


def _lines(reading: CorpusReading, lines: list[Line], width: int) -> list[ConcordanceLine]:
    rows = turns.get_turns(reading.session, {line.turn_pk for line in lines})
    return [line_of(line, rows[line.turn_pk], width, reading.urls) for line in lines]


class _Row(BaseModel):
    """A line, flat."""

    turn: str
    interview: str
    title: str | None
    date: str | None
    speaker: str
    speaker_name: str
    label: str
    kind: str
    left: str
    match: str
    right: str
    start: int
    end: int
    url: str | None
    """Only where it leads somewhere from outside."""


def _row(line: ConcordanceLine) -> _Row:
    return _Row(
        turn=line.turn.id,
        interview=line.interview.id,
        title=line.interview.title,
        date=line.interview.date,
        speaker=line.speaker.id,
        speaker_name=line.speaker.name,
        label=line.turn.label,
        kind=line.turn.kind,
        left=line.left,
        match=line.match,
        right=line.right,
        start=line.start,
        end=line.end,
        url=line.turn.url if "://" in line.turn.url else None,
    )


def _too_many(q: str, found: int) -> InvalidParametersError:
    message = f"is found in {found} turns, and a concordance is made of at most {MOST_TURNS}: add words or filters"
    fault = Fault(in_="query", name="q", message=message, value=q)
    return InvalidParametersError("There are too many matches to sort.", errors=[fault])
