"""Requests over a corpus, drawn by chance from what stands in it and from what people and machines may type."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from app.exports import FORMATS

Asked = list[tuple[str, object]]

ODD = (
    *("", " ", "the", "a*", "-the", "(", '"', '"" OR ""', "NEAR/5", "OR", "price-determining", "O'Neill", "mid.ru"),
    *("中国", "会*", "Вопрос", "соглаш*", "ﷺ", "３", "½", "\x00", "a\x00b", "the the the", "'; DROP TABLE turn; --"),
    *("no-such-word", "the NEAR/0 of", "of NEAR/1000000 the", "(((a))) -b", "minsc", "\ufffe", "x" * 513, "a b " * 40),
)
FACETS = ("speaker", "interview", "year", "kind", "outlet")


@dataclass(frozen=True, slots=True)
class Known:
    """What stands in a corpus."""

    texts: Sequence[str]
    turns: Sequence[str]
    interviews: Sequence[str]
    speakers: Sequence[str]
    outlets: Sequence[str]
    languages: Sequence[str]


def requests(known: Known, seed: int) -> Iterator[str]:
    """Give addresses without end."""
    chance = random.Random(seed)
    asked = (_search, _search, _search, _search, _turns, _listed, _one, _concordance, _quotation, _exported)
    while True:
        yield chance.choice(asked)(known, chance)


def _address(path: str, asked: Asked) -> str:
    return f"{path}?{urlencode(asked, errors='surrogatepass')}" if asked else path


def _search(known: Known, chance: random.Random) -> str:
    asked: Asked = [("q", query(known, chance)), *_filters(known, chance)]
    if chance.random() < 0.6:
        asked.append(("sort", chance.choice(("date", "-date", "relevance"))))
    if chance.random() < 0.4:
        asked.append(("facets", ",".join(chance.sample(FACETS, chance.randint(1, 5)))))
    if chance.random() < 0.2:
        asked.append(("context", chance.randint(0, 5)))
    return _address("/v1/search", [*asked, *_paging(chance)])


def query(known: Known, chance: random.Random, depth: int = 2) -> str:  # noqa: PLR0911, one for each kind
    """Give a query of any kind that the language has."""
    pick = chance.random()
    if pick < 0.06:
        return chance.choice(ODD)
    if pick < 0.35 or not depth:
        return _term(known, chance)
    parts = [query(known, chance, depth - 1) for _ in range(chance.randint(2, 3))]
    if pick < 0.55:
        return " ".join(parts)
    if pick < 0.7:
        return " OR ".join(parts)
    if pick < 0.8:
        return f"{parts[0]} -{_term(known, chance)}"
    if pick < 0.92:
        side = _term if chance.random() < 0.7 else query
        return f"{_term(known, chance)} NEAR/{chance.choice((0, 1, 2, 5, 9, 20, 60, 300))} {side(known, chance)}"
    return f"({parts[0]}) {chance.choice(('', 'OR ', '-'))}({parts[1]})"


def _term(known: Known, chance: random.Random) -> str:
    said = chance.choice(known.texts).split()
    at = chance.randrange(len(said))
    pick = chance.random()
    if pick < 0.5:
        return said[at]
    if pick < 0.65:
        return said[at][: chance.randint(1, 5)] + "*"
    phrase = " ".join(said[at : at + chance.choice((1, 2, 2, 3, 3, 5, 12))])
    return f'"{phrase}"'


def _filters(known: Known, chance: random.Random) -> Asked:
    given: Asked = []
    for name, values in (
        ("speaker", known.speakers),
        ("interview", known.interviews),
        ("outlet", known.outlets),
        ("language", known.languages),
        ("kind", ("question", "answer", "speech")),
        ("date_from", ("1990", "2015-05", "2020-09-17", "2022")),
        ("date_to", ("1999-12-31", "2019", "2020-09", "2023-01")),
        ("min_words", (1, 5, 20, 100, 99_999_999)),
        ("max_words", (0, 30, 200, 2_000)),
    ):
        if chance.random() < 0.09:
            odd = ("no-such", "\x00", "10", "é") if chance.random() < 0.1 else values
            given += [(name, chance.choice(odd)) for _ in range(chance.choice((1, 1, 1, 2)))]
    return given


def _paging(chance: random.Random) -> Asked:
    return [("limit", chance.choice((1, 2, 7, 50, 200, 0)))] if chance.random() < 0.5 else []


def _turns(known: Known, chance: random.Random) -> str:
    return _address("/v1/turns", [*_filters(known, chance), *_paging(chance)])


def _listed(known: Known, chance: random.Random) -> str:
    interview = chance.choice(known.interviews)
    asked = _paging(chance)
    kind = chance.randrange(7)
    if kind == 0:
        sort = chance.choice(("-date", "date", "title"))
        given = [each for each in _filters(known, chance) if each[0] in ("speaker", "outlet", "language", "date_to")]
        return _address("/v1/interviews", [("sort", sort), *given, *asked])
    if kind == 1:
        sort = chance.choice(("name", "-turns", "-words"))
        given = [("interview", interview)] if chance.random() < 0.3 else []
        given += [("role", "interviewee")] if chance.random() < 0.2 else []
        given += [("anonymous", "true")] if chance.random() < 0.2 else []
        given += [("q", chance.choice(known.speakers)[:3])] if chance.random() < 0.3 else []
        return _address("/v1/speakers", [("sort", sort), *given, *asked])
    below = ("turns", "exchanges", "ledger", "revisions")
    return _address(f"/v1/interviews/{interview}/{below[kind % 4]}", asked)


def _one(known: Known, chance: random.Random) -> str:
    turn = chance.choice(known.turns)
    kind = chance.randrange(7)
    if kind == 0:
        return f"/v1/interviews/{chance.choice(known.interviews)}"
    if kind == 1:
        return f"/v1/speakers/{quote(chance.choice((*known.speakers, 'nobody', chr(0))))}"
    if kind == 2:
        return f"/v1/turns/{turn}/revisions"
    if kind == 3:
        return f"/v1/turns/{turn}/citation?format={chance.choice(('text', 'csl', 'bibtex', 'ris'))}"
    if kind == 4:
        number = chance.choice((0, 1, 7, 2**31, 2**40, 10**25))
        return f"/v1/turns/{turn.rpartition('.')[0]}.{number}"
    asked: Asked = [("context", chance.randint(0, 6))] if chance.random() < 0.5 else []
    asked += [("revision", chance.choice((1, 2, 3, 10**9)))] if chance.random() < 0.3 else []
    return _address(f"/v1/turns/{turn}", asked)


def _concordance(known: Known, chance: random.Random) -> str:
    asked: Asked = [("q", query(known, chance)), *_filters(known, chance)]
    asked += [("sort", chance.choice(("date", "left", "right"))), ("width", chance.choice((0, 5, 50)))]
    return _address("/v1/concordance", [*asked, *_paging(chance)])


def _quotation(known: Known, chance: random.Random) -> str:
    said = chance.choice(known.texts).split()
    at = chance.randrange(len(said))
    words = said[at : at + chance.randint(3, 30)]
    for _ in range(chance.choice((0, 0, 1, 2))):
        change = chance.randrange(len(words))
        words[change] = chance.choice(("…", "not", "never", "1,000", *chance.choice(known.texts).split()[:3]))
    asked: Asked = [("text", " ".join(words)[:500])]
    asked += [("speaker", chance.choice(known.speakers))] if chance.random() < 0.3 else []
    asked += [("interview", chance.choice(known.interviews))] if chance.random() < 0.2 else []
    asked += [("date_from", "2016")] if chance.random() < 0.1 else []
    return _address("/v1/quotes/verify", asked)


def _exported(known: Known, chance: random.Random) -> str:
    pick = chance.randrange(5)
    if pick < 2:
        form = chance.choice((*FORMATS, "none"))
        return f"/v1/interviews/{chance.choice(known.interviews)}/transcript?format={form}"
    if pick == 2:
        narrow: Asked = [("interview", chance.choice(known.interviews)), ("format", chance.choice(("csv", "ndjson")))]
        return _address("/v1/export/turns", [*narrow, *_filters(known, chance)])
    return chance.choice(("/v1", "/readyz", "/v1/no-such", "/v1/turns?cursor=x", "/v1/turns?nonsense=1", "/problems"))
