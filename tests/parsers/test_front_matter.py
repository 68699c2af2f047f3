"""Front matter fills and overrides metadata, and a bad one names its line."""

import pytest

from app.parsers import parse
from app.transcript import Metadata, ParseOptions, SpeakerDeclaration, Transcript, TranscriptError

TALK = "A Talk, Saltby, 4 May 2020\n\nTom Reed: Is it late?\n\nA.W.: It is.\n"


def transcript_with(front_matter: str, talk: str = TALK) -> Transcript:
    (transcript,) = parse(f"---\n{front_matter}\n---\n{talk}".encode(), ParseOptions())
    return transcript


def metadata_with(front_matter: str) -> Metadata:
    return transcript_with(f"{front_matter}\nspeakers: [A.W.]").metadata


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("id: a-talk", "id", "a-talk"),
        ("title: 'Night: a talk'", "title", "Night: a talk"),
        ("date: 2021-03-03", "date", "2021-03-03"),
        ("date: 2021-03", "date", "2021-03"),
        ("date: 2021", "date", "2021"),
        ("date: '2021-03-03T10:00:00Z'", "date", "2021-03-03"),
        ("date: 3 March 2021", "date", "2021-03-03"),
        ("place: Hull", "place", "Hull"),
        ("outlet: Radio Hull", "outlet", "Radio Hull"),
        ("language: pt-BR", "language", "pt-BR"),
        ("original_language: ru", "original_language", "ru"),
        ("source: https://hull.example/talk", "source_url", "https://hull.example/talk"),
        ("source: {url: https://hull.example/talk}", "source_url", "https://hull.example/talk"),
        ("source: {retrieved_at: 2021-04-01}", "retrieved_at", "2021-04-01"),
        ("source_url: https://hull.example/talk", "source_url", "https://hull.example/talk"),
        ("publisher: Radio Hull", "publisher_name", "Radio Hull"),
        ("publisher: {name: R, url: https://hull.example}", "publisher_url", "https://hull.example"),
        ("rights: CC BY 4.0", "licence", "CC BY 4.0"),
        ("rights: {holder: Radio Hull}", "rights_holder", "Radio Hull"),
        ("rights: {license: CC0-1.0, credit: the desk}", "credit", "the desk"),
        ("transcript_kind: edited", "transcript_kind", "edited"),
        ("media: https://hull.example/a.mp3", "media_url", "https://hull.example/a.mp3"),
        ("media: [one, two]", "media_url", None),
        ("retrieved_at: '2021-04-01T08:00:00Z'", "retrieved_at", "2021-04-01T08:00:00Z"),
    ],
)
def test_a_key_fills_its_field(line: str, field: str, value: str | None) -> None:
    assert getattr(metadata_with(line), field) == value


def test_front_matter_overrides_what_the_header_says_and_leaves_the_rest() -> None:
    metadata = metadata_with("title: Another title")
    assert (metadata.title, metadata.date, metadata.place) == ("Another title", "2020-05-04", "Saltby")


def test_speakers_are_names_or_declarations() -> None:
    front_matter = """speakers:
  - Tom Reed
  - name: Anna Weber
    labels: [A.W., AW]
    aliases: Annie Weber
    role: interviewee
    identifiers: {wikidata: Q5}"""
    transcript = transcript_with(front_matter)
    assert transcript.metadata.speakers == ("Tom Reed",)
    anna = SpeakerDeclaration("Anna Weber", ("A.W.", "AW"), ("Annie Weber",), "interviewee", (("wikidata", "Q5"),))
    assert transcript.metadata.declarations == (anna,)
    assert [turn.label for turn in transcript.turns] == ["Tom Reed", "A.W."]


def test_empty_values_and_unknown_keys_say_nothing() -> None:
    metadata = metadata_with("title:\nplace: ~\ntags: [a, b]\nlayout: post")
    assert (metadata.title, metadata.place) == ("A Talk, Saltby, 4 May 2020", "Saltby")


def test_front_matter_stays_whole_in_the_ledger() -> None:
    transcript = transcript_with("layout: post\nspeakers: [A.W.]")
    entry = next(entry for entry in transcript.ledger if entry.rule == "front-matter")
    assert (entry.removed, entry.line) == ("---\nlayout: post\nspeakers: [A.W.]\n---", 1)


def test_a_byte_order_mark_before_front_matter_is_removed() -> None:
    (transcript,) = parse(f"\ufeff---\nspeakers: [A.W.]\n---\n{TALK}".encode(), ParseOptions())
    assert [(entry.rule, entry.removed) for entry in transcript.ledger[:1]] == [("invisible", "\ufeff")]


@pytest.mark.parametrize(
    ("front_matter", "says"),
    [
        ("title: a: b", "line 2: the front matter is not YAML"),
        ("title: a\nplace: [b", "line 4: the front matter is not YAML"),
        ("title: [a]", "line 2: the front matter's `title` wants a text"),
        ("title: a\ndate: someday", "line 3: the front matter's `date` is no date: 'someday'"),
        ("date: 2020-13-01", "line 2: the front matter's `date` is no date"),
        ("date: [2020]", "line 2: the front matter's `date` wants a text"),
        ("language: English", "line 2: the front matter's `language` is no language tag"),
        ("transcript_kind: verbtim", "may be verbatim, edited.*did you mean `verbatim`"),
        ("source: {url: hull}", "line 2: the front matter's `url` is no address"),
        ("rights: [a]", "line 2: the front matter's `rights` wants a text"),
        ("speakers: {name: Tom}", "line 2: the front matter's `speakers` wants a list"),
        ("speakers:\n  - role: interviewer", "line 3: the front matter's `speakers` wants a `name`"),
        ("speakers:\n  - {name: Tom, role: boss}", "line 3: the front matter's `role` is 'boss'"),
        ("speakers:\n  - {name: Tom, identifiers: Q5}", "line 3: the front matter's `identifiers` wants"),
        ("title: " + "[" * 5000, "front matter"),
    ],
)
def test_a_bad_front_matter_names_its_line(front_matter: str, says: str) -> None:
    with pytest.raises(TranscriptError, match=says):
        transcript_with(front_matter)


def test_a_rule_that_opens_no_front_matter_is_none() -> None:
    (transcript,) = parse(f"---\n{TALK}".replace("A.W.", "Anna Weber").encode(), ParseOptions())
    assert "front-matter" not in {entry.rule for entry in transcript.ledger}


def test_keys_that_say_nothing_are_doubted_with_the_nearest_that_does() -> None:
    (warning,) = transcript_with("titel: The bell\nlayout: post\nspeakers: [A.W., Tom Reed]").warnings
    assert warning == "the front matter's `titel` (did you mean `title`?), `layout` say nothing here"


def test_a_declared_label_that_stands_nowhere_is_doubted() -> None:
    front_matter = "speakers:\n  - {name: Anna Weber, label: THE KEEPER}\n  - {name: Tom Reed, label: A.W.}"
    (warning,) = transcript_with(front_matter).warnings
    assert warning == "the label `THE KEEPER`, declared to be Anna Weber's, stands nowhere"


def test_a_title_of_the_front_matter_leaves_no_other_line_for_one() -> None:
    talk = "# The bell\n\npodcast: https://bell.example/1\n\nTom Reed: Is it late?\n\nA.W.: It is.\n"
    ledger = transcript_with("title: The bell\nspeakers: [A.W.]", talk).ledger
    told = [(entry.rule, entry.removed) for entry in ledger if entry.rule in ("title", "preamble")]
    assert told == [("title", "# The bell"), ("preamble", "podcast: https://bell.example/1")]
