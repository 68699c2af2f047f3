"""A quotation as it is read: its pieces, and what its writer marked between them as left out or put in."""

from dataclasses import dataclass
from typing import Literal

import regex

from app.quotes.results import Fold
from app.quotes.tokens import Token, tokens

_SIC = regex.compile(r"(?i)(?<!\s)\s*+[\[(]\s*+sic\s*+[!.]?\s*+[\])]")
_LETTER = regex.compile(r"(?<!\p{L})\[(\p{L})\](?=\p{L})")
_GAP = regex.compile(
    r"(?P<ellipsis>[\[(]\s*(?:[.．](?:\s?[.．]){2,}|[…‥⋯]+)\s*[\])]|[.．](?:[ \u00a0]?[.．]){2,}|[…‥⋯]+[.．]*)"
    r"|(?P<insertion>(?:(?<!\p{L})\p{L}++)?+\[[^\[\]]{0,200}+\]\p{L}*)"
)

MOST_GAPS = 50


@dataclass(frozen=True, slots=True)
class Gap:
    """A mark between two pieces: an ellipsis, or words in square brackets that stand for what was there."""

    kind: Literal["ellipsis", "insertion"]
    text: str


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two gaps: some of the quotation's tokens, at least one word."""

    tokens: tuple[Token, ...]
    gap: Gap | None
    """What stands before it; `None` for the first, and where the quotation itself marks nothing."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A quotation read in one way; the offsets of tokens are those of `text`."""

    text: str
    pieces: tuple[Piece, ...]
    folds: frozenset[Fold]
    insertions: tuple[str, ...]
    """What stands in square brackets and was put in by whoever quotes."""
    lead: str | None = None
    """An insertion that stands before all words."""
    tail: str | None = None
    """An insertion that stands behind them."""

    @property
    def word_count(self) -> int:
        return sum(token.is_word for piece in self.pieces for token in piece.tokens)


def readings_of(quotation: str) -> list[Reading]:
    """Give the ways to read a quotation: as it stands, and with its ellipses and brackets taken for an editor's.

    A quotation without a word has none, one of too many pieces only the first.
    """
    text = quotation.strip()
    whole = tuple(tokens(text))
    if not any(token.is_word for token in whole):
        return []
    plain = Reading(text, (Piece(whole, None),), frozenset(), ())
    edited = _edited(text)
    return [plain] if edited is None else [plain, edited]


def _edited(text: str) -> Reading | None:
    without_sic = _SIC.sub("", text)
    clean = _LETTER.sub(r"\1", without_sic)
    gaps = list(_GAP.finditer(clean))
    if (clean == text and not gaps) or len(gaps) > MOST_GAPS:
        return None
    folds: set[Fold] = set()
    if without_sic != text:
        folds.add("sic")
    if clean != without_sic or any(gap["insertion"] for gap in gaps):
        folds.add("insertions")
    pieces = _pieces(clean, gaps)
    if not pieces:
        return None
    put_in = [gap for gap in gaps if gap["insertion"]]
    first, last = pieces[0].tokens[0].start, pieces[-1].tokens[-1].end
    lead = next((gap[0] for gap in reversed(put_in) if gap.end() <= first), None)
    tail = next((gap[0] for gap in put_in if gap.start() >= last), None)
    return Reading(clean, pieces, frozenset(folds), tuple(gap[0] for gap in put_in), lead, tail)


def _pieces(text: str, gaps: list[regex.Match[str]]) -> tuple[Piece, ...]:
    """Cut `text` at its gaps; of several gaps without a word between, an ellipsis counts before an insertion."""
    pieces: list[Piece] = []
    found, begin, before = tokens(text), 0, None
    for match in [*gaps, None]:
        end = match.start() if match else len(text)
        inside = tuple(token for token in found if begin <= token.start and token.end <= end)
        if any(token.is_word for token in inside):
            pieces.append(Piece(inside, before if pieces else None))
            before = None
        if match:
            gap = Gap("ellipsis" if match["ellipsis"] else "insertion", match[0])
            before = gap if before is None or before.kind == "insertion" else before
            begin = match.end()
    return tuple(pieces)
