"""What stands behind the talk is kept in the ledger and in no turn; where that cannot be told, a doubt says so."""

import pytest

from tests.parsers.test_labels import parse_text

TALK = "Q: Is it late?\n\nAnn Lee: It is.\n\nQ: How late?\n\nAnn Lee: Very.\n\n"


@pytest.mark.parametrize(
    "tail",
    [
        *("END", "- ENDS -", "###", "[End of interview]", "Конец интервью", "Ende des Interviews", "FIN", "以上"),
        "---\n\nAnn Lee is the mayor of Saltby.",
        "***\n\nAnn Lee is the mayor of Saltby.",
        "* * *\n\nTom Reed writes for the Merrow Times. He lives in Saltby.",
        "*Ann Lee is the mayor of Saltby and wrote two books.*",
        "_Ann Lee is the mayor of Saltby\nand wrote two books._",
        "Interviewed by Tom Reed. Photographs by Ida Holm.",
        "Das Interview führte Tom Rehm.",
        "Propos recueillis par Anne Maloin.",
        "Беседовала Анна Ветрова",
        "This interview has been edited for length and clarity.",
        "© 2020 Merrow Times. All rights reserved.",
        "Transcribed by https://scribe.example",
        "Transcript: Ida Holm",
        "https://merrow.example/talk",
        "[1] See the rules of the harbour.\n[2] Ibid.",
        "[^1]: See the rules of the harbour.",
        "Notes\n\n1. See the rules of the harbour.",
        "Links:\n- https://a.example\n- https://b.example",
        "Attendees\nAnn Lee\nTom Reed",
        "Tags: harbour, bell",
        "Media contact:\nTom Reed",
        "C E R T I F I C A T E\n\nI, Ida Holm, certify that this is true.",
        "Chat log:\n10:02 Ann Lee: hello\n10:03 Tom Reed: hello",
    ],
)
def test_what_is_behind_the_talk_is_in_no_turn(tail: str) -> None:
    transcript = parse_text(TALK + tail + "\n")
    assert [turn.text for turn in transcript.turns] == ["Is it late?", "It is.", "How late?", "Very."]
    removed = [entry.removed for entry in transcript.ledger if entry.rule == "tail"]
    assert removed == [line for line in tail.split("\n") if line]
    assert transcript.warnings == ()


@pytest.mark.parametrize(
    "paragraph",
    [
        "The end of the road is where the harbour begins.",
        "*Nobody* knows more than the pilots do.",
        "Interviews are a strange thing.",
        "“Ann Lee is the mayor,” they say.",
        "This conversation is the best I have had.",
    ],
)
def test_a_paragraph_that_is_spoken_stays_in_the_last_turn(paragraph: str) -> None:
    transcript = parse_text(TALK + paragraph + "\n")
    assert transcript.turns[-1].text == f"Very.\n\n{paragraph}"
    assert transcript.warnings == ()


def test_a_last_turn_in_italics_is_no_tail() -> None:
    assert parse_text(TALK.replace("Very.", "*Very late, as it always is.*")).turns[-1].text[:5] in ("Very ", "*Very")


@pytest.mark.parametrize(
    ("tail", "doubt"),
    [
        (
            "Ann Lee is the mayor of Saltby.",
            "the paragraph in line 9 speaks of `Ann Lee` by name: is it still the last turn?",
        ),
        ("***\n\nAnd so it goes on.", "a rule parts the last turn before line 11: is what follows still spoken?"),
    ],
)
def test_what_may_be_behind_the_talk_is_doubted(tail: str, doubt: str) -> None:
    transcript = parse_text(TALK + tail + "\n")
    assert transcript.turns[-1].text == "Very.\n\n" + tail.removeprefix("***\n\n")
    assert transcript.warnings == (doubt,)
