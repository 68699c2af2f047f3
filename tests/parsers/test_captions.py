"""Captions: who speaks by tags, by names that the file makes believable, or by `>>`; what rolls up is read once."""

import pytest

from app.parsers import parse
from app.transcript import ParseOptions, Transcript, TranscriptError


def read(source: str, **options: object) -> Transcript:
    (transcript,) = parse(source.encode(), ParseOptions(**options))  # type: ignore[arg-type]
    return transcript


def srt(*payloads: str) -> str:
    return "\n".join(
        f"{number}\n00:00:{number:02},000 --> 00:00:{number:02},900\n{payload}\n"
        for number, payload in enumerate(payloads, start=1)
    )


def vtt(*payloads: str) -> str:
    return "WEBVTT\n\n" + "\n".join(f"00:{n:02}.000 --> 00:{n:02}.900\n{text}\n" for n, text in enumerate(payloads))


def turns_of(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.label, turn.text) for turn in transcript.turns]


def removed(transcript: Transcript, rule: str) -> list[str | None]:
    return [entry.removed for entry in transcript.ledger if entry.rule == rule]


def test_a_clause_before_a_colon_is_no_name() -> None:
    found = turns_of(read(srt("Ida: We saw it.", "And he said: go home.", "Tom: We did.", "Ida: So.", "Tom: So.")))
    assert found[0] == ("Ida", "We saw it. And he said: go home.")
    assert [label for label, _ in found] == ["Ida", "Tom", "Ida", "Tom"]


def test_a_single_word_counts_once_where_others_come_again_and_is_doubted() -> None:
    transcript = read(
        srt("Ida: We saw it.", "Tom: I did.", "Ida: Oh.", "Bo: Me too.", "Ida: No.", "and: so", "Tom: Yes.")
    )
    assert [turn.label for turn in transcript.turns] == ["Ida", "Tom", "Ida", "Bo", "Ida", "Tom"]
    assert transcript.warnings == ("the label `Bo` is used once, in line 15",)


def test_a_name_that_comes_once_counts_where_it_is_a_full_one() -> None:
    found = turns_of(read(srt("Nobody yet.", "Anna Weber: Here.", "Still here.", "Tom Reed: And I.")))
    assert found == [("Unknown", "Nobody yet."), ("Anna Weber", "Here. Still here."), ("Tom Reed", "And I.")]


def test_a_word_that_comes_again_in_mid_sentence_is_no_name() -> None:
    found = turns_of(read(srt("the sign says", "Danger: keep out and", "then it says", "Danger: again", "and we went")))
    assert [label for label, _ in found] == ["Unknown"]


def test_labels_may_be_named_or_given_as_a_pattern() -> None:
    source = srt("the bosun said", "bosun: ahoy", "and then", "mate: aye")
    assert [turn.label for turn in read(source, speakers=("bosun", "mate")).turns] == ["Unknown", "bosun", "mate"]
    assert [turn.label for turn in read(source, label=r"(bosun|mate):").turns] == ["Unknown", "bosun", "mate"]
    with pytest.raises(TranscriptError, match="--label is no regular expression"):
        read(source, label="(")


def test_two_voices_in_one_cue_are_two_turns() -> None:
    assert turns_of(read(srt("Ida: Is it?\nTom: It is.", "Ida: Oh."))) == [
        ("Ida", "Is it?"),
        ("Tom", "It is."),
        ("Ida", "Oh."),
    ]
    assert turns_of(read(vtt("<v Ida>Is it?</v><v Tom>It is."))) == [("Ida", "Is it?"), ("Tom", "It is.")]


def test_a_name_in_a_tag_or_alone_in_its_cue_is_a_label() -> None:
    transcript = read(srt("<i>Ida:</i> It rains.", "TOM:", "Let it.", "<b>Ida</b>: Fine."))
    assert turns_of(transcript) == [("Ida", "It rains."), ("TOM", "Let it."), ("Ida", "Fine.")]


def test_words_behind_a_voice_are_not_read_for_names() -> None:
    assert turns_of(read(vtt("<v Ida>Tom: he said that.</v>", "<v Tom>Anna Weber: who?</v>"))) == [
        ("Ida", "Tom: he said that."),
        ("Tom", "Anna Weber: who?"),
    ]


def test_two_chevrons_change_the_speaker_and_three_as_well() -> None:
    transcript = read(srt(">> Good evening.", "Rain. >> Not here.", ">>> And now: sport.", "a >> b"))
    assert [text for _, text in turns_of(transcript)] == ["Good evening. Rain.", "Not here.", "And now: sport. a", "b"]
    assert transcript.warnings == ("no voice is named: all is told as `Unknown`",)


def test_dashes_part_the_voices_of_a_cue() -> None:
    transcript = read(
        srt("Ida Holm: Is it late?", "- It is.\n- Ida Holm: Oh.", "-No dash\nof two lines", "- Tom Reed: Hm.")
    )
    assert turns_of(transcript) == [
        ("Ida Holm", "Is it late?"),
        ("Unknown", "It is."),
        ("Ida Holm", "Oh. -No dash of two lines"),
        ("Tom Reed", "Hm."),
    ]


def test_names_of_a_meeting_need_not_look_like_names() -> None:
    transcript = read(vtt("iPhone (2): hello", "anna w: yes, hello", "iPhone (2): so: it rains", "anna w: it does"))
    assert [turn.label for turn in transcript.turns] == ["iPhone (2)", "anna w", "iPhone (2)", "anna w"]


def test_a_cue_that_is_a_note_is_no_speech_but_a_note_beside_words_is() -> None:
    transcript = read(srt("Ida: It rings.", "[BELL]", "(laughs) Twice.", "Tom Reed: [sighs]"))
    assert turns_of(transcript) == [("Ida", "It rings. (laughs) Twice."), ("Tom Reed", "[sighs]")]
    assert removed(transcript, "stage-note") == ["[BELL]"]


def test_what_rolls_up_is_read_once_and_what_is_said_twice_is_not() -> None:
    rolling = read(srt("one line\ntwo lines", "two lines\nthree lines", "three lines\nno", "no\nno"))
    assert turns_of(rolling) == [("Unknown", "one line two lines three lines no no")]
    assert removed(rolling, "rolled-up") == ["two lines", "three lines", "no"]
    assert turns_of(read(srt("No.", "No.", "No."))) == [("Unknown", "No. No. No.")]


def test_a_blank_line_in_a_cue_loses_nothing() -> None:
    assert turns_of(read(vtt("<v Ida>First,\n\nand second.</v>"))) == [("Ida", "First, and second.")]


def test_notes_styles_and_identifiers_are_no_speech() -> None:
    source = "WEBVTT\n\nNOTE Ida: none\nof this\n\nida-1\n00:01.000 --> 00:02.000\nIda Holm: This.\n\nSTYLE\n::cue {}\n"
    assert turns_of(read(source)) == [("Ida Holm", "This.")]


def test_places_are_those_of_the_file() -> None:
    transcript = read(vtt("<v Ida>Salt &amp; <i>tar</i>"))
    places = [(entry.rule, entry.line, entry.column, entry.removed) for entry in transcript.ledger]
    assert places == [
        ("label", 4, 1, "<v Ida>"),
        ("reference", 4, 13, None),
        ("tag", 4, 19, "<i>"),
        ("tag", 4, 25, "</i>"),
    ]


@pytest.mark.parametrize("name", ["talk.srt", "talk.vtt", "talk.txt", ""])
def test_the_content_tells_the_format_whatever_the_name_says(name: str) -> None:
    assert read(srt("Ida Holm: A."), name=name).format == "srt"
    assert read(vtt("Ida Holm: A."), name=name).format == "vtt"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_byte_order_marks_are_no_text(encoding: str) -> None:
    for source in (srt("Ida Holm: Ä."), vtt("Ida Holm: Ä.")):
        (transcript,) = parse(source.encode(encoding), ParseOptions())
        assert turns_of(transcript) == [("Ida Holm", "Ä.")]


def test_times_without_hours_and_beyond_a_day() -> None:
    source = "WEBVTT\n\n00:01.5 --> 99:00:02.000\n<v Ida>Long."
    assert [(turn.start_ms, turn.end_ms) for turn in read(source).turns] == [(1500, 99 * 3_600_000 + 2000)]


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("WEBVTT\n", "there are no cues in it: no line such as"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "nothing is said in it"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nA\n\n00:03.000 --> 00:0x\nB\n", "line 6 has times that cannot be read"),
        ("1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n0:00:0 3,000 --> 00:00:04,000\nB\n", "line 6 has times"),
    ],
)
def test_damaged_captions_are_refused_with_the_line(source: str, says: str) -> None:
    with pytest.raises(TranscriptError, match=says):
        read(source, format="vtt" if source.startswith("W") else "srt")
