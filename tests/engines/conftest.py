"""One corpus in two engines: real transcripts, the samples, a past, and turns that are longer than a tsvector."""

import io
import random
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from httpx import AsyncClient
from sqlalchemy import Engine
from sqlmodel import Session

from app import schema
from app.archive import dump, restore
from app.database import disposing, writing_engine
from app.ingest import IngestError, IngestOptions, ingest
from app.ingest.corpus import get_corpus
from app.transcript import ParseOptions, TranscriptError
from tests.api.conftest import anyio_backend, past_url, serving  # noqa: F401, fixtures
from tests.databases import create
from tests.postgresql.server import Server

COMMON = ("the", "of", "and", "harbour", "winter", "special", "status", "agreement", "agreements", "ice", "coal")


@pytest.fixture(scope="session")
def both_urls(
    past_url: str,  # noqa: F811, the fixture
    transcripts_dir: Path,
    samples_dir: Path,
    postgresql: Server,
) -> tuple[str, str]:
    """The addresses of a corpus in SQLite and of the same, by a dump, in PostgreSQL."""
    folders = (samples_dir, transcripts_dir)
    sources = [each for folder in folders for each in sorted(folder.rglob("*")) if each.is_file()]
    packed = io.BytesIO()
    with disposing(writing_engine(past_url)) as engine:
        for source in sources:
            _add(engine, source.name, source.read_bytes())
        for number in range(3):
            _add(engine, f"long-{number}.txt", _long(number))
        with Session(engine) as session, session.begin():
            session.add(get_corpus(session).sqlmodel_update({"changed_at": datetime(2026, 1, 2, tzinfo=UTC)}))
        dump(engine, packed)
    url = postgresql.url(create(postgresql))
    packed.seek(0)
    with disposing(writing_engine(url)) as engine:
        schema.upgrade(engine)
        restore(engine, packed)
    return past_url, url


def _add(engine: Engine, name: str, data: bytes) -> None:
    """Ingest a file; one that holds no transcript is left out."""
    with suppress(TranscriptError, IngestError):
        ingest(engine, data, IngestOptions(parse=ParseOptions(name=name), path=f"/transcripts/{name}"))


def _long(number: int) -> bytes:
    """Write an interview with a turn that has thousands of words, some of them hundreds of times in a row."""
    chance = random.Random(number)
    said = [chance.choice(COMMON) for _ in range(20_000)]
    said[5_000:5_000] = ["the"] * 600
    said[9_000:9_000] = ["x" * 1_500 + "y" * number, "agreements"]
    answer = " ".join(said)
    return f"---\nid: long-{number}\nlanguage: en\n---\n\nQuestion: How long?\n\nAda Lovell: {answer}.\n".encode()


@pytest.fixture(scope="session")
async def both(both_urls: tuple[str, str]) -> AsyncIterator[tuple[AsyncClient, AsyncClient]]:
    """The application over each engine."""
    patient = {"time_limit_ms": 60_000}
    async with serving(both_urls[0], **patient) as first, serving(both_urls[1], **patient) as second:
        yield first, second
