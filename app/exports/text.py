"""A citation as one line of running text."""

from app.publication import Citation

MEDIA_TYPE = "text/plain"
EXTENSION = ".txt"


def cite(citation: Citation) -> str:
    """Give who, in what, published where, when, and where it stands."""
    of = citation.provenance
    who = ", ".join(citation.authors)
    parts = (who, f"“{citation.title}”", of.outlet, of.place, of.date, *citation.notes)
    published = None if of.publisher_name in (None, of.outlet) else f"published by {of.publisher_name}"
    line = ", ".join(part for part in (*parts, published) if part)
    return f"{line}. {citation.url}\n" if citation.url else f"{line}.\n"
