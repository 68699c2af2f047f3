"""The XML of a Word document → running text: paragraphs, bold runs, rows of tables; notes and the like set aside."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from app.parsers.markup.steps import Step, steps_of
from app.parsers.markup.xml import Element, attribute, name_of
from app.parsers.text.rendered import Rendering, rows_of

_ASIDES = {
    **dict.fromkeys(("del", "moveFrom"), "deleted"),
    **dict.fromkeys(("instrText", "delInstrText"), "field-code"),
    "txbxContent": "text-box",
    "Fallback": "alternate",
    "rt": "ruby",
}
_TEXTS = ("t", "delText", "instrText", "delInstrText")
"""Other elements hold measures and settings, which are no text."""
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Styles:
    """What the document's styles say, by their ids."""

    headings: Collection[str]
    bold: Collection[str]


def texts_of(root: Element) -> Iterator[str]:
    """Every text of a part in its order, a hyphen that does not break as a hyphen."""
    for step in steps_of(root):
        if text := _text(step):
            yield text


def render(body: Element, styles: Styles, notes: Iterable[tuple[str, Element]]) -> Rendering:
    """Put down the body of a document; of `notes`, rules and parts, all text is set aside."""
    page = _Page(styles)
    for step in steps_of(body):
        page.take(step)
    for rule, part in notes:
        for text in texts_of(part):
            page.rendering.leave(text, rule)
    return page.rendering


def _text(step: Step) -> str:
    name = name_of(step.element)
    if step.event == "text" and name in _TEXTS:
        return step.text
    return "-" if step.event == "open" and name == "noBreakHyphen" else ""


class _Page:
    """One pass over the body of a document."""

    def __init__(self, styles: Styles) -> None:
        self.rendering = Rendering()
        self._styles = styles
        self._aside: tuple[Element, str] | None = None
        self._cells: dict[Element, str] = {}
        self._cell: str | None = None
        self._bold: list[bool] = [False]
        """Of each paragraph that is open, whether its style is bold."""
        self._open: dict[str, Callable[[Element], None]] = {
            "p": self._open_paragraph,
            "r": self._open_run,
            "tbl": self._open_table,
            "tc": self._open_cell,
            "tab": lambda _: self.rendering.tab(),
            "br": lambda _: self._end_line(),
            "cr": lambda _: self._end_line(),
        }

    def take(self, step: Step) -> None:
        if text := _text(step):
            self._write(text)
        if self._aside is not None:
            self._aside = None if step.event == "close" and step.element is self._aside[0] else self._aside
        elif step.event == "open" and (rule := self._aside_rule(step.element)) is not None:
            self._aside = (step.element, rule)
        elif step.event == "open" and (opens := self._open.get(name_of(step.element))) is not None:
            opens(step.element)
        elif step.event == "close":
            self._close(step.element)

    def _write(self, text: str) -> None:
        if self._aside is not None:
            self.rendering.leave(text, self._aside[1])
            return
        self.rendering.write(text)
        if self._cell == "text" and text.strip():
            self._cell = None

    def _aside_rule(self, element: Element) -> str | None:
        name = name_of(element)
        if name == "r" and _is_on(element, "vanish"):
            return "hidden"
        return "heading" if self._cells.get(element) == "heading" else _ASIDES.get(name)

    def _open_paragraph(self, element: Element) -> None:
        style = _style(element, "pPr", "pStyle")
        self._bold.append(style in self._styles.bold)
        if self._cell is not None:
            self.rendering.space()
        elif style in self._styles.headings:
            self.rendering.head()
        else:
            self.rendering.end_paragraph()

    def _open_run(self, element: Element) -> None:
        direct = _said(element, "b")
        styled = _style(element, "rPr", "rStyle") in self._styles.bold or self._bold[-1]
        bold = (direct if direct is not None else styled) or self._cell == "label"
        self.rendering.open("b" if bold else "i" if _is_on(element, "i") else "")

    def _open_table(self, element: Element) -> None:
        rows = [[cell for cell in row if name_of(cell) == "tc"] for row in element if name_of(row) == "tr"]
        kinds = rows_of([["".join(texts_of(cell)) for cell in row] for row in rows])
        for row, kind_of_row in zip(rows, kinds, strict=True):
            self._cells |= dict(zip(row, kind_of_row or (), strict=False))

    def _open_cell(self, element: Element) -> None:
        self._cell = self._cells.get(element)
        if self._cell is not None:
            self.rendering.space()

    def _end_line(self) -> None:
        if self._cell is None:
            self.rendering.end_line()
        else:
            self.rendering.space()

    def _close(self, element: Element) -> None:
        name = name_of(element)
        if name == "r":
            self.rendering.close()
        elif name == "p":
            self._bold.pop()
            if self._cell is None:
                self.rendering.end_paragraph()
        elif name == "tr":
            self._cell = None
            self.rendering.end_paragraph()


def _style(element: Element, properties: str, name: str) -> str:
    found = _child(_child(element, properties), name)
    return attribute(found, "val") or "" if found is not None else ""


def _child(element: Element | None, name: str) -> Element | None:
    return next((child for child in element if name_of(child) == name), None) if element is not None else None


def _said(run: Element, name: str) -> bool | None:
    """Whether a run's own properties switch something on or off; `None` where they do not speak of it."""
    found = _child(_child(run, "rPr"), name)
    return None if found is None else (attribute(found, "val") or "1") not in _OFF


def _is_on(run: Element, name: str) -> bool:
    return _said(run, name) is True
