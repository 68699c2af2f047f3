"""What the fast search finds over real transcripts is what the slow one finds: the same turns, the same spans."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import settings
from sqlalchemy import Connection, select

from app import schema
from app.database import dialect_of, writing_engine
from app.search_query import parse, spans
from app.words import index_text, words
from tests.databases import database_at
from tests.slow_search import All, But, Expression, Pair, Some, Words, cut, find, plainly

SEED = 5
QUERIES = max(settings().max_examples // 10, 100)
"""5,000 under the profile `long`."""


@pytest.fixture(scope="module")
def texts(transcripts_dir: Path) -> list[str]:
    """Real turns: the first document's paragraphs, and speeches of interviews with Chinese lines in them."""
    first = (transcripts_dir / "rtvi-2020-09-17.txt").read_text(encoding="utf-8").split("\n\n")
    files = sorted(transcripts_dir.glob("archive-tw/*.xml"))
    spoken = [
        "\n\n".join("".join(paragraph.itertext()).strip() for paragraph in speech.iter("p"))
        for file in files
        for speech in ElementTree.parse(file).getroot().iter("speech")
    ]
    chinese = [text for text in spoken if re.search("[\u4e00-\u9fff]", text)]
    return [*first, *chinese, *random.Random(SEED).sample(spoken, 600)]


@pytest.fixture(scope="module")
def index(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    engine = writing_engine(database_at(tmp_path_factory.mktemp("spans") / "words.db"))
    schema.upgrade(engine)
    with engine.connect() as connection:
        rows = [(pk, *index_text(text, "en")) for pk, text in enumerate(texts)]
        dialect_of(connection).write_words(connection, rows)
        yield connection
    engine.dispose()


def queries(texts: list[str], number: int) -> Iterator[Expression]:
    chance = random.Random(SEED)
    for _ in range(number):
        yield _expression(chance, [text for text in chance.choices(texts, k=3) if cut(text)] or texts[5:6], 3)


def _expression(chance: random.Random, texts: list[str], depth: int) -> Expression:
    kind = chance.choice(("words", "words", "pair", "all", "some", "but")) if depth else "words"
    if kind == "words":
        return _words(chance, texts)
    if kind == "pair":
        return _pair(chance, texts)
    left, right = (_expression(chance, texts, depth - 1) for _ in range(2))
    if kind == "but":
        return But(left, right)
    return (All if kind == "all" else Some)((left, right))


def _pair(chance: random.Random, texts: list[str]) -> Expression:
    left, right = _words(chance, texts), _words(chance, texts)
    same = {plainly(word) for word in left.words} & {plainly(word) for word in right.words}
    return left if same else Pair(left, right, chance.choice((0, 1, 3, 10)))


def _words(chance: random.Random, texts: list[str]) -> Words:
    text = chance.choice(texts)
    pieces = cut(text)
    size = min(chance.choice((1, 1, 1, 2, 3)), len(pieces))
    start = chance.randrange(len(pieces) - size + 1)
    written = [chance.choice((str, str.upper, str.lower))(text[p.start : p.end]) for p in pieces[start : start + size]]
    how = chance.choice(("any", "any", "exact", "begun"))
    if how == "begun":
        written[-1] = written[-1][: chance.randint(1, len(written[-1]))]
    return Words(tuple(word.lower() if word in ("AND", "OR") else word for word in written), how)


def test_the_fast_search_finds_what_the_slow_one_finds(texts: list[str], index: Connection) -> None:
    found = 0
    for expression in queries(texts, QUERIES):
        tree = parse(str(expression))
        hits = dialect_of(index).hits(tree, ["en"])
        fast = {pk: spans(tree, words(texts[pk]), "en") for pk in index.scalars(select(hits.c.turn_pk))}
        slow = {pk: matches for pk, text in enumerate(texts) if (matches := find(expression, text))}
        assert fast == slow, str(expression)
        found += len(slow)
    assert found > 10 * QUERIES
