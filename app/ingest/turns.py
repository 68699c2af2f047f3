"""Which turn is this? Numbers for life, and the rows of turns that a new revision adds, changes and ends."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy
from sqlalchemy import and_, bindparam, func, insert, update
from sqlmodel import Session, SQLModel, col, select

from app.ingest.alignment import Words, align
from app.ingest.corpus import index_turns, unindex_turns
from app.models import Interview, Turn, TurnFields
from app.speakers import TurnPlace, label_key
from app.transcript import TranscriptTurn
from app.words import count_words

Row = dict[str, Any]

SHAPE = ("label", "speaker_pk", "kind", "text", "start_ms", "end_ms")
"""What a turn's own revision counts the changes of."""
STATE = (*SHAPE, "position", "exchange", "question")
"""What a state of a turn keeps."""
FIELDS = tuple(TurnFields.model_fields)
ASIDE = 1_000_000_000
"""Where positions wait while turns trade places, since two may not have one."""


@dataclass(frozen=True, slots=True)
class TurnChanges:
    """What a new revision does to the turns of an interview; rows are columns by name."""

    added: list[Row]
    changed: list[tuple[Row, Row]]
    """Pairs of the row before and after."""
    gone: list[Row]
    successors: dict[int, int]
    """Numbers: of a gone turn, and of the one that holds its words."""

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.gone)


def text_sha256(text: str) -> str:
    """Give the SHA-256 of a text's UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def text_key(sha256: str) -> int:
    """Give the small key that equal texts share, from their SHA-256."""
    return int.from_bytes(bytes.fromhex(sha256[:16]), "big", signed=True)


def make_rows(
    turns: Sequence[TranscriptTurn], places: Sequence[TurnPlace], speaker_pks: Mapping[str, int]
) -> list[Row]:
    """Give the rows of `turns` in order, all but their numbers and revisions; `speaker_pks` are by key of label."""
    return [
        {
            "position": position,
            "label": turn.label,
            "speaker_pk": speaker_pks[label_key(turn.label)],
            "kind": place.kind,
            "text": turn.text,
            "text_sha256": (digest := text_sha256(turn.text)),
            "text_key": text_key(digest),
            "word_count": count_words(turn.text),
            "start_ms": turn.start_ms,
            "end_ms": turn.end_ms,
            "exchange": place.exchange,
            "question": place.question,
        }
        for position, (turn, place) in enumerate(zip(turns, places, strict=True), start=1)
    ]


def compare_turns(session: Session, interview: Interview, rows: list[Row]) -> TurnChanges:
    """Number `rows` and tell what they change in the turns that `interview` has, or last had."""
    before = _last_turns(session, interview)
    alignment = align(*[[Words(label_key(row["label"]), row["text"]) for row in side] for side in (before, rows)])
    free = _last_number(session, interview)
    for row, index in zip(rows, alignment.kept, strict=True):
        free += index is None
        row["number"] = free if index is None else before[index]["number"]
    for row in rows:
        row["question"] = row["question"] and rows[row["question"] - 1]["number"]
    kept = {index for index in alignment.kept if index is not None}
    pairs = [(before[index], row) for row, index in zip(rows, alignment.kept, strict=True) if index is not None]
    return TurnChanges(
        added=[row for row, index in zip(rows, alignment.kept, strict=True) if index is None],
        changed=[(old, row) for old, row in pairs if interview.removed_at or _differ(old, row, STATE)],
        gone=[old for index, old in enumerate(before) if index not in kept and old["gone_in"] is None],
        successors={before[i]["number"]: rows[j]["number"] for i, j in alignment.successors.items()},
    )


def write_turns(session: Session, interview: Interview, changes: TurnChanges, revision: int, language: str) -> None:
    """Write `changes` as the interview's `revision`, rows and words alike; `language` is its stems' from now on."""
    again = language != interview.index_language
    was_live = [old for old, _ in changes.changed if old["gone_in"] is None]
    _keep_states(session, [*was_live, *changes.gone], revision)
    if again:
        unindex_turns(session, _texts(session, interview), interview.index_language)
    else:
        reworded = [old for old, new in changes.changed if old["gone_in"] is None and old["text"] != new["text"]]
        words_gone = [(old["pk"], old["text"]) for old in (*reworded, *changes.gone)]
        unindex_turns(session, words_gone, interview.index_language)
    _end(session, changes, revision)
    _change(session, changes.changed, revision)
    _add(session, interview, changes.added, revision)
    session.flush()
    if again:
        index_turns(session, _texts(session, interview), language)
    else:
        _index(session, interview, changes, language)


def end_turns(session: Session, interview: Interview, revision: int) -> None:
    """Make tombstones of all turns that `interview` has."""
    write_turns(
        session, interview, TurnChanges([], [], _last_turns(session, interview), {}), revision, interview.index_language
    )


def _last_turns(session: Session, interview: Interview) -> list[Row]:
    """Give the turns in their order; of a removed interview, those it had when it was removed."""
    turn, state = SQLModel.metadata.tables["turn"], SQLModel.metadata.tables["turn_state"]
    statement = sqlalchemy.select(*turn.c).where(turn.c.interview_pk == interview.pk)
    if interview.removed_at is None:
        statement = statement.where(turn.c.position.is_not(None)).order_by(turn.c.position)
    else:
        statement = statement.join(state, and_(state.c.turn_pk == turn.c.pk, state.c.until == turn.c.gone_in))
        statement = statement.where(turn.c.gone_in == interview.revision).order_by(state.c.position)
    return [dict(row) for row in session.connection().execute(statement).mappings()]


def _last_number(session: Session, interview: Interview) -> int:
    return session.exec(select(func.max(Turn.number)).where(Turn.interview_pk == interview.pk)).one() or 0


def _differ(old: Row, new: Row, names: Sequence[str]) -> bool:
    return any(old[name] != new[name] for name in names)


def _keep_states(session: Session, rows: list[Row], revision: int) -> None:
    keys = (*FIELDS, "position", "since")
    states = [{name: row[name] for name in keys} | {"turn_pk": row["pk"], "until": revision} for row in rows]
    if states:
        session.connection().execute(insert(SQLModel.metadata.tables["turn_state"]), states)


def _end(session: Session, changes: TurnChanges, revision: int) -> None:
    rows = [
        {"key": old["pk"], "position": None, "gone_in": revision, "successor": changes.successors.get(old["number"])}
        for old in changes.gone
    ]
    _update(session, rows)


def _change(session: Session, pairs: list[tuple[Row, Row]], revision: int) -> None:
    moved = [{"key": old["pk"], "position": new["position"] + ASIDE, "gone_in": None} for old, new in pairs]
    _update(session, moved)
    rows = []
    for old, new in pairs:
        own = revision if _differ(old, new, SHAPE) or old["gone_in"] is not None else old["revision"]
        values = {name: new[name] for name in (*FIELDS, "position") if name != "revision"}
        rows.append({"key": old["pk"], **values, "revision": own, "since": revision, "successor": None})
    _update(session, rows)


def _update(session: Session, rows: list[Row]) -> None:
    if rows:
        table = SQLModel.metadata.tables["turn"]
        values: Row = {name: bindparam(name) for name in rows[0] if name != "key"}
        session.connection().execute(update(table).where(table.c.pk == bindparam("key")).values(values), rows)


def _add(session: Session, interview: Interview, rows: list[Row], revision: int) -> None:
    if rows:
        for row in rows:
            row.update(interview_pk=interview.pk, revision=revision, since=revision)
        session.connection().execute(insert(SQLModel.metadata.tables["turn"]), rows)


def _index(session: Session, interview: Interview, changes: TurnChanges, language: str) -> None:
    fresh = {row["number"]: row["text"] for row in changes.added}
    for old, new in changes.changed:
        if old["text"] != new["text"] or old["gone_in"] is not None:
            fresh[new["number"]] = new["text"]
    if fresh:
        statement = select(Turn.pk, Turn.number).where(Turn.interview_pk == interview.pk)
        index_turns(session, [(pk, fresh[n]) for pk, n in session.exec(statement) if pk and n in fresh], language)


def _texts(session: Session, interview: Interview) -> list[tuple[int, str]]:
    statement = select(Turn.pk, Turn.text).where(Turn.interview_pk == interview.pk, col(Turn.position).is_not(None))
    return [(pk, text) for pk, text in session.exec(statement) if pk]
