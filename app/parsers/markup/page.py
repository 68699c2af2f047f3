"""A page of HTML → running text: the main text in its order, without what stands around it."""

from collections.abc import Iterator
from itertools import islice
from typing import Literal

from selectolax.lexbor import LexborNode

from app.parsers.text.rendered import Rendering, rows_of

CODE = ("script", "style")
"""What is no text at all: it is neither read nor accounted for."""
_FURNITURE = frozenset(
    {
        *("nav", "footer", "aside", "form", "button", "select", "textarea", "iframe", "svg", "math", "video", "audio"),
        *("object", "noscript", "dialog", "menu"),
    }
)
_RULES = {"head": "head", "figcaption": "caption", "caption": "caption"}
_ROLES = ("navigation", "banner", "contentinfo", "complementary", "search")
_NAMED = frozenset(
    {
        *("nav", "navbar", "navigation", "menu", "sidebar", "footer", "breadcrumb", "breadcrumbs", "comments"),
        *("related", "share", "sharing", "social", "cookie-banner", "skip-link", "pagination", "advertisement"),
    }
)
"""Names that pages give, as an id or a class, to what stands around the text."""
_BLOCKS = frozenset(
    {
        *("address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt"),
        *("fieldset", "figure", "header", "html", "li", "main", "ol", "p", "pre", "section", "summary"),
        *("table", "tbody", "tfoot", "thead", "tr", "td", "th", "ul"),
    }
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_EMPHASIS = {"b": "b", "strong": "b", "cite": "b", "dt": "b", "i": "i", "em": "i"}
_SPEAKER = frozenset({"speaker", "speaker-name", "speaker_name", "speakername"})
_LONGEST_LABEL = 60
_LOOKED_AT = 300
"""No more characters and elements of a cell than this are looked at to tell what it is."""

Event = tuple[Literal["open", "text", "close"], LexborNode]


def events_of(root: LexborNode) -> Iterator[Event]:
    """Every element and text below `root` in the order of the document, code left out."""
    waiting: list[Event] = [("open", root)]
    while waiting:
        event, node = waiting.pop()
        yield event, node
        if event == "open":
            waiting.append(("close", node))
            waiting += [
                ("text" if child.is_text_node else "open", child)
                for child in reversed(list(node.iter(include_text=True)))
                if child.is_text_node or (child.is_element_node and child.tag not in CODE)
            ]


def text_of(root: LexborNode) -> str:
    """All text below `root`, code left out."""
    return "".join(node.text_content or "" for event, node in events_of(root) if event == "text")


def render(root: LexborNode) -> Rendering:
    """Put down the main text of the page below `root`, and set aside what stands around it."""
    return _Page(root).rendering


class _Page:
    """One pass over a page."""

    def __init__(self, root: LexborNode) -> None:
        self.rendering = Rendering()
        self._main = _main_of(root)
        self._inside_main = self._main is None
        self._aside: tuple[int, str] | None = None
        self._cells: dict[int, str] = {}
        self._cell: str | None = None
        self._emphasised: set[int] = set()
        self._preformatted = 0
        for event, node in events_of(root):
            if event == "text":
                self._write(node.text_content or "")
            elif event == "open":
                self._open(node)
            else:
                self._close(node)

    def _write(self, text: str) -> None:
        if self._aside is not None or not self._inside_main:
            self.rendering.leave(text, self._aside[1] if self._aside is not None else "furniture")
            return
        for line in text.splitlines(keepends=True) if self._preformatted else (text,):
            self.rendering.write(line)
            if self._preformatted and line.endswith(("\n", "\r")):
                self.rendering.end_line()
        if self._cell == "text" and text.strip():
            self._cell = None

    def _open(self, node: LexborNode) -> None:
        self._inside_main = self._inside_main or node.mem_id == self._main
        if self._aside is None and (rule := self._aside_rule(node)) is not None:
            self._aside = (node.mem_id, rule)
        if self._aside is None and self._inside_main:
            self._open_text(node, node.tag or "")

    def _open_text(self, node: LexborNode, name: str) -> None:
        if name == "table":
            self._cells |= _cells(node)
        self._break(name)
        if (cell := self._cells.get(node.mem_id)) is not None:
            self._cell = cell
            self.rendering.space()
        if name in _HEADINGS:
            self.rendering.head()
        self._preformatted += name == "pre"
        if mark := _emphasis(node, self._cells.get(node.mem_id)):
            self._emphasised.add(node.mem_id)
            self.rendering.open(mark)

    def _break(self, name: str) -> None:
        """End the line where a block begins or ends; inside a row that is a turn nothing ends before its words."""
        if self._cell is not None:
            self.rendering.space()
        elif name == "br":
            self.rendering.end_line()
        elif name == "hr":
            self.rendering.rule()
        elif name in _BLOCKS or name in _HEADINGS:
            self.rendering.end_paragraph()

    def _close(self, node: LexborNode) -> None:
        if self._aside is not None:
            self._aside = None if node.mem_id == self._aside[0] else self._aside
        elif self._inside_main:
            if node.mem_id in self._emphasised:
                self.rendering.close()
            self._preformatted -= node.tag == "pre"
            if node.tag == "tr":
                self._cell = None
            if node.tag not in ("br", "hr"):
                self._break(node.tag or "")
        self._inside_main = self._inside_main and node.mem_id != self._main

    def _aside_rule(self, node: LexborNode) -> str | None:
        """The rule under which all of an element is set aside, where it is no part of the text."""
        name = node.tag or ""
        if name in _RULES:
            return _RULES[name]
        if self._cells.get(node.mem_id) == "heading":
            return "heading"
        told = node.attributes
        names = {*(told.get("class") or "").casefold().split(), (told.get("id") or "").casefold()}
        around = name in _FURNITURE or told.get("role") in _ROLES or "hidden" in told or bool(names & _NAMED)
        return "furniture" if around and name not in ("html", "body") else None


def _emphasis(node: LexborNode, cell: str | None) -> str | None:
    if cell == "label":
        return "b"
    if (mark := _EMPHASIS.get(node.tag or "")) is not None:
        return mark
    return "b" if _SPEAKER & set((node.attributes.get("class") or "").split()) and _is_short(node) else None


def _is_short(node: LexborNode) -> bool:
    """Whether an element holds no more than a name."""
    length = 0
    for event, inner in islice(events_of(node), _LOOKED_AT):
        length += len(inner.text_content or "") if event == "text" else 0
        if length > _LONGEST_LABEL or (inner.tag in _BLOCKS and inner.mem_id != node.mem_id):
            return False
    return True


def _main_of(root: LexborNode) -> int | None:
    """The element that the page says holds its main text."""
    for found in (root.css("main, [role=main]"), root.css("article")):
        if len(found) == 1 and _beginning(found[0]).strip():
            return found[0].mem_id
    return None


def _cells(table: LexborNode) -> dict[int, str]:
    """What the cells of a table's own rows are, where it is a table of turns."""
    rows = [list(_elements(row)) for part in _elements(table) for row in _elements(part) if row.tag == "tr"]
    kinds = rows_of([[_beginning(cell) for cell in row] for row in rows])
    return {
        cell.mem_id: kind
        for row, kind_of_row in zip(rows, kinds, strict=True)
        if kind_of_row is not None
        for cell, kind in zip(row, kind_of_row, strict=True)
    }


def _elements(node: LexborNode) -> Iterator[LexborNode]:
    return (child for child in node.iter() if child.is_element_node)


def _beginning(node: LexborNode) -> str:
    """The first characters of an element's text, more than any name or time has."""
    found = ""
    for event, inner in islice(events_of(node), _LOOKED_AT):
        found += inner.text_content or "" if event == "text" else ""
        if len(found) > _LOOKED_AT and found.strip():
            break
    return found
