"""RIS, as reference managers import it. It has no type for interviews: `GEN` claims nothing else."""

from collections.abc import Iterator

from app.publication import Citation, Publication

MEDIA_TYPE = "application/x-research-info-systems"
EXTENSION = ".ris"


def render(publication: Publication) -> str:
    """Give the citation of a whole interview."""
    return cite(Citation(publication.provenance, publication.speakers))


def cite(citation: Citation) -> str:
    """Give the record, a tag on each line."""
    lines = (f"{tag}  - {' '.join(value.split())}" for tag, value in _tags(citation))
    return "\r\n".join(["TY  - GEN", *lines, "ER  - ", ""])


def _tags(citation: Citation) -> Iterator[tuple[str, str]]:
    of = citation.provenance
    year, month, day, *_ = [*(of.date or "").split("-"), "", ""]
    known = (
        ("ID", citation.id),
        *(("AU", name) for name in citation.authors),
        *(("A2", name) for name in citation.interviewers),
        ("TI", citation.title),
        ("T2", of.outlet),
        ("PB", of.publisher_name),
        ("CY", of.place),
        ("PY", year),
        ("DA", of.date and f"{year}/{month}/{day}/"),
        ("LA", of.language),
        ("UR", citation.url),
        *(("N1", note) for note in citation.notes),
    )
    return ((tag, value) for tag, value in known if value)
