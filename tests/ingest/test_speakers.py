"""Who is this?"""

from pathlib import Path

import pytest

from app.archive import check
from app.ingest import IngestError, link_again, read_aliases, set_aliases, unused_aliases
from app.speakers import label_key
from tests.ingest.conftest import TALK, Archive, Said, transcript

ID = "ada-lovells-interview-with-harbour-radio"


def talk(*labels: str) -> list[Said]:
    return [(label, text) for label, (_, text) in zip(labels * 6, TALK, strict=False)]


def declare(archive: Archive, folder: Path, toml: str) -> None:
    file = folder / "speakers.toml"
    file.write_text(toml, encoding="utf-8")
    set_aliases(archive.engine, read_aliases(file))
    link_again(archive.engine)


def who(archive: Archive, interview_id: str = ID) -> list[str]:
    by_pk = {speaker.pk: speaker.id for speaker in archive.speakers().values()}
    return [by_pk[turn.speaker_pk] for turn in archive.turns(interview_id)]


def test_a_name_is_one_speaker_everywhere_and_a_label_belongs_to_its_interview(archive: Archive) -> None:
    archive.ingest(transcript(), id="one")
    archive.ingest(transcript(talk("Question", "ADA LOVELL")), path="/b.txt", id="two")
    assert who(archive, "one")[:2] == ["one~question", "ada-lovell"]
    assert who(archive, "two")[:2] == ["two~question", "ada-lovell"]
    speaker = archive.speakers()["ada-lovell"]
    assert (speaker.name, speaker.identity, speaker.anonymous) == ("Ada Lovell", "name", False)
    assert archive.speakers()["one~question"].anonymous


def test_a_declared_label_is_the_named_person_and_its_old_id_leads_there(archive: Archive, tmp_path: Path) -> None:
    archive.ingest(transcript(talk("Q", "THE KEEPER")))
    numbers = archive.numbers(ID)
    declare(
        archive,
        tmp_path,
        f"""
        [[speaker]]
        name = "Ada Lovell"
        aliases = ["A. Lovell"]
        identifiers = {{ wikidata = "Q1" }}
        [speaker.labels]
        {ID} = ["THE KEEPER"]
        elsewhere = "THE KEEPER"
        """,
    )
    assert unused_aliases(archive.engine) == ["there is no interview elsewhere"]
    assert who(archive)[:2] == [f"{ID}~q", "ada-lovell"]
    assert archive.numbers(ID) == numbers
    speakers = archive.speakers()
    assert speakers[f"{ID}~the-keeper"].successor_pk == speakers["ada-lovell"].pk
    assert (speakers["ada-lovell"].identity, speakers["ada-lovell"].identifiers) == ("declared", {"wikidata": "Q1"})
    assert archive.interview(ID).revision == 2
    assert check(archive.engine) == []


def test_an_alias_joins_two_spellings(archive: Archive, tmp_path: Path) -> None:
    archive.ingest(transcript(), id="one")
    archive.ingest(transcript(talk("Question", "Ada M. Lovell")), path="/b.txt", id="two")
    assert who(archive, "two")[1] == "ada-m-lovell"
    declare(archive, tmp_path, '[[speaker]]\nname = "Ada Lovell"\naliases = ["Ada M. Lovell"]\n')
    assert who(archive, "two")[1] == who(archive, "one")[1] == "ada-lovell"
    assert archive.interview("one").revision == 1


def test_taking_a_declaration_back_brings_the_old_speaker_back(archive: Archive, tmp_path: Path) -> None:
    archive.ingest(transcript(talk("Q", "THE KEEPER")))
    before = who(archive)
    declare(archive, tmp_path, f'[[speaker]]\nname = "Ada Lovell"\nlabels = {{ {ID} = ["THE KEEPER"] }}\n')
    assert who(archive) != before
    declare(archive, tmp_path, "")
    assert who(archive) == before
    assert archive.speakers()[f"{ID}~the-keeper"].successor_pk is None


def test_two_people_of_one_name_are_never_guessed(archive: Archive, tmp_path: Path) -> None:
    archive.ingest(transcript(), id="one")
    archive.ingest(transcript(), path="/b.txt", id="two")
    archive.ingest(transcript(), path="/c.txt", id="three")
    declare(
        archive,
        tmp_path,
        """
        [[speaker]]
        id = "ada-lovell-keeper"
        name = "Ada Lovell"
        labels = { one = ["Ada Lovell"] }
        [[speaker]]
        id = "ada-lovell-poet"
        name = "Ada Lovell"
        labels = { two = ["Ada Lovell"] }
        """,
    )
    assert who(archive, "one")[1] == "ada-lovell-keeper"
    assert who(archive, "two")[1] == "ada-lovell-poet"
    outcome = archive.ingest(transcript() + b"\n", path="/c.txt", id="three")
    assert who(archive, "three")[1] == "three~ada-lovell"
    assert any("two people are named Ada Lovell" in warning for warning in outcome.warnings)


def test_front_matter_declares_for_its_own_document(archive: Archive) -> None:
    head = "---\nspeakers:\n  - name: Ada Lovell\n    label: THE KEEPER\n    role: interviewee\n---\n"
    archive.ingest(transcript(talk("Bo Tarn", "THE KEEPER"), head=head))
    assert who(archive)[:2] == ["bo-tarn", "ada-lovell"]
    assert [turn.kind for turn in archive.turns(ID)] == ["question", "answer"] * 3


def test_conflicting_identifiers_are_two_people(archive: Archive) -> None:
    def head(identifier: str) -> str:
        return f"---\nspeakers:\n  - name: Ada Lovell\n    identifiers: {{wikidata: {identifier}}}\n---\n"

    archive.ingest(transcript(head=head("Q1")), id="one")
    archive.ingest(transcript(head=head("Q2")), path="/b.txt", id="two")
    archive.ingest(transcript(head=head("Q1")), path="/c.txt", id="three")
    assert [who(archive, each)[1] for each in ("one", "two", "three")] == ["ada-lovell", "ada-lovell-2", "ada-lovell"]


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[[speaker]]\nalias = 1\n", "speaker 1: `name` is missing"),
        (
            '[[speaker]]\nname = "A"\nalias = ["B"]\n',
            "unknown key alias; known are aliases, id, identifiers, labels, name",
        ),
        ('[[speaker]]\nname = "A"\naliases = [1]\n', "`aliases` is no list of strings"),
        ('[[speaker]]\nname = "A"\nlabels = ["B"]\n', "`labels` is no table"),
        ('[[speaker]]\nname = "A"\nid = "A b"\n', "`A b` is no id"),
        ('[[speaker]]\nname = "A"\n[[speaker]]\nname = "a"\n', "two speakers have the id a: give each an `id`"),
        ("speaker = ", "cannot be read: "),
        ('[person]\nname = "A"\n', r"holds more than \[\[speaker\]\] tables: person"),
    ],
)
def test_a_wrong_alias_file_says_what_is_wrong(tmp_path: Path, toml: str, message: str) -> None:
    file = tmp_path / "speakers.toml"
    file.write_text(toml, encoding="utf-8")
    with pytest.raises(IngestError, match=message):
        read_aliases(file)


def test_linking_again_twice_changes_nothing(archive: Archive, tmp_path: Path) -> None:
    archive.ingest(transcript())
    declare(archive, tmp_path, '[[speaker]]\nname = "Ada Lovell"\n')
    before = archive.rows()
    declare(archive, tmp_path, '[[speaker]]\nname = "Ada Lovell"\n')
    assert archive.rows() == before


def test_a_corrected_identifier_keeps_the_person(archive: Archive, tmp_path: Path) -> None:
    archive.ingest(transcript())
    for identifier in ("Q1", "Q2"):
        declare(archive, tmp_path, f'[[speaker]]\nname = "Ada Lovell"\nidentifiers = {{ wikidata = "{identifier}" }}\n')
    assert who(archive)[1] == "ada-lovell"
    assert archive.speakers()["ada-lovell"].identifiers == {"wikidata": "Q2"}


def test_a_label_leads_to_whom_it_is_declared_to_be_now_and_nobody_else_does(archive: Archive, tmp_path: Path) -> None:
    archive.ingest(transcript(talk("Q", "THE KEEPER")))
    for name in ("Ada Lovell", "Ada M. Lovell-Tarn"):
        declare(archive, tmp_path, f'[[speaker]]\nname = "{name}"\nlabels = {{ {ID} = ["THE KEEPER"] }}\n')
    speakers = archive.speakers()
    assert speakers[f"{ID}~the-keeper"].successor_pk == speakers["ada-m-lovell-tarn"].pk
    assert speakers["ada-lovell"].successor_pk is None
    declare(archive, tmp_path, "")
    assert archive.speakers()[f"{ID}~the-keeper"].successor_pk is None
    assert archive.speakers()["ada-m-lovell-tarn"].successor_pk is None


def test_a_corrected_attribution_leads_from_nobody_to_anybody(archive: Archive) -> None:
    archive.ingest(transcript())
    archive.ingest(transcript(talk("Question", "Bo Tarn")))
    assert [speaker.successor_pk for speaker in archive.speakers().values()] == [None, None, None]


def test_an_alias_never_takes_a_namesake_in_ascii(archive: Archive, tmp_path: Path) -> None:
    archive.ingest(transcript(talk("Question", "李伟")), id="one")
    archive.ingest(transcript(talk("Question", "李薇")), path="/b.txt", id="two")
    declare(archive, tmp_path, '[[speaker]]\nname = "李薇"\nidentifiers = { wikidata = "Q7" }\n')
    assert [who(archive, each)[1] for each in ("one", "two")] == ["li-wei", "li-wei-2"]
    assert archive.speakers()["li-wei"].identity == "name"


def test_front_matter_takes_nobodys_id(archive: Archive) -> None:
    archive.ingest(transcript(), id="one")
    head = "---\nspeakers:\n  - {name: Bo Tarn, id: ada-lovell}\n---\n"
    archive.ingest(transcript(talk("Question", "Bo Tarn"), head=head), path="/b.txt", id="two")
    assert [who(archive, each)[1] for each in ("one", "two")] == ["ada-lovell", "bo-tarn"]


def test_names_that_differ_by_more_than_case_are_two_people(archive: Archive) -> None:
    for number, name in enumerate(["Anna Müller", "Anna Muller", "ANNA MÜLLER"]):
        archive.ingest(transcript(talk("Question", name)), path=f"/{number}.txt", id=f"talk-{number}")
    assert [who(archive, f"talk-{n}")[1] for n in range(3)] == ["anna-muller", "anna-muller-2", "anna-muller"]


def test_labels_of_one_interview_that_differ_by_diacritics_are_two_voices(archive: Archive) -> None:
    archive.ingest(transcript(talk("Anna Müller", "Anna Muller")))
    assert who(archive)[:2] == ["anna-muller", "anna-muller-2"]
    archive.ingest(transcript(talk("Müller", "Muller", "MÜLLER")), path="/b.txt", id="two")
    assert who(archive, "two")[:3] == ["two~muller", "two~muller-2", "two~muller"]
    archive.ingest(transcript(talk("Müller", "Muller", "MÜLLER"), title="Again"), path="/b.txt", id="two")
    assert who(archive, "two")[:3] == ["two~muller", "two~muller-2", "two~muller"]
    assert check(archive.engine) == []


def test_labels_are_one_in_case_punctuation_and_words_for_question_and_answer() -> None:
    same = [("Réponse", "REPONSE"), ("O’Neill", "O'NEILL"), ("Семёнов", "СЕМЕНОВ"), ("Q12", "q"), ("MÜLLER", "Müller")]
    assert [one for one, other in same if label_key(one) != label_key(other)] == []


def test_who_is_declared_no_more_is_known_by_the_name_alone(archive: Archive, tmp_path: Path) -> None:
    archive.ingest(transcript())
    before = archive.speakers()["ada-lovell"]
    declare(
        archive, tmp_path, '[[speaker]]\nname = "Ada Lovell"\naliases = ["A. L."]\nidentifiers = { wikidata = "Q1" }\n'
    )
    assert archive.speakers()["ada-lovell"].identity == "declared"
    declare(archive, tmp_path, "")
    after = archive.speakers()["ada-lovell"]
    assert (after.identity, after.identifiers, after.aliases) == (before.identity, before.identifiers, before.aliases)
    assert check(archive.engine) == []


def test_who_is_declared_in_front_matter_too_stays_declared(archive: Archive, tmp_path: Path) -> None:
    head = "---\nspeakers:\n  - {name: Ada Lovell, identifiers: {wikidata: Q1}}\n---\n"
    archive.ingest(transcript(head=head))
    declare(archive, tmp_path, '[[speaker]]\nname = "Ada Lovell"\nidentifiers = { isni = "2" }\n')
    declare(archive, tmp_path, "")
    speaker = archive.speakers()["ada-lovell"]
    assert (speaker.identity, speaker.identifiers) == ("declared", {"wikidata": "Q1"})


def test_identifiers_for_a_name_that_speaks_elsewhere_are_doubted(archive: Archive) -> None:
    archive.ingest(transcript(), id="one")
    head = "---\nspeakers:\n  - {name: Ada Lovell, identifiers: {wikidata: Q1}}\n---\n"
    for path, doubted in (("/b.txt", True), ("/c.txt", False)):
        outcome = archive.ingest(transcript(head=head), path=path, id=path[1])
        assert any("Ada Lovell speaks in other interviews too" in told for told in outcome.warnings) == doubted


def test_two_files_of_one_source_are_told_that_they_replace_each_other(archive: Archive, tmp_path: Path) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    one.touch()
    archive.ingest(transcript(), path=str(one), source_url="https://harbour.example/1")
    outcome = archive.ingest(transcript(TALK[:4]), path=str(two), source_url="https://harbour.example/1")
    assert (outcome.id, outcome.status) == (ID, "revised")
    assert f"it replaces what came from {one}: both say that they are {ID}" in outcome.warnings
