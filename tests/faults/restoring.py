"""A dump restored while processes are killed: all of it is there or nothing, and whoever asks is told which."""

from pathlib import Path

from tests.trust.commands import told

PACKED, AGAIN, RESTORED = "all.gz", "again.gz", "restored.db"
NOTHING = "error: there is no database"
EMPTY = "dumped: 1 rows"
"""Of a corpus without interviews."""


def begin_anew() -> None:
    """Dump the database, and take away what was restored of it before."""
    for path in (*Path().glob(f"{RESTORED}*"), *Path().glob(PACKED)):
        path.unlink()
    told(["dump", PACKED])


def restored() -> str | None:
    """Give what a dump says of the restored database: "nothing", "empty" or "whole", else `None`."""
    Path(AGAIN).unlink(missing_ok=True)
    copied = told(["dump", AGAIN, "--database", RESTORED])
    said = str(copied["said"]).strip()
    if copied["code"]:
        return "nothing" if said.startswith(NOTHING) and len(said.splitlines()) == 1 else None
    if said == EMPTY:
        return "empty"
    return "whole" if Path(AGAIN).read_bytes() == Path(PACKED).read_bytes() else None
