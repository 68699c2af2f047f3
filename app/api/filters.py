"""Filters as parameters. Repeated values of one filter are alternatives; different filters must all hold."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from app.api.parameters import PartialDate, PlainDigits, Texts, refuse_earlier_than_date_from
from app.dates import days_of
from app.queries.filters import InterviewFilter, TurnFilter
from app.transcript import Kind

WordCount = Annotated[int, Field(ge=0, le=1_000_000_000), PlainDigits]


class InterviewParameters(BaseModel):
    """Filters of interviews."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    speaker: Texts = Field(default=[], examples=["ines-corvane"])
    """Ids of speakers, such as `ines-corvane`."""
    outlet: Texts = Field(default=[], examples=["Merrow Coast Radio"])
    """Outlets, as they are spelled in the interviews, such as `Merrow Coast Radio`."""
    language: Texts = Field(default=[], examples=["en"])
    """Languages as BCP 47 tags; `en` means `en-GB` too."""
    date_from: PartialDate | None = Field(default=None, examples=["2019-03"])
    """Interviews that may have been held on this date or later: a year, a month or a day, such as `2019-03`."""
    date_to: PartialDate | None = Field(default=None, examples=["2022"])
    """Interviews that may have been held on this date or earlier: a year, a month or a day, such as `2022`."""

    _in_order = field_validator("date_to")(refuse_earlier_than_date_from)

    def filter(self) -> InterviewFilter:
        return InterviewFilter(
            tuple(self.speaker), tuple(self.outlet), tuple(self.language), self.first_day(), self.last_day()
        )

    def first_day(self) -> date | None:
        return days_of(self.date_from)[0] if self.date_from else None

    def last_day(self) -> date | None:
        return days_of(self.date_to)[1] if self.date_to else None


class TurnParameters(InterviewParameters):
    """Filters of turns."""

    interview: Texts = Field(default=[], examples=["seed-library-at-oxley-cross"])
    """Ids of interviews, such as `seed-library-at-oxley-cross`."""
    kind: list[Kind] = Field(default=[], max_length=3)
    """Kinds of turns."""
    min_words: WordCount | None = Field(default=None, examples=[20])
    """Turns of at least so many words."""
    max_words: WordCount | None = Field(default=None, examples=[200])
    """Turns of at most so many words."""

    @field_validator("max_words")
    @classmethod
    def _as_many(cls, value: int | None, known: ValidationInfo) -> int | None:
        least = known.data.get("min_words")
        if value is not None and least is not None and least > value:
            raise ValueError(f"is less than min_words, which is {least}: nothing can be in between")
        return value

    def filter(self) -> TurnFilter:
        return TurnFilter(
            tuple(self.speaker),
            tuple(self.outlet),
            tuple(self.language),
            self.first_day(),
            self.last_day(),
            tuple(self.interview),
            tuple(self.kind),
            self.min_words,
            self.max_words,
        )
