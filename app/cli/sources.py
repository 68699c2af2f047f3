"""Which files the paths of a command name."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from app.parsers import COMMON_EXTENSIONS, FORMATS, LARGEST, is_recognised
from app.transcript import TranscriptError


class Sources(NamedTuple):
    files: list[Path]
    unrecognised: list[Path]
    """Files of folders whose endings may be a transcript's, and whose content shows none."""
    others: int
    """How many files of other endings stand in the folders."""


def find_sources(paths: Sequence[Path], format_key: str | None = None) -> Sources:
    """Give the files that `paths` name, and those of folders that are transcripts by their endings.

    Of endings that anything may have, such as `.json`, it must show in the content, or `format_key` must say so.
    """
    modules = FORMATS.values() if format_key not in FORMATS else [FORMATS[format_key]]
    endings = {ending for module in modules for ending in module.EXTENSIONS}
    found = Sources([], [], 0)
    for path in paths:
        if not path.is_dir():
            found.files.append(path)
            continue
        inside = list(_files_of(path))
        likely = [each for each in inside if each.suffix.lower() in endings]
        for each in likely:
            (found.files if format_key or _shows_a_format(each) else found.unrecognised).append(each)
        found = found._replace(others=found.others + len(inside) - len(likely))
    return found


def _files_of(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.is_file():
            yield path


def _shows_a_format(file: Path) -> bool:
    """Whether the content shows a format; what cannot be read is left for ingest to complain of."""
    if file.suffix.lower() not in COMMON_EXTENSIONS:
        return True
    try:
        return file.stat().st_size <= LARGEST and is_recognised(file.read_bytes())
    except (OSError, TranscriptError):
        return True
