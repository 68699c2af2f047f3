"""Transcript → rows: the writing half. One transcript is one transaction; a failed one leaves nothing behind."""

from app.ingest.aliases import read_aliases
from app.ingest.options import IngestError, IngestOptions, Outcome
from app.ingest.removal import remove
from app.ingest.sources import bring_up_to_date, ingest, link_again, set_aliases, unused_aliases

__all__ = [
    "IngestError",
    "IngestOptions",
    "Outcome",
    "bring_up_to_date",
    "ingest",
    "link_again",
    "read_aliases",
    "remove",
    "set_aliases",
    "unused_aliases",
]
