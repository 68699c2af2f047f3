"""What all objects of the wire share."""

from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Identity = Literal["declared", "name", "label"]
Item = TypeVar("Item")


class Schema(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True, frozen=True)


class Page(Schema, Generic[Item]):
    """A part of a list."""

    items: list[Item]
    """The items, in the list's order."""
    total: int = Field(ge=0)
    """How many items the whole list has."""
    next: str | None
    """The next part; null at the end."""
    previous: str | None
    """The part before; null at the beginning."""
