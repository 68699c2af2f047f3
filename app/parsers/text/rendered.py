"""A document with mark-up of its own, put down as the running text that this room reads.

Emphasis and headings become marks of Markdown, what looks like such a mark and is none is escaped, and each piece
remembers where it stood among the document's text, so that the ledger can speak of that.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.parsers.text.decoding import Decoded
from app.parsers.text.names import could_be_label, tidy
from app.parsers.text.reading import read_text
from app.parsers.text.stamps import stamp_at
from app.transcript import LedgerEntry, ParseOptions, Transcript, prove_nothing_lost

_PUNCTUATION = r"!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~"
_TOKENS = re.compile(
    r"(?P<blank>[ \t\r\n\f]{2,}|[\t\r\n\f]|\A | \Z)"
    rf"|(?P<mark>\\(?=[{_PUNCTUATION}])|[*`]|~(?=~)|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!])|(?<=\])\(|(?<=\[)\^)"
)
_LONGEST_CELL = 60
_MOST_CELLS = 3
_COLUMNS = frozenset(
    {"speaker", "name", "who", "time", "timestamp", "timecode", "start", "text", "transcript", "words", "content"}
)
_ON_A_LINE = re.compile(r" in line \d+")


class Rendering:
    """Running text while it is put down, with the document's text beside it."""

    def __init__(self) -> None:
        self._source: list[str] = []
        self._length = 0
        self._text: list[str] = []
        self._at = 0
        self._starts: list[int] = []
        self._spans: list[tuple[int, int]] = []
        """Of each piece of the document: where it stands there, and how long it is; `_starts`: where it stands here."""
        self._ledger: list[LedgerEntry] = []
        self._line_is_empty = True
        self._ends = 2
        self._emphasis: list[str] = []
        self._open = ""
        self._is_heading = False

    def write(self, text: str) -> None:
        """Put down a text of the document."""
        at = 0
        for token in _TOKENS.finditer(text):
            self._copy(text[at : token.start()], self._length + at)
            if token["blank"]:
                self.space()
            else:
                self._put_marks()
                self._insert("\\")
                self._copy(token["mark"], self._length + token.start())
            at = token.end()
        self._copy(text[at:], self._length + at)
        self._pass(text)

    def leave(self, text: str, rule: str, detail: str | None = None) -> None:
        """Set a text of the document aside."""
        if removed := text.strip():
            start = self._length + len(text) - len(text.lstrip())
            self._ledger.append(LedgerEntry(rule, start, None, None, removed, detail))
        self._pass(text)

    def open(self, mark: str) -> None:
        """Begin emphasis, `b` or `i`; of emphasis inside emphasis only the outer counts."""
        self._emphasis.append(mark)

    def close(self) -> None:
        """End the emphasis that was begun last; where it begins anew at once, it goes on."""
        self._emphasis.pop()

    def head(self) -> None:
        """The line that begins now is a heading."""
        self.end_paragraph()
        self._is_heading = True

    def rule(self) -> None:
        """A line is drawn across the page."""
        if self._text:
            self.end_paragraph()
            self._insert("---")
            self._line_is_empty = False
            self.end_paragraph()

    def space(self) -> None:
        """Part two pieces of a line."""
        if not self._line_is_empty and not self._text[-1].isspace():
            self._insert(" ")

    def tab(self) -> None:
        """Part two pieces of a line as a table's columns are."""
        if not self._line_is_empty:
            self._insert("\t")

    def end_line(self) -> None:
        """End the line; where it is ended already, the paragraph."""
        self._end(min(self._ends + 1, 2))

    def end_paragraph(self) -> None:
        self._end(2)

    def read(self, format_key: str, encoding: str | None, options: ParseOptions, doubts: tuple[str, ...]) -> Transcript:
        """The Transcript of what was put down; raises `TranscriptError` where no turns can be told."""
        self._end_emphasis()
        read = read_text(Decoded("".join(self._text), encoding or "", doubts), format_key, options)
        source = "".join(self._source)
        mapped = (entry for each in read.ledger for entry in self._in_source(each, source))
        ledger = tuple(sorted((*mapped, *self._ledger), key=lambda entry: entry.offset or 0))
        turns = tuple(replace(turn, line=None) for turn in read.turns)
        prove_nothing_lost(source, (turn.text for turn in turns), ledger)
        warnings = tuple(_ON_A_LINE.sub("", warning) for warning in read.warnings)
        return replace(read, encoding=encoding, turns=turns, ledger=ledger, warnings=warnings)

    def _pass(self, text: str) -> None:
        self._source.append(text)
        self._length += len(text)

    def _copy(self, piece: str, source_at: int) -> None:
        if piece:
            self._put_marks()
            self._starts.append(self._at)
            self._spans.append((source_at, len(piece)))
            self._insert(piece)
            self._line_is_empty, self._ends = False, 0

    def _insert(self, mark: str) -> None:
        self._text.append(mark)
        self._at += len(mark)

    def _end(self, lines: int) -> None:
        self._end_emphasis()
        while self._text and self._text[-1] in (" ", "\t"):
            self._at -= len(self._text.pop())
        if self._text and self._ends < lines:
            self._insert("\n" * (lines - self._ends))
            self._ends = lines
        self._line_is_empty = True
        self._is_heading = False

    def _put_marks(self) -> None:
        """Set what stands before a line, and what ends and opens emphasis, once there is a word for it."""
        if self._is_heading:
            self._insert("# ")
            self._is_heading = False
        wanted = self._emphasis[0] if self._emphasis else ""
        if wanted != self._open:
            self._end_emphasis()
        if wanted and not self._open:
            self._open = wanted
            self._insert(f"<{wanted}>")

    def _end_emphasis(self) -> None:
        """Set the closing mark, before a space rather than behind."""
        if self._open:
            spaced = self._text[-1].isspace()
            self._text[-1:] = [f"</{self._open}>", self._text[-1]] if spaced else [self._text[-1], f"</{self._open}>"]
            self._at += len(self._open) + 3
            self._open = ""

    def _in_source(self, entry: LedgerEntry, source: str) -> Iterator[LedgerEntry]:
        """An entry about the text put down as entries about the document; about marks set here there is none."""
        at = entry.offset or 0
        detail = None if entry.rule == "page-break-join" else entry.detail
        if entry.removed is None:
            index = min(bisect_right(self._starts, at), len(self._starts)) - 1
            yield replace(
                entry, offset=max(0, self._source_at(max(index, 0), at)), line=None, column=None, detail=detail
            )
            return
        for start, end in self._pieces(at, at + len(entry.removed), source):
            yield replace(entry, offset=start, line=None, column=None, removed=source[start:end], detail=detail)

    def _source_at(self, index: int, at: int) -> int:
        start, length = self._spans[index]
        return start + min(max(at - self._starts[index], 0), length)

    def _pieces(self, at: int, end: int, source: str) -> list[tuple[int, int]]:
        """Where what was put down from `at` to `end` stands in the document, pieces with only blanks between as one."""
        found: list[tuple[int, int]] = []
        index = max(bisect_right(self._starts, at) - 1, 0)
        while index < len(self._starts) and self._starts[index] < end:
            start, stop = self._source_at(index, at), self._source_at(index, end)
            if stop > start and found and not source[found[-1][1] : start].strip():
                found[-1] = (found[-1][0], stop)
            elif stop > start:
                found.append((start, stop))
            index += 1
        return found


def rows_of(table: Sequence[Sequence[str]]) -> list[list[str] | None]:
    """What the cells of each row are: `time`, `label`, `text`, or all `heading`; `None` where the row is no turn.

    Only where most rows are a name, perhaps a time, and words, is any of them a turn.
    """
    kinds = [_cells_of(row) for row in table]
    turns = sum(kind is not None for kind in kinds)
    filled = sum(any(text.strip() for text in row) for row in table)
    if turns < 2 or 2 * turns <= filled:
        return [None] * len(table)
    return [["heading"] * len(row) if _is_head(row) else kind for row, kind in zip(table, kinds, strict=True)]


def _cells_of(texts: Sequence[str]) -> list[str] | None:
    if not 1 < len(texts) <= _MOST_CELLS:
        return None
    kinds = [*(_kind_of(text) for text in texts[:-1]), "text"]
    wanted = (["label", "text"], ["time", "label", "text"], ["label", "time", "text"])
    return kinds if kinds in wanted and texts[-1].strip() else None


def _is_head(texts: Sequence[str]) -> bool:
    return bool(texts) and all(tidy(text).casefold().rstrip(":") in _COLUMNS for text in texts)


def _kind_of(text: str) -> str:
    bare = tidy(text)
    if len(bare) > _LONGEST_CELL:
        return "text"
    stamp = stamp_at(bare, 0)
    if stamp is not None and stamp.end == len(bare):
        return "time"
    return "label" if could_be_label(bare.rstrip(":：. "), is_marked=True) else "text"
