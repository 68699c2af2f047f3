"""Ids have a length that every part of the API takes."""

import pytest

from app.ingest import IngestError
from app.ingest.ids import LONGEST, slug
from tests.ingest.conftest import TALK, Archive, transcript


def test_an_id_that_is_too_long_is_refused(archive: Archive) -> None:
    with pytest.raises(IngestError, match="has 301 characters: an id has at most 300"):
        archive.ingest(transcript(), id="x" * (LONGEST + 1))
    assert archive.ingest(transcript(), id="x" * LONGEST).id == "x" * LONGEST


def test_what_is_made_of_a_long_name_is_cut_at_a_word(archive: Archive) -> None:
    assert slug("word " * 100) == "-".join(["word"] * 56)
    name = "Ada " + "Lovell" * 100
    head = f"---\nspeakers:\n  - {{name: {name}, label: Ada Lovell}}\n---\n"
    archive.ingest(transcript(TALK, head=head))
    assert max(map(len, archive.speakers())) <= LONGEST
