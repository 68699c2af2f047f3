"""Does a quotation match published words, and whose? `check_quotation(session, text, claim)` gives a `QuoteCheck`."""

from dataclasses import dataclass
from datetime import date

from app.queries.turns import TurnRow
from app.quotes.results import Attribution, Difference, Fold, Omission, Selector, Verdict


@dataclass(frozen=True, slots=True)
class Claim:
    """Whose words a quotation is said to be, and when and where they were published."""

    speaker: str | None = None
    """A speaker's id, or a name or label as it is printed."""
    interview: str | None = None
    date_from: date | None = None
    date_to: date | None = None


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """Published words that a quotation, or a part of it, matches; offsets are code points of `turn.text`."""

    turn: TurnRow
    """With `revision_at`, its words are those of that revision."""
    revision_at: int | None
    """The interview's revision whose text this is, where it is no longer the current one."""
    start: int
    end: int
    published: str
    sentence: str
    """The whole sentences around it."""
    similarity: float
    """0 to 100; 100 where nothing differs."""
    differences: tuple[Difference, ...]
    omitted: tuple[Omission, ...]
    attribution: Attribution | None
    selector: Selector


@dataclass(frozen=True, slots=True)
class Searched:
    """What a quotation was looked for in."""

    interviews: int
    turns: int
    words: int
    revision: int


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """What a check found: the best match first; where an omission crosses something, a match goes on in the next."""

    verdict: Verdict
    matches: tuple[QuoteMatch, ...]
    searched: Searched
    normalization: tuple[Fold, ...]
