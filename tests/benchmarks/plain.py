"""The same rows in plain tables with a full-text index, as whoever starts today would lay them out."""

import sqlite3
from contextlib import closing
from pathlib import Path

TABLES = """
    CREATE TABLE interview (id INTEGER PRIMARY KEY, title TEXT, date TEXT, outlet TEXT, language TEXT);
    CREATE TABLE speaker (id INTEGER PRIMARY KEY, name TEXT, identity TEXT);
    CREATE TABLE turn (
        id INTEGER PRIMARY KEY, number INTEGER, kind TEXT, label TEXT, text TEXT, text_sha256 TEXT, word_count INTEGER,
        year TEXT, interview_id INTEGER REFERENCES interview(id), speaker_id INTEGER REFERENCES speaker(id)
    );
    CREATE VIRTUAL TABLE turn_fts USING FTS5 (text, content="turn", content_rowid="id");
"""
ROWS = """
    INSERT INTO interview SELECT pk, title, date, outlet, language FROM corpus.interview;
    INSERT INTO speaker SELECT pk, name, identity FROM corpus.speaker;
    INSERT INTO turn
        SELECT turn.pk, turn.number, turn.kind, turn.label, turn.text, turn.text_sha256, turn.word_count,
               substr(interview.date, 1, 4), turn.interview_pk, turn.speaker_pk
        FROM corpus.turn JOIN corpus.interview ON interview.pk = turn.interview_pk
        ORDER BY turn.pk;
    INSERT INTO turn_fts(turn_fts) VALUES ('rebuild');
    CREATE INDEX turn_interview_id ON turn(interview_id);
    CREATE INDEX turn_speaker_id ON turn(speaker_id);
    CREATE INDEX turn_kind ON turn(kind);
    CREATE INDEX turn_year ON turn(year);
    ANALYZE main;
"""


def lay_out(database: Path) -> Path:
    """Give the plain tables of a corpus's rows; they are made where they are not there yet."""
    path = database.with_name(f"plain_{database.stem.replace('-', '_')}.db")
    if path.exists():
        return path
    unfinished = path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished)) as connection:
        connection.executescript(TABLES)
        connection.execute(f"ATTACH 'file:{database}?mode=ro' AS corpus")
        connection.executescript(ROWS)
        connection.commit()
    return unfinished.rename(path)
