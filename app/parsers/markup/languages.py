"""A document's name for a language → a BCP 47 tag."""

from langcodes import standardize_tag
from langcodes.tag_parser import LanguageTagError


def language_tag(code: str | None) -> str | None:
    """The tag of a language that a code of two or three letters names: `eng` is `en`; `None` for none known."""
    if not code:
        return None
    try:
        tag = standardize_tag(code)
    except LanguageTagError:
        return None
    return None if tag in ("und", "mul", "zxx", "mis") else tag
