"""Where sentences begin, in any script: good enough to show words in their sentence, and to tell near from far."""

from bisect import bisect_right

import regex

_CLOSERS = "\"'”’»›“)\\]」』）"
_ABBREVIATION = (
    r"(?<!(?<!\p{L})(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|Sen|Gen|Gov|Rep|Lt|Col|Capt|Sgt|Rev|vs|No|Nr|Mme|Mlle|Sra|Dra|bzw|z|ca"
    r"|г|гг|им|ул|т|проф|акад|\p{Lu})\.)"
)
_END = regex.compile(
    rf"(?<![.!?…])[.!?…]++(?:[{_CLOSERS}]++|{_ABBREVIATION})\s++(?=[^\p{{L}}\p{{N}}\s]*[^\p{{Ll}}\s])"
    rf"|[。！？][{_CLOSERS}]*\s*|[।۔؟]\s*|\n\n\s*"
)


def sentence_starts(text: str) -> list[int]:
    """Give where the sentences of `text` begin, the first at 0."""
    return [0, *(match.end() for match in _END.finditer(text) if match.end() < len(text))]


def sentences_around(text: str, start: int, end: int, starts: list[int]) -> str:
    """Give the whole sentences in which `text[start:end]` stands, as published."""
    first = starts[bisect_right(starts, start) - 1]
    after = bisect_right(starts, max(end - 1, start))
    return text[first : starts[after] if after < len(starts) else len(text)].strip()


def sentence_at(starts: list[int], place: int) -> int:
    """Give in which sentence a place is, from 0."""
    return bisect_right(starts, place) - 1
