"""CSL-JSON, the citation format of Zotero, Pandoc and citeproc: a list of one item."""

import json
from collections.abc import Iterable

from app.publication import Citation, Publication

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"
EXTENSION = ".json"


def render(publication: Publication) -> str:
    """Give the citation of a whole interview."""
    return cite(Citation(publication.provenance, publication.speakers))


def cite(citation: Citation) -> str:
    """Give the item; names are literal, since nothing says which part of them is which."""
    of = citation.provenance
    item = {
        "id": citation.id,
        "type": "interview",
        "title": citation.title,
        "author": _names(citation.authors),
        "interviewer": _names(citation.interviewers),
        "issued": {"date-parts": [[int(part) for part in of.date.split("-")]]} if of.date else None,
        "event-place": of.place,
        "container-title": of.outlet,
        "publisher": of.publisher_name,
        "language": of.language,
        "URL": citation.url,
        "note": "; ".join(citation.notes),
    }
    return json.dumps([{key: value for key, value in item.items() if value}], ensure_ascii=False, indent=1) + "\n"


def _names(names: Iterable[str]) -> list[dict[str, str]]:
    return [{"literal": name} for name in names]
