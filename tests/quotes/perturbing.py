"""Quotations taken from published turns and changed in known ways, so that the right answer is known with each.

What counts as a negation or a number here is said anew, and plainly, for English: it must not be learned from what is
tested.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import regex
from sqlalchemy import select
from sqlmodel import col

from app.models import Interview, Speaker, Turn
from app.queries import ReadSession

FEWEST, MOST = 5, 60
LEFT_OUT = (1, 5)
FAR = 6
"""Turns between pieces that are far apart."""

_TURNING = regex.compile(
    r"(?i)(?<!\p{L})(?:not?|never|none|nothing|nobody|nowhere|cannot|without|neither|nor|hardly|\p{L}+n['’]t|\p{L}*\p{N}.*"
    r"|zero|one|two|three|four|five|six|seven|eight|nine|ten|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|eleven"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|dozens?|hundreds?|thousands?|millions?|billions?|half|twice)(?!\p{L})"
)
_SENTENCE_ENDS = regex.compile(r"[.!?…:;。？！]|\n")
_MARKS = str.maketrans({"'": "’", "’": "'", '"': "“", "“": '"', "”": '"', "—": "–", "–": "—", "-": "‑"})


class Published(NamedTuple):
    """A turn, as quotations are taken from it."""

    id: str
    interview: str
    position: int
    speaker: str
    text: str
    places: list[tuple[int, int]]
    """Where its pieces between white space stand."""


class Quotation(NamedTuple):
    """What is asked, and what must be found."""

    way: str
    text: str
    sources: tuple[tuple[Published, int, int], ...]
    """The passages that it was made of, by their places in the turns' texts; each is a right one."""
    speaker: str | None
    """Who is claimed; `None` for nobody."""
    is_right: bool
    """Whether the claim is."""

    def is_found(self, turn: str, start: int, end: int) -> bool:
        """Tell whether a passage is, in half of its length, one that this quotation was made of."""
        overlaps = (min(end, b) - max(start, a) for source, a, b in self.sources if source.id == turn)
        return any(2 * overlap >= end - start for overlap in overlaps)


class Corpus:
    """Turns to quote from."""

    def __init__(self, turns: Sequence[Published], seed: int) -> None:
        self.chance = random.Random(seed)
        self.turns = [turn for turn in turns if len(turn.places) >= FEWEST]
        self._weights = [min(len(turn.places), 200) for turn in self.turns]
        self.at = {(turn.interview, turn.position): turn for turn in turns}
        self.speakers: dict[str, list[str]] = {}
        for turn in turns:
            known = self.speakers.setdefault(turn.interview, [])
            if turn.speaker not in known:
                known.append(turn.speaker)

    def turn(self, fewest: int = FEWEST) -> Published:
        """Give some turn of so many words or more, long ones more often."""
        while True:
            (turn,) = self.chance.choices(self.turns, self._weights)
            if len(turn.places) >= fewest:
                return turn

    def span(self, turn: Published, fewest: int = FEWEST, most: int = MOST) -> tuple[int, int]:
        """Give some words of a turn, as numbers of its pieces."""
        count = self.chance.randint(fewest, min(most, len(turn.places)))
        first = self.chance.randint(0, len(turn.places) - count)
        return first, first + count

    def word(self) -> str:
        """Give some word of the corpus, without its marks: an ellipsis or a bracket would be a change of its own."""
        while True:
            turn = self.chance.choice(self.turns)
            word = _plain(turn.text[slice(*self.chance.choice(turn.places))])
            if word:
                return word


def read_turns(session: ReadSession, limit: int | None = None) -> list[Published]:
    """Read the turns of a database; of a large one, those of interviews spread over it."""
    statement = (
        select(col(Interview.id), col(Turn.number), col(Turn.position), col(Speaker.id), col(Turn.text))
        .join_from(Turn, Interview, col(Interview.pk) == col(Turn.interview_pk))
        .join(Speaker, col(Speaker.pk) == col(Turn.speaker_pk))
        .where(col(Turn.position).is_not(None))
        .order_by(col(Interview.pk), col(Turn.position))
    )
    if limit:
        keys = list(session.execute(select(col(Interview.pk)).order_by(col(Interview.pk))).scalars())
        statement = statement.where(col(Interview.pk).in_(keys[:: max(1, len(keys) // limit)]))
    return [
        Published(f"{interview}.{number}", interview, position, speaker, text, _places(text))
        for interview, number, position, speaker, text in session.execute(statement)
    ]


def _plain(piece: str) -> str:
    return "".join(regex.findall(r"[\p{L}\p{M}\p{N}'’-]", piece)).strip("'’-")


def _places(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in regex.finditer(r"\S+", text)]


def make_quotations(corpus: Corpus, each: int) -> Iterator[Quotation]:
    """Make `each` quotations in every way that the corpus has occasion for."""
    for way, make in WAYS.items():
        made = 0
        for _ in range(each * 200):
            if made < each and (quotation := make(corpus, way)):
                made += 1
                yield quotation


Way = Callable[[Corpus, str], Quotation | None]


def _quotation(corpus: Corpus, way: str, text: str, *sources: tuple[Published, int, int]) -> Quotation:
    """Give a quotation that in every second case is claimed for whoever spoke it."""
    claimed = sources[0][0].speaker if corpus.chance.random() < 0.5 and len(sources) == 1 else None
    return Quotation(way, text, sources, claimed, is_right=True)


def _words(turn: Published, first: int, last: int) -> list[str]:
    return [turn.text[start:end] for start, end in turn.places[first:last]]


def _source(turn: Published, first: int, last: int) -> tuple[Published, int, int]:
    return turn, turn.places[first][0], turn.places[last - 1][1]


def _changed(change: Callable[[Corpus, list[str]], list[str]]) -> Way:
    """Give a way that changes the words of a passage."""

    def make(corpus: Corpus, way: str) -> Quotation:
        turn = corpus.turn()
        first, last = corpus.span(turn)
        words = change(corpus, _words(turn, first, last))
        return _quotation(corpus, way, " ".join(words), _source(turn, first, last))

    return make


def _as_published(corpus: Corpus, way: str) -> Quotation:
    turn = corpus.turn()
    source = _source(turn, *corpus.span(turn))
    return _quotation(corpus, way, turn.text[source[1] : source[2]], source)


def _otherwise_written(corpus: Corpus, words: list[str]) -> list[str]:
    text = " ".join(words).translate(_MARKS)
    text = corpus.chance.choice((text.upper(), text.lower(), text[:1].swapcase() + text[1:]))
    if text[-1] in ",.":
        return [text[:-1] + ("." if text[-1] == "," else ",")]
    return [f"{text}." if text[-1].isalnum() else text]


def _replaced(share: float) -> Callable[[Corpus, list[str]], list[str]]:
    def change(corpus: Corpus, words: list[str]) -> list[str]:
        chosen = set(corpus.chance.sample(range(len(words)), max(1, round(share * len(words)))))
        return [corpus.word() if index in chosen else word for index, word in enumerate(words)]

    return change


def _dropped(corpus: Corpus, words: list[str]) -> list[str]:
    chosen = set(corpus.chance.sample(range(len(words)), max(1, len(words) // 7)))
    return [word for index, word in enumerate(words) if index not in chosen]


def _added(corpus: Corpus, words: list[str]) -> list[str]:
    changed = list(words)
    for _ in range(max(1, len(words) // 7)):
        changed.insert(corpus.chance.randint(0, len(changed)), corpus.word())
    return changed


def _truncated(_: Corpus, words: list[str]) -> list[str]:
    return [words[0][len(words[0]) // 2 :], *words[1:-1], words[-1][: (len(words[-1]) + 1) // 2]]


def _cut(*, turning: bool) -> Way:
    """Give a way that leaves out words within a sentence, with or without one that turns it round."""

    def make(corpus: Corpus, way: str) -> Quotation | None:
        turn = corpus.turn(2 * FEWEST)
        first, last = corpus.span(turn, 2 * FEWEST)
        words = _words(turn, first, last)
        count = corpus.chance.randint(*LEFT_OUT)
        begin = corpus.chance.randint(3, max(3, len(words) - count - 3))
        left_out = words[begin : begin + count]
        whole = " ".join(words[begin - 1 : begin + count])
        if _SENTENCE_ENDS.search(whole) or bool(_TURNING.search(" ".join(left_out))) != turning:
            return None
        text = " ".join([*words[:begin], corpus.chance.choice(("…", "...", "[…]")), *words[begin + count :]])
        return _quotation(corpus, way, text, _source(turn, first, last))

    return make


def _far_apart(corpus: Corpus, way: str) -> Quotation | None:
    one, other = corpus.turn(10), corpus.turn(10)
    if one.interview == other.interview and abs(one.position - other.position) < FAR:
        return None
    passages = [(turn, *corpus.span(turn, 10, MOST // 2)) for turn in (one, other)]
    text = " … ".join(" ".join(_words(*passage)) for passage in passages)
    return _quotation(corpus, way, text, *(_source(*passage) for passage in passages))


def _over_turns(corpus: Corpus, way: str) -> Quotation | None:
    one = corpus.turn(FEWEST)
    other = corpus.at.get((one.interview, one.position + 1))
    if other is None or len(other.places) < FEWEST:
        return None
    first = max(0, len(one.places) - corpus.chance.randint(FEWEST, MOST // 2))
    last = min(len(other.places), corpus.chance.randint(FEWEST, MOST // 2))
    words = [*_words(one, first, len(one.places)), *_words(other, 0, last)]
    return _quotation(corpus, way, " ".join(words), _source(one, first, len(one.places)), _source(other, 0, last))


def _given_to_another(corpus: Corpus, way: str) -> Quotation | None:
    true = _as_published(corpus, way)
    (turn, _, _), *_ = true.sources
    others = [speaker for speaker in corpus.speakers[turn.interview] if speaker != turn.speaker]
    return true._replace(speaker=corpus.chance.choice(others), is_right=False) if others else None


WAYS: dict[str, Way] = {
    "as published": _as_published,
    "case, marks, dashes": _changed(_otherwise_written),
    "10 % of words changed": _changed(_replaced(0.1)),
    "25 % of words changed": _changed(_replaced(0.25)),
    "words dropped": _changed(_dropped),
    "words added": _changed(_added),
    "words cut off": _changed(_truncated),
    "harmless cut": _cut(turning=False),
    "distorting cut": _cut(turning=True),
    "pieces far apart": _far_apart,
    "over two turns": _over_turns,
    "another speaker": _given_to_another,
}


def make_up(corpus: Corpus, count: int) -> Iterator[str]:
    """Make sentences that nobody published, of the corpus's own words: shuffled ones, and walks from word to word."""
    following: dict[str, list[str]] = {}
    for turn in corpus.turns:
        for one, other in pairwise(_words(turn, 0, len(turn.places))):
            following.setdefault(one, []).append(other)
    for number in range(count):
        length = corpus.chance.randint(8, 25)
        yield _shuffled(corpus, length) if number % 2 else _walked(corpus, following, length)


def _shuffled(corpus: Corpus, length: int) -> str:
    turn = corpus.turn(length)
    first, last = corpus.span(turn, length, length)
    words = _words(turn, first, last)
    corpus.chance.shuffle(words)
    return " ".join(words)


def _walked(corpus: Corpus, following: dict[str, list[str]], length: int) -> str:
    words = [corpus.word()]
    while len(words) < length:
        words.append(corpus.chance.choice(following.get(words[-1]) or [corpus.word()]))
    return " ".join(words)
