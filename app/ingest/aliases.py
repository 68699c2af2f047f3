"""The alias file: which printed names and labels are whom (`speakers.toml`)."""

import hashlib
import json
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.ingest.ids import check_id, slug
from app.ingest.options import IngestError
from app.transcript import SpeakerDeclaration

KEYS = {"id", "name", "aliases", "identifiers", "labels"}


@dataclass(frozen=True, slots=True)
class Alias:
    """One person of the alias file."""

    name: str
    id: str
    """Made of the name where the file gives none."""
    aliases: tuple[str, ...] = ()
    identifiers: dict[str, str] = field(default_factory=dict)
    labels: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By interview: the labels there that mean this person."""

    def in_interview(self, interview_id: str) -> SpeakerDeclaration:
        """Give what this says of one interview."""
        labels = self.labels.get(interview_id, ())
        return SpeakerDeclaration(
            self.name, labels, self.aliases, identifiers=tuple(sorted(self.identifiers.items())), id=self.id
        )


def read_aliases(path: Path) -> list[Alias]:
    """Read an alias file; raises `IngestError` that says what is wrong and where."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise IngestError(f"the alias file {path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise IngestError(f"the alias file {path} cannot be read: it is not UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise IngestError(f"the alias file {path} cannot be read: {error}") from None
    entries = content.pop("speaker", [])
    if content or not isinstance(entries, list):
        raise IngestError(
            f"the alias file {path} holds more than [[speaker]] tables: {', '.join(content) or 'speaker'}"
        )
    aliases = [_alias(entry, f"{path}, speaker {number}") for number, entry in enumerate(entries, start=1)]
    for twice in {alias.id for number, alias in enumerate(aliases) if alias.id in [a.id for a in aliases[:number]]}:
        raise IngestError(f"{path}: two speakers have the id {twice}: give each an `id` of their own")
    return aliases


def to_rows(aliases: Sequence[Alias]) -> list[dict[str, Any]]:
    """Give aliases as the corpus keeps them."""
    return [
        {"name": each.name, "id": each.id, "aliases": list(each.aliases), "identifiers": each.identifiers}
        | {"labels": {interview: list(labels) for interview, labels in each.labels.items()}}
        for each in aliases
    ]


def from_rows(rows: list[dict[str, Any]]) -> list[Alias]:
    """Give back what `to_rows` kept."""
    return [
        Alias(
            row["name"],
            row["id"],
            tuple(row["aliases"]),
            row["identifiers"],
            {interview: tuple(labels) for interview, labels in row["labels"].items()},
        )
        for row in rows
    ]


def digest(rows: list[dict[str, Any]]) -> str:
    """Give a digest of kept aliases; the empty string for none."""
    return hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest() if rows else ""


def _alias(entry: Any, where: str) -> Alias:
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or not entry["name"].strip():
        raise IngestError(f"{where}: `name` is missing")
    if unknown := set(entry) - KEYS:
        raise IngestError(f"{where}: unknown key {', '.join(sorted(unknown))}; known are {', '.join(sorted(KEYS))}")
    speaker_id = entry.get("id", slug(entry["name"]))
    check_id(speaker_id)
    identifiers, labels = (_table(entry, key, where) for key in ("identifiers", "labels"))
    return Alias(
        name=entry["name"].strip(),
        id=speaker_id,
        aliases=tuple(_strings(entry.get("aliases", []), f"{where}: `aliases`")),
        identifiers={scheme: str(value) for scheme, value in identifiers.items()},
        labels={key: tuple(_strings(value, f"{where}: `labels.{key}`")) for key, value in labels.items()},
    )


def _table(entry: dict[str, Any], key: str, where: str) -> dict[str, Any]:
    value = entry.get(key, {})
    if not isinstance(value, dict):
        raise IngestError(f"{where}: `{key}` is no table")
    return value


def _strings(value: Any, where: str) -> Iterator[str]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
        raise IngestError(f"{where} is no list of strings")
    yield from values
