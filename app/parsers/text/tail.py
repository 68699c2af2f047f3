"""What stands behind the talk: its end mark, lists, credits, a note about whoever asked, a chat that was saved too."""

import re
from collections.abc import Iterator, Mapping, Sequence

from app.parsers.text.asides import HEADING, is_stage_note
from app.parsers.text.labels import HEAD, Mark
from app.parsers.text.lines import Line, is_rule
from app.parsers.text.names import is_full_name, key_of

_END = re.compile(
    r"\W{0,6}(?:end|ends|the end|ende|fin|fine|fim|конец|кінець|終わり|以上|完|끝|"
    r"(?:transcript|interview|recording) ends|"
    r"end of (?:the )?(?:transcript|transcription|interview|recording|tape|audio|document|deposition|proceedings)|"
    r"ende (?:des|der) (?:interviews|gesprächs|aufnahme|transkripts)|fim da entrevista|"
    r"fin de (?:l['’]entretien|l['’]interview|la entrevista)|fine (?:dell['’]intervista|della registrazione)|"
    r"(?:конец|кінець) (?:интервью|беседы|записи|інтерв['’]ю))"
    r"\W{0,6}(?:\s+\d{1,2}:\d{2}\s?[AaPp]\.?[Mm]\.?(?:\s+[A-Z]{2,4})?)?\W{0,6}\Z",
    re.I,
)
_AFTER_THE_END = re.compile(
    r"\W{0,8}(?:attendees|attendance|participants|present|links|resources|references|show notes|further reading|"
    r"related|see also|next meeting|chat|chat log|zoom chat|word index|index|appendix|"
    r"about the (?:author|interviewer|guest)|copyright|©|\(c\)|subscribe|follow us|transcribed by|transcript by|"
    r"(?:media |press )?contacts?|notes|footnotes|endnotes|share this|tags|"
    r"(?:reporter['’]s )?certificate|c e r t i f i c a t e)"
    r"(?:\s+[^\s.?!]{1,30}){0,4}\W{0,6}\Z",
    re.I,
)
_CHAT = re.compile(r"\W{0,8}(?:zoom |meeting |saved )?chat(?: log| messages| transcript)?\W{0,4}\Z", re.I)
_CREDITS = re.compile(
    r"[\W_]{0,6}(?:(?:the |this )?(?:interview|conversation|transcript|text|q&a) (?:has been|was|is) (?:[a-z]+ )?"
    r"(?:edited|condensed|abridged|shortened|translated|transcribed)\b"
    r"|this (?:interview|conversation) (?:has been|was) (?:[a-z]+ )?(?:conducted|recorded|produced)\b"
    r"|(?:interview|interviewed|photographs?|photos?|translated|translation|transcribed|transcript|transcription)"
    r"(?: by|:) ?[^\s]|(?:©|\(c\)|copyright) ?(?:\d{4}|[A-Z])|all rights reserved"
    r"|(?:tags|topics|keywords|read more|see also|related|share this|(?:media |press )?contacts?): ?[^\s]"
    r"|das (?:interview|gespräch) führten?\b|(?:fotos?|übersetzung|traduction|traducción): [^\s]"
    r"|propos recueillis par\b|entretien réalisé par\b|(?:беседовала?|интервью взяла?|бесед[уы] ве[лд]\w{0,2})\s"
    r"|\[\^?\d{1,3}\]:? \S|https?://\S{1,1000}\s*\Z)",
    re.I,
)
_NOTE = re.compile(
    r"[*_\s]{0,4}(?P<name>[^\W\d_][\w.'’-]{0,30}(?: [\w.'’-]{1,30}){1,4}?)(?:,? (?:is|was|has|works?|writes|lives|"
    r"teaches|serves|joined|reports|covers|ist|war|lebt|arbeitet|schreibt|est|était|es|era|vive|escribe|é|è|является|"
    r"живёт|живет|работает|пишет)\b| [—–] )",
    re.I,
)
_ITALIC = re.compile(r"\s*(?P<mark>\*|_)(?![*_\s])[^*_]{12,1200}(?P=mark)\s*\Z")
_LONGEST_NOTE = 1200
_RULE_OF_STARS = re.compile(r"\s*(?:\*[ \t]*){3,}\Z")


def tail_start(lines: Sequence[Line], marks: Mapping[int, Mark], *, markdown: bool) -> int:
    """Where the tail begins: at an end mark, a rule, a list, credits or a note behind the last label.

    A chat that was saved behind the talk has labels too: its heading, in the second half, is where the tail begins.
    """
    for index in _openings(lines, max(min(marks) + 1, len(lines) // 2), max(marks)):
        if _CHAT.match(lines[index].text):
            return index
    last = max(marks)
    for index in range(last + 1, len(lines)):
        bare = lines[index].text.strip()
        if bare and _is_end(lines, index, bare, markdown=markdown):
            return index
    behind = _openings(lines, _first_text(lines, marks) + 1, len(lines))
    return next((index for index in behind if _is_note(lines, index)), len(lines))


def note_of_a_speaker(lines: Sequence[Line], marks: Mapping[int, Mark], end: int) -> str | None:
    """A doubt where the last paragraph of the last turn speaks of someone by the name of a label, or a rule is near."""
    labels = {key_of(mark.label) for mark in marks.values()}
    for index in _openings(lines, _first_text(lines, marks) + 1, end):
        name = _subject(lines[index].text)
        if name is not None and key_of(name) in labels:
            return f"the paragraph in line {lines[index].number} speaks of `{name}` by name: is it still the last turn?"
        if _RULE_OF_STARS.match(_before(lines, index)):
            return f"a rule parts the last turn before line {lines[index].number}: is what follows still spoken?"
    return None


def _first_text(lines: Sequence[Line], marks: Mapping[int, Mark]) -> int:
    """The line where the last turn's text begins: what is behind the talk is behind that."""
    last = max(marks)
    if marks[last].end < len(lines[last].text):
        return last
    return next((index for index in range(last + 1, len(lines)) if not lines[index].is_blank), last)


def _openings(lines: Sequence[Line], start: int, end: int) -> Iterator[int]:
    """Lines that open a paragraph, from `start` up to `end`."""
    for index in range(max(1, start), end):
        if not lines[index].is_blank and lines[index - 1].is_blank:
            yield index


def _is_end(lines: Sequence[Line], index: int, bare: str, *, markdown: bool) -> bool:
    if len(bare) > HEAD:
        return False
    opens = index == 0 or lines[index - 1].is_blank
    if _END.match(bare) and (opens or bare.isupper()):
        return True
    if opens and _AFTER_THE_END.match(bare) and not bare.endswith((".", "?", "!")):
        return True
    return (is_rule(bare) and "*" not in bare) or (markdown and HEADING.match(bare) is not None)


def _is_note(lines: Sequence[Line], index: int) -> bool:
    """Whether no more than credits, an italic paragraph, or behind stars a note about somebody, is left from here."""
    rest = sum(len(line.text) for line in lines[index:])
    text = lines[index].text
    if rest > _LONGEST_NOTE:
        return False
    if _CREDITS.match(text[:HEAD]):
        return True
    if _RULE_OF_STARS.match(text):
        below = next((line.text for line in lines[index + 1 :] if not line.is_blank), "")
        return not below or _subject(below) is not None or _ITALIC.match(below) is not None
    return _ITALIC.match("\n".join(line.text for line in lines[index:])) is not None and not is_stage_note(text.strip())


def _subject(text: str) -> str | None:
    """The full name that a sentence begins with which says something of its bearer: `Ann Lee is …`."""
    match = _NOTE.match(text[:HEAD])
    return match["name"] if match is not None and is_full_name(match["name"]) else None


def _before(lines: Sequence[Line], index: int) -> str:
    return next((lines[at].text for at in range(index - 1, max(-1, index - 4), -1) if not lines[at].is_blank), "")
