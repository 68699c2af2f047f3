"""BibTeX: an entry `@misc`, in UTF-8, with what TeX would read as commands escaped."""

from collections.abc import Iterator

from app.publication import Citation, Publication

MEDIA_TYPE = "application/x-bibtex"
EXTENSION = ".bib"

_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
    | {character: f"\\{character}" for character in "#$%&_"}
)


def render(publication: Publication) -> str:
    """Give the citation of a whole interview."""
    return cite(Citation(publication.provenance, publication.speakers))


def cite(citation: Citation) -> str:
    """Give the entry, whose key is the id of what is cited."""
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(citation))
    return f"@misc{{{citation.id},\n{fields}}}\n"


def _fields(citation: Citation) -> Iterator[tuple[str, str]]:
    of = citation.provenance
    authors = " and ".join(f"{{{_escaped(name)}}}" for name in citation.authors)
    year, *month_and_day = (of.date or "").split("-")
    known = {
        "author": authors or None,
        "title": f"{{{_escaped(citation.title)}}}",
        "howpublished": of.outlet and _escaped(of.outlet),
        "publisher": of.publisher_name and _escaped(of.publisher_name),
        "address": of.place and _escaped(of.place),
        "year": year,
        "month": month_and_day[0] if month_and_day else None,
        "day": month_and_day[1] if len(month_and_day) > 1 else None,
        "language": of.language,
        "url": citation.url and citation.url.replace("{", "%7B").replace("}", "%7D"),
        "note": _escaped("; ".join(citation.notes)),
    }
    return ((name, value) for name, value in known.items() if value)


def _escaped(text: str) -> str:
    return " ".join(text.split()).translate(_SPECIAL)
