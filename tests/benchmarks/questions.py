"""What is asked of each server: for every question as many different addresses as can be had."""

import base64
import json
import random
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.benchmarks.corpora import Kept

SEED = 20_200_917
MOST = 20_000
"""How many turns are looked at for places and words."""
ENOUGH = 3_000
"""So many addresses a question of a small corpus has at least, though some differ by idle `&` alone."""
COMMON = 400
PAGE = 20
"""So many turns follow each place where a page begins: all pages are whole."""
SHALLOW = 400
"""How far into the list the textbook's pages begin: `OFFSET` costs more with every row."""
LARGE = 10_000
"""The turns that a corpus has at least whose depth is worth a look."""
PLACES = ("first", "middle", "last")
DEPTHS = [f"{place} page" for place in PLACES]
"""Questions that are not shown where a page of 20 is."""

Addresses = dict[str, list[str]]


class Place(NamedTuple):
    """A turn."""

    pk: int
    interview_pk: int
    interview: str
    number: int
    position: int
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """The addresses that ask it, for each server that knows it."""

    name: str
    addresses: Addresses


def make_questions(corpus: Kept, following: str) -> list[Question]:
    """Give the questions to a corpus; `following` is `next` of Verbatim's first page of turns."""
    with closing(sqlite3.connect(f"file:{corpus.database}?mode=ro", uri=True)) as connection:
        places = _places(connection, "") if _size(connection) <= MOST else _some(connection)
        size = _size(connection)
        ends = {name: _end(connection, name)[:-PAGE] for name in PLACES} if size >= LARGE else {}
    whole = sorted(places, key=lambda place: (place.interview, place.position))[:-PAGE]
    for some in (places, whole):
        random.Random(SEED).shuffle(some)
    table = f"/{corpus.plain.stem}"
    return [
        Question("page of 20", _pages(whole, following, table, range(min(size - PAGE, SHALLOW)))),
        Question("one turn", _turns(places, table)),
        Question("interview", _interviews(places, table)),
        *_searches(places, table),
        Question("quotation", {"verbatim": [_asking("/v1/quotes/verify", text=text) for text in _pieces(places)]}),
        *(
            Question(f"{name} page", _pages(end, following, table, _offsets(name, size, len(end))))
            for name, end in ends.items()
        ),
    ]


def _size(connection: sqlite3.Connection) -> int:
    size: int = connection.execute("SELECT count(*) FROM turn WHERE position IS NOT NULL").fetchone()[0]
    return size


def _places(connection: sqlite3.Connection, which: str) -> list[Place]:
    statement = (
        "SELECT turn.pk, interview.pk, interview.id, turn.number, turn.position, turn.text"
        f" FROM turn JOIN interview ON interview.pk = turn.interview_pk WHERE turn.position IS NOT NULL {which}"
    )
    return [Place(*row) for row in connection.execute(statement)]


def _some(connection: sqlite3.Connection) -> list[Place]:
    """Give turns from all over a large corpus."""
    last: int = connection.execute("SELECT max(pk) FROM turn").fetchone()[0]
    keys = random.Random(SEED).sample(range(1, last + 1), MOST)
    return _places(connection, f"AND turn.pk IN ({', '.join(map(str, keys))})")


def _end(connection: sqlite3.Connection, name: str) -> list[Place]:
    """Give the turns at the beginning, in the middle or at the end of the list of all turns, in its order."""
    count: int = connection.execute("SELECT count(*) FROM interview").fetchone()[0]
    some = min(40, count)
    start = {"first": 0, "middle": (count - some) // 2, "last": count - some}[name]
    chosen = f"SELECT pk FROM interview ORDER BY id LIMIT {some} OFFSET {start}"
    return _places(connection, f"AND interview.pk IN ({chosen}) ORDER BY interview.id, turn.position")


def _offsets(name: str, size: int, count: int) -> range:
    start = {"first": 0, "middle": (size - count) // 2, "last": size - count - PAGE}[name]
    return range(max(start, 0), max(start, 0) + count)


def _pages(places: Sequence[Place], following: str, table: str, offsets: Iterable[int]) -> Addresses:
    cursor = _cursor_at(following)
    return _varied(
        {
            "verbatim": [
                _asking("/v1/turns", limit=PAGE, cursor=cursor(place.interview, place.position)) for place in places
            ],
            "textbook": [_asking("/turns/", offset=offset, limit=PAGE) for offset in offsets],
            "constants": ["/constant/turns/?limit=20"],
            "datasette": [_asking(f"{table}/turn.json", _size=PAGE, _nosuggest=1, _next=place.pk) for place in places],
        }
    )


def _cursor_at(following: str) -> Callable[[str, int], str]:
    """Give how the cursor of `following` is moved to another place: what is in it otherwise stays."""
    (cursor,) = parse_qs(urlsplit(following).query)["cursor"]
    *content, _ = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))

    def cursor_at(interview: str, position: int) -> str:
        moved = json.dumps([*content, [interview, position]], separators=(",", ":"))
        return base64.urlsafe_b64encode(moved.encode()).rstrip(b"=").decode()

    return cursor_at


def _turns(places: Sequence[Place], table: str) -> Addresses:
    return _varied(
        {
            "verbatim": [f"/v1/turns/{place.interview}.{place.number}" for place in places],
            "textbook": [f"/turns/{place.pk}" for place in places],
            "constants": [f"/constant/turns/{place.pk}" for place in places],
            "datasette": [f"{table}/turn/{place.pk}.json" for place in places],
        }
    )


def _interviews(places: Sequence[Place], table: str) -> Addresses:
    known = {place.interview_pk: place.interview for place in places}
    return _varied(
        {
            "verbatim": [f"/v1/interviews/{interview}" for interview in known.values()],
            "textbook": [f"/interviews/{pk}" for pk in known],
            "datasette": [f"{table}/interview/{pk}.json" for pk in known],
        }
    )


def _varied(addresses: Addresses) -> Addresses:
    return {server: list(_with_idle_signs(some)) for server, some in addresses.items()}


def _with_idle_signs(addresses: list[str]) -> Iterator[str]:
    """Give the addresses, then again with one `&` more, which asks the same, until there are enough."""
    for count in range(-(-ENOUGH // len(addresses))):
        for address in addresses:
            yield address + ("?" if count and "?" not in address else "") + "&" * count


def _searches(places: Sequence[Place], table: str) -> Iterator[Question]:
    texts = [re.findall(r"[^\W\d_]+", place.text.lower()) for place in places]
    ranked = [word for word, _ in Counter(word for text in texts for word in text).most_common()]
    common, rare = ranked[: min(COMMON, len(ranked) // 4)], ranked[: len(ranked) // 2 : -1]
    phrases = list(dict.fromkeys(f'"{first} {second}"' for text in texts for first, second in pairwise(text)))
    random.Random(SEED).shuffle(common)
    facets = ("speaker", "year", "kind")
    for name, asked in (("rare word", rare), ("common word", common[::2]), ("phrase", phrases)):
        yield Question(name, _asked(asked, table))
    yield Question("facets", _asked(common[1::2], table, facets))


def _asked(queries: Sequence[str], table: str, facets: Sequence[str] = ()) -> Addresses:
    ours = {"facets": ",".join(facets)} if facets else {}
    theirs = [("_facet", "speaker_id" if name == "speaker" else name) for name in facets]
    page = [("_searchmode", "raw"), ("_size", str(PAGE)), ("_nosuggest", "1"), *theirs]
    return {
        "verbatim": [_asking("/v1/search", q=query, **ours) for query in queries],
        "datasette": [f"{table}/turn.json?{urlencode([('_search', query), *page])}" for query in queries],
    }


def _asking(path: str, **parameters: object) -> str:
    return f"{path}?{urlencode(parameters)}"


def _pieces(places: Sequence[Place]) -> list[str]:
    """Give twelve words of each turn that has so many."""
    words = [place.text.split() for place in places]
    texts = [" ".join(text[len(text) // 4 : len(text) // 4 + 12]) for text in words if len(text) >= 16]
    return [text for text in dict.fromkeys(texts) if len(text) <= 400]
