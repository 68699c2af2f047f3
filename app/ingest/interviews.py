"""Which interview is this? The evidence for one that is stored already, and the id of a new one."""

import calendar
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from slugify import slugify
from sqlalchemy import ColumnElement, func, or_
from sqlmodel import Session, col, select

from app.ingest.ids import free_id, slug
from app.ingest.options import IngestError, IngestOptions
from app.models import Interview, Turn
from app.transcript import Metadata

TITLE_LENGTH = 60
BATCH = 500
_MONTHS = "|".join(name.casefold() for name in (*calendar.month_name, *calendar.month_abbr) if name)


def find_interview(
    session: Session, metadata: Metadata, key: str | None, text_keys: Sequence[int], options: IngestOptions
) -> Interview | None:
    """Give the stored interview of which this is a new revision, or `None` where it is a new one.

    Raises `IngestError` where the evidence names two, where it is a near copy of another, or where it was removed.
    """
    if options.replaces or metadata.id:
        found = _named(session, metadata.id, options.replaces)
    elif options.new:
        found = None
    else:
        found = _by_source(session, metadata.source_url, key, options.path)
        if not found:
            _refuse_copy(session, text_keys)
    if found and found.removed_at and not options.restore:
        raise IngestError(f"{found.id} was removed ({found.removed_reason}): --restore brings it back")
    return found


def new_id(session: Session, metadata: Metadata, path: str | None) -> str:
    """Make the id of a new interview: as declared, else of date and title, `-2` behind it where it is taken."""
    if metadata.id:
        return metadata.id
    return free_id(session, Interview.id, suggest_id(metadata, path))


def leave_path(session: Session, path: str, key: str | None) -> None:
    """Let no interview be known by `path` any more: another is about to be."""
    same = select(Interview).where(Interview.source_path == path, Interview.source_key == key)
    for interview in session.exec(same):
        interview.source_path = None
        session.add(interview)


def suggest_id(metadata: Metadata, path: str | None) -> str:
    """Make an id of what is known: `<date>-<title without its date>`, else the file's stem, else `interview`."""
    title = slug(metadata.title or "")
    if metadata.date:
        title = _without_date(title, metadata.date)
    title = slugify(title, max_length=TITLE_LENGTH, word_boundary=True, save_order=True)
    if title:
        return f"{metadata.date}-{title}" if metadata.date else title
    stem = slug(PurePath(path).stem) if path else ""
    return stem or (f"{metadata.date}-interview" if metadata.date else "interview")


def _without_date(title: str, date: str) -> str:
    """Take the words of `date` out of a slug: the year, with the month and day beside it in any order."""
    year, month, day = (part.lstrip("0") for part in (*date.split("-"), "", "")[:3])
    numbers = [rf"0?{month}-0?{day}-", rf"0?{day}(?:st|nd|rd|th)?-[a-z0-9]+-", rf"[a-z]+-0?{day}(?:st|nd|rd|th)?-"]
    before = "|".join([*(numbers if day else []), rf"(?:{_MONTHS})-"])
    after = (rf"(?:-0?{month}(?:-0?{day})?)?" if day else rf"(?:-0?{month})?") if month else ""
    return re.sub(rf"(?<![a-z0-9])(?:{before})?{year}{after}(?![a-z0-9])-?", "", title, count=1)


def _named(session: Session, declared: str | None, replaced: str | None) -> Interview | None:
    if declared and replaced and declared != replaced:
        raise IngestError(f"the transcript says that it is {declared}, --replace says {replaced}: which one?")
    found = session.exec(select(Interview).where(Interview.id == (replaced or declared))).first()
    if replaced and not found:
        raise IngestError(f"there is no interview {replaced} to replace")
    return found


def _by_source(session: Session, url: str | None, key: str | None, path: str | None) -> Interview | None:
    same: list[ColumnElement[bool]] = []
    if url:
        same.append(col(Interview.source_url) == url)
    if path:
        same.append(col(Interview.source_path) == path)
    if not same:
        return None
    found = session.exec(select(Interview).where(or_(*same), col(Interview.source_key) == key)).all()
    if len(found) > 1:
        names = " and ".join(sorted(interview.id for interview in found))
        raise IngestError(f"its address and its path are those of {names}: say --replace ID for one of them, or --new")
    return found[0] if found else None


def _refuse_copy(session: Session, text_keys: Sequence[int]) -> None:
    """Raise `IngestError` where most turns stand in a stored interview already."""
    counts: Counter[str] = Counter()
    keys = sorted(set(text_keys))
    live_or_removed = or_(col(Turn.position).is_not(None), col(Interview.removed_at).is_not(None))
    for start in range(0, len(keys), BATCH):
        statement = (
            select(Interview.id, func.count(col(Turn.text_key).distinct()))
            .join(Turn, col(Turn.interview_pk) == Interview.pk)
            .where(col(Turn.text_key).in_(keys[start : start + BATCH]), live_or_removed)
            .group_by(Interview.id)
        )
        counts.update(dict(session.exec(statement).all()))
    name, most = max(counts.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    if most * 2 > len(keys):
        share = f"{most} of its {len(keys)} different turns stand in {name} already"
        gone = session.exec(select(Interview.removed_reason).where(Interview.id == name)).one()
        if gone:
            raise IngestError(f"{share}, which was removed ({gone}): --restore --replace {name} brings it back")
        raise IngestError(f"{share}: --replace {name} makes it a revision of that, --new another interview")
