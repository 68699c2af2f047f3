"""What a page adds to a text: line numbers, page numbers, headers and footers that come on every page."""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise

from app.parsers.text.cuts import Cut, cut_head, cut_line
from app.parsers.text.lines import Line
from app.parsers.text.paragraphs import ends_like_a_sentence

_LINE_NUMBER = re.compile(r"[ \t]{0,12}(\d{1,2})(?=[ \t\u00a0]|\Z)")
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-–—\[(]\s?)?(?P<word>page|p\.|seite|página|pagina|страница|стр\.|第)?\s?(?P<number>\d{1,4})"
    r"(?:\s?(?:of|/|von|de|из)\s?\d{1,4})?\s?(?:页|頁|ページ)?(?:\s?[-–—\])])?\s*\Z",
    re.I,
)
_DIGIT = re.compile(r"\d")
_LONGEST_RUNNING_LINE = 90


def without_furniture(lines: Sequence[Line]) -> tuple[list[Line], list[Cut]]:
    """The lines without what pages added, and the cuts that took it away."""
    numbered, cuts = _without_line_numbers(lines)
    pages = _page_numbers(numbered)
    running = _running_lines(numbered, pages)
    furniture = {**dict.fromkeys(pages, "page-number"), **dict.fromkeys(running, "page-furniture")}
    cuts.extend(cut_line(numbered[index], rule) for index, rule in furniture.items())
    return list(_closed(numbered, furniture)), cuts


def _closed(lines: Sequence[Line], furniture: Container[int]) -> Iterator[Line]:
    """The lines, closed over what stood in the middle of a sentence, and parted where it stood behind one."""
    last = ""
    for index, line in enumerate(lines):
        if index not in furniture:
            last = line.text
            yield line
        elif ends_like_a_sentence(last):
            yield Line(line.number, line.start, "")


def _without_line_numbers(lines: Sequence[Line]) -> tuple[list[Line], list[Cut]]:
    """Lines without the numbers of a deposition, where nearly all have one and each follows the one before it."""
    matches = [_LINE_NUMBER.match(line.text) for line in lines]
    numbers = [int(match[1]) for match in matches if match is not None]
    written = sum(not line.is_blank for line in lines)
    if len(numbers) < 8 or len(numbers) < 0.7 * written or not _count_up(numbers):
        return list(lines), []
    kept: list[Line] = []
    cuts: list[Cut] = []
    for line, match in zip(lines, matches, strict=True):
        if match is None:
            kept.append(line)
            continue
        cuts.append(cut_head(line, match.end(), "line-number"))
        kept.append(Line(line.number, line.start + match.end(), line.text[match.end() :]))
    return kept, cuts


def _count_up(numbers: Sequence[int]) -> bool:
    steps = sum(b in (a + 1, 1) for a, b in pairwise(numbers))
    return steps >= 0.85 * (len(numbers) - 1)


def _page_numbers(lines: Sequence[Line]) -> list[int]:
    """Lines with a page's number alone, where at least two count up by one, or say `page` and count up."""
    found = [(i, match) for i, line in enumerate(lines) if (match := _match_page(line.text)) is not None]
    numbers = [int(match["number"]) for _, match in found]
    steps = sum(b == a + 1 for a, b in pairwise(numbers))
    worded = sum(match["word"] is not None or _is_dressed(match) for _, match in found)
    if len(found) < 2 or steps < 0.6 * (len(found) - 1) or (worded < 2 and len(found) < 3):
        return []
    return [index for index, _ in found]


def _match_page(text: str) -> re.Match[str] | None:
    may_be = 0 < len(text) < _LONGEST_RUNNING_LINE and _DIGIT.search(text) is not None
    return _PAGE_NUMBER.match(text) if may_be else None


def _is_dressed(match: re.Match[str]) -> bool:
    return match.group().strip() != match["number"]


def _running_lines(lines: Sequence[Line], pages: Sequence[int]) -> list[int]:
    """Lines beside page numbers that come again and again, whatever their own digits say."""
    near = {index for page in pages for index in _neighbours(lines, page)}
    counts = Counter(_shape(lines[index].text) for index in near)
    often = max(2, int(len(pages) * 0.6))
    return sorted({index for index in near if counts[_shape(lines[index].text)] >= often})


def _neighbours(lines: Sequence[Line], page: int) -> Iterable[int]:
    for step in (-1, 1):
        index, seen = page + step, 0
        while 0 <= index < len(lines) and abs(index - page) <= 6 and seen < 2:
            if not lines[index].is_blank:
                seen += 1
                if len(lines[index].text) <= _LONGEST_RUNNING_LINE:
                    yield index
            index += step


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", " ".join(text.split()))
