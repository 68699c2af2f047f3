"""TEI P5, chapter 8 (transcriptions of speech), as corpora of speech and of parliaments use it, and `<sp>` of drama.

A `<u>` is a turn and its `<seg>`s are paragraphs. The label is what is printed: a `<note type="speaker">` before it, or
`<speaker>`; else the name of the person whom `who` means. What is no speech is set aside.
"""

from collections.abc import Iterator, Mapping

from app.parsers.markup.persons import Person, declarations
from app.parsers.markup.steps import steps_of, text_of
from app.parsers.markup.tei_header import metadata_of, persons_of
from app.parsers.markup.tei_times import Times
from app.parsers.markup.turns import GLUE, LABEL, PARAGRAPH, SPACE, TURN, Passage, Reading, Treatment
from app.parsers.markup.xml import Element, attribute, name_of, read_xml, root_name
from app.transcript import Kind, ParseOptions, Transcript, TranscriptError, TranscriptTurn

EXTENSIONS = (".tei", ".xml")
_ROOTS = ("TEI", "TEI.2", "teiCorpus")
_ASIDE = {
    "teiHeader": "header",
    "head": "heading",
    **dict.fromkeys(("vocal", "kinesic", "incident", "stage", "desc", "writing"), "stage-note"),
    **{name: name for name in ("note", "gap", "pause", "fw", "figure", "standOff", "castList")},
}
_PLAIN: dict[str, str] = {
    **_ASIDE,
    **dict.fromkeys(("u", "sp"), TURN),
    **dict.fromkeys(("p", "ab", "l"), PARAGRAPH),
    "speaker": LABEL,
}
_BREAKS = ("lb", "cb", "pb", "milestone")
_CORRECTED = ("corr", "reg", "expan")
_KINDS: dict[str, Kind] = {"#question": "question", "#answer": "answer", "#speech": "speech"}
NOBODY = "Speaker"


def recognises(data: bytes) -> bool:
    """Whether the outermost element is TEI's."""
    return root_name(data) in _ROOTS


def parse(data: bytes, options: ParseOptions) -> tuple[Transcript, ...]:
    """The one interview in `data`; raises `TranscriptError` where it is no TEI or nobody speaks in it."""
    root = _text(data)
    reading = Reading(_treatment()).read(steps_of(root))
    if not reading.passages:
        raise TranscriptError("nobody speaks in this TEI: there is no <u> and no <sp> with words in it")
    persons = persons_of(root)
    turns = tuple(_turns(reading.passages, persons, Times(root)))
    reading.prove(turns)
    uses = ((who, turn.label) for one, turn in zip(reading.passages, turns, strict=True) for who in _who(one.element))
    metadata = metadata_of(root, tuple(declarations(persons, uses)))
    unnamed = sum(turn.label == NOBODY for turn in turns)
    warnings = (f"{unnamed} turns do not say who speaks: told as `{NOBODY}`",) if unnamed else ()
    return (Transcript("tei", None, metadata, turns, tuple(reading.ledger), warnings),)


def source_text(data: bytes, encoding: str | None, key: str | None = None) -> str:
    """The text of which every non-blank character is accounted for: all text nodes, the header's too."""
    return text_of(read_xml(data))


def _text(data: bytes) -> Element:
    root = read_xml(data)
    name = name_of(root)
    if name not in _ROOTS:
        raise TranscriptError(f"the outermost element of this XML is <{name}>: TEI or Akoma Ntoso can be read")
    if name == "teiCorpus":
        raise TranscriptError("this is a corpus of TEI (<teiCorpus>): give the file of each <TEI> by itself")
    return root


def _treatment() -> Treatment:
    flowing: dict[Element, bool] = {}

    def treat(element: Element) -> str | None:
        name = name_of(element)
        if name == "note" and element.get("type") == "speaker":
            return LABEL
        if name == "seg":
            return _segment(element, flowing)
        if name in _BREAKS:
            return GLUE if element.get("break") == "no" else SPACE
        if name in _CORRECTED and (parent := element.getparent()) is not None and name_of(parent) == "choice":
            return "choice"
        return _PLAIN.get(name)

    return treat


def _segment(element: Element, flowing: dict[Element, bool]) -> str | None:
    """A `<seg>` is a paragraph, but not where words stand beside it: there it marks a part of a sentence."""
    parent = element.getparent()
    if parent is None or name_of(parent) not in ("u", "div", "seg"):
        return None
    if parent not in flowing:
        flowing[parent] = bool((parent.text or "").strip()) or any((child.tail or "").strip() for child in parent)
    return None if flowing[parent] else PARAGRAPH


def _turns(passages: list[Passage], persons: Mapping[str, Person], times: Times) -> Iterator[TranscriptTurn]:
    printed: dict[str, str] = {}
    for passage in passages:
        key = " ".join(_who(passage.element))
        if passage.printed and key:
            printed[key] = passage.printed
        label = passage.printed or _named(passage.element, persons) or printed.get(key) or key or NOBODY
        start, end = times.of(passage.element)
        yield TranscriptTurn(label, "\n\n".join(passage.texts), _kind(passage.element), start, end, line=passage.line)


def _named(element: Element, persons: Mapping[str, Person]) -> str | None:
    names = [persons[who].name for who in _who(element) if who in persons]
    return ", ".join(names) or None


def _who(element: Element) -> list[str]:
    """The keys of whoever speaks: what `who` points at inside the document, or the word itself."""
    parent = element.getparent()
    block = attribute(parent, "who") if parent is not None and name_of(parent) == "annotationBlock" else None
    return [each.rpartition("#")[2].rpartition(":")[2] for each in (attribute(element, "who") or block or "").split()]


def _kind(element: Element) -> Kind | None:
    said = (element.get("ana") or "").split()
    return next((kind for pointer, kind in _KINDS.items() if pointer in said), None)
