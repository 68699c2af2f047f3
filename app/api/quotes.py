"""The check of quotations: does a quotation match published words, and whose?"""

from collections.abc import Sequence
from time import monotonic
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator
from pydantic_core.core_schema import ValidationInfo

from app.api.answers import from_corpus
from app.api.bodies import JsonRoute
from app.api.errors import (
    ContentTooLargeError,
    InvalidParametersError,
    NotAcceptableError,
    TooSlowError,
    UnavailableError,
    UnsupportedMediaTypeError,
)
from app.api.negotiation import JSON
from app.api.objects import turn_of
from app.api.objects.quotes import article_quote_of, quote_check_of
from app.api.openapi import corpus_responses, responses
from app.api.parameters import PartialDate, refuse_earlier_than_date_from
from app.api.past import get_turn_at
from app.api.reading import CorpusReading, Reading
from app.api.schemas import Fault, Turn
from app.api.schemas.quotes import ArticleCheck, ArticleQuote, QuoteCheck
from app.dates import days_of
from app.queries.quotes import NO_WORD, Claim, QuoteMatch, check_quotation
from app.quotes.articles import ArticleQuotation, find_quotations
from app.quotes.results import SCOPE
from app.words import words

router = APIRouter(prefix="/v1/quotes", tags=["quotes"], route_class=JsonRoute)

LONGEST_IN_URL, LONGEST_TEXT, LONGEST_ARTICLE = 500, 5_000, 200_000
LIMITS_PER_ARTICLE = 10
"""How many times as long as a request an article may take."""
MOST_QUOTATIONS = 200
"""How many quotations of one article are checked."""


def _with_words(text: str | None) -> str | None:
    if text is not None and not words(text):
        raise ValueError(NO_WORD)
    return text


WORDED: dict[str, Any] = {"format": "words"}
EXAMPLE = "Then I washed the glass … He said a thing I have never forgotten"
NOT_BLANK = r"[^\s\u001c-\u001f\u0085\ufeff]"
"""Python, Rust and JavaScript do not agree on which of these are white space."""

Name = Annotated[str, Field(max_length=600, pattern=NOT_BLANK)]


class ClaimParameters(BaseModel):
    """What is claimed of a quotation."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    speaker: Name | None = Field(default=None)
    """Whose words they are said to be: a speaker's id, or a name or label as it is printed."""
    interview: Annotated[str, Field(max_length=300, pattern=NOT_BLANK)] | None = Field(
        default=None, examples=["2019-03-14-keeper-ines-corvanes-interview-with-merrow-coast-radio"]
    )
    """The id of the interview that they are said to be from."""
    date_from: PartialDate | None = Field(default=None, examples=["2019-03"])
    """The first date of which they are said to be; a year, a month or a day."""
    date_to: PartialDate | None = Field(default=None, examples=["2019-03"])
    """The last date of which they are said to be."""

    _in_order = field_validator("date_to")(refuse_earlier_than_date_from)

    def claim(self) -> Claim:
        first = days_of(self.date_from)[0] if self.date_from else None
        last = days_of(self.date_to)[1] if self.date_to else None
        return Claim(self.speaker, self.interview, first, last)


class QuoteParameters(ClaimParameters):
    """A quotation in a URL."""

    text: Annotated[
        str,
        AfterValidator(_with_words),
        Field(min_length=1, max_length=LONGEST_IN_URL, examples=[EXAMPLE], json_schema_extra=WORDED),
    ]
    """The quotation. `…` and words in square brackets are taken for what an editor left out or put in."""


class QuoteRequest(ClaimParameters):
    """A quotation, or an article with quotations, and what is claimed of it."""

    article: Annotated[str, Field(max_length=LONGEST_ARTICLE)] | None = Field(
        default=None, examples=["Asked about the storm, she said: ‘Because I switched it off.’"]
    )
    """An article whose quotations are checked one by one, instead of `text`."""
    text: (
        Annotated[
            str, AfterValidator(_with_words), Field(min_length=1, max_length=LONGEST_TEXT, json_schema_extra=WORDED)
        ]
        | None
    ) = Field(default=None, validate_default=True)
    """The quotation. `…` and words in square brackets are taken for what an editor left out or put in."""

    @field_validator("text")
    @classmethod
    def _is_alone(cls, text: str | None, others: ValidationInfo) -> str | None:
        if "article" in others.data and (text is None) == (others.data["article"] is None):
            raise ValueError("give either `text` or `article`")
        return text


@router.get("/verify", operation_id="verifyQuote", response_model=QuoteCheck, responses=corpus_responses(TooSlowError))
@from_corpus
def verify_quote(reading: Reading, wanted: Annotated[QuoteParameters, Query()]) -> QuoteCheck:
    """Check whether a quotation matches published words, and whose they are. It says nothing about their truth."""
    return _check(reading, wanted.text, wanted.claim())


@router.post(
    "/verify",
    operation_id="verifyQuotes",
    response_model=QuoteCheck | ArticleCheck,
    responses=responses(
        NotAcceptableError, ContentTooLargeError, UnsupportedMediaTypeError, TooSlowError, UnavailableError
    ),
    openapi_extra={"requestBody": {"content": {JSON: {"example": {"text": EXAMPLE, "speaker": "ines-corvane"}}}}},
)
@from_corpus
def verify_quotes(reading: Reading, wanted: Annotated[QuoteRequest, Body()]) -> QuoteCheck | ArticleCheck:
    """Check a long quotation, or every quotation of an article: what is claimed then holds for each."""
    if wanted.text is not None:
        return _check(reading, wanted.text, wanted.claim())
    return _check_article(reading, wanted.article or "", wanted.claim())


def _check_article(reading: CorpusReading, article: str, claim: Claim) -> ArticleCheck:
    found = find_quotations(article)
    _refuse_too_much(found)
    quotes: list[ArticleQuote] = []
    end = monotonic() + LIMITS_PER_ARTICLE * reading.request.app.state.settings.time_limit_ms / 1000
    for each in found:
        if monotonic() > end:
            checked = f"Only {len(quotes)} of {len(found)} quotations were checked in time"
            raise TooSlowError(f"{checked}: send the article in parts.")
        quotes.append(article_quote_of(article, each, _check(reading, each.text, claim)))
    return ArticleCheck(quotes=quotes, scope=SCOPE)


def _refuse_too_much(found: Sequence[ArticleQuotation]) -> None:
    message = None
    longest = max(found, key=lambda each: len(each.text), default=None)
    if len(found) > MOST_QUOTATIONS:
        message = f"has {len(found)} quotations: send at most {MOST_QUOTATIONS} at once, the article in parts"
    elif longest and len(longest.text) > LONGEST_TEXT:
        message = (
            f"has a quotation of {len(longest.text):,} characters, at {longest.start}: at most {LONGEST_TEXT:,} can be"
        )
    if message:
        fault = Fault(in_="body", name="article", message=message, value=None)
        raise InvalidParametersError("There is too much to check.", errors=[fault])


def _check(reading: CorpusReading, text: str, claim: Claim) -> QuoteCheck:
    reading.renew_time()
    check = check_quotation(reading.session, text, claim)
    return quote_check_of(check, [_turn(reading, match) for match in check.matches])


def _turn(reading: CorpusReading, match: QuoteMatch) -> Turn:
    row = match.turn
    if match.revision_at is None:
        return turn_of(row, reading.urls)
    then: dict[str, Any] = dict(get_turn_at(reading, f"{row.interview_id}.{row.number}", match.revision_at, None))
    return Turn(**{name: then[name] for name in Turn.model_fields})
