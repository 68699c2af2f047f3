"""Deepgram's JSON: utterances where it has them, else the paragraphs of a single channel, else words.

https://developers.deepgram.com/docs/utterances, …/paragraphs, …/diarization: times are in seconds, speakers numbers.
"""

from collections.abc import Iterator

from app.parsers.units.documents import Node, document_of, members
from app.parsers.units.segments import Segment, Spoken, read_segments, runs_of, segments_text
from app.transcript import Metadata, ParseOptions, Transcript

EXTENSIONS = (".json",)


def recognises(data: bytes) -> bool:
    """Whether it is an object with `results`, and `channels` or `utterances` in them."""
    results = members(data).get("results")
    return isinstance(results, dict) and ("channels" in results or "utterances" in results)


def parse(data: bytes, options: ParseOptions) -> tuple[Transcript, ...]:
    """The one interview in `data`; raises `TranscriptError` that names the field that is wrong."""
    languages = {found.text() for each in _channels(document_of(data)) if (found := each.get("detected_language"))}
    language = languages.pop() if len(languages) == 1 else None
    return (read_segments("deepgram", data, _segments, Metadata(language=language, transcript_kind="automatic")),)


def source_text(data: bytes, encoding: str | None, key: str | None = None) -> str:
    """The text of which every non-blank character is accounted for: speakers and what they say, told in one way."""
    return segments_text(data, _segments)


def _channels(document: Node) -> list[Node]:
    channels = document.need("results").get("channels")
    return list(channels.each()) if channels else []


def _segments(document: Node) -> Iterator[Segment]:
    utterances = document.need("results").get("utterances")
    channels = _channels(document)
    if utterances and utterances.value:
        yield from _utterances(utterances, several=len(channels) > 1)
    elif len(channels) == 1 and (paragraphs := _paragraphs(channels[0])):
        yield from _sentences(paragraphs)
    else:
        words = [word for channel in channels for word in _words(channel, several=len(channels) > 1)]
        yield from runs_of(sorted(words, key=lambda word: word.start_ms or 0))


def _utterances(utterances: Node, *, several: bool) -> Iterator[Segment]:
    for utterance in utterances.each():
        channel = utterance.get("channel") if several else None
        label = _label(utterance, channel.label() if channel else None)
        start, end = utterance.need("start").time(), utterance.need("end").time()
        yield Segment(label, utterance.need("transcript").text(), start, end)


def _label(spoken: Node, channel: str | None) -> str | None:
    """The speaker's number; where several channels were recorded, the channel's before it."""
    speaker = spoken.get("speaker")
    number = speaker.label() if speaker else None
    if channel is None:
        return number
    return f"Channel {channel}" if number is None else f"Channel {channel} Speaker {number}"


def _paragraphs(channel: Node) -> list[Node]:
    best = _best(channel)
    paragraphs = best.get("paragraphs") if best else None
    listed = paragraphs.get("paragraphs") if paragraphs else None
    return list(listed.each()) if listed else []


def _best(channel: Node) -> Node | None:
    return next(channel.need("alternatives").each(), None)


def _sentences(paragraphs: list[Node]) -> Iterator[Segment]:
    for paragraph in paragraphs:
        label = _label(paragraph, None)
        for index, sentence in enumerate(paragraph.need("sentences").each()):
            start, end = sentence.need("start").time(), sentence.need("end").time()
            yield Segment(label if index == 0 else None, sentence.need("text").text(), start, end, opens=index == 0)


def _words(channel: Node, *, several: bool) -> Iterator[Spoken]:
    best = _best(channel)
    words = best.get("words") if best else None
    number = str(channel.key) if several else None
    for word in words.each() if words else ():
        text = word.get("punctuated_word") or word.need("word")
        yield Spoken(_label(word, number), text.text(), word.need("start").time(), word.need("end").time())
