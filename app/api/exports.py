"""Exports: interviews, turns and citations in the formats that other tools read."""

from collections.abc import Iterator
from itertools import chain
from types import ModuleType
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from app.api.answers import rendered_from_corpus
from app.api.errors import GoneError, NotAcceptableError, NotFoundError
from app.api.filters import TurnParameters
from app.api.finding import find_interview, find_turn
from app.api.ids import InterviewId, TurnId
from app.api.negotiation import best_of
from app.api.openapi import corpus_responses, in_formats
from app.api.parameters import PlainDigits
from app.api.past import find_turn_at
from app.api.reading import CorpusReading, Reading
from app.api.streaming import CorpusStream
from app.exports import CITATIONS, FORMATS, ROWS
from app.publication import ExportError, Provenance, PublishedTurn
from app.queries import exports, turns

router = APIRouter(prefix="/v1", responses=corpus_responses(NotFoundError, GoneError))

TranscriptFormat = Literal[
    "txt", "md", "json", "podcast", "vtt", "srt", "tei", "akn", "csv", "ndjson", "csl", "bibtex", "ris"
]
CitationFormat = Literal["text", "csl", "bibtex", "ris"]
RowFormat = Literal["ndjson", "csv"]

Chunk = list[tuple[Provenance, PublishedTurn]]


class TranscriptParameters(BaseModel):
    """The parameters of a whole transcript."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    format: TranscriptFormat | None = None
    """The format; without it, the header `Accept` decides, and `txt` where that leaves it open."""


class CitationParameters(BaseModel):
    """The parameters of a citation."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    format: CitationFormat | None = None
    """The format; without it, the header `Accept` decides, and `text` where that leaves it open."""
    revision: Annotated[int, Field(ge=1, le=1_000_000_000), PlainDigits] | None = None
    """The interview's revision to cite the turn as of; the last where none is given."""


class ExportParameters(TurnParameters):
    """The parameters of an export of turns."""

    format: RowFormat | None = None
    """The format; without it, the header `Accept` decides, and `ndjson` where that leaves it open."""


@router.get(
    "/interviews/{interview_id}/transcript",
    operation_id="getTranscript",
    tags=["interviews"],
    response_class=Response,
    responses=in_formats(FORMATS),
)
@rendered_from_corpus
def get_transcript(
    reading: Reading, interview_id: InterviewId, wanted: Annotated[TranscriptParameters, Query()]
) -> Response:
    """Get a whole interview as text: to read, to caption, to analyse or to cite."""
    key = choose_format(reading, wanted.format, FORMATS)
    interview = find_interview(reading, interview_id)
    publication = exports.get_publication(reading.session, interview.pk, _public_url(reading), whole=key == "json")
    try:
        text = FORMATS[key].render(publication)
    except ExportError as error:
        raise NotAcceptableError(f"The interview cannot be given as `{key}`: {error}.") from error
    return _rendered(text, FORMATS[key], interview_id)


@router.get(
    "/turns/{turn_id}/citation",
    operation_id="getTurnCitation",
    tags=["turns"],
    response_class=Response,
    responses=in_formats(CITATIONS),
)
@rendered_from_corpus
def get_citation(reading: Reading, turn_id: TurnId, wanted: Annotated[CitationParameters, Query()]) -> Response:
    """Get a citation of a turn: who, in which interview, published where and when, under which address."""
    key = choose_format(reading, wanted.format, CITATIONS)
    row = find_turn(reading, turn_id) if wanted.revision is None else find_turn_at(reading, turn_id, wanted.revision)
    citation = exports.get_citation(reading.session, row, _public_url(reading))
    return _rendered(CITATIONS[key].cite(citation), CITATIONS[key], turn_id)


@router.get(
    "/export/turns", operation_id="exportTurns", tags=["turns"], response_class=Response, responses=in_formats(ROWS)
)
@rendered_from_corpus
def export_turns(reading: Reading, wanted: Annotated[ExportParameters, Query()]) -> Response:
    """Export every turn, or those that the filters let through, as one stream.

    All of it is of one revision of the corpus. `X-Total-Count` says how many turns there will be; a stream that breaks
    ends without the end that HTTP gives to a whole one.
    """
    key = choose_format(reading, wanted.format, ROWS)
    chosen = wanted.filter()
    reading.headers["X-Total-Count"] = str(turns.count_turns(reading.session, chosen))
    chunks = exports.iterate_turns(reading.session, chosen, _public_url(reading))
    first = next(chunks, [])  # what goes wrong at once is a problem, not a broken stream
    pieces = _pieces(reading, ROWS[key], chain([first], chunks))
    return CorpusStream(reading, pieces, export_headers(ROWS[key], "turns"), media_type_of(ROWS[key]))


def _pieces(reading: CorpusReading, module: ModuleType, chunks: Iterator[Chunk]) -> Iterator[str]:
    """Give the stream piece by piece; each has the whole time limit, however slowly the client takes them."""
    yield module.head()
    if reading.request.state.headless:
        return
    for chunk in chunks:
        yield "".join(module.turn(provenance, turn) for provenance, turn in chunk)
        reading.renew_time()


def choose_format(reading: CorpusReading, wanted: str | None, modules: dict[str, ModuleType]) -> str:
    """Give the format's key; raises `NotAcceptableError` where the client accepts none."""
    if wanted is not None:
        return wanted
    offers = {key: module.MEDIA_TYPE for key, module in modules.items()}
    key = best_of(",".join(reading.request.headers.getlist("accept")), offers)
    if key is None:
        listed = ", ".join(f"`{key}` ({media_type})" for key, media_type in offers.items())
        raise NotAcceptableError(f"The header Accept rules out all there is: {listed}; `format` names one.")
    return key


def _rendered(text: str, module: ModuleType, name: str) -> Response:
    return Response(text, headers=export_headers(module, name), media_type=media_type_of(module))


def media_type_of(module: ModuleType) -> str:
    media_type: str = module.MEDIA_TYPE
    return media_type if media_type.endswith("json") else f"{media_type}; charset=utf-8"


def export_headers(module: ModuleType, name: str) -> dict[str, str]:
    return {"Content-Disposition": f'inline; filename="{name}{module.EXTENSION}"', "Vary": "Accept"}


def _public_url(reading: CorpusReading) -> str | None:
    url: str | None = reading.request.app.state.settings.public_url
    return url
