"""Every SQL statement of the reading half: `queries/x.py` answers `api/x.py`. Rows come out as plain named tuples."""

from sqlmodel import Session


class ReadSession(Session):
    """A session of the reading half: whatever it executes stands in one transaction and writes nothing."""
