"""Shapes of transcripts: how a label, a time and a text stand to each other, over a talk of three exchanges."""

import pytest

from tests.parsers.test_labels import parse_text, turns_of

ASKED = ("Who rings the bell of the old harbour?", "And when nobody wakes?", "Is that so?")
ANSWERED = ("Whoever wakes first in the morning.", "Then it stays silent, and the boats wait.", "It is.")


def talk(question: str, answer: str, between: str = "\n\n") -> str:
    exchanges = zip(ASKED, ANSWERED, strict=True)
    return between.join(
        shape.replace("{}", text)
        for asked, answered in exchanges
        for shape, text in ((question, asked), (answer, answered))
    )


def told(question: str, answer: str) -> list[tuple[str, str]]:
    return [
        pair
        for asked, answered in zip(ASKED, ANSWERED, strict=True)
        for pair in ((question, asked), (answer, answered))
    ]


@pytest.mark.parametrize(
    ("question", "answer", "labels"),
    [
        ("Ann: {}", "Tom: {}", ("Ann", "Tom")),
        ("ann: {}", "bob: {}", ("ann", "bob")),
        ("interviewer: {}", "respondent: {}", ("interviewer", "respondent")),
        ("INT: {}", "R: {}", ("INT", "R")),
        ("I: {}", "P1: {}", ("I", "P1")),
        ("P.- {}", "R.- {}", ("P", "R")),
        ("Q) {}", "A) {}", ("Q", "A")),
        ("Q {}", "A {}", ("Q", "A")),
        ("Ann\t{}", "Tom\t{}", ("Ann", "Tom")),
        ("AL\t{}", "TR\t{}", ("AL", "TR")),
        ("0:02\tAnn\t{}", "0:09\tTom\t{}", ("Ann", "Tom")),
        ("<ann> {}", "<tom_r> {}", ("ann", "tom_r")),
        ("[10:02] <ann> {}", "[10:03] <@tom> {}", ("ann", "tom")),
        ("[Ann Lee] {}", "[Tom Reed] {}", ("Ann Lee", "Tom Reed")),
        ("(Ann Lee) {}", "(Tom Reed) {}", ("Ann Lee", "Tom Reed")),
        ("Ann Lee> {}", "Tom Reed> {}", ("Ann Lee", "Tom Reed")),
        ("Ann Lee—{}", "Tom Reed—{}", ("Ann Lee", "Tom Reed")),
        ("Ann Lee   {}", "Tom Reed   {}", ("Ann Lee", "Tom Reed")),
        ("Ann Lee  10:02 AM\n{}", "Tom Reed  10:05 AM\n{}", ("Ann Lee", "Tom Reed")),
        ("[02/03/2021, 10:02:03] Ann Lee: {}", "[02/03/2021, 10:03:03] Tom Reed: {}", ("Ann Lee", "Tom Reed")),
        ("3/2/21, 10:02 AM - Ann Lee: {}", "3/2/21, 10:05 AM - Tom Reed: {}", ("Ann Lee", "Tom Reed")),
        ("2021-03-02 10:02:03 Ann Lee: {}", "2021-03-02 10:05:03 Tom Reed: {}", ("Ann Lee", "Tom Reed")),
        ("◆ Ann Lee: {}", "◇ Tom Reed: {}", ("Ann Lee", "Tom Reed")),
        ("[앵커]\n{}", "[기자]\n{}", ("앵커", "기자")),
        ("（記者）{}", "（市長）{}", ("記者", "市長")),
        ("მეგი: {}", "ნინო: {}", ("მეგი", "ნინო")),
        ("კითხვა: {}", "პასუხი: {}", ("კითხვა", "პასუხი")),
        ("Question: {}", "{}", ("Question", "Answer")),
        ("Q. {}", "{}", ("Q", "Answer")),
        ("**Q:** {}", "{}", ("Q", "Answer")),
        ("Merrow Times: {}", "{}", ("Merrow Times", "Answer")),
        ("## {}", "{}", ("Question", "Answer")),
        ("1. {}", "{}", ("Question", "Answer")),
        ("1. **{}**", "{}", ("Question", "Answer")),
    ],
)
def test_a_talk_in_any_shape_comes_back(question: str, answer: str, labels: tuple[str, str]) -> None:
    assert turns_of(talk(question, answer)) == told(*labels)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("0:0:3.12 --> 0:0:5.400\nAnn Lee\n{}", "0:0:6.12 --> 0:0:9.400\nTom Reed\n{}"),
        ("Ann Lee 0:0:3.12\n{}", "Tom Reed 0:0:6.12\n{}"),
        ("00:03.12\nAnn Lee\n{}", "00:06.12\nTom Reed\n{}"),
        ("[00:00:03.120]\nAnn Lee: {}", "[00:00:06.120]\nTom Reed: {}"),
        ("[00:00:03.120]\n\nAnn Lee: {}", "[00:00:06.120]\n\nTom Reed: {}"),
        ("Ann Lee\n0:03.12\n{}", "Tom Reed\n0:06.12\n{}"),
    ],
)
@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_a_time_beside_a_name_is_when_the_turn_begins(first: str, second: str, between: str) -> None:
    transcript = parse_text(talk(first, second, between))
    assert [(turn.label, turn.text) for turn in transcript.turns] == told("Ann Lee", "Tom Reed")
    assert [turn.start_ms for turn in transcript.turns] == [3120, 6120] * 3


def test_one_exchange_is_a_talk_where_all_of_it_is_labelled() -> None:
    assert turns_of("Question: Is it late?\n\nAnn: It is.") == [("Question", "Is it late?"), ("Ann", "It is.")]


def test_a_hard_wrapped_question_ends_with_its_paragraph() -> None:
    text = "Question: Is it very\nlate?\n\nIt is.\n\nVery.\n\nQuestion: So?\n\nSo."
    assert turns_of(text) == [
        ("Question", "Is it very late?"),
        ("Answer", "It is.\n\nVery."),
        ("Question", "So?"),
        ("Answer", "So."),
    ]


def test_counsel_who_speaks_once_between_questions_and_answers_is_a_voice() -> None:
    text = "Q. Is it late?\n\nA. It is.\n\nMR. QUILL: Objection.\n\nQ. How late?\n\nA. Very."
    assert [label for label, _ in turns_of(text)] == ["Q", "A", "MR. QUILL", "Q", "A"]


@pytest.mark.parametrize("shape", ["ann: {}", "Ann\t{}", "[Ann Lee] {}"])
def test_labels_that_are_hardly_set_off_are_doubted(shape: str) -> None:
    (warning,) = parse_text(talk(shape, shape.replace("nn", "da"))).warnings
    assert warning.startswith("labels are hardly set off (`")
