"""The time limit of transactions in SQLite, which has none of its own."""

import sqlite3
import threading
import time


class Watch:
    """Ends what a connection does once its transaction has lasted `limit` seconds.

    SQLite's progress handler sleeps through a scan inside FTS5; `interrupt()` from another thread does not. To wake
    that thread costs more than most transactions do, so it looks by itself, and sleeps only where none was for a while.
    """

    IDLE = 20
    """How many looks at nothing go before sleep."""

    def __init__(self, limit: float) -> None:
        self._limit = limit
        self._deadlines: dict[sqlite3.Connection, float] = {}
        self._busy = threading.Condition()
        self._thread: threading.Thread | None = None
        self._asleep = False

    def start(self, connection: sqlite3.Connection) -> None:
        with self._busy:
            self._deadlines[connection] = time.monotonic() + self._limit
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="verbatim-time-limit", daemon=True)
                self._thread.start()
            elif self._asleep:
                self._busy.notify()

    def stop(self, connection: sqlite3.Connection) -> None:
        with self._busy:
            self._deadlines.pop(connection, None)

    def _run(self) -> None:
        idle = 0
        while True:
            with self._busy:
                self._interrupt_late()
                idle = 0 if self._deadlines or self._asleep else idle + 1
                self._asleep = idle > self.IDLE
                self._busy.wait(None if self._asleep else min(self._limit / 4, 0.05))

    def _interrupt_late(self) -> None:
        now = time.monotonic()
        for connection, deadline in self._deadlines.items():
            if deadline <= now:
                connection.interrupt()
