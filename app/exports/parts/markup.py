"""XML written piece by piece, in the order in which it stands."""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from app.publication import ExportError

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(name: str, /, *content: str, **attributes: str | int | None) -> str:
    """Give an element with content that is markup already; attributes without a value are left out.

    In names, `__` stands for a colon, and a trailing `_` for nothing.
    """
    written = "".join(
        f" {key.rstrip('_').replace('__', ':')}={quoteattr(str(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    inside = "".join(content)
    return f"<{name}{written}>{inside}</{name}>" if inside else f"<{name}{written}/>"


def optional(name: str, text: str | None, /, **attributes: str | None) -> str:
    """Give an element with a text; nothing where there is none."""
    return "" if text is None else element(name, escape(text), **attributes)


def paragraphs(name: str, text: str) -> Iterable[str]:
    """Give an element for each paragraph."""
    return (element(name, escape(paragraph)) for paragraph in text.split("\n\n"))


def document(root: str) -> str:
    """Give the whole document; raises `ExportError` where it holds what XML cannot."""
    if forbidden := _FORBIDDEN.search(root):
        raise ExportError(f"XML has no way to write the character U+{ord(forbidden[0]):04X}, which stands in it")
    return f"{DECLARATION}{root}\n"
