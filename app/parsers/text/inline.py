"""Marks inside running text that are no part of the words: emphasis, links, escapes, invisible characters, times."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from app.parsers.text.cuts import MOST_CUTS, Cut, too_many_cuts
from app.parsers.text.lines import Line

_SHOWS_MARKDOWN = re.compile(
    r"\\[$\[\]*_#`]|\]\(https?://|^#{1,6} \S|^\s{0,3}(?:\*\*|__)\w[^*_\n]{0,80}(?:\*\*|__)", re.M
)
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\x01-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]+")
"""Neither the joiners U+200C and U+200D nor marks of direction: Persian, Hindi, Hebrew and emoji need them."""
_TIME = r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
_STAMP = re.compile(rf"\\?[\[(【]\s?{_TIME}(?:\s?(?:-->|-|–)\s?{_TIME})?\s?\\?[\])】]")
_PUNCTUATION = r"!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~"
_MARKS = re.compile(
    rf"(?P<escape>\\(?=[{_PUNCTUATION}]))"
    r"|(?P<image>!\[[^\[\]\n]{0,300}\]\([^\s()]{0,1000}(?:\([^\s()]{0,200}\)[^\s()]{0,500})?\))"
    r"|(?P<link>\[(?P<words>[^\[\]\n]{1,500})(?P<target>\]\([^\s()]{1,1000}(?:\([^\s()]{0,200}\)[^\s()]{0,500})?\)))"
    r"|(?P<note>\[\^[\w-]{1,20}\])"
    r"|(?P<address><(?=https?://)(?P<url>[^\s<>]{1,1000})>)"
    r"|(?P<tag></?(?:b|i|u|em|strong|br|sup|sub|span|p|small|cite|mark)\b[^<>\n]{0,100}>)"
    r"|(?P<comment><!--[^\n<]{0,1000}?-->)"
    r"|(?P<code>`{1,3})"
    r"|(?P<emphasis>\*{1,3}|_{1,3}|~~)",
    re.I,
)
_SIGN = re.compile(r"[\\!\[<`*_~]")
"""What any mark begins with."""
_DEEPEST = 12
_BULLET = re.compile(r"\s*[-*+•](?=[ \t]+\S)")


def has_markdown(source: str) -> bool:
    """Whether a text that claims nothing has links, escapes, headings or bold labels of Markdown."""
    return _SHOWS_MARKDOWN.search(source) is not None


def inline_cuts(paragraph: Sequence[Line], *, markdown: bool, emphasis: str = "") -> list[Cut]:
    """What is cut out of a paragraph, in order; `emphasis` is what its label opened and left open."""
    text = "\n".join(line.text for line in paragraph)
    marks = chain(_plain_cuts(text), _markdown_cuts(text, emphasis) if markdown else ())
    found = list(islice(marks, MOST_CUTS + 1))
    if len(found) > MOST_CUTS:
        raise too_many_cuts()
    return sorted(_in_source(paragraph, _disjoint(found)), key=lambda cut: cut.start)


def _plain_cuts(text: str) -> Iterator[Cut]:
    for match in _INVISIBLE.finditer(text):
        yield Cut(match.start(), match.end(), "invisible", _code_points(match.group()))
    for match in _STAMP.finditer(text) if ":" in text else ():
        yield Cut(match.start(), match.end(), "stamp")


def _markdown_cuts(text: str, emphasis: str) -> Iterator[Cut]:
    if (bullet := _BULLET.match(text)) is not None:
        yield Cut(bullet.start(), bullet.end(), "bullet")
    runs = [Cut(0, 0, emphasis)] if emphasis else []
    ticks: list[Cut] = []
    at = bullet.end() if bullet else 0
    while (sign := _SIGN.search(text, at)) is not None:
        at = sign.end()
        if (match := _MARKS.match(text, sign.start())) is None:
            continue
        at = match.end()
        if len(runs) > MOST_CUTS:
            raise too_many_cuts()
        if match["emphasis"]:
            runs.append(Cut(match.start(), match.end(), match["emphasis"]))
        elif match["code"]:
            ticks.append(Cut(match.start(), match.end(), match["code"]))
        elif match["escape"]:
            yield Cut(match.start(), match.end(), "escape")
            at += 1
        elif match["link"]:
            yield Cut(match.start(), match.start("words"), "link")
            yield Cut(match.start("target"), match.end(), "link", match["target"][2:-1])
            at = match.start("words")
        else:
            yield from _whole(match)
    yield from _paired(text, runs, "emphasis")
    yield from _paired_ticks(ticks)


def _whole(match: re.Match[str]) -> Iterator[Cut]:
    if match["address"]:
        yield Cut(match.start(), match.start("url"), "link")
        yield Cut(match.end("url"), match.end(), "link")
        return
    rule = next(name for name in ("image", "note", "tag", "comment") if match[name])
    yield Cut(match.start(), match.end(), {"note": "footnote-mark", "tag": "html-tag"}.get(rule, rule))


def _paired(text: str, runs: Sequence[Cut], rule: str) -> Iterator[Cut]:
    """Opening and closing marks that belong together; a lone star or underscore is text."""
    opened: list[Cut] = []
    for run in runs:
        depth = next((i for i in range(len(opened) - 1, -1, -1) if _twin(opened[i].rule) == _twin(run.rule)), None)
        if depth is not None and _may_close(text, run):
            yield from (Cut(cut.start, cut.end, rule) for cut in (opened[depth], run))
            del opened[depth:]
        elif _may_open(text, run):
            opened = [*opened[-_DEEPEST:], run]


def _twin(mark: str) -> str:
    return {"<b>": "**", "<strong>": "**", "<i>": "*", "<em>": "*"}.get(mark.lower(), mark)


def _may_open(text: str, run: Cut) -> bool:
    before, after = text[run.start - 1 : run.start], text[run.end : run.end + 1]
    inside_word = before.isalnum() and ("_" in run.rule or (after.isalnum() and len(run.rule) == 1))
    return run.start == run.end or (bool(after) and not after.isspace() and not inside_word)


def _may_close(text: str, run: Cut) -> bool:
    before, after = text[run.start - 1 : run.start] if run.start else "", text[run.end : run.end + 1]
    return bool(before) and not before.isspace() and not ("_" in run.rule and after.isalnum())


def _paired_ticks(ticks: Sequence[Cut]) -> Iterator[Cut]:
    opened: Cut | None = None
    for tick in ticks:
        if opened is not None and opened.rule == tick.rule:
            yield from (Cut(cut.start, cut.end, "code") for cut in (opened, tick))
            opened = None
        elif opened is None:
            opened = tick


def _disjoint(cuts: Sequence[Cut]) -> Iterator[Cut]:
    """Cuts in order, of two that overlap only the first."""
    end = 0
    for cut in sorted(cuts, key=lambda cut: (cut.start, -cut.end)):
        if cut.start >= end and cut.end > cut.start:
            yield cut
            end = cut.end


def _in_source(paragraph: Sequence[Line], cuts: Iterator[Cut]) -> Iterator[Cut]:
    """Places in the joined paragraph as places in the source, a cut over a line's end parted there."""
    starts: list[int] = []
    at = 0
    for line in paragraph:
        starts.append(at)
        at += len(line.text) + 1
    for cut in cuts:
        at = cut.start
        while at < cut.end:
            index = bisect_right(starts, at) - 1
            line, into = paragraph[index], at - starts[index]
            end = min(cut.end - starts[index], len(line.text))
            if end > into:
                yield Cut(line.start + into, line.start + end, cut.rule, cut.detail)
            at = starts[index] + max(end, into) + 1 if end >= len(line.text) else cut.end


def _code_points(characters: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in dict.fromkeys(characters))
