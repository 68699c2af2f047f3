"""Golden files: `tests/transcripts/<format>/<case>.<ext>` beside `<case>.json`, the Transcripts it must become.

A source that is JSON itself is `<case>.source.json`.

`python -m tests.parsers.golden FILE…` writes the JSON beside each source, to be read before it is committed.
"""

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from app.parsers import parse
from app.transcript import ParseOptions, Transcript

FOLDER = Path(__file__).parent.parent / "transcripts"


def cases(folder: Path = FOLDER) -> list[Path]:
    """Every source that has a golden file or still wants one, in a fixed order."""
    return sorted(path for path in folder.glob("*/*") if path.suffix != ".json" or path.stem.endswith(".source"))


def golden_of(source: Path) -> Path:
    return source.with_name(source.name.removesuffix(source.suffix).removesuffix(".source") + ".json")


def parse_case(source: Path) -> tuple[Transcript, ...]:
    return parse(source.read_bytes(), ParseOptions(name=source.name, format=source.parent.name))


def as_json(transcripts: Sequence[Transcript]) -> str:
    """What is known of each Transcript; what is null or empty is left out."""
    known = [asdict(transcript, dict_factory=_known) for transcript in transcripts]
    return json.dumps(known, ensure_ascii=False, indent=1) + "\n"


def _known(pairs: list[tuple[str, object]]) -> dict[str, object]:
    return {name: value for name, value in pairs if value not in (None, (), {})}


def main(paths: Iterable[str]) -> None:
    for source in map(Path, paths):
        golden_of(source).write_text(as_json(parse_case(source)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
