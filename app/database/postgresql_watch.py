"""The time limit of transactions in PostgreSQL, which has one for each statement."""

import time

OVERDRAWN = 1 / 20
"""How much longer than its time limit a transaction may last, to be asked less often how long it has lasted."""


class Watch:
    """How long a transaction has lasted. The server counts the time of a statement, and begins anew with each."""

    def __init__(self, limit: float) -> None:
        self._limit = limit
        self._told = self._begin = time.monotonic()

    def restart(self) -> None:
        self._begin = time.monotonic()
        self._told = 0

    def left(self) -> int | None:
        """Give the milliseconds that are left, at least 1; `None` where the server was told not long ago."""
        now = time.monotonic()
        if now - self._told <= self._limit * OVERDRAWN:
            return None
        self._told = now
        return max(1, round((self._begin + self._limit - now) * 1000))
