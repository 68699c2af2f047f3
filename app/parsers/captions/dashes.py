"""A dash before each voice of a cue, as subtitles have it: `- Is it? ⏎ - It is.`"""

import re
from collections.abc import Sequence

from app.parsers.captions.markup import CHANGES, Token
from app.parsers.captions.rolling import Shown
from app.parsers.units.unit import said

DASH = re.compile(r"\s*[-–—]{1,2}[ \t]?(?=[^\s\d-])")


def parted_by_dashes(cue: Shown) -> Shown:
    """The cue with the dashes changing the speaker, where two or more of its lines begin with one."""
    start, end, lines = cue
    dashes = [DASH.match(said(token.piece for token in line)) for line in lines]
    if sum(map(bool, dashes)) < 2:
        return cue
    return start, end, [_parted(line) if dash else line for line, dash in zip(lines, dashes, strict=True)]


def _parted(line: Sequence[Token]) -> list[Token]:
    at = next(index for index, token in enumerate(line) if token.piece.rule is None)
    piece = line[at].piece
    dash = DASH.match(piece.text)
    if dash is None:
        return list(line)
    change = Token(piece._replace(text=dash.group(), rule="speaker-change"), CHANGES)
    rest = piece._replace(text=piece.text[dash.end() :], column=piece.column and piece.column + dash.end())
    return [*line[:at], change, Token(rest), *line[at + 1 :]]
