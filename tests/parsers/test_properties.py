"""What holds for every text: generated talks come back, and nothing is lost or crashes."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.parsers import parse, source_text
from app.transcript import ParseOptions, TranscriptError, prove_nothing_lost


@dataclass(frozen=True)
class Language:
    labels: tuple[str, str]
    opening: str
    words: tuple[str, ...]
    end: str = "."
    space: str = " "


LANGUAGES = {
    "en": Language(
        ("Question", "Anna Weber"), "So we went", ("the", "tide", "was", "low", "question", "answer:", "10:30")
    ),
    "en-capitals": Language(("Q", "THE MAYOR"), "Then we saw", ("a", "boat", "(laughs)", "[sic]", "$20", "no:", "it")),
    "ru": Language(("Вопрос", "Анна Вебер"), "Потом мы шли", ("море", "ушло", "и", "ответ:", "лодка", "ёж")),
    "el": Language(("Ερώτηση", "Νίκος Δήμου"), "Τότε είδαμε", ("τη", "θάλασσα", "και", "το", "καΐκι")),
    "ar": Language(("سؤال", "سالم الرملي"), "ثم ذهبنا", ("إلى", "البحر", "و", "الريح"), "."),
    "he": Language(("שאלה", "נעמה ים"), "ואז הלכנו", ("אל", "הים", "עם", "רוח")),
    "hi": Language(("प्रश्न", "रमेश पाटिल"), "फिर हम", ("नाव", "और", "हवा", "तक"), "।"),
    "ko": Language(("질문", "김바다"), "그래서 우리는", ("바다에", "갔고", "바람이")),
    "zh": Language(("问", "答"), "后来我们", ("去了", "海边", "看见", "船"), "。", ""),
    "ja": Language(("質問", "灯台守"), "それから", ("海へ", "行き", "船を", "見た"), "。", ""),
}
SHAPES: dict[str, Callable[[str, str], str]] = {
    "colon": lambda label, text: f"{label}: {text}",
    "spaced colon": lambda label, text: f"{label} : {text}",
    "full-width colon": lambda label, text: f"{label}：{text}",
    "colon on its line": lambda label, text: f"{label}:\n\n{text}",
    "indented, no-break spaces": lambda label, text: f"\u00a0\u00a0 {label}:\u00a0 {text}",
    "bold": lambda label, text: f"**{label}:** {text}",
    "bold without colon": lambda label, text: f"**{label}** {text}",
    "bold and time": lambda label, text: f"**{label}** (0:12) - {text}",
    "underscores": lambda label, text: f"__{label}__: {text}",
    "time before": lambda label, text: f"[00:01:02] {label}: {text}",
    "time behind": lambda label, text: f"{label} (00:01:02): {text}",
    "time behind the colon": lambda label, text: f"{label}: [0:01:02] {text}",
    "name and time on a line": lambda label, text: f"{label} 00:01:02\n\n{text}",
    "a date and the time of day before": lambda label, text: f"[02.03.21, 10:02:03] {label}: {text}",
    "a sign before": lambda label, text: f"◆ {label}: {text}",
    "time on the line above": lambda label, text: f"0:0:3.12 --> 0:0:5.4\n{label}: {text}",
    "in brackets with a time": lambda label, text: f"[{label} 1:02]: {text}",
}
BRIEF = settings(max_examples=max(10, settings().max_examples // 10))  # there are many shapes and languages
NEWLINES = st.sampled_from(["\n", "\r\n"])
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])


def texts(language: Language) -> st.SearchStrategy[str]:
    words = st.lists(st.sampled_from(language.words), min_size=1, max_size=9).map(language.space.join)
    sentences = words.map(lambda said: f"{language.opening}{language.space}{said}{language.end}")
    paragraphs = st.lists(sentences, min_size=1, max_size=3).map((language.space or "").join)
    return st.lists(paragraphs, min_size=1, max_size=3).map("\n\n".join)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("code", LANGUAGES)
@BRIEF
@given(data=st.data())
def test_a_generated_talk_comes_back(code: str, shape: str, data: st.DataObject) -> None:
    language = LANGUAGES[code]
    spoken = data.draw(st.lists(texts(language), min_size=4, max_size=8))
    turns = [(language.labels[index % 2], text) for index, text in enumerate(spoken)]
    source = "\n\n".join(SHAPES[shape](label, text) for label, text in turns)
    encoded = source.replace("\n", data.draw(NEWLINES)).encode(data.draw(ENCODINGS))
    (transcript,) = parse(encoded, ParseOptions())
    assert [(turn.label, turn.text) for turn in transcript.turns] == turns


@pytest.mark.parametrize(("code", "encoding"), [("ru", "cp1251"), ("en", "latin-1"), ("el", "iso8859_7")])
@BRIEF
@given(data=st.data())
def test_text_of_an_older_encoding_has_no_replacement_characters(code: str, encoding: str, data: st.DataObject) -> None:
    language = LANGUAGES[code]
    spoken = data.draw(st.lists(texts(language), min_size=6, max_size=8))
    source = "\n\n".join(f"{language.labels[index % 2]}: {text}" for index, text in enumerate(spoken))
    (transcript,) = parse(source.encode(encoding), ParseOptions())
    assert "\ufffd" not in "".join(turn.text for turn in transcript.turns)
    assert len(transcript.turns) == len(spoken)


def read_or_refuse(data: bytes) -> None:
    """Parse `data`, which may be refused and must not be lost."""
    try:
        transcripts = parse(data, ParseOptions())
    except TranscriptError:
        return
    for transcript in transcripts:
        text = source_text(transcript.format, data, transcript.encoding)
        prove_nothing_lost(text, [turn.text for turn in transcript.turns], transcript.ledger)
        assert transcript.turns
        assert all(turn.text and turn.label for turn in transcript.turns)


@given(st.binary(max_size=300))
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    read_or_refuse(data)


@given(st.binary(max_size=60))
def test_random_bytes_behind_a_talk_are_read_or_refused(data: bytes) -> None:
    read_or_refuse(b"Q: Is it late?\n\nA: It is.\n\nQ: How late?\n\nA: " + data)


@given(st.text(max_size=200))
def test_random_text_behind_a_marked_up_talk_is_read_or_refused(text: str) -> None:
    read_or_refuse(
        f"# T\n\n**Q:** [a](https://a.example)\n\n**A:** It is.\n\n**Q:** So?\n\n**A:** {text}".encode(
            "utf-8", "ignore"
        )
    )


PIECES = st.sampled_from(
    [
        *(
            "Q:",
            "A:",
            "Anna Weber:",
            "**Tom:** ",
            "__Ida__ ",
            "[00:01] ",
            "Q. ",
            "A   ",
            "— ",
            "> ",
            "# ",
            "- ",
            "1. ",
            "|",
        ),
        *("\n", "\n\n", "\r\n", " ", "\t", "\u00a0", "---\n", "***\n", "(laughs)\n", "END\n", "3\n", "\f"),
        *("\\$", "\\", "*", "**", "_", "`", "[x](https://a.example)", "![i](j)", "<b>", "</b>", "<!-- c -->", "[^1]"),
        *(
            "\ufeff",
            "\u00ad",
            "\u200b",
            "\u200f",
            "\u0301",
            "a.",
            "b",
            "Is it?",
            "Links\n",
            "Date: 4 May 2020\n",
            "：",
            "问：",
        ),
    ]
)


@given(st.lists(PIECES, max_size=60))
def test_any_arrangement_of_a_talk_is_read_or_refused(pieces: list[str]) -> None:
    read_or_refuse("".join(pieces).encode())


@pytest.mark.parametrize("shape", SHAPES)
@BRIEF
@given(data=st.data())
def test_a_damaged_talk_is_read_or_refused(shape: str, data: st.DataObject) -> None:
    """Lines lost, doubled or joined."""
    turns = [("Question" if index % 2 else "Anna Weber", f"It was said that {index}.") for index in range(6)]
    lines = "\n\n".join(SHAPES[shape](label, text) for label, text in turns).split("\n")
    damaged = [line * data.draw(st.integers(0, 2)) + data.draw(st.sampled_from(["\n", ""])) for line in lines]
    read_or_refuse("".join(damaged).encode())
