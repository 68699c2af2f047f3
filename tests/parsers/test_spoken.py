"""What holds for every format that has units: generated talks come back, and damage is refused or read whole."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.parsers import format_of, parse, source_text
from app.transcript import ParseOptions, TranscriptError, prove_nothing_lost
from tests.parsers.spoken import WRITERS, Said, talks, turns_of

BRIEF = settings(max_examples=max(10, settings().max_examples // 4))
SHAPES = pytest.mark.parametrize("shape", WRITERS)
TALK = [
    Said("Anna Weber", "So we dug — in June.", 0, 1500),
    Said("Anna Weber", "All of it.", 1600, 2500),
    Said("Tom Reed", "And then?", 3000, 3400),
    Said("Anna Weber", "Then it rained & rained.", 3500, 6000),
]


@SHAPES
@BRIEF
@given(said=talks())
def test_a_generated_talk_comes_back(shape: str, said: list[Said]) -> None:
    format_key, write = WRITERS[shape]
    data = write(said).encode()
    assert format_of(data, ParseOptions()) == format_key
    (transcript,) = parse(data, ParseOptions())
    found = [(turn.label, turn.text, turn.start_ms, turn.end_ms) for turn in transcript.turns]
    assert found == turns_of(said)


def read_or_refuse(data: bytes, options: ParseOptions) -> None:
    """Parse `data`, which may be refused with one line, and must not be lost."""
    try:
        transcripts = parse(data, options)
    except TranscriptError as error:
        message = str(error)
    else:
        message = ""
    assert "\n" not in message
    assert len(message) < 1000
    for transcript in () if message else transcripts:
        text = source_text(transcript.format, data, transcript.encoding, transcript.key)
        prove_nothing_lost(text, [turn.text for turn in transcript.turns], transcript.ledger)
        assert transcript.turns
        for turn in transcript.turns:
            assert turn.text.encode()
            assert turn.label.encode()
            assert all(time is None or 0 <= time < 2**53 for time in (turn.start_ms, turn.end_ms))


@SHAPES
@BRIEF
@given(data=st.data())
def test_a_damaged_talk_is_read_or_refused(shape: str, data: st.DataObject) -> None:
    """Bytes lost, doubled or put in."""
    format_key, write = WRITERS[shape]
    source = write(TALK).encode()
    start = data.draw(st.integers(0, len(source)))
    end = min(len(source), start + data.draw(st.integers(0, 20)))
    middle = data.draw(st.one_of(st.binary(max_size=6), st.just(source[start:end] * 2), st.sampled_from(PIECES)))
    read_or_refuse(source[:start] + middle + source[end:], ParseOptions(format=format_key))


PIECES = [
    *(b'"', b"{", b"[", b"}", b",", b"\n", b"\n\n", b"\r", b"\0", b"\xff", b"-->", b"00:00", b"<v ", b"</v>", b"<c>"),
    *(
        b"&lt;",
        b"&gt;&gt; ",
        b"&#0;",
        b"&#xD800;",
        b">> ",
        b"Ida: ",
        b"NOTE\n",
        b"\n\nNOTE x\n\n",
        b"[Music]",
        b"WEBVTT",
    ),
    *(
        b"null",
        b"NaN",
        b"1e999",
        b"-1",
        b"9" * 5000,
        b"true",
        b"\\ud800",
        b"\\u0000",
        b"\xe2\x80\x8b",
        b"'",
        b";",
        b"\t",
    ),
]


@SHAPES
@BRIEF
@given(
    values=st.lists(st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5)), max_size=4)
)
def test_wrong_types_are_refused_with_one_line(shape: str, values: list[object]) -> None:
    """Every value of the document, one after the other, is another one."""
    format_key, write = WRITERS[shape]
    if format_key not in ("podcast", "whisper", "deepgram", "assemblyai", "transcribe", "json"):
        return
    for value in (*values, [], {}, [[]], {"a": {}}):
        for changed in changes(json.loads(write(TALK[:2])), value):
            read_or_refuse(json.dumps(changed).encode(), ParseOptions(format=format_key))


def changes(document: object, value: object) -> Iterator[object]:
    """The document with each of its values replaced, one at a time."""
    yield value
    if isinstance(document, dict):
        for key, each in document.items():
            yield from ({**document, key: other} for other in changes(each, value))
    elif isinstance(document, list):
        for i, each in enumerate(document):
            yield from ([*document[:i], other, *document[i + 1 :]] for other in changes(each, value))


@given(data=st.binary(max_size=200), shape=st.sampled_from(sorted(WRITERS)))
def test_random_bytes_are_read_or_refused(data: bytes, shape: str) -> None:
    read_or_refuse(data, ParseOptions(format=WRITERS[shape][0]))
