"""Dialects of JSON: each shows in the content; what is damaged or wrong is refused with its place or its field."""

import json
from pathlib import Path

import pytest

from app.parsers import FORMATS, format_of, is_recognised, parse
from app.speakers import is_anonymous, is_name
from app.transcript import ParseOptions, Transcript, TranscriptError
from tests.parsers.golden import cases

DIALECTS = ("podcast", "whisper", "deepgram", "assemblyai", "transcribe", "json")
SOURCES = [source for source in cases() if source.parent.name in DIALECTS]
SEGMENT = {"speaker": "Ida", "startTime": 1, "endTime": 2, "body": "Ja."}


def read(document: object, format_key: str | None = None) -> Transcript:
    (transcript,) = parse(json.dumps(document).encode(), ParseOptions(name="talk.json", format=format_key))
    return transcript


def aws(told: str, *said: str) -> object:
    items = [{"type": "pronunciation", "alternatives": [{"content": word}]} for word in said]
    return {"results": {"transcripts": [{"transcript": told}], "items": items}}


def test_words_that_only_the_running_text_of_transcribe_has_are_told() -> None:
    assert not any("left out" in warning for warning in read(aws("Hi, bye.", "Hi", "bye")).warnings)
    assert "`results.transcripts` has 2 words that no item has: left out, first `bye`" in (
        read(aws("hi bye now", "hi")).warnings
    )


def podcast(**changes: object) -> object:
    return {"version": "1.0.0", "segments": [SEGMENT, SEGMENT | changes]}


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: f"{source.parent.name}/{source.name}")
@pytest.mark.parametrize("name", ["talk.json", "talk.txt", ""])
def test_a_dialect_shows_in_the_content_whatever_the_name(source: Path, name: str) -> None:
    data = source.read_bytes()
    assert format_of(data, ParseOptions(name=name)) == source.parent.name


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: f"{source.parent.name}/{source.name}")
def test_no_other_dialect_takes_it_for_its_own(source: Path) -> None:
    data = source.read_bytes()
    assert [key for key in DIALECTS if FORMATS[key].recognises(data)] == [source.parent.name]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"startTime": "soon"}, r"`segments\[1\].startTime` wants a time such as 12.5, not a text"),
        ({"startTime": True}, r"`segments\[1\].startTime` wants a time such as 12.5, not true or false"),
        ({"startTime": -1}, r"`segments\[1\].startTime` wants a time such as 12.5, not -1"),
        ({"endTime": 10**400}, r"`segments\[1\].endTime` wants a time such as 12.5, not 1000000"),
        ({"endTime": [2]}, r"`segments\[1\].endTime` wants a time such as 12.5, not a list"),
        ({"body": 5}, r"`segments\[1\].body` wants a text, not 5"),
        ({"body": {"text": "Ja."}}, r"`segments\[1\].body` wants a text, not an object"),
        ({"body": "\ud83d"}, r"`segments\[1\].body` holds half a character, \\ud83d"),
        ({"speaker": ["Ida"]}, r"`segments\[1\].speaker` wants a text, not a list"),
        ({"speaker": "I" * 201}, r"`segments\[1\].speaker` is no name: it has 201 characters"),
        ({"speaker": 10**30}, r"`segments\[1\].speaker` wants a text, not 1000000"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_wrong_value_is_named(changes: dict[str, object], says: str) -> None:
    with pytest.raises(TranscriptError, match=says):
        read(podcast(**changes))


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (b'{"segments": [\n{"body": "a",', r"damaged in line 2, column 14"),
        (b'{"segments": [{"body": "a"}]} x', r"damaged in line 1, column 31"),
        (b'{"segments": [{"body": "a", "startTime": NaN}]}', "the JSON says NaN, which is no number"),
        (b'{"segments": [{"body": "a", "body": "b"}]}', "says `body` twice in one object"),
        (b'{"a": ' * 100_000, "nested deeper than any transcript"),
        (b'[{"a": ' * 100_000, "nested deeper than any transcript"),
        (b'{"startTime": ' + b"9" * 5000 + b"}", "a number of more digits than any transcript has"),
        (b'{"name": "left-pad", "version": "1.0.0"}', "JSON of none of the dialects that are read"),
        (b'[{"name": "left-pad"}]', "JSON of none of the dialects that are read"),
        (b'{"body": "\xe9t\xe9"}', "the JSON is not UTF-8"),
        (b"{}", "JSON of none of the dialects that are read"),
    ],
    ids=lambda value: repr(value[:30]),
)
@pytest.mark.parametrize("name", ["talk.json", ""])
def test_damaged_json_is_refused_with_its_place(source: bytes, says: str, name: str) -> None:
    with pytest.raises(TranscriptError, match=says):
        parse(source, ParseOptions(name=name))
    assert not is_recognised(source)


@pytest.mark.parametrize("key", DIALECTS)
@pytest.mark.parametrize("document", [{}, [], {"segments": {}}, {"results": []}, {"results": {"items": {}}}, 1, None])
def test_a_document_of_another_shape_is_refused(key: str, document: object) -> None:
    with pytest.raises(TranscriptError):
        read(document, key)


@pytest.mark.parametrize(
    ("key", "document"), [("podcast", {"version": "1", "segments": []}), ("whisper", {"segments": []})]
)
def test_a_document_without_words_says_so(key: str, document: object) -> None:
    with pytest.raises(TranscriptError, match=f"this {key} document holds no words"):
        read(document, key)


def test_two_dialects_at_once_are_an_error_that_names_them() -> None:
    both: object = {"results": {"channels": [], "items": [], "transcripts": []}}
    with pytest.raises(TranscriptError, match="this may be deepgram or transcribe: --format says which"):
        read(both)


def test_an_invisible_character_is_told_and_white_space_is_single() -> None:
    transcript = read(podcast(body=" J\u200ba\u0000,\n doch. "))
    assert transcript.turns[0].text == "Ja. Ja, doch."
    assert [entry.detail for entry in transcript.ledger if entry.rule == "invisible"] == ["U+200B", "U+0000"]


def test_what_recognition_calls_a_speaker_names_nobody() -> None:
    for label in ("0", "spk_0", "ch_1", "SPEAKER_06", "Speaker A", "Channel 0", "Channel 1 Speaker 2", "Unknown"):
        assert is_anonymous(label)
        assert not is_name(label)


def test_speaker_nought_is_a_speaker() -> None:
    utterance = {"start": 0, "end": 1, "transcript": "Hm."}
    talk = {"results": {"utterances": [utterance | {"speaker": 1}, utterance | {"speaker": 0}, utterance]}}
    assert [(turn.label, turn.text) for turn in read(talk).turns] == [("1", "Hm."), ("0", "Hm. Hm.")]


def test_a_private_address_of_the_recording_is_not_published() -> None:
    talk = {
        "audio_url": "https://x.example/?token=1",
        "utterances": [{"text": "Hm.", "start": 0, "end": 1, "speaker": "A"}],
    }
    assert read(talk).metadata.media_url is None


@pytest.mark.parametrize("data", [b"[1,2,3]", b"null", b""])
def test_what_is_no_transcript_is_not_taken_for_any(data: bytes) -> None:
    with pytest.raises(TranscriptError, match=r"no transcript in any shape that is known of .json: podcast, whisper"):
        parse(data, ParseOptions(name="talk.json"))
