"""A copy of the database as it is at one moment, made while others read."""

from pathlib import Path

from sqlalchemy import Engine

from app.database import DatabaseError, dialect_of


def back_up(engine: Engine, target: Path) -> None:
    """Copy the whole database to a new file; raises `DatabaseError` where `target` is there already."""
    if target.exists():
        raise DatabaseError(f"{target} is there already: name a new file for the backup")
    if not target.absolute().parent.is_dir():
        raise DatabaseError(f"there is no folder {target.absolute().parent} for the backup")
    dialect_of(engine).back_up(engine, target)
