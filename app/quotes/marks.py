"""Quotation marks of many languages, paired: what stands between an opening mark and the one that closes it.

One pass with a short stack. Marks that only close do so whatever stands beside them; marks that may as well open
(`"`, `'`, `”` in Swedish, `“` in German, `«` in Danish) are told by their neighbours. A mark between two letters is an
apostrophe, gershayim or a measure. `《》` are titles.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import regex

from app.words import UNSPACED

FIRM = {
    "“": "”", "‟": "”", "„": "”", "‚": "’", "‘": "’", "«": "»", "‹": "›", "「": "」", "『": "』", "﹁": "﹂",
    "﹃": "﹄", "〝": "〞〟", "｢": "｣",
}  # fmt: skip
"""What closes an opening mark, whatever stands beside it."""

SOFT = {
    "“": '“"', "„": "“„\"", "‚": "‘", "»": "«»", "›": "‹›", "”": "”", "’": "’", '"': '"”', "'": "'", "״": "״",
    "＂": "＂", "＇": "＇",
}  # fmt: skip
"""What closes an opening mark where it does not look like an opening one itself."""

DEPTH = 8
"""How many quotations may stand within each other."""

_EITHER = frozenset("»›”’\"'״＂＇")
_SINGLE = frozenset("'’＇")
_LIKE_APOSTROPHES = frozenset("'’‘\"״＂＇")
_IN_ONE_PARAGRAPH = frozenset("“‟‘”’\"'״＂＇")
_GROUP = {"'": "'", "’": "’", "‘": "’", '"': '"'}
_MARKS = "".join(sorted({*FIRM, *SOFT, *"".join(FIRM.values())}))
_TOKEN = regex.compile(
    r"(?P<line>\n[\s>]*+)|(?P<paragraph></?(?i:p|br|div|li|blockquote)\b[^<>]{0,1000}+>)"
    r"|(?P<aside><[a-zA-Z/!][^<>]{0,1000}+>|\]\((?:[^()\s]|\([^()\s]{0,100}+\)){0,1000}+\))"
    rf"|(?P<mark>[{regex.escape(_MARKS)}])"
)
_ELISION = regex.compile(r"(?:\d{2}s?|twas|tis|em|cause|cos|til|till|round|bout|n)(?![\p{L}\p{N}])", regex.I)
_SYMBOL = regex.compile(r"[\p{So}\p{Emoji_Modifier}\ufe0f]")
_UNSPACED = regex.compile(rf"[[{UNSPACED}]&&\p{{L}}]", regex.VERSION1)
_SURELY_BEFORE = frozenset("([{:：¿¡>")
_BEFORE = _SURELY_BEFORE | frozenset("</=,;.，、。；—–―-*_~|")
_AFTER_CLOSING = frozenset(",;:!?)]}，。、；：！？）")


class Quoted(NamedTuple):
    """What stands between two marks, and the places inside that are no part of the words: repeated marks, tags."""

    start: int
    end: int
    asides: tuple[tuple[int, int], ...]


class _Mark(NamedTuple):
    mark: str
    at: int
    opens: bool
    """Whether it may open a quotation."""
    surely: bool
    """Whether its neighbours let it do nothing else."""
    weak: bool
    """Whether it may close a quotation, and as well be an apostrophe or a measure: `the dogs' tails`, `5" pipes`."""
    apostrophe: bool
    first: bool
    """Whether a line begins with it."""


class _Break(NamedTuple):
    start: int
    end: int
    kind: str


@dataclass(slots=True)
class _Open:
    mark: str
    at: int
    repeated: bool = True
    """Whether every paragraph since began with the mark."""
    asides: list[tuple[int, int]] = field(default_factory=list)


def find_quoted(text: str) -> list[Quoted]:
    """Give what stands within quotation marks, outer before inner, in the order of their beginnings."""
    found: list[Quoted] = []
    stack: list[_Open] = []
    for token in _told_apart(list(_tokens(text))):
        if isinstance(token, _Break):
            _pass(text, stack, token)
        elif token.apostrophe or _repeats(stack, token):
            continue
        elif closed := _close(stack, token):
            found.append(Quoted(closed.at + 1, token.at, tuple(closed.asides)))
        elif token.opens:
            _open(stack, token)
    return sorted(found, key=lambda quoted: (quoted.start, -quoted.end))


def _tokens(text: str) -> Iterator[_Mark | _Break]:
    begun = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "mark":
            yield _mark(text, match.start(), first=match.start() == begun)
            continue
        yield _Break(*match.span(), "paragraph" if match[0].count("\n") > 1 else kind)
        begun = begun if kind == "aside" else match.end()


def _mark(text: str, at: int, *, first: bool) -> _Mark:
    mark, before, after, then = text[at], text[at - 1 : at], text[at + 1 : at + 2], text[at + 2 : at + 3]
    begins = not before or before.isspace() or _SYMBOL.match(before) is not None
    suits = bool(after) and not after.isspace() and after not in _AFTER_CLOSING
    surely = suits and (begins or before in _SURELY_BEFORE)
    unspaced = _UNSPACED.match(before + after) is not None
    opens = surely or (suits and (before in _BEFORE or before in _MARKS or unspaced)) or _stands_apart(text, at)
    if mark not in _EITHER:
        opens = opens or begins or mark not in "“‘"
    between = mark in _LIKE_APOSTROPHES and before.isalnum() and after.isalnum() and not unspaced
    elided = surely and mark in "'’‘" and _ELISION.match(text, at + 1) is not None
    doubtful = before.isdigit() if mark == '"' else mark in _SINGLE and before in "snSN"
    return _Mark(mark, at, opens, surely, doubtful and after == " " and then.isalnum(), between or elided, first)


def _stands_apart(text: str, at: int) -> bool:
    """Tell whether white space is on both sides of a straight mark, as in `: " Bonjour "`."""
    return text[at] == '"' and not text[at - 1 : at].strip() and text[at + 1 : at + 2] in (" ", "\xa0", "\u202f")


def _told_apart(tokens: list[_Mark | _Break]) -> list[_Mark | _Break]:
    """Take a weak mark for an apostrophe where a sure end of its quotation comes before the next beginning."""
    ends: dict[str, bool] = {}
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if isinstance(token, _Break):
            ends = {} if token.kind == "paragraph" else ends
        elif (group := _GROUP.get(token.mark)) and not token.apostrophe:
            if token.weak and ends.get(group):
                tokens[index] = token._replace(apostrophe=True)
            elif not token.weak:
                ends[group] = not token.opens
    return tokens


def _pass(text: str, stack: list[_Open], token: _Break) -> None:
    """Go over a line's end, a tag or a link's address, which a quotation may outlive."""
    if token.kind == "paragraph":
        following = text[token.end : token.end + 1]
        for entry in stack:
            entry.repeated = entry.repeated and _is_repeated(entry, following)
        stack[:] = [entry for entry in stack if entry.repeated or entry.mark not in _IN_ONE_PARAGRAPH]
    if text[token.start] != "\n":
        _leave_out(stack, (token.start, token.end))
    elif ">" in text[token.start : token.end]:
        _leave_out(stack, (token.start + 1, token.end))


def _leave_out(stack: list[_Open], aside: tuple[int, int]) -> None:
    for entry in stack:
        entry.asides.append(aside)


def _is_repeated(entry: _Open, mark: str) -> bool:
    return mark == entry.mark or (entry.mark, mark) == ("«", "»")


def _repeats(stack: list[_Open], token: _Mark) -> bool:
    """Tell whether a line begins with the mark of a quotation that goes on."""
    if not (token.first and token.surely and any(e.repeated and _is_repeated(e, token.mark) for e in stack)):
        return False
    _leave_out(stack, (token.at, token.at + 1))
    return True


def _close(stack: list[_Open], token: _Mark) -> _Open | None:
    """Close the innermost quotation that this mark can close, and give up those within it."""
    surely = token.surely or (token.opens and bool(stack) and stack[-1].at == token.at - 1)
    for depth in range(len(stack) - 1, -1, -1):
        entry = stack[depth]
        if token.mark in FIRM.get(entry.mark, "") or (token.mark in SOFT.get(entry.mark, "") and not surely):
            del stack[depth:]
            return entry
        if token.mark in _SINGLE:  # an apostrophe that looks like an end breaks no quotation around it
            return None
    return None


def _open(stack: list[_Open], token: _Mark) -> None:
    """Begin a quotation; one with the same mark that may not hold itself was never closed."""
    if token.mark in _EITHER:
        depth = next((depth for depth, entry in enumerate(stack) if entry.mark == token.mark), len(stack))
        del stack[depth:]
    stack.append(_Open(token.mark, token.at))
    del stack[:-DEPTH]
