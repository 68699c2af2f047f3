"""What holds for every text: generated talks come back, and nothing is lost or crashes."""

from hypothesis import given
from hypothesis import strategies as st

from app.parsers import parse, source_text
from app.transcript import ParseOptions, Transcript, TranscriptError, prove_nothing_lost

LABELS = st.sampled_from(
    [("Question", "Anna Weber"), ("Q", "A"), ("Q", "THE MAYOR"), ("Вопрос", "Анна Вебер"), ("Frage", "Antwort")]
)
WORDS = st.sampled_from(
    ["the", "tide", "was", "low", "и", "потом", "море", "ушло", "question", "answer:", "10:30", "no", "boat"]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(lambda words: "So we went there " + " ".join(words) + ".")
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join)
TEXTS = st.lists(PARAGRAPHS, min_size=1, max_size=4).map("\n\n".join)
TALKS = st.lists(TEXTS, min_size=2, max_size=12)
NEWLINES = st.sampled_from(["\n", "\r\n"])
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16"])


@given(LABELS, TALKS, NEWLINES, ENCODINGS, st.sampled_from([": ", " : ", ":\u00a0\u00a0", ":\n\n"]))
def test_a_generated_talk_comes_back(
    labels: tuple[str, str], texts: list[str], newline: str, encoding: str, colon: str
) -> None:
    turns = [(labels[index % 2], text) for index, text in enumerate(texts)]
    source = "\n\n".join(f"{label}{colon}{text}" for label, text in turns)
    (transcript,) = parse(source.replace("\n", newline).encode(encoding), ParseOptions())
    assert [(turn.label, turn.text) for turn in transcript.turns] == turns


def assert_nothing_is_lost(data: bytes, transcripts: tuple[Transcript, ...]) -> None:
    for transcript in transcripts:
        text = source_text(transcript.format, data, transcript.encoding)
        prove_nothing_lost(text, [turn.text for turn in transcript.turns], transcript.ledger)
        assert transcript.turns
        assert all(turn.text and turn.label for turn in transcript.turns)


def parse_or_refuse(data: bytes) -> None:
    try:
        transcripts = parse(data, ParseOptions())
    except TranscriptError:
        return
    assert_nothing_is_lost(data, transcripts)


@given(st.binary(max_size=300))
def test_random_bytes_are_read_or_refused(data: bytes) -> None:
    parse_or_refuse(data)


@given(st.binary(max_size=60))
def test_random_bytes_behind_a_talk_are_read_or_refused(data: bytes) -> None:
    parse_or_refuse(b"Q: Is it late?\n\nA: It is.\n\nQ: How late?\n\nA: " + data)


PIECES = st.sampled_from(
    [
        "Q:",
        "A:",
        "Anna Weber:",
        "\n",
        "\n\n",
        " ",
        "\\$",
        "\ufeff",
        "\u00ad",
        "a.",
        "b",
        "---\n",
        "[x](https://a.example)",
    ]
)


@given(st.lists(PIECES))
def test_any_arrangement_of_a_talk_is_read_or_refused(pieces: list[str]) -> None:
    parse_or_refuse("".join(pieces).encode())
