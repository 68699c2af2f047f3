"""The endpoints that FastAPI's and SQLModel's tutorials teach, over the plain tables of `plain.py`."""

import os
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Query
from sqlmodel import Field, Relationship, Session, SQLModel, create_engine, select

DATABASE = "BENCHMARK_PLAIN"
"""The variable that names the database."""

engine = create_engine(f"sqlite:///{os.environ[DATABASE]}", connect_args={"check_same_thread": False})


class SpeakerBase(SQLModel):
    name: str
    identity: str


class Speaker(SpeakerBase, table=True):
    id: int | None = Field(default=None, primary_key=True)


class InterviewBase(SQLModel):
    title: str | None
    date: str | None
    outlet: str | None
    language: str | None


class Interview(InterviewBase, table=True):
    id: int | None = Field(default=None, primary_key=True)
    turns: list["Turn"] = Relationship(back_populates="interview")


class InterviewPublic(InterviewBase):
    id: int


class TurnBase(SQLModel):
    number: int
    kind: str
    label: str
    text: str
    text_sha256: str
    word_count: int
    interview_id: int = Field(foreign_key="interview.id", index=True)
    speaker_id: int = Field(foreign_key="speaker.id", index=True)


class Turn(TurnBase, table=True):
    id: int | None = Field(default=None, primary_key=True)
    interview: Interview = Relationship(back_populates="turns")


class TurnPublic(TurnBase):
    id: int


def get_session() -> Iterator[Session]:
    with Session(engine) as session:
        yield session


SessionDep = Annotated[Session, Depends(get_session)]
app = FastAPI()


@app.get("/turns/", response_model=list[TurnPublic])
def read_turns(session: SessionDep, offset: int = 0, limit: Annotated[int, Query(le=100)] = 100) -> object:
    return session.exec(select(Turn).offset(offset).limit(limit)).all()


@app.get("/turns/{turn_id}", response_model=TurnPublic)
def read_turn(session: SessionDep, turn_id: int) -> object:
    turn = session.get(Turn, turn_id)
    if not turn:
        raise HTTPException(status_code=404, detail="Turn not found")
    return turn


@app.get("/interviews/{interview_id}", response_model=InterviewPublic)
def read_interview(session: SessionDep, interview_id: int) -> object:
    interview = session.get(Interview, interview_id)
    if not interview:
        raise HTTPException(status_code=404, detail="Interview not found")
    return interview


_WORDS = "We measured it in the winter of 2004 with the pilot boat, and then once more. " * 3
_TURN = {"number": 4, "kind": "answer", "label": "THE KEEPER", "text": _WORDS, "text_sha256": "0" * 64}
_CONSTANT = _TURN | {"word_count": 45, "interview_id": 1, "speaker_id": 1, "id": 4}


@app.get("/constant/turns/", response_model=list[TurnPublic])
async def give_turns(_: Annotated[int, Query(le=100)] = 100) -> object:
    return [_CONSTANT] * 20


@app.get("/constant/turns/{turn_id}", response_model=TurnPublic)
async def give_turn(turn_id: int) -> object:
    return _CONSTANT | {"id": turn_id}
