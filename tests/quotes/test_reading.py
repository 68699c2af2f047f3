import pytest

from app.quotes.reading import readings_of
from app.quotes.sentences import sentence_starts, sentences_around


def pieces(quotation: str) -> list[str]:
    reading = readings_of(quotation)[-1]
    return [reading.text[piece.tokens[0].start : piece.tokens[-1].end] for piece in reading.pieces]


@pytest.mark.parametrize(
    ("quotation", "expected"),
    [
        ("as it stands", ["as it stands"]),
        ("a cut … here", ["a cut", "here"]),
        ("a cut... here", ["a cut", "here"]),
        ("a cut . . . here", ["a cut", "here"]),
        ("a cut [...] here", ["a cut", "here"]),
        ("a cut (…) here", ["a cut", "here"]),
        ("… both ends …", ["both ends"]),
        ("[the] one", ["one"]),
        ("[T]he one [sic]", ["The one"]),
        ("she want[ed] it", ["she", "it"]),
        ("a [really] … [big] cut", ["a", "cut"]),
        ("one … … two", ["one", "two"]),
    ],
)
def test_a_quotation_is_read_in_pieces(quotation: str, expected: list[str]) -> None:
    assert pieces(quotation) == expected


@pytest.mark.parametrize("quotation", ["", "…", "?!", "\u200b", "“”"])
def test_what_has_no_word_has_no_reading(quotation: str) -> None:
    assert readings_of(quotation) == []


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four", ["One. ", "Two! ", "Three? ", "Four"]),
        ('He said "no." Then he left.', ['He said "no." ', "Then he left."]),
        (
            "Mr. Quill and Dr. Holm met J. F. Wren. They talked.",
            ["Mr. Quill and Dr. Holm met J. F. Wren. ", "They talked."],
        ),
        ("It cost 3.5 million. mostly", ["It cost 3.5 million. mostly"]),
        ("他不知道。她知道！", ["他不知道。", "她知道！"]),
        ("Один. Два?\n\nтри", ["Один. ", "Два?\n\n", "три"]),
        ("«Да». «Нет».", ["«Да». ", "«Нет»."]),
        ("", [""]),
    ],
)
def test_sentences_begin_where_readers_think(text: str, sentences: list[str]) -> None:
    starts = sentence_starts(text)
    assert [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)] == sentences


def test_whole_sentences_are_shown() -> None:
    text = "One stands here. Two stands there. Three is away."
    starts = sentence_starts(text)
    assert sentences_around(text, 4, 10, starts) == "One stands here."
    assert sentences_around(text, 10, 20, starts) == "One stands here. Two stands there."
    assert sentences_around(text, 0, len(text), starts) == text
