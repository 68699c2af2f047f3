"""A corpus of any size, made of words as unequally frequent as those of a language (Zipf's law)."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, update
from sqlmodel import SQLModel

from app import schema
from app.database import dialect_of, writing_engine
from app.words import rules, stem

SEED = 20_200_917
VOCABULARY = 50_000
TURNS_EACH = 50
WORDS_EACH = (5, 60)
NAMED = 2_000
BATCH = 200
CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"

Row = dict[str, Any]


def word_at(rank: int) -> str:
    """Give the word of this rank, from 0 for the most frequent: syllables that no stemmer cuts."""
    syllables: list[str] = []
    number = rank
    while not syllables or number:
        number, syllable = divmod(number, len(CONSONANTS) * len(VOWELS))
        syllables.append(CONSONANTS[syllable % len(CONSONANTS)] + VOWELS[syllable // len(CONSONANTS)])
    return "".join(syllables) + "k"


def make_corpus(path: Path, turns: int) -> None:
    """Fill a new database with interviews of 50 turns, until it has `turns` of them."""
    engine = writing_engine(str(path))
    schema.upgrade(engine)
    said = talks(turns)
    with engine.begin() as connection:
        connection.execute(update(SQLModel.metadata.tables["corpus"]).values(word_rules=rules()))
        _insert(connection, "speaker", [_speaker(number) for number in range(NAMED)])
        for first in range(0, turns // TURNS_EACH, BATCH):
            numbers = range(first, min(first + BATCH, turns // TURNS_EACH))
            _write_interviews(connection, list(zip(numbers, said, strict=False)))
    engine.dispose()


def talks(turns: int) -> Iterator[list[list[str]]]:
    """Give what is said in interviews of 50 turns, until there are `turns` of them: the words of each turn."""
    chance = random.Random(SEED)
    vocabulary = [word_at(rank) for rank in range(VOCABULARY)]
    weights = list(accumulate(1 / (rank + 1) for rank in range(VOCABULARY)))
    for _ in range(turns // TURNS_EACH):
        yield [
            chance.choices(vocabulary, cum_weights=weights, k=chance.randint(*WORDS_EACH)) for _ in range(TURNS_EACH)
        ]


def _write_interviews(connection: Connection, places: list[tuple[int, list[list[str]]]]) -> None:
    numbers = [number for number, _ in places]
    _insert(connection, "source", [_source(number) for number in numbers])
    _insert(connection, "interview", [_interview(number, said) for number, said in places])
    _insert(connection, "speaker", [_interviewer(number) for number in numbers])
    _insert(connection, "interview_speaker", [row for place in places for row in _roles(*place)])
    _insert(connection, "turn", [row for place in places for row in _turns(*place)])
    dialect_of(connection).write_words(connection, [row for place in places for row in _index(*place)])


def _insert(connection: Connection, table: str, rows: list[Row]) -> None:
    connection.execute(insert(SQLModel.metadata.tables[table]), rows)


def _speaker(number: int) -> Row:
    name = f"Speaker {number}"
    known = {"identity": "name", "anonymous": False, "interview_pk": None}
    return {"pk": number + 1, "id": f"speaker-{number}", "name": name, "name_key": name.lower()} | known


def _interviewer(number: int) -> Row:
    known = {"identity": "label", "anonymous": True, "interview_pk": number + 1}
    return {"pk": NAMED + number + 1, "id": f"interview-{number}~q", "name": "Q", "name_key": "q"} | known


def _source(number: int) -> Row:
    return {"sha256": f"{number:064x}", "size": 0, "compressed": b""}


def _interview(number: int, said: list[list[str]]) -> Row:
    day = date(2000, 1, 1) + timedelta(days=number * 7919 % 9000)
    return {
        "pk": number + 1,
        "id": f"interview-{number}",
        "title": f"Interview {number}",
        "title_key": f"interview {number}",
        "date": day.isoformat(),
        "first_day": day,
        "last_day": day,
        "outlet": f"Outlet {number % 20}",
        "language": "en",
        "index_language": "en",
        "transcript_kind": "verbatim",
        "source_format": "txt",
        "source_sha256": f"{number:064x}",
        "ingested_at": datetime(2020, 9, 17, tzinfo=UTC),
        "revision": 1,
        "turn_count": len(said),
        "word_count": sum(map(len, said)),
    }


def _speaker_pk(number: int, index: int) -> int:
    return NAMED + number + 1 if index % 2 == 0 else number % NAMED + 1


def _roles(number: int, said: list[list[str]]) -> Iterator[Row]:
    for ordinal, role in enumerate(("interviewer", "interviewee")):
        own = said[ordinal::2]
        yield {
            "interview_pk": number + 1,
            "speaker_pk": _speaker_pk(number, ordinal),
            "ordinal": ordinal + 1,
            "role": role,
            "labels": ["Q"] if ordinal == 0 else [f"Speaker {number % NAMED}"],
            "turn_count": len(own),
            "word_count": sum(map(len, own)),
        }


def _turns(number: int, said: list[list[str]]) -> Iterator[Row]:
    for index, spoken in enumerate(said):
        key = number * TURNS_EACH + index + 1
        yield {
            "pk": key,
            "interview_pk": number + 1,
            "number": index + 1,
            "position": index + 1,
            "since": 1,
            "revision": 1,
            "speaker_pk": _speaker_pk(number, index),
            "label": "Q" if index % 2 == 0 else f"Speaker {number % NAMED}",
            "kind": "question" if index % 2 == 0 else "answer",
            "text": " ".join(spoken),
            "text_sha256": f"{key:064x}",
            "text_key": key,
            "word_count": len(spoken),
            "exchange": index // 2 + 1,
            "question": None if index % 2 == 0 else index,
        }


def _index(number: int, said: list[list[str]]) -> Iterator[tuple[int, str, str]]:
    for index, spoken in enumerate(said):
        stems = " ".join([stem(word, "en") for word in spoken])
        yield number * TURNS_EACH + index + 1, " ".join(spoken), stems
