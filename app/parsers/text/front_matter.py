"""YAML front matter at the head of a text: where it is, and what it holds as nodes that know their lines."""

import re
from dataclasses import dataclass, replace

from app.parsers.text.cuts import Cut
from app.parsers.text.exact import OwnForm
from app.transcript import Metadata

LONGEST = 64 * 1024
_BLOCK = re.compile(r"(\ufeff?(?:[ \t]*\r?\n)*)---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.M | re.S)
_FIRST_KEY = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*[a-z_][\w-]*[ \t]*:(?:\s|\Z)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    metadata: Metadata
    end: int
    """Where the text behind it begins."""
    cuts: tuple[Cut, ...]
    own: OwnForm | None = None
    """How a text that Verbatim itself wrote is read; `None` of any other."""
    doubts: tuple[str, ...] = ()


def read_front_matter(source: str) -> FrontMatter:
    """The metadata at the head of `source`; nothing where there is none. Raises `TranscriptError` for a bad one."""
    match = _BLOCK.match(source[:LONGEST])
    if match is None or not _FIRST_KEY.match(match[2]):
        return FrontMatter(Metadata(), 0, ())
    first_line = source.count("\n", 0, match.start(2)) + 1
    marks = [Cut(at, at + 1, "invisible", "U+FEFF") for at in range(match.end(1)) if source[at] == "\ufeff"]
    cuts = (*marks, Cut(match.end(1), match.end(), "front-matter"))
    return replace(_declared(match[2], first_line), end=match.end(), cuts=cuts)


def _declared(text: str, first_line: int) -> FrontMatter:
    from app.parsers.text.declared import metadata_of, own_form  # noqa: PLC0415 (brings YAML, which few texts need)

    metadata, doubts = metadata_of(text, first_line)
    own = own_form(text, first_line)
    return FrontMatter(metadata, 0, (), own, doubts if own is None else ())
