"""A tree of XML as its text in order: what opens, what is written, what closes, and where."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from lxml import etree

from app.parsers.markup.xml import Element


class Step(NamedTuple):
    event: Literal["open", "text", "close"]
    element: Element
    """What opens or closes, or what the text stands in."""
    offset: int
    """Where it is in the document's text, which is all its text nodes one behind the other."""
    line: int
    """From 1, in the file; of a text its first line."""
    text: str = ""


def steps_of(root: Element) -> Iterator[Step]:
    """Every element and text of the tree in the order of the document; comments and instructions are no text.

    Lines are the parser's own for elements; within text they are counted on.
    """
    offset, line = 0, 1
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        line = max(line, element.sourceline or 1)  # libxml2 stops counting at 65535
        inside: Element | None = element
        if event == "start":
            yield Step("open", element, offset, line)
            text = element.text
        else:
            if event == "end":
                yield Step("close", element, offset, line)
            inside, text = (None, None) if element is root else (element.getparent(), element.tail)
        if text and inside is not None:
            yield Step("text", inside, offset, line, text)
            offset += len(text)
            line += text.count("\n")


def text_of(root: Element) -> str:
    """All text nodes of the tree, one behind the other."""
    return "".join(step.text for step in steps_of(root))


def words_of(element: Element) -> str:
    """The text inside an element, white space single."""
    return " ".join(text_of(element).split())
