"""Keeping a corpus for years: check it, back it up, move it, give its sources back."""

from app.archive.backup import back_up
from app.archive.check import check
from app.archive.dump import dump, restore
from app.archive.source import read_source

__all__ = ["back_up", "check", "dump", "read_source", "restore"]
