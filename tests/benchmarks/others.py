"""What is measured beside speed: starting, memory, a mix with slow requests, and how long single requests take."""

import http.client
import random
import string
from collections.abc import Sequence
from contextlib import closing
from statistics import median

from tests.benchmarks.latency import quantile
from tests.benchmarks.load import ask_all
from tests.benchmarks.questions import Question
from tests.benchmarks.servers import Program, Server, serving

Figures = dict[str, float]

SLOW_EVERY = 100


def weigh(program: Program, pages: Sequence[str], rounds: int, requests: int, connections: int) -> Figures:
    """Start a server again and again; then ask it for pages, and see how much memory it has."""
    walls, cpus = [], []
    for _ in range(rounds):
        with serving(program) as server:
            walls.append(server.wall)
            cpus.append(server.cpu())
    with serving(program) as server:
        ask_all(server.port, [pages[place % len(pages)] for place in range(requests)], connections)
        rss, pss = server.memory()
    return {"start_s": median(walls), "start_cpu_s": median(cpus), "rss_mb": rss, "pss_mb": pss}


def mix(server: Server, pages: Sequence[str], requests: int, connections: int) -> dict[str, Figures]:
    """Give how long plain pages take, alone and while each hundredth request is the slowest that search allows."""
    alone, mixed = list(pages[:requests]), list(pages[requests : 2 * requests])
    slow = slow_searches(requests // SLOW_EVERY)
    mixed[SLOW_EVERY // 2 :: SLOW_EVERY] = slow[: len(mixed[SLOW_EVERY // 2 :: SLOW_EVERY])]
    times = {name: _times(server, paths, connections) for name, paths in (("alone", alone), ("mixed", mixed))}
    slowest = [time for path, time in zip(mixed, times["mixed"], strict=True) if path in slow]
    times["mixed"] = [time for path, time in zip(mixed, times["mixed"], strict=True) if path not in slow]
    return {name: _quantiles(some) for name, some in (*times.items(), ("slow searches", slowest))}


def slow_searches(count: int) -> list[str]:
    """Give searches that look at all turns there are, for the beginnings of nearly all words, and count facets."""
    chance = random.Random(count)
    first = [f"{letter}*" for letter in string.ascii_lowercase]
    return [
        f"/v1/search?q={'+OR+'.join(chance.sample(first, 20))}&facets=speaker,year,kind&sort=-date"
        for _ in range(count)
    ]


def _times(server: Server, paths: list[str], connections: int) -> list[float]:
    answers = ask_all(server.port, paths, connections)
    return [answers.times[place] * 1000 for place in range(len(paths))]


def single(server: Server, questions: Sequence[Question], count: int) -> dict[str, Figures]:
    """Give how many milliseconds of processor time a request takes that nobody else waits for."""
    with closing(http.client.HTTPConnection("127.0.0.1", server.port)) as connection:
        return {
            question.name: _quantiles(
                [_take(server, connection, path) for path in question.addresses["verbatim"][-count:]]
            )
            for question in questions
        }


def _take(server: Server, connection: http.client.HTTPConnection, path: str) -> float:
    before = server.cpu()
    connection.request("GET", path)
    connection.getresponse().read()
    return (server.cpu() - before) * 1000


def _quantiles(times: list[float]) -> Figures:
    return {"p50": quantile(times, 0.5), "p99": quantile(times, 0.99), "max": max(times), "n": len(times)}
