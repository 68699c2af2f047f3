"""The check of quotations on the wire."""

from typing import Literal

from pydantic import Field

from app.api.schemas.base import Schema
from app.api.schemas.turns import Turn
from app.quotes.results import Attribution, Crossing, Flag, Fold, Verdict


class QuoteDifference(Schema):
    """Words or marks that the quotation has otherwise than the published text."""

    op: Literal["replace", "insert", "delete"]
    """What the quotation does to the published text."""
    quoted: str
    """What the quotation has; empty where published words are dropped."""
    published: str
    """What is published; empty where words are added."""
    start: int | None = Field(ge=0)
    """Where that begins in the turn's text, in code points: `text[start:end]` in Python; for words that are added,
    where they would stand. Null, as the next three, where these stand beside nothing published."""
    end: int | None = Field(ge=0)
    """The code point after it."""
    utf16_start: int | None = Field(ge=0)
    """Where it begins in UTF-16 units: `text.slice(utf16_start, utf16_end)` in JavaScript."""
    utf16_end: int | None = Field(ge=0)
    """The UTF-16 unit after it."""
    flags: list[Flag]
    """What the change may turn round: a negation or a number; `punctuation` where no word is changed."""


class QuoteOmission(Schema):
    """What is left out at a cut in the quotation."""

    text: str | None
    """The words left out, as published; null where the pieces do not stand in neighbouring turns."""
    word_count: int | None = Field(ge=0)
    """How many words that is."""
    flags: list[Flag]
    """What was lost with them: a negation or a number."""
    crosses: Crossing | None = Field(examples=["turn"])
    """What the cut crosses: the order of the words, turns, speakers or interviews. The quotation goes on in the next
    match then. Null within one turn."""


class TextQuoteSelector(Schema):
    """A text quote selector (W3C Web Annotation): it finds the passage again in another revision."""

    exact: str
    """The passage."""
    prefix: str
    """What stands before it."""
    suffix: str
    """What stands after it."""


class QuoteMatch(Schema):
    """Published words that the quotation, or a part of it, matches."""

    turn: Turn
    """The turn; where the words are those of an earlier revision, the turn as of that revision, and so its `url`."""
    start: int = Field(ge=0)
    """Where the passage begins in the turn's text, in code points: `text[start:end]` in Python."""
    end: int = Field(ge=1)
    """The code point after it."""
    utf16_start: int = Field(ge=0)
    """Where it begins in UTF-16 units: `text.slice(utf16_start, utf16_end)` in JavaScript."""
    utf16_end: int = Field(ge=1)
    """The UTF-16 unit after it."""
    published: str
    """The words there."""
    sentence: str
    """The whole sentences around them."""
    similarity: float = Field(ge=0, le=100)
    """How much of both is equal, 0 to 100; 100 where nothing differs, whatever is left out at marked cuts."""
    differences: list[QuoteDifference]
    """Every word that is changed, dropped or added, in order."""
    omitted: list[QuoteOmission]
    """What is left out at each cut, in order."""
    attribution: Attribution | None
    """How the match agrees with what was claimed: the same declared person, the same printed name or label, another
    speaker, another while nobody at all is called as claimed (`unknown_speaker`), the interviewer's words, words within
    quotation marks, another interview or date. Null where no speaker was claimed and nothing is otherwise, and where
    nothing matches."""
    selector: TextQuoteSelector
    """Finds the passage again."""


class QuoteSearched(Schema):
    """What the quotation was looked for in."""

    interviews: int = Field(ge=0)
    """How many interviews."""
    turns: int = Field(ge=0)
    """How many turns they have."""
    words: int = Field(ge=0)
    """How many words these have."""
    revision: int = Field(ge=0)
    """The corpus's revision."""


class QuoteCheck(Schema):
    """How a quotation compares with published words."""

    verdict: Verdict
    """`exact`: character for character. `exact_after_normalization`: equal once what `normalization` lists is folded.
    `excerpted`: equal but for words left out at marked cuts nearby, or put in in square brackets; what is left out is
    shown, and is neither a negation nor a number: whether it changes the sense is for the reader to judge. `stitched`:
    the pieces are published, but a cut drops a negation or a number, or crosses turns, speakers or interviews, or goes
    a long way. `differs`: near, and every difference is listed. `no_match`: the nearest passages are shown."""
    matches: list[QuoteMatch]
    """The best first, a handful at most."""
    searched: QuoteSearched
    """What it was looked for in."""
    normalization: list[Fold]
    """What was taken for equal in the best match though it is written otherwise."""
    scope: str
    """What the check says, and what it does not."""


class ArticleQuote(Schema):
    """A quotation in an article."""

    start: int = Field(ge=0)
    """Where its words begin in the article, in code points."""
    end: int = Field(ge=1)
    """The code point after them."""
    utf16_start: int = Field(ge=0)
    """Where they begin in UTF-16 units: `article.slice(utf16_start, utf16_end)` in JavaScript."""
    utf16_end: int = Field(ge=1)
    """The UTF-16 unit after them."""
    text: str
    """The quotation."""
    speaker_hint: str | None
    """A name near it; it is not taken for the speaker."""
    check: QuoteCheck
    """How it compares with published words."""


class ArticleCheck(Schema):
    """How the quotations of an article compare with published words."""

    quotes: list[ArticleQuote]
    """Each quotation, in the order of the article."""
    scope: str
    """What the check says, and what it does not."""
