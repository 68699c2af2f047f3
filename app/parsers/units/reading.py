"""Units → Transcript, proved."""

from collections.abc import Iterable, Iterator, Sequence

from app.parsers.units.merging import UNKNOWN, merged, unmerged
from app.parsers.units.unit import Unit, ledger_of
from app.transcript import Metadata, Transcript, TranscriptError, TranscriptTurn, prove_nothing_lost


def read_units(
    format_key: str, source: str, units: Sequence[Unit], metadata: Metadata, *, exact: bool = False
) -> Transcript:
    """The Transcript of `units`, whose text is `source`; where `exact`, each is a turn and not merged with others.

    Raises `TranscriptError` where nothing is said in them.
    """
    turns = unmerged(units) if exact else merged(units)
    if not turns:
        raise TranscriptError("nothing is said in it: there is no text but labels and times")
    ledger = tuple(ledger_of(units))
    prove_nothing_lost(source, (turn.text for turn in turns), ledger)
    return Transcript(format_key, None, metadata, turns, ledger, tuple(_unknown_voices(turns, units)))


def _unknown_voices(turns: Sequence[TranscriptTurn], units: Iterable[Unit]) -> Iterator[str]:
    unknown = sum(turn.label == UNKNOWN for turn in turns)
    if unknown == len(turns) and not any(unit.speaker for unit in units):
        yield f"no voice is named: all is told as `{UNKNOWN}`"
    elif unknown and not any(unit.speaker == UNKNOWN for unit in units):
        yield f"{unknown} of {len(turns)} turns name no voice: they are told as `{UNKNOWN}`"
