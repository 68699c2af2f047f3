"""The head of a page → metadata: what it says of itself where its text says nothing."""

import re

from selectolax.lexbor import LexborNode

from app.dates import days_of
from app.parsers.markup.languages import language_tag
from app.transcript import Metadata

_ADDRESS = re.compile(r"https?://[^\s/]+/\S+\Z")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def metadata_of(root: LexborNode) -> Metadata:
    """Title, day of publication, language, address and publisher of the page."""
    told = _told(root)
    canonical = root.css_first("link[rel=canonical][href]")
    address = (canonical.attributes.get("href") if canonical is not None else None) or told.get("og:url") or ""
    title = root.css_first("title")
    page = root if root.tag == "html" else root.css_first("html")
    return Metadata(
        title=told.get("og:title") or (_single(title.text()) if title is not None else None),
        date=_day(told),
        language=language_tag(page.attributes.get("lang")) if page is not None else None,
        source_url=address if _ADDRESS.match(address) else None,
        publisher_name=told.get("og:site_name"),
    )


def _told(root: LexborNode) -> dict[str, str]:
    """What `<meta>` says, by name, the first of each."""
    told: dict[str, str] = {}
    for meta in root.css("meta[content]"):
        name = meta.attributes.get("property") or meta.attributes.get("name") or ""
        if content := _single(meta.attributes.get("content") or ""):
            told.setdefault(name.casefold(), content)
    return told


def _single(text: str) -> str | None:
    return " ".join(text.split()) or None


def _day(told: dict[str, str]) -> str | None:
    for name in ("article:published_time", "dc.date", "dcterms.date", "date", "pubdate"):
        match = _DATE.match(told.get(name, ""))
        if match and _is_day(match.group()):
            return match.group()
    return None


def _is_day(text: str) -> bool:
    try:
        days_of(text)
    except ValueError:
        return False
    return True
