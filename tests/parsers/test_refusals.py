"""What is no transcript is refused with one sentence that says what, where and what to do."""

import pytest

from app.parsers import parse
from app.transcript import ParseOptions, TranscriptError

TALK = b"Question: Is it late?\n\nAnna Weber: It is.\n"

ESSAY = """On Maps

Note: this page has no talk in it. It praises maps.

A map is three things: a promise, a warning and a picture.

Answer: no map is finished.

Conclusion: the map is not the territory: see https://maps.example at 10:30.
"""

RECIPE = """Barley Soup

Serves: 4
Time: 40 minutes

Ingredients:
- barley
- two carrots

Method: wash the barley. Cook it.
Tip: more carrots.
"""

SOURCE_CODE = """def main():
    try:
        run()
    except ValueError:
        print("no: never")
    else:
        print("yes: always")
    finally:
        close()
class Thing:
    name: str
"""

TABLE = """name,role,first year
Anna Weber,keeper,1998
Tom Reed,pilot,2001
"""


STYLES = "a {\n  color: red;\n  margin: 0;\n}\nb {\n  color: blue;\n  margin: 1px;\n}\n"

WORKFLOW = """jobs:
  build:
    steps:
      - name: one
        run: make all
      - name: two
        run: make test
"""

DICTIONARY = "apple: a fruit\nboat: a vessel\ncat: an animal\napple: also a firm\nboat: also a verb\n"

MACHINES = "2020-01-01 10:00:00 INFO: started\n2020-01-01 10:00:01 ERROR: failed\n" * 4

TABBED = "City\tYear\nSaltby\t1998\nSaltby\t2001\nMerrow\t2002\nMerrow\t2003\n"

SCENES = (
    "INT. HARBOUR - DAY\n\nAnn walks in.\n\nEXT. BOAT - NIGHT\n\nTom sleeps?\n\nINT. HARBOUR - DAY\n\nShe leaves.\n"
)

VERSE = "1:1 In the beginning was the harbour.\n1:2 And it was dark.\n1:3 And somebody rang the bell.\n"

ESSAY_OF_HEADINGS = "# Boats\n\n## What is a boat?\n\nA thing.\n\n## Nets\n\nAlso a thing.\n\n## Why?\n\nSo.\n"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "the file is empty"),
        (b" \r\n\t\n", "nothing but white space"),
        (b"\xef\xbb\xbf\n", "nothing but white space"),
        (b"Question: a\0b\n", "NUL character stands in line 1"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "an old Word"),
        (b"PK\x03\x04\x14\0", "a ZIP archive"),
        (b"%PDF-1.7\n", "a PDF file"),
        (b"{\\rtf1\\ansi Question: a}", "RTF"),
        (b"\xff\xfeQ\0\x00", "utf-16-le"),
        ("Frage: Wär's möglich? ".encode() * 20 + b"\xff" + TALK, "damaged"),
        (ESSAY.encode(), "no turns can be told"),
        (RECIPE.encode(), "no turns can be told"),
        (SOURCE_CODE.encode(), "no turns can be told"),
        (TABLE.encode(), "no turns can be told"),
        (STYLES.encode(), "no turns can be told"),
        (WORKFLOW.encode(), "no turns can be told"),
        (DICTIONARY.encode(), "no turns can be told"),
        (MACHINES.encode(), "no turns can be told"),
        (TABBED.encode(), "no turns can be told"),
        (SCENES.encode(), "no turns can be told"),
        (VERSE.encode(), "no turns can be told"),
        (ESSAY_OF_HEADINGS.encode(), "no turns can be told"),
        (b"Just a line without anything.", "no turns can be told"),
        (b":" * 1000, "no turns can be told"),
        (b"Question: only one voice here, and nobody answers.", "no turns can be told"),
        (b"a\n" * 1_000_001, "lines"),
    ],
    ids=lambda value: repr(value[:24]),
)
def test_what_is_no_transcript_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(TranscriptError, match=says) as refusal:
        parse(data, ParseOptions())
    assert "\n" not in str(refusal.value)


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(TranscriptError, match="no format `docxx`: there are txt"):
        parse(TALK, ParseOptions(format="docxx"))


def test_the_refusal_says_what_was_looked_for() -> None:
    with pytest.raises(TranscriptError, match=r"labels at the start of a line, such as `Question:`.*--speaker"):
        parse(ESSAY.encode(), ParseOptions(name="essay.txt"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('<?xml version="1.0"?>\n<debate><from>Ada:</from> Hello.</debate>', "XML"),
        ("<!DOCTYPE html><p><b>Ada:</b> Hello.</p>", "HTML"),
        ('{"segments": [{"speaker": "Ada", "body": "Hello."}]}', "JSON"),
        ("WEBVTT\n\n00:00.000 --> 00:02.000\nAda: Hello.\n", "WebVTT captions"),
        ("1\n00:00:00,000 --> 00:00:02,000\nAda: Hello.\n", "SubRip captions"),
    ],
)
def test_what_is_plainly_another_format_is_refused_by_its_name(text: str, name: str) -> None:
    with pytest.raises(TranscriptError, match=f"this looks like {name}"):
        parse((text * 3).encode(), ParseOptions(format="txt"))


def test_the_refusal_names_what_might_be_labels_and_how_to_say_that_they_are() -> None:
    text = (
        "bosun: It is late.\n\nThe wind turns.\n\nmate of the watch: It is.\n\nIt turns.\n\nbosun: So be it.\n\nOh.\n"
    )
    with pytest.raises(TranscriptError) as refusal:
        parse(text.encode(), ParseOptions())
    assert "saw `bosun` (2), `mate of the watch` (1): where these are labels, say " in str(refusal.value)
    assert "--speaker bosun --speaker 'mate of the watch', or give a pattern with --label" in str(refusal.value)
    (transcript,) = parse(text.encode(), ParseOptions(speakers=("bosun", "mate of the watch")))
    assert [turn.label for turn in transcript.turns] == ["bosun", "mate of the watch", "bosun"]
