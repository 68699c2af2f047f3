"""What the lines before the first turn say: title, date, place, outlet, fields; and what they do not say."""

import pytest

from app.transcript import Metadata
from tests.parsers.test_labels import parse_text

TALK = "Q: Is it late?\n\nAnn Lee: It is.\n\nQ: How late, on 4 May 1999?\n\nAnn Lee: On 5 May 1999, very.\n"


def metadata_of(head: str) -> Metadata:
    assert [turn.label for turn in parse_text(f"{head}\n\n{TALK}").turns] == ["Q", "Ann Lee"] * 2
    return parse_text(f"{head}\n\n{TALK}").metadata


@pytest.mark.parametrize(
    "written",
    [
        *("17 September 2020", "September 17, 2020", "Sept. 17, 2020", "17.09.2020", "2020-09-17", "17/09/2020"),
        *("09/17/2020", "17 septembre 2020", "17 de septiembre de 2020", "17. September 2020", "17 września 2020"),
        *("17 сентября 2020 года", "17 Σεπτεμβρίου 2020", "2020年9月17日", "2020년 9월 17일", "17 سبتمبر 2020"),
        *("17 בספטמבר 2020", "17 सितंबर 2020", "17 Eylül 2020", "Thursday, September 17, 2020", "17th September 2020"),
        *("(17 September 2020)", "Published: 17 September 2020", "Updated 17 September 2020 10:30 GMT", "17-Sep-2020"),
    ],
)
def test_a_date_is_read_however_it_is_written(written: str) -> None:
    metadata = metadata_of(f"A talk at the harbour\n\n{written}")
    assert (metadata.title, metadata.date, metadata.place) == ("A talk at the harbour", "2020-09-17", None)


def test_a_date_in_the_middle_of_the_talk_is_none_of_the_interview() -> None:
    assert metadata_of("A talk at the harbour").date is None


@pytest.mark.parametrize(
    ("title", "place", "outlet"),
    [
        ("Mayor Ann Lee's interview with Harbour Radio, Saltby, May 3, 2020", "Saltby", "Harbour Radio"),
        ("Ann Lee's interview to Harbour TV (Saltby, 3 May 2020)", "Saltby", "Harbour TV"),
        ("Interview of Mayor Ann Lee to the newspaper Merrow Times, Saltby, May 3, 2020", "Saltby", "Merrow Times"),
        ("The bell of Saltby, Merrow, Thursday 3 May 2020", "Merrow", None),
        ("The bell of Saltby 3 May 2020", None, None),
    ],
)
def test_a_title_may_tell_place_and_outlet(title: str, place: str | None, outlet: str | None) -> None:
    metadata = metadata_of(title)
    assert (metadata.title, metadata.date) == (title, "2020-05-03")
    assert (metadata.place, metadata.outlet) == (place, outlet)


@pytest.mark.parametrize(
    "head",
    [
        "Title: The bell\nDate: 3 May 2020\nLocation: Saltby\nLanguage: English",
        "**Title:** The bell\n**Date:** 3 May 2020\n**Place:** Saltby\n**Language:** en",
        "| Title | The bell |\n|---|---|\n| Date | 3 May 2020 |\n| Place | Saltby |\n| Language | English |",
        "# The bell\n\n**Published:** 3 May 2020\n**Place:** Saltby\n**Language:** en\n\n## Transcript",
        "Titel: The bell\nDatum: 3. Mai 2020\nOrt: Saltby\nSprache: Englisch",
    ],
)
def test_fields_say_what_they_are(head: str) -> None:
    metadata = metadata_of(head)
    assert (metadata.title, metadata.date, metadata.place) == ("The bell", "2020-05-03", "Saltby")
    assert metadata.language == "en"


@pytest.mark.parametrize(
    "head",
    [
        "TIME: 10:00\nPRESENT: ANN LEE, TOM REED",
        "Contents\n\n1. Early years .... 2\n2. The bell .... 5",
        "Attendees:\n- Ann Lee\n- Tom Reed",
        "Participants\nAnn Lee, mayor\nTom Reed, pilot",
        "Interviewer: Tom Reed\nParticipants: Ann Lee, Tom Reed",
    ],
)
def test_lists_and_fields_of_people_are_no_title(head: str) -> None:
    assert metadata_of(head).title is None
    assert metadata_of(f"{head}\n\nThe bell of Saltby").title == "The bell of Saltby"
