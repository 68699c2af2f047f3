"""Names of columns → what they hold."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from app.transcript import TranscriptError

SPEAKER = ("speaker", "speakername", "name", "label", "who", "voice", "person", "participant", "role")
TEXT = ("text", "content", "utterance", "transcript", "transcription", "sentence", "speech", "body", "message")
START = ("start", "starttime", "starttimestamp", "begin", "begintime", "time", "timestamp", "timecode")
END = ("end", "endtime", "endtimestamp", "stop", "stoptime", "finish")
INTERVIEW = ("interview", "interviewid", "session", "sessionid", "episode", "episodeid", "conversation")
MOST_COLUMNS = 1000
_OURS = {"interview", "number", "position", "kind", "label", "text", "text_sha256"}
_UNIT = re.compile(r"(?P<ms>ms|msec|milliseconds?|millis)|s|sec|secs|seconds?")
_WORD = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TOLD = 12


class Columns(NamedTuple):
    """The columns of a table by what they hold, by name; `None` where it has none."""

    text: str
    speaker: str | None
    start: str | None
    end: str | None
    interview: str | None
    title: str | None
    date: str | None
    scale: int
    """Milliseconds in the unit of its times."""
    is_ours: bool
    """Whether it is an export of our own, whose rows are turns exactly as they are."""


def columns_of(names: Sequence[str]) -> Columns | None:
    """What the columns hold, `None` where not one has texts and one says who speaks, or when.

    Raises `TranscriptError` where two columns are as likely.
    """
    if len(names) > MOST_COLUMNS:
        return None
    keys: dict[str, list[str]] = {}
    for name in names:
        keys.setdefault(_key(name), []).append(name)
    if set(names) >= _OURS:
        return Columns("text", "label", "start_ms", "end_ms", "interview", "title", "date", 1, is_ours=True)
    text, speaker, start = (_one(keys, likely) for likely in (TEXT, SPEAKER, START))
    if text is None or (speaker is None and start is None):
        return None
    end, interview, title, date = (_one(keys, likely) for likely in (END, INTERVIEW, ("title",), ("date",)))
    return Columns(text, speaker, start, end, interview, title, date, _scale(start), is_ours=False)


def refusal(names: Iterable[str]) -> TranscriptError:
    """What is said of a table without such columns."""
    found = [" ".join(name[:200].split())[:40] for name in islice(names, _TOLD + 1)]
    told = ", ".join(f"`{name}`" for name in found[:_TOLD]) + (", …" if len(found) > _TOLD else "")
    return TranscriptError(
        f"a table of turns wants a column with the words ({', '.join(TEXT[:4])}) and one with who speaks"
        f" ({', '.join(SPEAKER[:5])}) or when ({', '.join(START[:2])}): this one has {told or 'none'}"
    )


def _key(name: str) -> str:
    """`Start time (ms)`, `start_time_ms` and `startTime` are `starttime`."""
    words = _words(name)
    return "".join(words[:-1] if len(words) > 1 and _UNIT.fullmatch(words[-1]) else words)


def _scale(name: str | None) -> int:
    words = _words(name or "")
    unit = _UNIT.fullmatch(words[-1]) if len(words) > 1 else None
    return 1 if unit and unit["ms"] else 1000


def _words(name: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(_HUMP.sub(" ", name))]


def _one(keys: dict[str, list[str]], likely: Iterable[str]) -> str | None:
    """The column of the first likely name that is there."""
    found = next((keys[key] for key in likely if key in keys), [])
    if len(found) > 1:
        raise TranscriptError(f"the columns {' and '.join(f'`{name}`' for name in found)} may be the same: which one?")
    return found[0] if found else None
