"""Generated talks, and how each format that has units writes them."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from hypothesis import strategies as st

NAMES = ("Anna Weber", "Tom Reed", "Ola Nyström", "Ida")
WORDS = (
    *("the", "tide", "was", "low", "answer:", "10:30", "$20", "(laughs)", "A", "&", "ёж", "naïve", "it's", "O'Neill"),
    *("end.", "so?", "no!", "“quoted”", "…", "—", "42", "x,y", "a;b"),
)


@dataclass(frozen=True)
class Said:
    label: str
    text: str
    start_ms: int
    end_ms: int


@st.composite
def talks(draw: st.DrawFn) -> list[Said]:
    """Units in order, each of a few words, as a recording has them."""
    said = []
    at = 0
    for _ in range(draw(st.integers(2, 12))):
        start = at + draw(st.integers(0, 5000))
        at = start + draw(st.integers(1, 9000))
        words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6))
        said.append(Said(draw(st.sampled_from(NAMES)), " ".join(["So we went", *words, "then."]), start, at))
    return said


def turns_of(said: Sequence[Said]) -> list[tuple[str, str, int, int]]:
    """What they must become: units of one speaker in a row are one turn."""
    turns: list[tuple[str, str, int, int]] = []
    for unit in said:
        if turns and turns[-1][0] == unit.label:
            label, text, start, _ = turns.pop()
            turns.append((label, f"{text} {unit.text}", start, unit.end_ms))
        else:
            turns.append((unit.label, unit.text, unit.start_ms, unit.end_ms))
    return turns


def _clock(ms: int, point: str) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}{point}{ms % 1000:03}"


def _vtt(said: Sequence[Said], line: Callable[[Said], str]) -> str:
    cues = (f"{_clock(u.start_ms, '.')} --> {_clock(u.end_ms, '.')}\n{line(u)}\n" for u in said)
    return "WEBVTT\n\n" + "\n".join(cues)


def _voiced(said: Sequence[Said]) -> str:
    return _vtt(said, lambda u: f"<v {u.label}>{escape(u.text, quote=False)}</v>")


def _prefixed(said: Sequence[Said]) -> str:
    return _vtt(said, lambda u: f"{u.label}: {escape(u.text, quote=False)}")


def _srt(said: Sequence[Said]) -> str:
    """A name only where the speaker changes, and lines wrapped."""
    cues = []
    for number, unit in enumerate(said, start=1):
        changes = number == 1 or said[number - 2].label != unit.label
        text = (f"{unit.label}: " if changes else "") + unit.text
        head, _, rest = text.rpartition(" ")
        cues.append(f"{number}\n{_clock(unit.start_ms, ',')} --> {_clock(unit.end_ms, ',')}\n{head}\n{rest}\n")
    return "\n".join(cues)


def _podcast(said: Sequence[Said]) -> str:
    return json.dumps(
        {
            "version": "1.0.0",
            "segments": [
                {"speaker": u.label, "startTime": u.start_ms / 1000, "endTime": u.end_ms / 1000, "body": u.text}
                for u in said
            ],
        }
    )


def _whisper(said: Sequence[Said]) -> str:
    segments = [
        {"start": u.start_ms / 1000, "end": u.end_ms / 1000, "text": f" {u.text}", "speaker": u.label} for u in said
    ]
    return json.dumps({"segments": segments, "language": "en"})


def _deepgram(said: Sequence[Said]) -> str:
    utterances = [
        {"start": u.start_ms / 1000, "end": u.end_ms / 1000, "transcript": u.text, "speaker": u.label} for u in said
    ]
    return json.dumps({"results": {"channels": [{"alternatives": []}], "utterances": utterances}})


def _words(unit: Said) -> list[dict[str, object]]:
    """Every word of a unit, the last of which ends with it."""
    times = {"start": unit.start_ms / 1000, "end": unit.end_ms / 1000}
    return [{"word": word, "speaker": unit.label, **times} for word in unit.text.split()]


def _deepgram_words(said: Sequence[Said]) -> str:
    words = [word for unit in said for word in _words(unit)]
    return json.dumps({"results": {"channels": [{"alternatives": [{"words": words}]}]}})


def _assemblyai(said: Sequence[Said]) -> str:
    utterances = [{"start": u.start_ms, "end": u.end_ms, "text": u.text, "speaker": u.label} for u in said]
    return json.dumps({"id": "1", "status": "completed", "utterances": utterances})


def _transcribe(said: Sequence[Said]) -> str:
    items = [
        {
            "type": "pronunciation",
            "start_time": str(word["start"]),
            "end_time": str(word["end"]),
            "alternatives": [{"content": word["word"]}],
            "speaker_label": unit.label,
        }
        for unit in said
        for word in _words(unit)
    ]
    return json.dumps({"results": {"transcripts": [], "items": items}})


def _rows(said: Sequence[Said]) -> list[dict[str, object]]:
    return [{"speaker": u.label, "text": u.text, "start_ms": u.start_ms, "end_ms": u.end_ms} for u in said]


def _csv(delimiter: str) -> Callable[[Sequence[Said]], str]:
    def write(said: Sequence[Said]) -> str:
        out = io.StringIO()
        writer = csv.DictWriter(out, ["speaker", "text", "start_ms", "end_ms"], delimiter=delimiter)
        writer.writeheader()
        writer.writerows(_rows(said))
        return out.getvalue()

    return write


def _ndjson(said: Sequence[Said]) -> str:
    return "".join(f"{json.dumps(row)}\n" for row in _rows(said))


def _json(said: Sequence[Said]) -> str:
    return json.dumps(_rows(said), ensure_ascii=False)


WRITERS: dict[str, tuple[str, Callable[[Sequence[Said]], str]]] = {
    "vtt with voices": ("vtt", _voiced),
    "vtt with names": ("vtt", _prefixed),
    "srt with names where they change": ("srt", _srt),
    "podcast": ("podcast", _podcast),
    "whisperx": ("whisper", _whisper),
    "deepgram utterances": ("deepgram", _deepgram),
    "deepgram words": ("deepgram", _deepgram_words),
    "assemblyai": ("assemblyai", _assemblyai),
    "transcribe": ("transcribe", _transcribe),
    "csv with commas": ("csv", _csv(",")),
    "csv with semicolons": ("csv", _csv(";")),
    "csv with tabs": ("csv", _csv("\t")),
    "ndjson": ("ndjson", _ndjson),
    "json": ("json", _json),
}
"""By the name of a shape, its format and what writes it."""
