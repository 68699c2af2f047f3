"""Public ids: slugs that are given once."""

import re
from itertools import count
from typing import Any

from slugify import slugify
from sqlmodel import Session, col, select

from app.ingest.options import IngestError

LONGEST = 300
"""Of an id, in characters. What names a speaker in one interview has two of them."""
LONGEST_SLUG = 280
"""Room is left for the number of the next that is named alike."""

BATCH = 100
"""So many numbers behind an id are tried at once: the ids that begin like one are found by no index."""

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_APOSTROPHES = re.compile("['’ʼ`´]")


def slug(text: str) -> str:
    """Give what of `text` can be an id: ASCII words with hyphens between, apostrophes dropped; perhaps nothing."""
    return slugify(_APOSTROPHES.sub("", text), max_length=LONGEST_SLUG, word_boundary=True, save_order=True)


def check_id(wanted: Any) -> None:
    """Raise `IngestError`, with a suggestion, unless `wanted` can be an id."""
    if not isinstance(wanted, str) or not ID.fullmatch(wanted):
        hint = slug(str(wanted))
        suggestion = f": perhaps `{hint}`" if hint else ""
        raise IngestError(f"`{wanted}` is no id: lower-case letters, digits and single hyphens{suggestion}")
    if len(wanted) > LONGEST:
        raise IngestError(f"`{wanted[:40]}…` has {len(wanted)} characters: an id has at most {LONGEST}")


def free_id(session: Session, column: Any, base: str) -> str:
    """Give `base`, with `-2` and so on behind it where ids of `column` are taken."""
    if base not in _taken(session, column, [base]):
        return base
    for first in count(2, BATCH):
        candidates = [f"{base}-{number}" for number in range(first, first + BATCH)]
        taken = _taken(session, column, candidates)
        if len(taken) < BATCH:
            break
    return next(candidate for candidate in candidates if candidate not in taken)


def _taken(session: Session, column: Any, ids: list[str]) -> set[str]:
    return set(session.exec(select(column).where(col(column).in_(ids))))
