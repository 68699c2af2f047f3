"""Transcripts in numbers, in two editions: what is ingested, replaced and removed while processes are killed."""

import csv
import json
import random
from pathlib import Path

WORDS = (
    *("harbour", "winter", "lantern", "ledger", "orchard", "bridge", "clock", "river", "market", "signal", "violin"),
    *("granite", "kettle", "meadow", "anchor", "copper", "thunder", "window", "sailor", "teacher", "garden", "bakery"),
)


def write_edition(folder: Path, files: int, edition: int) -> None:
    """Write `files` transcripts; of the second edition every third has an edited, an inserted and a removed turn."""
    folder.mkdir(exist_ok=True)
    for number in range(files):
        said = turns(number)
        if edition == 2 and number % 3 == 0:
            said[3] = (said[3][0], f"{said[3][1]} This was added later.")
            said.insert(6, ("Question", sentence(random.Random(f"new {number}"), 18)))
            del said[10]
        body = "\n\n".join(f"{label}: {text}" for label, text in said)
        text = f"Talk number {number} of the harbour series\n\n{body}\n"
        (folder / f"talk-{number:03}.txt").write_text(text, encoding="utf-8")


def write_tables(folder: Path, edition: int) -> None:
    """Write several interviews into one file, in two formats; of the second edition every other one is changed."""
    folder.mkdir(exist_ok=True)
    rows = [
        {
            "interview": f"table-{number}",
            "speaker": label,
            "text": f"{text} Edited." if number % 2 < edition - 1 else text,
        }
        for number in range(40, 46)
        for label, text in turns(number)
    ]
    lines = "".join(json.dumps(row | {"interview": f"line-{row['interview']}"}) + "\n" for row in rows)
    (folder / "many.ndjson").write_text(lines, encoding="utf-8")
    with (folder / "many.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows({**row, "text": f"{row['text']} In a table."} for row in rows)


def turns(number: int) -> list[tuple[str, str]]:
    chance = random.Random(number)
    speaker = ("Ada Lovell", "Bo Tarn", "THE KEEPER")[number % 3]
    return [(("Question", speaker)[at % 2], sentence(chance, 8 + chance.randrange(40))) for at in range(16)]


def sentence(chance: random.Random, length: int) -> str:
    words = [f"{chance.choice(WORDS)}{chance.randrange(50) or ''}" for _ in range(length)]
    return " ".join(words).capitalize() + "."


def write_aliases(folder: Path) -> Path:
    """Declare the keeper of every third talk to be Ada Lovell."""
    ids = [f"talk-number-{number}-of-the-harbour-series" for number in range(2, 100, 3)]
    labels = "\n".join(f'{each} = ["THE KEEPER"]' for each in ids)
    path = folder / "speakers.toml"
    path.write_text(f'[[speaker]]\nname = "Ada Lovell"\n[speaker.labels]\n{labels}\n', encoding="utf-8")
    return path
