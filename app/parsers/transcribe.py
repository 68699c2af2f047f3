"""Amazon Transcribe's JSON: words and punctuation with their times, and whose they are, or on which channel.

https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html#how-output
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from app.parsers.units.documents import Node, document_of, members
from app.parsers.units.segments import Segment, Spoken, read_segments, runs_of, segments_text
from app.transcript import Metadata, ParseOptions, Transcript, TranscriptTurn
from app.words import folded_words

EXTENSIONS = (".json",)


def recognises(data: bytes) -> bool:
    """Whether it is an object with `results`, and `items` and `transcripts` in them."""
    results = members(data).get("results")
    return isinstance(results, dict) and {"items", "transcripts"} <= set(results)


def parse(data: bytes, options: ParseOptions) -> tuple[Transcript, ...]:
    """The one interview in `data`; raises `TranscriptError` that names the field that is wrong."""
    results = document_of(data).need("results")
    code = results.get("language_code")
    metadata = Metadata(language=code.text() if code else None, transcript_kind="automatic")
    transcript = read_segments("transcribe", data, _segments, metadata)
    return (replace(transcript, warnings=(*_unsaid(results, transcript.turns), *transcript.warnings)),)


def source_text(data: bytes, encoding: str | None, key: str | None = None) -> str:
    """The text of which every non-blank character is accounted for: speakers and the first choice of each item."""
    return segments_text(data, _segments)


def _segments(document: Node) -> Iterator[Segment]:
    results = document.need("results")
    channels = results.get("channel_labels")
    return runs_of(_by_channel(channels) if channels else _by_speaker(results))


def _unsaid(results: Node, turns: Iterable[TranscriptTurn]) -> Iterator[str]:
    """Where the running text, which repeats the items, has words more than they."""
    whole = results.get("transcripts")
    told = [text.text() for each in whole.each() if (text := each.get("transcript"))] if whole else []
    said = Counter(word for turn in turns for word in folded_words(turn.text))
    more = Counter(word for text in told for word in folded_words(text)) - said
    if more:
        first = next(iter(more))[:40]
        yield f"`results.transcripts` has {more.total():,} words that no item has: left out, first `{first}`"


def _by_channel(channels: Node) -> Iterator[Spoken]:
    """The words of all channels in the order of speech, a mark beside its word."""
    placed: list[tuple[int, Spoken]] = []
    for channel in channels.need("channels").each():
        label = channel.need("channel_label").label()
        at = 0
        for word in _items(channel.need("items"), {}):
            at = at if word.start_ms is None else word.start_ms
            placed.append((at, word._replace(label=label)))
    return (word for _, word in sorted(placed, key=lambda each: each[0]))


def _by_speaker(results: Node) -> Iterator[Spoken]:
    labels = results.get("speaker_labels")
    return _items(results.need("items"), _speakers(labels) if labels else {})


def _speakers(labels: Node) -> dict[str, str]:
    """Whose the word is that begins at a time, which is all that older documents say."""
    return {
        item.need("start_time").text(): item.need("speaker_label").text()
        for segment in labels.need("segments").each()
        for item in segment.need("items").each()
    }


def _items(items: Node, speakers: dict[str, str]) -> Iterator[Spoken]:
    for item in items.each():
        own, start, end = (item.get(name) for name in ("speaker_label", "start_time", "end_time"))
        choice = next(item.need("alternatives").each(), None)
        if choice is None:
            raise item.need("alternatives").wrong("at least one alternative")
        is_mark = item.need("type").text() == "punctuation"
        label = own.label() if own and not is_mark else speakers.get(str(start.value)) if start else None
        times = (start.time() if start else None, end.time() if end else None)
        yield Spoken(label, choice.need("content").text(), *times, is_mark=is_mark)
