"""A reader of one API process, who looks again and again while something happens to it."""

import re
import subprocess
import threading
from collections import Counter
from dataclasses import dataclass
from typing import Any

import httpx

from tests.ingest.conftest import transcript

ID = "talk"
TURNS = 40
PATIENCE_S = 120
ENOUGH = 6
"""How often each reader looks before a step is over."""

NO_ANSWER = 0
ALLOWED = {
    "ingests": {200, 410},
    "conflicts": {200, 410, 503},
    "one process of three is killed": {200, 410, NO_ANSWER},
    "the replica has crashed": {200, 410, 503, NO_ANSWER},
    "the replica is back": {200, 410, 503, NO_ANSWER},
    "the primary is gone": {200, 410, NO_ANSWER},
    "the replica is promoted": {200, 410, NO_ANSWER},
}
"""What a client may see, by step; no answer comes from the process that was killed, and from no other."""


def edition(number: int) -> bytes:
    """Write the interview in an edition that each of its turns names."""
    said = [
        (("Question", "Ada Lovell")[at % 2], f"This is what edition {number} says in its place {at} of the harbour.")
        for at in range(TURNS)
    ]
    return transcript(said)


@dataclass(frozen=True, slots=True)
class Node:
    """An API process."""

    process: "subprocess.Popen[str]"
    address: str

    def get(self, path: str) -> httpx.Response:
        return httpx.get(self.address + path, timeout=PATIENCE_S)


class Watcher(threading.Thread):
    """Reads from one node again and again; no answer may mix two editions, and none may go back."""

    def __init__(self, node: Node) -> None:
        super().__init__(daemon=True)
        self.node, self.step, self.last = node, "ingests", 0
        self.seen: dict[str, Counter[int]] = {step: Counter() for step in ALLOWED}
        self.faults: list[str] = []
        self.moved = threading.Condition()
        self._end = threading.Event()

    def run(self) -> None:
        with httpx.Client(base_url=self.node.address, timeout=PATIENCE_S) as client:
            while not self._end.is_set():
                page = self._ask(client, f"/v1/interviews/{ID}/turns?limit=30")
                following = page and self._ask(client, page["next"])
                if following and _editions(page) != _editions(following):
                    self.faults.append(f"pages of two editions: {_editions(page)}, {_editions(following)}")
                found = self._ask(client, "/v1/search?q=harbour&sort=date&limit=50")
                if found and found["total"] != TURNS:
                    self.faults.append(f"{found['total']} hits")

    def look_on(self) -> None:
        """Return once this has looked several times more."""
        counted = self.seen[self.step]
        enough = counted.total() + ENOUGH
        with self.moved:
            assert self.moved.wait_for(lambda: counted.total() >= enough, PATIENCE_S), self.step

    def stop(self) -> None:
        self._end.set()
        self.join()

    def _ask(self, client: httpx.Client, path: str) -> Any:
        begun = self.step
        try:
            answer = client.get(path)
            status = answer.status_code
        except httpx.TransportError:
            answer, status = None, NO_ANSWER
            self._end.wait(0.05)
        with self.moved:
            self.seen[begun if status in ALLOWED[begun] else self.step][status] += 1
            self.moved.notify_all()
        if answer is None or status != httpx.codes.OK:
            self._judge_refusal(path, answer)
            return None
        self._judge(answer.json())
        return answer.json()

    def _judge(self, body: Any) -> None:
        editions = _editions(body)
        if len(editions) != 1 or min(editions) < self.last:
            self.faults.append(f"editions {sorted(editions)} after {self.last}")
        self.last = max(editions, default=self.last)

    def _judge_refusal(self, path: str, answer: httpx.Response | None) -> None:
        if answer is None:
            return
        kind = answer.json()["type"]
        if (answer.status_code, "cursor" in path) not in ((503, True), (503, False), (410, True)):
            self.faults.append(f"{answer.status_code} for {path}: {answer.text}")
        if answer.status_code == httpx.codes.GONE and kind != "/problems/cursor-expired":
            self.faults.append(answer.text)


def _editions(page: Any) -> set[int]:
    """Give the editions that the turns of an answer are of."""
    turns = [item.get("turn", item) for item in page["items"]]
    return {int(found[1]) for turn in turns if (found := re.search(r"edition (\d+)", turn["text"]))}
