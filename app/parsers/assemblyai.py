"""AssemblyAI's JSON: utterances where speakers were told apart, else words; times are in milliseconds.

https://www.assemblyai.com/docs/speech-to-text/speaker-diarization
"""

from collections.abc import Iterator

from app.parsers.units.documents import Node, document_of, members
from app.parsers.units.segments import Segment, Spoken, read_segments, runs_of, segments_text
from app.transcript import Metadata, ParseOptions, Transcript

EXTENSIONS = (".json",)
_SAYS = {"audio_url", "acoustic_model", "speech_model", "language_model", "language_code"}
_MILLISECONDS = 1


def recognises(data: bytes) -> bool:
    """Whether it is an object with `words` or `utterances`, and what else the service says of its work."""
    found = set(members(data))
    return bool({"words", "utterances"} & found) and (bool(_SAYS & found) or {"id", "status"} <= found)


def parse(data: bytes, options: ParseOptions) -> tuple[Transcript, ...]:
    """The one interview in `data`; raises `TranscriptError` that names the field that is wrong."""
    code = document_of(data).get("language_code")
    metadata = Metadata(language=_tag(code.text()) if code else None, transcript_kind="automatic")
    return (read_segments("assemblyai", data, _segments, metadata, _named),)


def source_text(data: bytes, encoding: str | None, key: str | None = None) -> str:
    """The text of which every non-blank character is accounted for: speakers and what they say, told in one way."""
    return segments_text(data, _segments)


def _tag(code: str) -> str:
    """`en_us` is `en-US`."""
    language, _, region = code.partition("_")
    return f"{language}-{region.upper()}" if region else language


def _named(speaker: str) -> str:
    """`Speaker A`, as the service's own texts print it: a lone `A` is an answer elsewhere."""
    return f"Speaker {speaker}" if len(speaker) < 3 else speaker


def _segments(document: Node) -> Iterator[Segment]:
    utterances = document.get("utterances")
    if utterances and utterances.value:
        for utterance in utterances.each():
            yield Segment(*_spoken(utterance)[:4])
        return
    words = document.get("words")
    yield from runs_of(_spoken(word) for word in words.each()) if words else ()


def _spoken(found: Node) -> Spoken:
    speaker = found.get("speaker")
    start, end = (found.need(name).time(_MILLISECONDS) for name in ("start", "end"))
    return Spoken(speaker.label() if speaker else None, found.need("text").text(), start, end)
