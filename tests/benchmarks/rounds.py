"""One question after the other to one server after the other, in rounds, so that noise meets all of them alike."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from time import process_time
from typing import NamedTuple

from tests.benchmarks.load import ask_all
from tests.benchmarks.questions import Question
from tests.benchmarks.servers import Server

STATES = ("new", "again")
PROBED, MOST = 4, 10_000


class Slice(NamedTuple):
    """What one server did for a while."""

    per_second: float
    per_cpu_second: float
    """Requests per second of the server's processor time: other programs hardly change it."""
    load_share: float
    """The load's processor time, of the server's."""
    refused: int


@dataclass(slots=True)
class Asked:
    """A question to a server, in a state: `new` where no address is asked twice, `again` where all are one."""

    question: str
    server: str
    state: str
    running: Server
    addresses: list[str]
    count: int = 1
    slices: list[Slice] = field(default_factory=list)

    def ask(self, connections: int) -> None:
        """Ask a slice's requests."""
        paths = self._next(self.count)
        if self.state == "again":
            ask_all(self.running.port, paths[:1], 1)  # what was asked of all the others may have crowded it out
        before, own = self.running.cpu(), process_time()
        answers = ask_all(self.running.port, paths, connections)
        load, cpu = process_time() - own, self.running.cpu() - before
        self.slices.append(
            Slice(self.count / answers.seconds, self.count / cpu, load / cpu, answers.refused),
        )

    def probe(self, seconds: float, rounds: int) -> None:
        """Find out how many requests take so much of the server's time, of those that there are; they do not count."""
        most = len(self.addresses) // (rounds + 1) if self.state == "new" else MOST
        rough = self._cost(max(min(PROBED, most // 4), 1))
        cost = self._cost(max(min(int(seconds / 4 / rough), most // 2), 1))
        self.count = max(min(int(seconds / cost), most), 1)

    def _cost(self, count: int) -> float:
        before = self.running.cpu()
        ask_all(self.running.port, self._next(count), 1)
        return (self.running.cpu() - before) / count

    def _next(self, count: int) -> list[str]:
        if self.state == "again":
            return self.addresses[:1] * count
        taken, self.addresses = self.addresses[:count], self.addresses[count:]
        return taken


def measure(asked: Sequence[Asked], rounds: int, seconds: float, connections: int) -> None:
    """Ask everything once to see how fast it goes, then in rounds."""
    for each in asked:
        each.probe(seconds, rounds)
    for _ in range(rounds):
        for each in asked:
            each.ask(connections)


def all_asked(questions: Sequence[Question], servers: dict[str, Server]) -> Iterator[Asked]:
    """Give what is asked: of bare ASGI and of constants in one state, since they keep nothing."""
    for number, question in enumerate(questions):
        yield Asked(question.name, "bare", "again", servers["bare"], [f"/{number}"])
        for name, addresses in question.addresses.items():
            if name not in servers:
                continue
            for state in STATES if name != "constants" else STATES[1:]:
                own = (addresses[:-1] or addresses) if state == "new" else addresses[-1:]
                yield Asked(question.name, name, state, servers[name], own)


def medians(asked: Asked, bare: Asked) -> dict[str, float]:
    """Give the medians of a question's rounds, and of its ratios to bare ASGI in the same round."""
    pairs = list(zip(asked.slices, bare.slices, strict=True))
    return {
        "per_second": median(own.per_second for own, _ in pairs),
        "per_cpu_second": median(own.per_cpu_second for own, _ in pairs),
        "ratio": median(own.per_second / other.per_second for own, other in pairs),
        "cpu_ratio": median(own.per_cpu_second / other.per_cpu_second for own, other in pairs),
        "load_share": median(own.load_share for own, _ in pairs),
        "requests": asked.count * len(pairs),
        "refused": sum(own.refused for own, _ in pairs),
    }
