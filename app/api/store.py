"""Answers that are asked for again: their bytes, kept as long as the corpus stays as it is.

What is kept is decided by the application, which says in the scope's state of which state of the corpus an answer is;
that, the URL and a few headers of the request decide every byte of it.
"""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.codings import HEADER as CODING
from app.api.codings import choose
from app.queries.corpus import CorpusState

DECIDING = frozenset({b"accept", b"if-none-match", b"if-modified-since", b"if-match", b"if-unmodified-since"})
"""Headers of a request that decide what the answer is; `Accept-Encoding` does by what is chosen of it."""

OVERHEAD = 1500
"""How many bytes an answer takes beside its body, about."""

KEPT = "kept"
"""Under this name the application says in the scope's state what state of the corpus an answer is of."""

MESSAGES = 2
"""How many messages an answer has that is not streamed."""

LARGEST = 8
"""No answer takes more than one part in so many of the room."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer, with what is logged of it."""

    state: CorpusState
    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    route: str | None

    @property
    def size(self) -> int:
        return len(self.body) + OVERHEAD


class Store:
    """The answers asked for last, as many as `room` bytes hold."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.size = 0
        self._answers: OrderedDict[Hashable, Kept] = OrderedDict()

    def get(self, request: Hashable) -> Kept | None:
        answer = self._answers.get(request)
        if answer is not None:
            self._answers.move_to_end(request)
        return answer

    def put(self, request: Hashable, answer: Kept) -> None:
        """Keep an answer, and let go of those asked for longest ago where there is no room."""
        if answer.size > self.room // LARGEST:
            return
        if before := self._answers.pop(request, None):
            self.size -= before.size
        self._answers[request] = answer
        self.size += answer.size
        while self.size > self.room:
            self.size -= self._answers.popitem(last=False)[1].size


class FromStore:
    """Gives what is kept while it stands, and keeps what the application lets be kept."""

    def __init__(self, app: ASGIApp, room: int) -> None:
        self.app = app
        self._store = Store(room)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        request = _request(scope)
        answer = self._store.get(request)
        if answer is None or answer.state != await scope["app"].state.engine.state_now():
            await self._answer(request, scope, receive, send)
            return
        scope["state"].update(route=answer.route, revision=answer.state.revision)
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        await send({"type": "http.response.body", "body": answer.body})

    async def _answer(self, request: Hashable, scope: Scope, receive: Receive, send: Send) -> None:
        seen: list[tuple[int, tuple[tuple[bytes, bytes], ...]] | bytes] = []

        async def send_seen(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen.append((message["status"], tuple(message["headers"])))
            elif len(seen) < MESSAGES + 1:
                seen.append(message.get("body", b""))
            await send(message)

        await self.app(scope, receive, send_seen)
        state: CorpusState | None = scope["state"].get(KEPT)
        match seen:
            case [(status, headers), bytes(body)] if state is not None:
                self._store.put(request, Kept(state, status, headers, body, scope["state"]["route"]))


def _request(scope: Scope) -> Hashable:
    """Give what decides the answer, beside the state of the corpus."""
    accepted = b",".join(value for name, value in scope["headers"] if name == CODING)
    deciding = tuple(pair for pair in scope["headers"] if pair[0] in DECIDING)
    coding = choose(accepted.decode("latin-1")) if accepted else None
    return scope.get("raw_path") or scope["path"], scope["query_string"], deciding, coding
