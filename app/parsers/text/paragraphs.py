"""Lines of a turn → paragraphs → text: what is a line wrap, what a cut made by a page, what a real break."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.parsers.text.cuts import Cut
from app.parsers.text.lines import Line

Paragraph = tuple[Line, ...]
"""Lines of one paragraph, none of them blank, each only as far as it is text."""

_SENTENCE_ENDS = frozenset(".!?…:;。！？：；．｡؟۔؛।॥·՞։")
_INTERRUPTED = ("—", "–", "-", "―", "⸺", "~")
_CLOSING = "\"'”’»›)]}）］」』】〉》*_`“‘"
_BULLETS = ("- ", "* ", "• ", "– ", "— ", "· ", "+ ", "> ", "# ", "|")
_WIDEST_WRAP = 120
_SHORTEST_CUT = 40
"""A shorter paragraph without an end is a heading, a line of verse or an item, and nothing that a page cut."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a document breaks its lines, told from all of it."""

    wraps: bool
    """Whether a line end inside a paragraph says nothing."""
    is_printed: bool
    """Whether pages may have cut it: Markdown has none."""
    ends_sentences: bool
    """Whether its paragraphs end like sentences, so that one that does not was cut."""


def layout_of(lines: Sequence[Line], *, wraps: bool) -> Layout:
    """The layout of a document's lines; `wraps` where the format says that a line end means nothing."""
    ended = [ends_like_a_sentence(line.text) for line in _last_lines(lines)]
    return Layout(wraps or _wraps(lines), not wraps, bool(ended) and sum(ended) >= 0.6 * len(ended))


def paragraphs_of(lines: Iterable[Line], layout: Layout) -> list[Paragraph]:
    """Paragraphs as the source breaks them: by blank lines, and by line ends that no wrapping made."""
    paragraphs: list[Paragraph] = []
    open_lines: list[Line] = []
    for line in lines:
        if open_lines and (line.is_blank or not _goes_on(open_lines[-1], line, layout)):
            paragraphs.append(tuple(open_lines))
            open_lines = []
        if not line.is_blank:
            open_lines.append(line)
    return [*paragraphs, tuple(open_lines)] if open_lines else paragraphs


def join_cut_paragraphs(paragraphs: Iterable[Paragraph], layout: Layout) -> tuple[list[Paragraph], list[Cut]]:
    """Join what a page break cut in the middle of a sentence, and say where."""
    joined: list[Paragraph] = []
    joins: list[Cut] = []
    for paragraph in paragraphs:
        if joined and layout.ends_sentences and _is_cut(joined[-1], paragraph, layout):
            last = joined[-1][-1].number
            joins.append(Cut(_text_start(paragraph), _text_start(paragraph), "page-break-join", f"after line {last}"))
            joined[-1] = (*joined[-1], *paragraph)
        else:
            joined.append(paragraph)
    return joined, joins


def text_of(paragraphs: Iterable[Paragraph], cuts: Sequence[Cut]) -> str:
    """The paragraphs' words without what `cuts` (in order) take out, paragraphs parted by a blank line."""
    texts = (single_spaced([_without(line, cuts) for line in paragraph]) for paragraph in paragraphs)
    return "\n\n".join(text for text in texts if text)


def ends_like_a_sentence(text: str) -> bool:
    """Whether a paragraph may end here: a sentence's end, an interruption, or a closing bracket or quotation mark."""
    bare = text.rstrip().rstrip(_CLOSING).rstrip()
    closed = len(bare) < len(text.rstrip())
    return (
        not bare
        or bare[-1] in _SENTENCE_ENDS
        or bare.endswith(_INTERRUPTED)
        or (closed and text.rstrip()[-1] in ")]}）］】")
    )


def _last_lines(lines: Sequence[Line]) -> Iterable[Line]:
    following = (*lines[1:], Line(0, 0, ""))
    return (line for line, after in zip(lines, following, strict=False) if not line.is_blank and after.is_blank)


def _wraps(lines: Sequence[Line]) -> bool:
    """Lines are wrapped where nearly every one that is followed by another has no room for that one's first word."""
    pairs = [(a, b) for a, b in pairwise(lines) if not a.is_blank and not b.is_blank]
    if not pairs or (width := max(len(a.text.rstrip()) for a, _ in pairs)) > _WIDEST_WRAP:
        return False
    full = sum(len(a.text.rstrip()) + 1 + len(b.text.split(maxsplit=1)[0]) > width * 0.85 for a, b in pairs)
    return full >= 0.6 * len(pairs)


def _goes_on(line: Line, following: Line, layout: Layout) -> bool:
    if following.text.lstrip().startswith(_BULLETS):
        return False
    return layout.wraps or not ends_like_a_sentence(line.text)


def _is_cut(left: Paragraph, right: Paragraph, layout: Layout) -> bool:
    """Whether a page cut a sentence; where the author set the paragraphs, only a small letter shows that."""
    length = sum(len(line.text) for line in left)
    begins = right[0].text.lstrip()
    if length < _SHORTEST_CUT or ends_like_a_sentence(left[-1].text) or begins.startswith(_BULLETS):
        return False
    return layout.is_printed or begins[0].islower()


def _text_start(paragraph: Paragraph) -> int:
    return paragraph[0].start + len(paragraph[0].text) - len(paragraph[0].text.lstrip())


def _without(line: Line, cuts: Sequence[Cut]) -> str:
    at = bisect_left(cuts, line.start, key=lambda cut: cut.start)
    kept: list[str] = []
    done = 0
    while at < len(cuts) and cuts[at].end <= line.end:
        kept.append(line.text[done : max(done, cuts[at].start - line.start)])
        done = max(done, cuts[at].end - line.start)
        at += 1
    return "".join((*kept, line.text[done:])) if kept else line.text


def single_spaced(pieces: list[str]) -> str:
    """Pieces joined by one space, but by none between two characters of a script that has no spaces."""
    text = ""
    joined: list[str] = []
    for piece in (" ".join(piece.split()) for piece in pieces):
        if piece and text and not (_is_unspaced(text[-1]) and _is_unspaced(piece[0])):
            joined.append(" ")
        joined.append(piece)
        text = piece or text
    return "".join(joined)


def _is_unspaced(character: str) -> bool:
    return "\u3000" <= character <= "\u30ff" or "\u3400" <= character <= "\u9fff" or "\uff01" <= character <= "\uff60"
