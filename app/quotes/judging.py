"""The verdict on a quotation: never more than was compared."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import get_args

from app.quotes.fitting import Fitted, fit
from app.quotes.flags import negations, split_flags, split_word
from app.quotes.folds import space_folds
from app.quotes.joining import Joint, join, join_ends
from app.quotes.reading import Reading
from app.quotes.results import Difference, Fold, Omission, Verdict
from app.quotes.sides import WORD_WEIGHT
from app.quotes.streams import Codes, PublishedTurn, Stream

LEAST_SIMILARITY = 60.0
"""Of 100: less is no match."""

MOST_WHERE_DIFFERENT = 99.9

FEWEST_TOGETHER = 3
"""So many words, or all, must be equal, below `MUCH_ALIKE` in a row: two of three or four happen to be so."""

MUCH_ALIKE = 80.0
"""Of 100: four of five words in their order."""

RANKS: dict[Verdict, int] = {verdict: rank for rank, verdict in enumerate(get_args(Verdict))}

_ORDER = tuple(get_args(Fold))


@dataclass(frozen=True, slots=True)
class Passage:
    """Published words of one turn that a quotation, or a part of it, was compared with."""

    turn: PublishedTurn
    start: int
    end: int
    similarity: float
    differences: tuple[Difference, ...]
    omitted: tuple[Omission, ...]
    pieces: tuple[tuple[int, int], ...]
    """Where the pieces between the cuts stand in the turn."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What comes of a quotation; where an omission crosses something, it goes on in the next passage."""

    verdict: Verdict
    similarity: float
    passages: tuple[Passage, ...]
    folds: tuple[Fold, ...]

    @property
    def rank(self) -> tuple[int, float]:
        """Less is better."""
        return RANKS[self.verdict], -self.similarity


def judge(readings: Sequence[Reading], streams: Sequence[Stream], codes: Codes) -> Judgement | None:
    """Judge a quotation by published turns; `None` where they have no word of it.

    Of its readings, all but the last count only where they are published word for word. `codes` are those that the
    streams were made with.
    """
    *plain, edited = [_judge(reading, streams, codes) for reading in readings]
    whole = [judged for judged in plain if judged and RANKS[judged.verdict] < RANKS["excerpted"]]
    return whole[0] if whole else edited


def _judge(reading: Reading, streams: Sequence[Stream], codes: Codes) -> Judgement | None:
    fitted = fit(reading, streams, codes)
    if not fitted:
        return None
    joints = [join(before, after, streams) for before, after in pairwise(fitted)]
    ends = join_ends(reading, fitted)
    inside = [*joints, *ends]
    added = _added(reading, fitted, inside)
    folds = _folds(reading, fitted, inside)
    similarity = _similarity(reading, fitted, joints)
    passages = _with_split_words(_with_ends(_passages(fitted, joints, added), *ends))
    differs = any(passage.differences for passage in passages)
    if differs:
        similarity = min(similarity, MOST_WHERE_DIFFERENT)
        near = similarity >= (LEAST_SIMILARITY if _is_together(fitted) else MUCH_ALIKE) and _is_enough(reading, fitted)
        return Judgement("differs" if near else "no_match", similarity, passages, folds)
    verdict = _verdict(reading, passages, inside)
    if verdict == "exact":
        folds = folds or _spaces(reading, passages[0])
    return Judgement(
        "exact_after_normalization" if verdict == "exact" and folds else verdict, similarity, passages, folds
    )


def _verdict(reading: Reading, passages: Sequence[Passage], joints: Sequence[Joint]) -> Verdict:
    """Give the verdict where no word differs, but for what was folded."""
    omitted = [omission for passage in passages for omission in passage.omitted]
    if any(each.flags or each.crosses for each in omitted) or any(joint.is_far for joint in joints):
        return "stitched"
    return "excerpted" if omitted or _put_in(reading, joints) else "exact"


def _put_in(reading: Reading, joints: Sequence[Joint]) -> bool:
    """Tell whether any words in square brackets are not published so."""
    return len(reading.insertions) > sum(joint.literal is not None for joint in joints)


def _spaces(reading: Reading, passage: Passage) -> tuple[Fold, ...]:
    """Give what no token shows: space and invisible characters at the ends and beside marks."""
    return tuple(space_folds(reading.text, passage.turn.text[passage.start : passage.end]))


def _passages(fitted: Sequence[Fitted], joints: Sequence[Joint], added: Sequence[Difference]) -> tuple[Passage, ...]:
    """Put together what stands in order in one turn."""
    groups: list[tuple[list[Fitted], list[Joint]]] = [([fitted[0]], [])]
    for part, joint in zip(fitted[1:], joints, strict=True):
        groups[-1][1].append(joint)
        if joint.omission and joint.omission.crosses:
            groups.append(([part], []))
        else:
            groups[-1][0].append(part)
    return tuple(
        _passage(parts, between, added if i == len(groups) - 1 else ()) for i, (parts, between) in enumerate(groups)
    )


def _with_ends(passages: tuple[Passage, ...], lead: Joint, tail: Joint) -> tuple[Passage, ...]:
    """Add what an insertion before the first words, or behind the last, stands for."""
    *others, last = passages
    passages = (*others, replace(last, omitted=(*last.omitted, *_omitted(tail))))
    return (replace(passages[0], omitted=(*_omitted(lead), *passages[0].omitted)), *passages[1:])


def _with_split_words(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """Tell where a quotation begins or ends inside a negation or a number: `can` of `can't`, `1` of `1,000`."""
    lead = _split(passages[0].turn, passages[0].start, before=True)
    tail = _split(passages[-1].turn, passages[-1].end, before=False)
    passages = (_with_differences(passages[0], lead, ()), *passages[1:])
    return (*passages[:-1], _with_differences(passages[-1], (), tail))


def _split(turn: PublishedTurn, place: int, *, before: bool) -> tuple[Difference, ...]:
    """Give the rest of the word or number that `place` splits, where that is more than spelling."""
    begin, end = split_word(turn.text, place)
    rest = turn.text[begin:place] if before else turn.text[place:end]
    flags = split_flags(turn.text, place, turn.language)
    return (Difference("delete", "", rest, flags, begin if before else place),) if flags else ()


def _with_differences(passage: Passage, before: tuple[Difference, ...], behind: tuple[Difference, ...]) -> Passage:
    if not before and not behind:
        return passage
    differences = (*before, *passage.differences, *behind)
    return replace(passage, differences=differences, similarity=min(passage.similarity, MOST_WHERE_DIFFERENT))


def _omitted(joint: Joint) -> tuple[Omission, ...]:
    return (joint.omission,) if joint.omission else ()


def _passage(parts: Sequence[Fitted], joints: Sequence[Joint], added: Sequence[Difference]) -> Passage:
    differences = list(parts[0].comparison.differences)
    for part, joint in zip(parts[1:], joints, strict=False):
        differences += [joint.difference] if joint.difference else []
        differences += part.comparison.differences
    similarity = _share(parts, [joint.difference for joint in joints if joint.difference])
    return Passage(
        parts[0].turn,
        parts[0].comparison.start,
        parts[-1].comparison.end,
        min(similarity, MOST_WHERE_DIFFERENT) if differences or added else similarity,
        (*differences, *added),
        tuple(joint.omission for joint in joints if joint.omission),
        tuple((part.comparison.start, part.comparison.end) for part in parts),
    )


def _added(reading: Reading, fitted: Sequence[Fitted], joints: Sequence[Joint]) -> list[Difference]:
    """Give what the quotation has and no turn: whole pieces, and negations in square brackets."""
    placed = {part.piece for part in fitted}
    missing = [piece.tokens for i, piece in enumerate(reading.pieces) if i not in placed]
    texts = [reading.text[tokens[0].start : tokens[-1].end] for tokens in missing]
    literal = {joint.literal for joint in joints}
    turned = [text for text in reading.insertions if text not in literal and negations(text, None)]
    return [Difference("insert", text, "", ()) for text in texts] + [
        Difference("insert", text, "", ("negation",)) for text in turned
    ]


def _folds(reading: Reading, fitted: Sequence[Fitted], joints: Sequence[Joint]) -> tuple[Fold, ...]:
    found = set(reading.folds).union(*(p.comparison.folds for p in fitted), *(joint.folds for joint in joints))
    if reading.insertions and not _put_in(reading, joints):
        found.discard("insertions")
    return tuple(fold for fold in _ORDER if fold in found)


def _similarity(reading: Reading, fitted: Sequence[Fitted], joints: Sequence[Joint]) -> float:
    placed = {part.piece for part in fitted}
    missing = [token for i, piece in enumerate(reading.pieces) if i not in placed for token in piece.tokens]
    words = sum(token.is_word for token in missing)
    return _share(fitted, [joint.difference for joint in joints if joint.difference], words * WORD_WEIGHT)


def _share(parts: Sequence[Fitted], dropped: Sequence[Difference], missing: int = 0) -> float:
    weight = sum(part.comparison.weight for part in parts) + missing
    weight += sum(WORD_WEIGHT * len(difference.published.split()) for difference in dropped)
    return round(100 * sum(part.comparison.matched for part in parts) / weight, 1)


def _is_enough(reading: Reading, fitted: Sequence[Fitted]) -> bool:
    fewest = min(FEWEST_TOGETHER, reading.word_count)
    return sum(part.comparison.matched for part in fitted) >= 2 * WORD_WEIGHT * fewest


def _is_together(fitted: Sequence[Fitted]) -> bool:
    return max(part.comparison.longest for part in fitted) >= FEWEST_TOGETHER
