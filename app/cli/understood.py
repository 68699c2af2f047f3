"""What a dry run shows of an interview: what is known of it, who speaks, and what was done to its text."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields
from textwrap import wrap

from app.cli.report import console, one_line, print_table
from app.ingest import Outcome
from app.speakers import Voice
from app.transcript import LedgerEntry, Metadata, SpeakerDeclaration, Transcript

WIDTH = 100
"""Columns that nothing here is wider than."""
_EACH = 4
"""So many different entries of one rule are shown; the others are counted."""
_MOST_LINES = 8
_DECISIONS = {"label-pattern": "labels", "label-pattern-runner-up": "runner-up"}


def print_understood(name: str, outcome: Outcome, transcript: Transcript) -> None:
    """Print what was understood of one interview of the source `name`, under a line with the name."""
    out = console()
    out.print(f"── {_short(one_line(name), WIDTH - 4)} ".ljust(WIDTH, "─"))
    told = (f"id: {outcome.id}", f"format: {transcript.format}")
    for line in (*told, *_known(transcript.metadata), *_decided(transcript.ledger)):
        out.print("\n".join(wrap(line, WIDTH, subsequent_indent="  ", break_on_hyphens=False)), soft_wrap=True)
    heads = ("label", "turns", "words", "speaker", "known by", "role")
    print_table(heads, list(_voices(transcript, outcome.voices)), numbers=("turns", "words"))
    if rows := list(_done(transcript.ledger)):
        print_table(("lines", "times", "rule", "what"), rows, numbers=("times",))
    for warning in outcome.warnings:
        out.print("\n".join(wrap(f"warning: {warning}", WIDTH, subsequent_indent="  ")), soft_wrap=True)


def _known(metadata: Metadata) -> Iterator[str]:
    for field in fields(metadata):
        value = getattr(metadata, field.name)
        if isinstance(value, str) and field.name != "id":
            yield f"{field.name.replace('_', ' ')}: {value}"
    if metadata.speakers:
        yield f"speakers: {', '.join(metadata.speakers)}"
    for declaration in metadata.declarations:
        yield f"speaker: {_declared(declaration)}"


def _declared(declaration: SpeakerDeclaration) -> str:
    parts = [declaration.name, declaration.role or ""]
    parts += [f"printed as {' or '.join(declaration.labels)}" if declaration.labels else ""]
    parts += [f"also {' or '.join(declaration.aliases)}" if declaration.aliases else ""]
    parts += [f"{scheme} {identifier}" for scheme, identifier in declaration.identifiers]
    return ", ".join(part for part in parts if part)


def _decided(ledger: Sequence[LedgerEntry]) -> Iterator[str]:
    for entry in ledger:
        if entry.rule in _DECISIONS:
            yield f"{_DECISIONS[entry.rule]}: {entry.detail}"


def _voices(transcript: Transcript, voices: Sequence[Voice]) -> Iterator[tuple[str, ...]]:
    turns = Counter(turn.label for turn in transcript.turns)
    words: Counter[str] = Counter()
    for turn in transcript.turns:
        words[turn.label] += len(turn.text.split())
    of_label = {label: voice for voice in voices for label in voice.labels}
    for label, count in turns.items():
        voice = of_label[label]
        name = "nobody by name" if voice.anonymous else _short(voice.name, 30)
        known_by = {"declared": "declaration", "name": "name", "label": "label"}[voice.identity]
        yield _short(label, 30), str(count), str(words[label]), name, known_by, voice.role


def _done(ledger: Sequence[LedgerEntry]) -> Iterator[tuple[str, str, str, str]]:
    """Entries of the ledger by rule: of each the first few that differ, and how many others there are."""
    by_rule: dict[str, dict[str, list[LedgerEntry]]] = {}
    for entry in ledger:
        if entry.rule != "label" and entry.rule not in _DECISIONS:
            by_rule.setdefault(entry.rule, {}).setdefault(entry.removed or "", []).append(entry)
    for rule, groups in by_rule.items():
        shown = list(groups.items())[: _EACH if len(groups) > _EACH + 1 else _EACH + 1]
        for removed, entries in shown:
            yield _lines(entries), str(len(entries)), rule, _short(removed, 44)
        rest = [entry for entries in list(groups.values())[len(shown) :] for entry in entries]
        if rest:
            yield _lines(rest), str(len(rest)), rule, f"… and {len(rest)} more"


def _lines(entries: Sequence[LedgerEntry]) -> str:
    """The lines of entries, the first few of many."""
    lines = list(dict.fromkeys(str(entry.line) for entry in entries if entry.line is not None))
    few = lines if len(lines) <= _MOST_LINES else [*lines[:3], "…", lines[-1]]
    return " ".join(few)


def _short(text: str, most: int) -> str:
    single = " ".join(text.split())
    return single if len(single) <= most else single[: most - 1].rstrip() + "…"
