"""An archive to write into, and transcripts to write."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, col, select

from app import schema
from app.database import disposing, writing_engine
from app.ingest import IngestOptions, Outcome, ingest
from app.models import Interview, Speaker, Turn, TurnState
from app.transcript import Metadata, ParseOptions
from tests.databases import database_at

Said = tuple[str, str]

TALK: list[Said] = [
    ("Question", "You have kept the weather book of this harbour for thirty years: what was the worst winter in it?"),
    (
        "Ada Lovell",
        "The winter of the long ice, without any doubt. We walked to the lighthouse and back every morning.",
    ),
    ("Question", "Was anybody frightened that the ice would not hold the coal sledges?"),
    (
        "Ada Lovell",
        "Everybody was, and everybody went. The stove does not ask whether you are frightened, it asks for coal.",
    ),
    ("Question", "And what did you write in the book on the last of those days, when the thaw came at night?"),
    (
        "Ada Lovell",
        "One line: the sea has come home. I have not found a better one since, though I have tried often enough.",
    ),
]


def transcript(
    said: Sequence[Said] = TALK, title: str = "Ada Lovell's interview with Harbour Radio", head: str = ""
) -> bytes:
    """Write a plain-text transcript of who said what."""
    body = "\n\n".join(f"{label}: {text}" for label, text in said)
    return f"{head}{title}\n\n{body}\n".encode()


@dataclass
class Archive:
    """A database and what a test does to it."""

    engine: Engine

    def ingest(self, data: bytes, path: str | None = "/talks/lovell.txt", **options: Any) -> Outcome:
        metadata = Metadata(
            **{name: options.pop(name) for name in list(options) if name in Metadata.__dataclass_fields__}
        )
        name = Path(path).name if path else ""
        given = IngestOptions(parse=ParseOptions(name=name), metadata=metadata, path=path, **options)
        (outcome,) = ingest(self.engine, data, given)
        return outcome

    def interview(self, interview_id: str) -> Interview:
        with Session(self.engine) as session:
            return session.exec(select(Interview).where(Interview.id == interview_id)).one()

    def turns(self, interview_id: str) -> list[Turn]:
        """Give the live turns in order."""
        return [turn for turn in self.all_turns(interview_id) if turn.position is not None]

    def all_turns(self, interview_id: str) -> list[Turn]:
        with Session(self.engine) as session:
            statement = select(Turn).join(Interview, col(Turn.interview_pk) == Interview.pk)
            found = session.exec(statement.where(Interview.id == interview_id)).all()
            return sorted(found, key=lambda turn: (turn.position is None, turn.position, turn.number))

    def numbers(self, interview_id: str) -> list[int]:
        return [turn.number for turn in self.turns(interview_id)]

    def states(self) -> list[TurnState]:
        with Session(self.engine) as session:
            return list(session.exec(select(TurnState)))

    def speakers(self) -> dict[str, Speaker]:
        with Session(self.engine) as session:
            return {speaker.id: speaker for speaker in session.exec(select(Speaker))}

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Give every row of every table: equal for equal databases."""
        with self.engine.connect() as connection:
            tables = SQLModel.metadata.sorted_tables
            return {
                table.name: [tuple(row) for row in connection.execute(table.select().order_by(*table.primary_key))]
                for table in tables
            }


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with disposing(writing_engine(database_at(tmp_path / "verbatim.db"))) as engine:
        schema.upgrade(engine)
        yield Archive(engine)
