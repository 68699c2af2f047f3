"""From one part of a quotation to the next: what is left out between them, and what the cut crosses."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.quotes.fitting import Fitted
from app.quotes.flags import flags_of, loses_negation, split_flags
from app.quotes.reading import Reading
from app.quotes.results import Crossing, Difference, Flag, Fold, Omission
from app.quotes.sentences import sentence_at, sentence_starts
from app.quotes.streams import Stream
from app.quotes.tokens import tokens
from app.words import count_words

FARTHEST = 1
"""How many sentences on a quotation may continue after a cut."""


@dataclass(frozen=True, slots=True)
class Joint:
    """What stands between two parts; nothing of it where they stand side by side."""

    omission: Omission | None = None
    is_far: bool = False
    difference: Difference | None = None
    folds: frozenset[Fold] = frozenset()
    literal: str | None = None
    """An insertion that is published as it stands, brackets and all."""


def join(before: Fitted, after: Fitted, streams: Sequence[Stream]) -> Joint:
    """Tell what lies between two parts that follow each other in the quotation."""
    stream = streams[before.stream]
    if crosses := _crossed(before, after):
        return (
            Joint(Omission(None, None, (), crosses))
            if not _follows(before, after)
            else _over_turns(before, after, stream, crosses)
        )
    between = before.turn.text[before.comparison.end : after.comparison.start]
    if not any(token.is_word for token in tokens(between)):
        return _side_by_side(before, after, between)
    if after.gap is None:
        text = between.strip()
        at = before.comparison.end + between.index(text)
        return Joint(difference=Difference("delete", "", text, flags_of(text, before.turn.language), at))
    if _is_literal(after, between):
        return Joint(literal=after.gap.text)
    return _cut(before, after, between)


def join_ends(reading: Reading, fitted: Sequence[Fitted]) -> tuple[Joint, Joint]:
    """Tell what an insertion at either end of a quotation stands for: the rest of the published sentence there."""
    first, last = fitted[0], fitted[-1]
    starts = sentence_starts(first.turn.text)
    start = first.comparison.start
    lead = first.turn.text[starts[sentence_at(starts, start)] : start]
    starts = [*sentence_starts(last.turn.text), len(last.turn.text)]
    end = last.comparison.end
    tail = last.turn.text[end : starts[sentence_at(starts, end - 1) + 1]]
    return _end(reading.lead, lead, first), _end(reading.tail, tail, last)


def _end(insertion: str | None, replaced: str, part: Fitted) -> Joint:
    if insertion is None or not any(token.is_word for token in tokens(replaced)):
        return Joint()
    return Joint(_omission(replaced, part, part, None))


def _side_by_side(before: Fitted, after: Fitted, between: str) -> Joint:
    if after.gap is None or _is_literal(after, between):
        return Joint()
    omission = _omission(between, before, after, None)
    if omission.flags:
        return Joint(omission)
    return Joint(folds=frozenset({"ellipses"} if after.gap.kind == "ellipsis" else ()))


def _is_literal(after: Fitted, between: str) -> bool:
    return after.gap is not None and [t.key for t in tokens(between)] == [t.key for t in tokens(after.gap.text)]


def _cut(before: Fitted, after: Fitted, between: str) -> Joint:
    starts = sentence_starts(before.turn.text)
    far = sentence_at(starts, after.comparison.start) - sentence_at(starts, before.comparison.end - 1)
    return Joint(_omission(between, before, after, None), is_far=far > FARTHEST)


def _crossed(before: Fitted, after: Fitted) -> Crossing | None:
    if before.turn.interview != after.turn.interview:
        return "interview"
    if before.turn.key != after.turn.key:
        return "turn" if before.turn.speaker == after.turn.speaker else "speaker"
    return "order" if after.comparison.start < before.comparison.end else None


def _follows(before: Fitted, after: Fitted) -> bool:
    return before.stream == after.stream and before.turn_index < after.turn_index


def _over_turns(before: Fitted, after: Fitted, stream: Stream, crosses: Crossing) -> Joint:
    """Give what is left out from one turn to another, where all turns between are known."""
    turns = stream.turns[before.turn_index : after.turn_index + 1]
    if turns[-1].position - turns[0].position != len(turns) - 1:
        return Joint(Omission(None, None, (), crosses))
    texts = [turns[0].text[before.comparison.end :], *(turn.text for turn in turns[1:-1])]
    texts.append(turns[-1].text[: after.comparison.start])
    parts = [text.strip() for text in texts if any(token.is_word for token in tokens(text))]
    return Joint(_omission("\n\n".join(parts), before, after, crosses))


def _omission(text: str, before: Fitted, after: Fitted, crosses: Crossing | None) -> Omission:
    text = text.strip()
    return Omission(text, count_words(text), _flags(text, before, after), crosses)


def _flags(text: str, before: Fitted, after: Fitted) -> tuple[Flag, ...]:
    """Give what is in a cut, and in words that it splits: of `can't` it may leave `can`, of `not only` the `not`."""
    found: set[Flag] = {
        *flags_of(text, before.turn.language),
        *split_flags(before.turn.text, before.comparison.end, before.turn.language),
        *split_flags(after.turn.text, after.comparison.start, after.turn.language),
    }
    start, end = before.comparison.end, after.comparison.start
    if before.turn.key == after.turn.key and start < end:
        found |= {"negation"} if loses_negation(before.turn.text, start, end, before.turn.language) else set()
    return tuple(sorted(found))
