"""Real interviews, out and in again: 54 of a minister's, and the first document."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from app.database import disposing, reading_engine
from app.exports import FORMATS
from app.parsers import parse
from app.publication import Publication
from app.queries import ReadSession
from app.queries.exports import get_publication, list_keys
from app.transcript import ParseOptions
from tests.conftest import make_corpus
from tests.exports.test_validity import akn_schema, tei_schema

pytestmark = pytest.mark.once("what is written of publications; exports of both engines are compared elsewhere")

TEN_THOUSAND = 10_686


@pytest.fixture(scope="module")
def real(transcripts_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Publication]]:
    sources = [*sorted((transcripts_dir / "archive-tw").glob("*.xml")), transcripts_dir / "rtvi-2020-09-17.txt"]
    url = make_corpus(tmp_path_factory.mktemp("real") / "real.db", sources)
    with disposing(reading_engine(url, time_limit_ms=60_000)) as engine, ReadSession(engine) as session:
        yield [get_publication(session, pk, None, whole=False) for pk in list_keys(session).values()]


@pytest.mark.parametrize("key", ["txt", "md", "json", "csv", "ndjson", "tei", "akn"])
def test_real_interviews_come_back_exactly(real: list[Publication], key: str) -> None:
    module = FORMATS[key]
    count = 0
    for publication in real:
        [transcript] = parse(module.render(publication).encode(), ParseOptions(name=f"talk{module.EXTENSION}"))
        count += len(transcript.turns)
        assert [(turn.label, turn.text) for turn in transcript.turns] == [
            (turn.label, turn.text) for turn in publication.turns
        ]
    assert count == TEN_THOUSAND + 50


def test_real_interviews_are_valid(real: list[Publication]) -> None:
    for publication in real:
        akn_schema().assertValid(etree.fromstring(FORMATS["akn"].render(publication).encode()))
    for publication in real[::9]:  # TEI's schema takes half a second for each
        tei_schema().assertValid(etree.fromstring(FORMATS["tei"].render(publication).encode()))
