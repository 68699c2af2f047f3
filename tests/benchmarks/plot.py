"""The plot in the README: an SVG of bars, in the reader's colours."""

from collections.abc import Iterator
from html import escape
from typing import Any

from tests.benchmarks.questions import DEPTHS

SERIES = (
    ("verbatim again", "Verbatim, asked again", "a"),
    ("verbatim new", "Verbatim, never asked before", "b"),
    ("constants again", "FastAPI returning constants", "c"),
    ("textbook new", "Textbook FastAPI + SQLModel", "d"),
    ("datasette new", "Datasette", "e"),
)
STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1f2328 } .small { font-size: 12px; fill: #59636e }
.paper { fill: #ffffff } .grid { stroke: #d1d9e0; stroke-width: 1 }
.a { fill: #0b6e4f } .b { fill: #3fa67f } .c { fill: #8c959f } .d { fill: #c2701c } .e { fill: #7a5bbd }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f6fc } .small { fill: #9198a1 } .paper { fill: #0d1117 } .grid { stroke: #3d444d }
  .a { fill: #2fbf8f } .b { fill: #1d7a5a } .c { fill: #7d8590 } .d { fill: #e0923f } .e { fill: #a98be8 }
}"""
WIDTH, LEFT, RIGHT, TOP, BAR, GAP = 780, 130, 70, 84, 15, 14


def draw(title: str, answers: dict[str, Any]) -> str:
    """Give the plot of the ratios of a corpus."""
    groups = [(question, _bars(found)) for question, found in answers.items() if question not in DEPTHS]
    height = TOP + sum(len(bars) * BAR + GAP for _, bars in groups) + 34
    parts = [*_grid(height), *_legend(title)]
    top = TOP
    for question, bars in groups:
        parts += _group(question, bars, top)
        top += len(bars) * BAR + GAP
    size = f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(title)}">'
    paper = f'<rect class="paper" width="{WIDTH}" height="{height}" rx="8"/>'
    return "\n".join([head, f"<style>{STYLE}\n</style>", paper, *parts, "</svg>\n"])


def _bars(found: dict[str, Any]) -> list[tuple[str, float]]:
    return [(colour, found[key]["cpu_ratio"]) for key, _, colour in SERIES if key in found]


def _x(ratio: float) -> float:
    return LEFT + min(ratio, 1) * (WIDTH - LEFT - RIGHT)


def _grid(height: int) -> Iterator[str]:
    for tenth in range(0, 11, 2):
        x = _x(tenth / 10)
        yield f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 8}" y2="{height - 30}"/>'
        name = "bare ASGI = 1" if tenth == 10 else f"{tenth / 10:g}"
        yield f'<text class="small" x="{x:.1f}" y="{height - 12}" text-anchor="middle">{name}</text>'


def _legend(title: str) -> Iterator[str]:
    yield f'<text x="16" y="24" font-weight="600">{escape(title)}</text>'
    for place, (_, name, colour) in enumerate(SERIES):
        x, y = 16 + place % 3 * 250, 44 + place // 3 * 19
        yield f'<rect class="{colour}" x="{x}" y="{y - 10}" width="11" height="11" rx="2"/>'
        yield f'<text class="small" x="{x + 17}" y="{y}">{escape(name)}</text>'


def _group(question: str, bars: list[tuple[str, float]], top: int) -> Iterator[str]:
    middle = top + len(bars) * BAR / 2 + 4
    yield f'<text x="{LEFT - 10}" y="{middle:.1f}" text-anchor="end">{escape(question)}</text>'
    for place, (colour, ratio) in enumerate(bars):
        y = top + place * BAR
        width = max(_x(ratio) - LEFT, 1)
        yield f'<rect class="{colour}" x="{LEFT}" y="{y}" width="{width:.1f}" height="{BAR - 3}" rx="2"/>'
        number = f"{ratio:.2f}" if ratio >= 0.1 else f"{ratio:.3f}"
        yield f'<text class="small" x="{LEFT + width + 5:.1f}" y="{y + BAR - 5}">{number}</text>'
