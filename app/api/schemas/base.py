"""What all objects of the wire share: their form, and the shapes of the values in them.

A shape is a promise to clients in the document; what is read from the corpus is not validated again. A value of no
shape of its own has the bounds that `app.api.document` gives all.
"""

from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Identity = Literal["declared", "name", "label"]
Item = TypeVar("Item")


def _shape(longest: int, **keywords: str) -> Any:
    return Field(json_schema_extra={"maxLength": longest, **keywords})


Url = Annotated[str, _shape(100_000, format="uri-reference")]
"""A URL of this API."""
UrlTemplate = Annotated[str, _shape(100_000, format="uri-template")]
WebAddress = Annotated[str, _shape(10_000, pattern=r"^https?://[^\s/]\S*$")]
"""A URL elsewhere, as it was declared."""

Slug = Annotated[str, _shape(300, pattern="^[a-z0-9]+(-[a-z0-9]+)*$")]
TurnIdentifier = Annotated[str, _shape(310, pattern="^[a-z0-9]+(-[a-z0-9]+)*[.][1-9][0-9]{0,8}$")]
SpeakerIdentifier = Annotated[str, _shape(600, pattern="^[a-z0-9]+(-[a-z0-9]+)*(~[a-z0-9]+(-[a-z0-9]+)*)?$")]
Sha256 = Annotated[str, _shape(64, pattern="^[0-9a-f]{64}$")]
Language = Annotated[str, _shape(100, pattern="^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")]
ReducedDate = Annotated[str, _shape(10, pattern="^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
"""A date of ISO 8601: a day, or a month or a year where no more is known."""


class Schema(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)


class Page(Schema, Generic[Item]):
    """A part of a list."""

    items: list[Item] = Field(json_schema_extra={"maxItems": 200})
    """The items, in the list's order."""
    total: int = Field(ge=0)
    """How many items the whole list has."""
    next: Url | None = Field(examples=["/v1/turns?cursor=WyJhYzU5OTBlMWIzNjAiLDUs"])
    """The next part; null at the end."""
    previous: Url | None = Field(examples=["/v1/turns?cursor=WyJmYzU5OTBlMWIzNjAiLDUs"])
    """The part before; null at the beginning."""
