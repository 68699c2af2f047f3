"""Labels at the start of a paragraph, in the spellings of many languages."""

import pytest

from app.label_words import ANSWER_WORDS, QUESTION_WORDS
from app.parsers import parse
from app.parsers.text.vocabulary import NO_LABELS
from app.transcript import ParseOptions, Transcript


def parse_text(text: str | bytes, **options: object) -> Transcript:
    data = text.encode() if isinstance(text, str) else text
    (transcript,) = parse(data, ParseOptions(**options))  # type: ignore[arg-type]
    return transcript


def turns_of(text: str, **options: object) -> list[tuple[str, str]]:
    return [(turn.label, turn.text) for turn in parse_text(text, **options).turns]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Question:", "Sergei Amarov:"),
        ("Q:", "A:"),
        ("Q1:", "A1:"),
        ("Q:", "THE PRESIDENT:"),
        ("Question :", "Réponse :"),
        ("Вопрос:", "Ответ:"),
        ("Вопрос:", "Анна Вебер:"),
        ("Питання:", "Відповідь:"),
        ("Ερώτηση:", "Απάντηση:"),
        ("Frage:", "Antwort:"),
        ("Pregunta:", "Respuesta:"),
        ("質問：", "回答："),
        ("問：", "答："),
        ("记者:", "王小明:"),
        ("질문:", "답변:"),
        ("سؤال:", "جواب:"),
        ("שאלה:", "תשובה:"),
        ("प्रश्न:", "उत्तर:"),
        ("Soru:", "Cevap:"),
        ("Speaker 1:", "Speaker 2:"),
        ("Ludwig van Aalst:", "Governor of the Bank:"),
        ("J. R. Hartley:", "O'Neill, Tip:"),
        ("\u200fسؤال:", "\u200fجواب:"),
    ],
)
def test_labels_of_many_languages(question: str, answer: str) -> None:
    text = f"{question} Is it late?\n\n{answer} It is.\n\nQuite.\n\n{question} How late?\n\n{answer} Very."
    labels = [label.rstrip(":： ").strip("\u200f") for label in (question, answer)] * 2
    assert turns_of(text) == list(zip(labels, ["Is it late?", "It is.\n\nQuite.", "How late?", "Very."], strict=True))


def test_a_colon_inside_a_paragraph_makes_no_label() -> None:
    text = "Question: This begs the question: what is it? He said: never.\n\nAnna Weber: The answer: yes."
    assert turns_of(text) == [
        ("Question", "This begs the question: what is it? He said: never."),
        ("Anna Weber", "The answer: yes."),
    ]


@pytest.mark.parametrize(
    "paragraph",
    [
        "https://example.org/a: that is where it stands.",
        "10:30: that is when it began.",
        "He said it plainly: no.",
        "“Never again: that is all,” he said.",
        "question: a word, in the middle of a page, after a cut.",
        "Note: this is part of what was said.",
    ],
)
def test_a_paragraph_that_only_looks_labelled_belongs_to_the_turn_before_it(paragraph: str) -> None:
    text = f"Question: Is it late?\n\nAnna Weber: It is.\n\n{paragraph}\n\nQuestion: How late?\n\nAnna Weber: Very."
    assert turns_of(text)[1] == ("Anna Weber", f"It is.\n\n{paragraph}")


def test_equal_labels_in_a_row_stay_separate_turns() -> None:
    text = "Q: One?\n\nQ: Two?\n\nA: Three.\n\nA: Four."
    assert turns_of(text) == [("Q", "One?"), ("Q", "Two?"), ("A", "Three."), ("A", "Four.")]


def test_turns_may_be_one_word_and_the_file_may_end_without_a_newline() -> None:
    assert turns_of("Question: Loans.\n\nAnna Weber: Loans?") == [("Question", "Loans."), ("Anna Weber", "Loans?")]


def test_a_name_that_comes_once_is_a_label_among_labels_that_come_again() -> None:
    text = "Q: One?\n\nAnna Weber: Two.\n\nQ: Three?\n\nTom Reed: Four."
    assert [label for label, _ in turns_of(text)] == ["Q", "Anna Weber", "Q", "Tom Reed"]


def test_a_name_given_by_the_caller_is_a_label() -> None:
    text = "Bosun: One?\n\nCook: Two.\n"
    assert [label for label, _ in turns_of(text, speakers=("Bosun", "Cook"))] == ["Bosun", "Cook"]


def test_the_line_of_a_label_is_counted_as_editors_count() -> None:
    transcript = parse_text("\r\n\r\nQ: One?\r\n\r\nA: Two.\r\n")
    assert [turn.line for turn in transcript.turns] == [3, 5]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Question:", "Answer:"),
        ("QUESTION:", "ANSWER:"),
        ("**Question:**", "**Answer:**"),
        ("Interviewer:", "Answer:"),
        ("Question:", "Response:"),
        ("Frage:", "Antwort:"),
        ("Q1:", "A1:"),
    ],
)
@pytest.mark.parametrize("exchanges", [2, 9])
def test_plain_words_for_question_and_answer_are_labels(question: str, answer: str, exchanges: int) -> None:
    said = f"{question} Who rings the bell of the old harbour?\n\n{answer} Whoever wakes first in the morning.\n\n"
    (transcript,) = parse((said * exchanges).encode(), ParseOptions(name="talk.txt"))
    labels = [question.strip("*:"), answer.strip("*:")]
    assert [turn.label for turn in transcript.turns] == labels * exchanges


def test_no_word_for_question_or_answer_is_among_those_that_never_speak() -> None:
    assert not NO_LABELS & (QUESTION_WORDS | ANSWER_WORDS)
