"""Running text → Transcript: the order in which the rest of this room does its work."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.parsers.text.cuts import Cut, cut_head, ledger_of
from app.parsers.text.decoding import Decoded
from app.parsers.text.evidence import Evidence, weigh
from app.parsers.text.front_matter import read_front_matter
from app.parsers.text.inline import has_markdown, inline_cuts
from app.parsers.text.labels import Mark
from app.parsers.text.lines import Line, lines_of
from app.parsers.text.metadata import read_preamble
from app.parsers.text.paragraphs import Layout, join_cut_paragraphs, layout_of, paragraphs_of, text_of
from app.transcript import Metadata, ParseOptions, Transcript, TranscriptError, TranscriptTurn, prove_nothing_lost


@dataclass(frozen=True, slots=True)
class _Turn:
    """A label, and the lines up to the next."""

    mark: Mark
    line: Line
    lines: tuple[Line, ...]


def read_text(decoded: Decoded, format_key: str, options: ParseOptions) -> Transcript:
    """The Transcript that `decoded` holds; raises `TranscriptError` where no turns can be told."""
    source = decoded.text
    front = read_front_matter(source)
    lines = [line for line in lines_of(source) if line.start >= front.end]
    best = _told(weigh(lines, (*options.speakers, *_names(front.metadata))))
    preamble = read_preamble(lines[: min(best.marks)])
    parts = list(_parts(lines, best.marks))
    turns, cuts = _turns(source, parts, markdown=format_key == "md" or has_markdown(source))
    if not turns:
        raise _refusal()
    ledger = ledger_of(source, (*front.cuts, *preamble.cuts, *cuts))
    prove_nothing_lost(source, (turn.text for turn in turns), ledger)
    return Transcript(format_key, decoded.encoding, preamble.metadata.overridden_by(front.metadata), turns, ledger)


def _names(metadata: Metadata) -> Iterator[str]:
    yield from metadata.speakers
    for declaration in metadata.declarations:
        yield from (declaration.name, *declaration.labels, *declaration.aliases)


def _told(evidence: Sequence[Evidence]) -> Evidence:
    if evidence[0].is_told:
        return evidence[0]
    raise _refusal()


def _refusal() -> TranscriptError:
    return TranscriptError(
        "no turns can be told in this text: looked for labels at the start of a line, such as `Question:`, "
        "`Anna Weber:` or `THE PRESIDENT:`, at least two, and ones that come again; "
        "if there are any, name them with --speaker or --label"
    )


def _parts(lines: Sequence[Line], marks: Mapping[int, Mark]) -> Iterator[_Turn]:
    starts = sorted(marks)
    for start, end in zip(starts, (*starts[1:], len(lines)), strict=True):
        line, mark = lines[start], marks[start]
        first = Line(line.number, line.start + mark.end, line.text[mark.end :])
        yield _Turn(mark, line, (first, *lines[start + 1 : end]))


def _turns(source: str, parts: Sequence[_Turn], *, markdown: bool) -> tuple[tuple[TranscriptTurn, ...], list[Cut]]:
    layout = layout_of([line for part in parts for line in part.lines])
    cuts: list[Cut] = []
    turns: list[TranscriptTurn] = []
    for part in parts:
        cuts.append(cut_head(part.line, part.mark.end, "label"))
        text, taken = _text(source, part.lines, layout, markdown=markdown)
        cuts.extend(taken)
        if text:
            turns.append(TranscriptTurn(part.mark.label, text, None, part.mark.start_ms, None, part.line.number))
    return tuple(turns), cuts


def _text(source: str, lines: Iterable[Line], layout: Layout, *, markdown: bool) -> tuple[str, list[Cut]]:
    paragraphs, joins = join_cut_paragraphs(paragraphs_of(lines, layout), layout)
    inside = [
        cut
        for paragraph in paragraphs
        for line in paragraph
        for cut in inline_cuts(source, line.start, line.end, markdown=markdown)
    ]
    inside.sort(key=lambda cut: cut.start)
    return text_of(paragraphs, inside), [*joins, *inside]
