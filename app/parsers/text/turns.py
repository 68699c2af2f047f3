"""A label and the lines behind it → a turn, and what was cut out of them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.parsers.text.asides import aside_rule
from app.parsers.text.cuts import Cut, cut_head, cut_line
from app.parsers.text.inline import inline_cuts
from app.parsers.text.labels import Mark
from app.parsers.text.lines import Line
from app.parsers.text.paragraphs import (
    Layout,
    ends_like_a_sentence,
    join_cut_paragraphs,
    layout_of,
    paragraphs_of,
    text_of,
)
from app.transcript import TranscriptTurn

_QUOTING = re.compile(r"\s{0,3}(?:>[ \t]?)+")
_DEFINITION = re.compile(r"[ \t]{0,4}:[ \t]+(?=\S)")


@dataclass(frozen=True, slots=True)
class Part:
    """A label, and the lines from its own up to the next."""

    mark: Mark
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Style:
    markdown: bool
    """Whether the marks of Markdown are read as such."""
    wraps: bool
    """Whether a line end inside a paragraph says nothing whatever the lines look like."""


def turns_of(parts: Sequence[Part], style: Style) -> tuple[tuple[TranscriptTurn, ...], list[Cut]]:
    """The turns, those without a word left out, and everything that is in none of them."""
    quoting = style.markdown or any(_QUOTING.match(part.lines[0].text) for part in parts)
    layout = layout_of([line for part in parts for line in part.lines], wraps=style.wraps)
    turns: list[TranscriptTurn] = []
    cuts: list[Cut] = []
    for part in parts:
        cuts.append(cut_head(part.lines[0], part.mark.end, "label"))
        lines, aside = _text_lines(part, style, quoting=quoting)
        text, inside = _text(lines, part.mark, layout, style)
        cuts.extend((*aside, *inside))
        if text:
            turns.append(_turn(part, text))
    return tuple(turns), cuts


def _turn(part: Part, text: str) -> TranscriptTurn:
    mark = part.mark
    return TranscriptTurn(mark.label, text, mark.kind, mark.start_ms, mark.end_ms, part.lines[0].number)


def _text_lines(part: Part, style: Style, *, quoting: bool) -> tuple[list[Line], list[Cut]]:
    """The lines that are text, each as far as it is, a line set aside being blank."""
    first, *rest = part.lines
    lines = [_behind(first, part.mark.end)]
    cuts: list[Cut] = []
    defines = part.mark.is_alone
    for index, line in enumerate(rest):
        kept = _without_prefix(line, cuts, quoting=quoting, defines=defines)
        defines = defines and kept.is_blank
        rule = aside_rule(kept.text, markdown=style.markdown) if _stands_alone(part.lines, index + 1) else None
        if rule is not None and not kept.is_blank:
            cuts.append(cut_line(kept, rule))
            kept = _behind(kept, len(kept.text))
        lines.append(kept)
    if quoting and not part.mark.end:
        lines[0] = _without_prefix(lines[0], cuts, quoting=True, defines=False)
    return lines, cuts


def _behind(line: Line, at: int) -> Line:
    return Line(line.number, line.start + at, line.text[at:])


def _without_prefix(line: Line, cuts: list[Cut], *, quoting: bool, defines: bool) -> Line:
    """The line without the marks of quoting, and the first without the colon of a definition."""
    for pattern, rule, applies in ((_QUOTING, "quoting", quoting), (_DEFINITION, "definition", defines)):
        if applies and (match := pattern.match(line.text)) is not None:
            cuts.append(cut_head(line, match.end(), rule))
            line = _behind(line, match.end())
    return line


def _stands_alone(lines: Sequence[Line], index: int) -> bool:
    """Whether a line is a paragraph of its own, or begins like a heading or a rule, which needs no room."""
    text = lines[index].text.lstrip()
    if text.startswith(("#", "---", "***", "___", "===", "```", "![")):
        return True
    before = lines[index - 1]
    after = lines[index + 1] if index + 1 < len(lines) else None
    if before.is_blank or index == 1:
        return after is None or after.is_blank or ends_like_a_sentence(before.text)
    return text[:1] in "([" and ends_like_a_sentence(before.text)


def _text(lines: Iterable[Line], mark: Mark, layout: Layout, style: Style) -> tuple[str, list[Cut]]:
    paragraphs, joins = join_cut_paragraphs(paragraphs_of(lines, layout), layout)
    inside = [
        cut
        for index, paragraph in enumerate(paragraphs)
        for cut in inline_cuts(paragraph, markdown=style.markdown, emphasis="" if index else mark.emphasis)
    ]
    return text_of(paragraphs, inside), [*joins, *inside]
