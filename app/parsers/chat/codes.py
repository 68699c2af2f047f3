"""CHAT's codes inside of what is said: what is no word, and where.

Words stay as they are published, `xxx` for what nobody understood too. Cut are: what stands in square brackets, the
angle brackets that say how far it reaches, events (`&=laughs`), pauses, words that were left out (`0is`), times, and
signs at a word (`&-um`, `word@s:spa`, `(be)cause`, `no:`), of which the word itself stays.
"""

import re
from collections.abc import Iterator

from app.parsers.text.cuts import Cut

_TIME = re.compile(r"\x15[^\x15\n]{0,200}?(\d{1,12})_(\d{1,12})\x15")
_CODES = re.compile(
    r"(?P<stamp>\x15[^\x15]{0,200}\x15)"
    r"|(?P<code>\[[^\[\]]{0,1000}\]|&\*\w{1,8}:\S+|[<>]|(?<=\w)@[a-z][\w:$&+*-]*|(?<!\S)[‡„](?!\S)|&[-+~]?(?=\w))"
    r"|(?P<event>&=\S+|&[{}][ln]=\S+)"
    r"|(?P<pause>\(\.{1,3}\)|\(\d{1,6}(?:[.:]\d{0,6}){0,2}\)|(?<!\S)\#+[\d:_]*(?!\S))"
    r"|(?P<omitted>(?<!\S)0(?=[^\W\d_])[^\s.?!,]*|(?<=:\t)0(?=\s*[\[.?!]))"
    r"|(?P<linker>(?<!\S)\+[^\s\w.?!]*)"
    r"|(?P<shortening>(?:(?<=\w)\((?P<end>[^\W\d_]{1,30})\)|(?<!\w)\((?P<start>[^\W\d_]{1,30})\)(?=\w)))"
    r"|(?P<lengthening>(?<=[^\W\d_]):+(?![^\s\w.,?!])|(?<=\w)\^(?=\w))"
    r"|(?P<prosody>[↑↓⇗↗→↘⇘⌈⌉⌊⌋∆∇∙≈≋⁎⁇▁▔☺°∬∲§↻∾⁑⤇∞≡⟨⟩]+)"
)
_SPACED = re.compile(r" +(?=[.?!,;]+(?: |\Z))")


def codes_in(source: str, start: int, end: int) -> Iterator[Cut]:
    """What is cut out of `source[start:end]`, in order."""
    for match in _CODES.finditer(source, start, end):
        if match["shortening"]:
            yield Cut(match.start(), match.start() + 1, "code")
            yield Cut(match.end() - 1, match.end(), "code")
        else:
            rule = str(match.lastgroup)
            yield Cut(match.start(), match.end(), rule if rule in ("stamp", "event", "pause", "omitted") else "code")


def times_in(source: str, start: int, end: int) -> tuple[int | None, int | None]:
    """Start of the first time, and end of the last, in milliseconds."""
    found = [(int(match[1]), int(match[2])) for match in _TIME.finditer(source, start, end)]
    return (found[0][0], found[-1][1]) if found else (None, None)


def words_in(source: str, start: int, end: int, cuts: list[Cut]) -> str:
    """What is said in `source[start:end]`, without `cuts`; punctuation, which CHAT sets apart, at its word."""
    kept: list[str] = []
    for cut in cuts:
        kept.append(source[start : cut.start])
        start = cut.end
    return _SPACED.sub("", " ".join("".join((*kept, source[start:end])).split()))
