"""Lines between turns that nobody speaks: headings, rules, stage notes."""

import re

from app.parsers.text.lines import is_rule

HEADING = re.compile(r"#{1,6}[ \t]+\S")
_BRACKETS = {"(": ")", "[": "]", "{": "}", "（": "）", "［": "］", "【": "】", "<": ">", "*": "*", "_": "_"}
_LONGEST_NOTE = 300
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
_BOLDHEADING = re.compile(r"(\*\*|__)[^\s*_][^*_]{2,80}\1\Z")
_TAGS = re.compile(r"</?([bi])>")
_IMAGE = re.compile(r"!\[[^\]]{0,300}\]\([^)]{0,500}\)\Z")
_FENCE = re.compile(r"(?:```|~~~)\s?\w{0,20}\Z")


def aside_rule(text: str, *, markdown: bool) -> str | None:
    """The rule under which a line of its own is set aside, or `None` where it is text."""
    bare = _TAGS.sub(lambda tag: "**" if tag[1] == "b" else "*", text.strip())
    if is_rule(bare):
        return "rule"
    if len(bare) > _LONGEST_NOTE:
        return "heading" if markdown and HEADING.match(bare) else None
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
    bold = _BOLDHEADING.match(bare) is not None and " " in bare and bare[-3] not in '.?!:…。？！"”»'
    return "heading" if bold or HEADING.match(bare) else None


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
