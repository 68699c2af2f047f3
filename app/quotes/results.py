"""What a check of a quotation says. Plain data, neutral in every word: it compares, and claims nothing else."""

from dataclasses import dataclass, field
from typing import Literal

SCOPE = (
    "The check compares words with published transcripts. It says nothing about whether they were spoken, or are "
    "true, complete or correctly translated."
)

Verdict = Literal["exact", "exact_after_normalization", "excerpted", "stitched", "differs", "no_match"]
"""From the best to the least; API.md says what each claims."""

Fold = Literal[
    "outer_quotation_marks",
    "quotation_marks",
    "dashes",
    "hyphens",
    "ellipses",
    "spaces",
    "first_letter_case",
    "case",
    "final_punctuation",
    "diacritics",
    "character_forms",
    "invisible_characters",
    "insertions",
    "sic",
]
"""What was taken for equal though it is written otherwise; `insertions` are words in square brackets."""

Flag = Literal["negation", "number", "punctuation"]

Crossing = Literal["order", "turn", "speaker", "interview"]
"""What a cut crosses, the widest: `order` means that the next piece stands before this one."""

Attribution = Literal[
    "same_person",
    "same_name",
    "same_label",
    "other_speaker",
    "unknown_speaker",
    "question",
    "quoted",
    "other_interview",
    "other_date",
]


@dataclass(frozen=True, slots=True)
class Difference:
    """Words or marks that the quotation has otherwise than the published text."""

    op: Literal["replace", "insert", "delete"]
    quoted: str
    """Empty where published words are not in the quotation (`delete`)."""
    published: str
    """Empty where the quotation adds words (`insert`)."""
    flags: tuple[Flag, ...]
    at: int | None = field(default=None, compare=False)
    """Where `published` begins in the turn's text, in code points, or the words added would stand; `None` where they
    stand beside nothing published."""


@dataclass(frozen=True, slots=True)
class Omission:
    """What is left out at a cut. Where it crosses something, the quotation goes on in the next match."""

    text: str | None
    """As published; `None` where the pieces do not stand in neighbouring turns."""
    word_count: int | None
    flags: tuple[Flag, ...]
    crosses: Crossing | None


@dataclass(frozen=True, slots=True)
class Selector:
    """A W3C text quote selector (Web Annotation Data Model, section 4.2.4)."""

    exact: str
    prefix: str
    suffix: str
