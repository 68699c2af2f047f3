"""Akoma Ntoso (OASIS LegalDocML): a debate whose turns are `<speech>`, `<question>` and `<answer>`.

The label is what `<from>` prints, else the name of the person whom `by` means. Scenes, narratives, summaries, remarks
and headings are no speech and set aside.
"""

from collections.abc import Iterator, Mapping

from app.parsers.markup.akn_meta import is_own, metadata_of, milliseconds, own_attribute, persons_of
from app.parsers.markup.persons import Person, declarations
from app.parsers.markup.steps import steps_of, text_of
from app.parsers.markup.turns import LABEL, PARAGRAPH, SPACE, TURN, Passage, Reading
from app.parsers.markup.xml import Element, attribute, name_of, read_xml, root_name
from app.transcript import Kind, ParseOptions, Transcript, TranscriptError, TranscriptTurn

EXTENSIONS = (".akn",)
_ROOTS = ("akomaNtoso", "akomantoso")
_SPEAKS = ("speech", "question", "answer")
_KINDS: dict[str, Kind] = {"question": "question", "answer": "answer"}
_TREATMENTS = {
    "meta": "header",
    "from": LABEL,
    **dict.fromkeys(("p", "block", "blockList", "item", "listIntroduction", "listWrapUp", "li", "tr", "td"), PARAGRAPH),
    **dict.fromkeys(("heading", "subheading", "num"), "heading"),
    **dict.fromkeys(("scene", "narrative", "remark"), "stage-note"),
    **dict.fromkeys(("authorialNote", "note"), "note"),
    "summary": "summary",
    **dict.fromkeys(("br", "eol", "eop"), SPACE),
}
NOBODY = "Speaker"


def recognises(data: bytes) -> bool:
    """Whether the outermost element is Akoma Ntoso's."""
    return root_name(data) in _ROOTS


def parse(data: bytes, options: ParseOptions) -> tuple[Transcript, ...]:
    """The one interview in `data`; raises `TranscriptError` where it is no Akoma Ntoso or nobody speaks in it."""
    root = read_xml(data)
    if name_of(root) not in _ROOTS:
        raise TranscriptError(f"the outermost element of this XML is <{name_of(root)}>: Akoma Ntoso was asked for")
    reading = Reading(_treat).read(steps_of(root))
    if not reading.passages:
        raise TranscriptError("nobody speaks in this document: there is no <speech>, <question> or <answer> with words")
    persons = persons_of(root)
    turns = tuple(_turns(reading.passages, persons, own=is_own(root)))
    reading.prove(turns)
    uses = ((_by(one.element), turn.label) for one, turn in zip(reading.passages, turns, strict=True))
    metadata = metadata_of(root, tuple(declarations(persons, uses)))
    unnamed = sum(turn.label == NOBODY for turn in turns)
    warnings = (f"{unnamed} turns do not say who speaks: told as `{NOBODY}`",) if unnamed else ()
    return (Transcript("akn", None, metadata, turns, tuple(reading.ledger), warnings),)


def source_text(data: bytes, encoding: str | None, key: str | None = None) -> str:
    """The text of which every non-blank character is accounted for: all text nodes."""
    return text_of(read_xml(data))


def _treat(element: Element) -> str | None:
    name = name_of(element)
    if name in _SPEAKS:
        return TURN
    if name in ("num", "p") and (parent := element.getparent()) is not None and name_of(parent) == "item":
        return SPACE
    return _TREATMENTS.get(name)


def _turns(passages: list[Passage], persons: Mapping[str, Person], *, own: bool) -> Iterator[TranscriptTurn]:
    for passage in passages:
        element = passage.element
        by = _by(element)
        named = persons[by].name if by in persons else by
        kind = _KINDS.get(name_of(element), "speech" if own else None)
        start, end = (milliseconds(own_attribute(element, name)) for name in ("start_ms", "end_ms"))
        text = "\n\n".join(passage.texts)
        yield TranscriptTurn(passage.printed or named or NOBODY, text, kind, start, end, line=passage.line)


def _by(element: Element) -> str:
    """The key of whoever speaks, or of the role in which they do."""
    return (attribute(element, "by") or attribute(element, "as") or "").removeprefix("#")
