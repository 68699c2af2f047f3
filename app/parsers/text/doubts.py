"""What the parser is unsure of, in sentences for whoever ingests."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from app.parsers.text.names import is_answer_word, is_question_word, key_of, word_of
from app.transcript import Metadata, TranscriptTurn

_LONGEST_TURN = 5000
_MOST_COMPARED = 100


def doubts(turns: Sequence[TranscriptTurn], metadata: Metadata, doubt: str | None) -> tuple[str, ...]:
    """Warnings about a transcript, the gravest first; `doubt` is what the way of telling turns says of itself."""
    told = (doubt,) if doubt else ()
    labels = (*_once(turns, metadata), *_nowhere(turns, metadata), *_near(turns, metadata))
    return (*told, *_alternation(turns), *labels, *_long(turns))


def _once(turns: Sequence[TranscriptTurn], metadata: Metadata) -> Iterator[str]:
    """Labels used once, save those that the document itself declares to be somebody's."""
    counts = Counter(word_of(turn.label) for turn in turns)
    expected = {key_of(label) for each in metadata.declarations for label in (each.name, *each.labels, *each.aliases)}
    expected |= {key_of(name) for name in metadata.speakers}
    if len(turns) < 4:
        return
    for turn in turns:
        if counts[word_of(turn.label)] == 1 and key_of(turn.label) not in expected:
            yield f"the label `{turn.label}` is used once, in line {turn.line}"


def _nowhere(turns: Sequence[TranscriptTurn], metadata: Metadata) -> Iterator[str]:
    """Labels that are declared to be somebody's and that no turn has."""
    keys = {word_of(turn.label) for turn in turns}
    for declaration in metadata.declarations:
        for label in declaration.labels:
            if word_of(label) not in keys:
                yield f"the label `{label}`, declared to be {declaration.name}'s, stands nowhere"


def _near(turns: Sequence[TranscriptTurn], metadata: Metadata) -> Iterator[str]:
    """Two labels, or a label and a name that the front matter lists, which differ by one letter."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 (not every part of the program needs it)

    labels = list(dict.fromkeys(turn.label for turn in turns))[:_MOST_COMPARED]
    listed = [name for name in metadata.speakers if key_of(name) not in {key_of(label) for label in labels}]
    pairs = [*combinations(labels, 2), *((label, name) for label in labels for name in listed)]
    for one, other in pairs:
        if _is_name(one) and _is_name(other) and Levenshtein.distance(key_of(one), key_of(other), score_cutoff=1) == 1:
            yield f"`{one}` and `{other}` differ by one letter"


def _is_name(label: str) -> bool:
    return len(label) > 3 and not label[-1].isdigit() and not is_question_word(label) and not is_answer_word(label)


def _long(turns: Sequence[TranscriptTurn]) -> Iterator[str]:
    for turn in turns:
        if len(turn.text) > _LONGEST_TURN and (words := len(turn.text.split())) >= _LONGEST_TURN:
            yield f"the turn of `{turn.label}` in line {turn.line} has {words:,} words: is a label missing in it?"


def _alternation(turns: Sequence[TranscriptTurn]) -> Iterator[str]:
    """One voice nearly throughout, or hardly a change of voice, is not how people talk."""
    label, most = Counter(turn.label for turn in turns).most_common(1)[0]
    changes = sum(a.label != b.label for a, b in pairwise(turns))
    if len(turns) > 3 and (changes < 0.3 * (len(turns) - 1) or most > 0.85 * len(turns)):
        yield f"the voices hardly alternate: `{label}` has {most} of {len(turns)} turns"
