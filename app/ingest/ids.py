"""Public ids: slugs that are given once."""

import re
from typing import Any

from slugify import slugify
from sqlmodel import Session, col, select

from app.ingest.options import IngestError

LONGEST = 300
"""Of an id, in characters. What names a speaker in one interview has two of them."""
LONGEST_SLUG = 280
"""Room is left for the number of the next that is named alike."""

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
    taken = set(session.exec(select(column).where(col(column).startswith(base, autoescape=True))))
    number, candidate = 1, base
    while candidate in taken:
        number += 1
        candidate = f"{base}-{number}"
    return candidate
