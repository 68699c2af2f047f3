"""Files that commands read and write; `-` is standard input or output."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from app.cli.report import CommandError

STANDARD = Path("-")


@contextmanager
def writing(file: Path) -> Iterator[IO[bytes]]:
    """Open a new file; where what is written to it fails, nothing is left of it."""
    if file == STANDARD:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if file.is_file():
        raise CommandError(f"{file} is there already: name a new file")
    device = file.exists()
    try:
        with file.open("wb" if device else "xb") as out:
            yield out
    except BaseException as error:
        if not device:
            file.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise CommandError(f"cannot write {file}: {error.strerror}") from None
        raise


@contextmanager
def reading(file: Path) -> Iterator[IO[bytes]]:
    """Open a file; raises `CommandError` where that cannot be done."""
    if file == STANDARD:
        yield sys.stdin.buffer
        return
    try:
        opened = file.open("rb")
    except OSError as error:
        raise CommandError(f"cannot read {file}: {error.strerror}") from None
    with opened:
        yield opened
