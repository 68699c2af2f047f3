"""CHAT, the format of TalkBank: `*ABC:` says who speaks, `@Participants` who that is, `%` tiers are about the words.

What is said on main tiers is the text; all codes in it and all other tiers are set aside (`app.parsers.chat.codes`).
Main tiers of one speaker in a row are one turn.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from app.parsers.chat.codes import codes_in, times_in, words_in
from app.parsers.chat.headers import label_of, metadata_of, participants_of, person_of
from app.parsers.chat.tiers import Tier, tiers_of
from app.parsers.markup.persons import declarations
from app.parsers.text.cuts import Cut, ledger_of
from app.parsers.text.decoding import decode
from app.parsers.text.lines import lines_of
from app.transcript import ParseOptions, Transcript, TranscriptError, TranscriptTurn, prove_nothing_lost

EXTENSIONS = (".cha",)
_LOOKED_AT = 4096
_BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?(?:@(?:UTF8|PID|Font|ColorWords|Window)\b[^\n]*\n)*@Begin\b")
_RULES = {"@": "header", "%": "dependent-tier", "": "outside"}


def recognises(data: bytes) -> bool:
    """Whether it begins as every CHAT file does."""
    return _BEGINS.match(data[:_LOOKED_AT].replace(b"\r", b"")) is not None


def parse(data: bytes, options: ParseOptions) -> tuple[Transcript, ...]:
    """The one talk in `data`; raises `TranscriptError` where nobody says anything."""
    decoded = decode(data)
    source = decoded.text
    tiers = list(tiers_of(lines_of(source)))
    headers = _headers(source, tiers)
    participants = participants_of(headers)
    cuts: list[Cut] = []
    said = [(tier.name, _turn(source, tier, cuts)) for tier in tiers]
    codes = [(name, turn) for name, turn in said if turn is not None]
    named = [(name, replace(turn, label=label_of(name, participants))) for name, turn in codes]
    turns = tuple(_merged([turn for _, turn in named]))
    if not turns:
        raise TranscriptError("nobody says anything in this CHAT file: there is no main tier (`*ABC:`) with words")
    ledger = ledger_of(source, cuts)
    prove_nothing_lost(source, (turn.text for turn in turns), ledger)
    persons = {code: person_of(one) for code, one in participants.items()}
    declared = declarations(persons, ((name, turn.label) for name, turn in named))
    metadata = metadata_of(headers, declared)
    return (Transcript("cha", decoded.encoding, metadata, turns, ledger, decoded.doubts),)


def source_text(data: bytes, encoding: str | None, key: str | None = None) -> str:
    """The text of which every non-blank character is accounted for: the whole file."""
    return data.decode(encoding or decode(data).encoding)


def _headers(source: str, tiers: Sequence[Tier]) -> dict[str, str]:
    """What the headers say, by their names in small letters, the first of each."""
    told: dict[str, str] = {}
    for tier in tiers:
        if tier.sign == "@":
            told.setdefault(tier.name.casefold(), " ".join(source[tier.body : tier.end].split()))
    return told


def _turn(source: str, tier: Tier, cuts: list[Cut]) -> TranscriptTurn | None:
    """What a main tier says, its label its code; the rest of every tier becomes cuts."""
    if tier.sign != "*":
        cuts.append(Cut(tier.start, tier.end, _RULES[tier.sign]))
        return None
    inside = list(codes_in(source, tier.body, tier.end))
    text = words_in(source, tier.body, tier.end, inside)
    if not any(character.isalnum() for character in text):
        cuts.append(Cut(tier.start, tier.end, "no-words"))
        return None
    cuts += (Cut(tier.start, tier.body, "label"), *inside)
    start, end = times_in(source, tier.body, tier.end)
    return TranscriptTurn(tier.name, text, None, start, end, tier.line)


def _merged(turns: Sequence[TranscriptTurn]) -> Iterator[TranscriptTurn]:
    """Turns of one speaker in a row as one, from the first start to the last end."""
    for _, group in groupby(turns, key=lambda turn: turn.label):
        first, *others = group
        text = " ".join((first.text, *(turn.text for turn in others)))
        yield replace(first, text=text, end_ms=others[-1].end_ms if others else first.end_ms)
