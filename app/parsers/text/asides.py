"""Lines between turns that nobody speaks: headings, rules, stage notes, and the tail after the end."""

import re
from collections.abc import Sequence

from app.parsers.text.evidence import is_rule
from app.parsers.text.lines import Line

_HEADING = re.compile(r"#{1,6}[ \t]+\S")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "（": "）", "［": "］", "【": "】", "<": ">", "*": "*", "_": "_"}
_LONGEST_NOTE = 300
_END = re.compile(
    r"\W{0,6}(?:end|ends|the end|ende|конец|終わり|以上|完|(?:transcript|interview|recording) ends|"
    r"end of (?:the )?(?:transcript|interview|recording|tape|audio|document|deposition|proceedings))\W{0,6}"
    r"(?:\s+\d{1,2}:\d{2}\s?[AaPp]\.?[Mm]\.?(?:\s+[A-Z]{2,4})?)?\W{0,6}\Z",
    re.I,
)
_AFTER_THE_END = re.compile(
    r"\W{0,8}(?:attendees|attendance|participants|present|links|resources|references|show notes|further reading|"
    r"related|see also|next meeting|chat|chat log|zoom chat|word index|index|appendix|about the (?:author|interviewer)|"
    r"copyright|©|\(c\)|subscribe|follow us|transcribed by|transcript by|(?:reporter['’]s )?certificate)"
    r"(?:\s+[^\s.?!]{1,30}){0,4}\W{0,6}\Z",
    re.I,
)
_BY_LINE = re.compile(r"(?:BY|EXAMINATION BY|CROSS-EXAMINATION BY) +[A-Z][A-Z.' ’-]{2,40}:\Z")
_SECTION = re.compile(
    r"(?:(?:CROSS|DIRECT|REDIRECT|RECROSS)[- ]?)?(?:EXAMINATION|P R O C E E D I N G S|PROCEEDINGS)\s*\Z"
)
_SCENE = re.compile(r"(?:INT|EXT|INT\./EXT|I/E)[.\s]\s?[A-Z]")
_STAMP_ALONE = re.compile(r"\\?[\[(]?\s?(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?\s?\\?[\])]?\Z")
_BREAK = re.compile(
    r"\W{0,6}(?:break|ad break|music|jingle|advertisement|sponsor|intermission|pause)\W{0,6}"
    r"(?:(?:\d{1,2}:)?\d{1,3}:\d{2})?\W{0,6}\Z",
    re.I,
)
_BOLD_HEADING = re.compile(r"(\*\*|__)[^\s*_][^*_]{2,80}\1\Z")
_IMAGE = re.compile(r"!\[[^\]]{0,300}\]\([^)]{0,500}\)\Z")
_FENCE = re.compile(r"(?:```|~~~)\s?\w{0,20}\Z")


def aside_rule(text: str, *, markdown: bool) -> str | None:
    """The rule under which a line of its own is set aside, or `None` where it is text."""
    bare = text.strip()
    if is_rule(bare):
        return "rule"
    if len(bare) > _LONGEST_NOTE:
        return "heading" if markdown and _HEADING.match(bare) else None
    if markdown and (rule := _markdown_rule(bare)) is not None:
        return rule
    if _is_section(bare):
        return "heading"
    if _STAMP_ALONE.match(bare):
        return "stamp"
    return "stage-note" if is_stage_note(bare) or (bare[:1] in "*_[(<" and _BREAK.match(bare)) else None


def _is_section(bare: str) -> bool:
    """A heading of a court's record, a scene's head, or `== a wiki's heading ==`."""
    if bare.startswith("==") and bare.endswith("==") and len(bare) > 5:
        return True
    return any(pattern.match(bare) for pattern in (_BY_LINE, _SECTION, _SCENE))


def _markdown_rule(bare: str) -> str | None:
    if _IMAGE.match(bare):
        return "image"
    if _FENCE.match(bare):
        return "fence"
    bold = _BOLD_HEADING.match(bare) is not None and " " in bare and bare[-3] not in '.?!:…。？！"”»'
    return "heading" if bold or _HEADING.match(bare) else None


def is_stage_note(bare: str) -> bool:
    """`(Cross-talk.)`, `[laughs]`, `*Applause.*`: a line that is one bracket from end to end, escaped or not."""
    text = bare.replace("\\", "").strip("*_ ") if bare[:1] in "*_\\" else bare
    emphatic = text != bare and bare[:1] in "*_" and bare[:2] not in ("**", "__")
    if not text or len(bare) > _LONGEST_NOTE:
        return False
    closing = _BRACKETS.get(text[0])
    if closing is None or text[0] in "*_<":
        return emphatic and len(text.split()) < 5 and not text.endswith(("?", "!"))
    return text.rstrip(".").endswith(closing) and text.count(text[0]) == 1


def tail_start(lines: Sequence[Line], last: int, *, markdown: bool) -> int:
    """Where the tail begins behind the last label at `last`: at an end mark, a rule, or a list of what comes after."""
    for index in range(last + 1, len(lines)):
        bare = lines[index].text.strip()
        if bare and _is_end(lines, index, bare, markdown=markdown):
            return index
    return len(lines)


def _is_end(lines: Sequence[Line], index: int, bare: str, *, markdown: bool) -> bool:
    if _END.match(bare) and (index == 0 or lines[index - 1].is_blank or bare.isupper()):
        return True
    opens = index == 0 or lines[index - 1].is_blank
    if opens and _AFTER_THE_END.match(bare) and not bare.endswith((".", "?", "!")):
        return True
    return (is_rule(bare) and "*" not in bare) or (markdown and _HEADING.match(bare) is not None)
