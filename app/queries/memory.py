"""What was read once, kept while the corpus stays as it is: a walk through pages, or many readers, pay for it once."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from app.queries import ReadSession
from app.queries.corpus import get_state

Value = TypeVar("Value")


class Memory:
    """The values asked for last, up to `size` of them, whatever thread asks."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def recall(self, session: ReadSession, key: Hashable, read: Callable[[], Value]) -> Value:
        """Give what `read` gives, which must depend on nothing but `key`, the corpus and what kind of engine has it."""
        state = get_state(session)
        whole = (session.get_bind().name, state and (state.id, state.revision, state.changed_at), key)
        with self._lock:
            if whole in self._values:
                self._values.move_to_end(whole)
                kept: Value = self._values[whole]
                return kept
        value = read()
        with self._lock:
            self._values[whole] = value
            while len(self._values) > self._size:
                self._values.popitem(last=False)
        return value
