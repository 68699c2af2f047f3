"""How well the order of hits agrees with a reader: nDCG over judged queries.

`python -m tests.benchmarks.relevance TRANSCRIPTS` prints it for the words alone (bm25) and as search weighs them.
`judgements.json` says what each query wants to know, and grades turns of archive-tw by file and speech: 3 answers it,
2 says something of substance, 1 mentions it, 0 has only its words. Judged, from reading, were the first ten turns of
three orders: bm25, bm25 times `1 + closeness`, and as search weighs them; nothing else of the 54 interviews. All
grades but those that only the last order brought up (34 of 558) were written down before substance was weighed at all;
how much it weighs was then chosen in view of them. Two halves show that it is no whim of a few queries.
"""

import json
import math
import sys
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, select

from app import schema
from app.database import dialect_of, writing_engine
from app.parsers import parse as read_source
from app.queries.ranking import WEIGHED, weigh
from app.search_query import parse
from app.transcript import ParseOptions
from app.words import folded_words, index_text

DEPTH = 10
HALF = 25
JUDGEMENTS = Path(__file__).with_name("judgements.json")

Texts = list[tuple[str, str]]


def read_turns(folder: Path) -> Texts:
    """Give each speech's place and text."""
    return [
        (f"{file.name.removesuffix('.an.xml')}#{number}", turn.text)
        for file in sorted(folder.glob("archive-tw/*.xml"))
        for transcript in read_source(file.read_bytes(), ParseOptions(name=file.name))
        for number, turn in enumerate(transcript.turns, start=1)
    ]


def by_words(connection: Connection, q: str) -> list[tuple[float, int]]:
    hits = dialect_of(connection).hits(parse(q), ["en"])
    rows = connection.execute(select(hits.c.score, hits.c.turn_pk))
    return sorted(((row.score, row.turn_pk) for row in rows), key=lambda hit: (-hit[0], hit[1]))


def weighed(hits: list[tuple[float, int]], q: str, turns: Texts) -> list[tuple[float, int]]:
    best = [(score * weigh(parse(q), folded_words(turns[pk][1]), "en"), pk) for score, pk in hits[:WEIGHED]]
    return sorted(best, key=lambda hit: (-hit[0], hit[1])) + hits[WEIGHED:]


def ndcg(places: list[str], grades: dict[str, int]) -> float:
    best = sorted(grades.values(), reverse=True)
    return _gain([grades.get(place, 0) for place in places[:DEPTH]]) / _gain(best[:DEPTH])


def _gain(grades: list[int]) -> float:
    return math.fsum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades))


def main(folder: Path) -> None:
    turns, judged = read_turns(folder), json.loads(JUDGEMENTS.read_text(encoding="utf-8"))
    figures: list[list[float]] = []
    with TemporaryDirectory() as place:
        engine = writing_engine(str(Path(place) / "words.db"))
        schema.upgrade(engine)
        with engine.connect() as connection:
            rows = [(pk, *index_text(text, "en")) for pk, (_, text) in enumerate(turns)]
            dialect_of(connection).write_words(connection, rows)
            for q, judgement in judged.items():
                hits = by_words(connection, q)
                orders = (hits, weighed(hits, q, turns))
                figures.append([ndcg([turns[pk][0] for _, pk in order], judgement["grades"]) for order in orders])
                print(f"{q:32}" + "".join(f"{figure:8.3f}" for figure in figures[-1]))  # noqa: T201
        engine.dispose()
    for name, some in (("the first half", figures[:HALF]), ("the other half", figures[HALF:]), ("all", figures)):
        print(f"mean of {name:24}" + "".join(f"{fmean(column):8.3f}" for column in zip(*some, strict=True)))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]))
