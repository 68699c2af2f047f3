"""`verbatim export`: interviews in the formats that other tools read, by the same means as the API."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.databases import read_only
from app.cli.files import STANDARD, writing
from app.cli.options import Database
from app.cli.report import CommandError, complain
from app.exports import FORMATS
from app.publication import ExportError
from app.queries import ReadSession
from app.queries.exports import get_publication, list_keys
from app.settings import Settings

FAILED = 1


def export(
    interview_ids: Annotated[list[str] | None, typer.Argument(help="Ids of interviews.")] = None,
    *,
    database: Database,
    format: Annotated[str, typer.Option(help=f"One of {', '.join(FORMATS)}.")] = "txt",  # noqa: A002
    everything: Annotated[bool, typer.Option("--all", help="Every interview.")] = False,
    output: Annotated[
        Path, typer.Option(help="A new file, or a folder for several interviews; - is standard output.")
    ] = STANDARD,
) -> None:
    """Write interviews as text, captions, TEI, Akoma Ntoso, CSV, JSON or citations: what the API gives."""
    if format not in FORMATS:
        raise typer.BadParameter(f"there is no format `{format}`: there are {', '.join(FORMATS)}")
    if everything == bool(interview_ids):
        raise typer.BadParameter("give either ids of interviews or --all")
    wanted = interview_ids or []
    if (everything or len(wanted) > 1) and not output.is_dir():
        raise CommandError("several interviews want --output FOLDER, one that is there")
    with read_only(database, migrated=True) as engine, ReadSession(engine) as session:
        known = list_keys(session)
        if missing := [name for name in wanted if name not in known]:
            raise CommandError(f"there is no interview `{missing[0]}`")
        written = [_export(session, known[name], name, format, output) for name in wanted or known]
    if not all(written):
        raise typer.Exit(FAILED)


def _export(session: ReadSession, pk: int, name: str, key: str, output: Path) -> bool:
    """Write one interview; say why where its format cannot carry it."""
    publication = get_publication(session, pk, Settings().public_url, whole=key == "json")
    try:
        text = FORMATS[key].render(publication)
    except ExportError as error:
        complain(f"{name}: {error}")
        return False
    with writing(output / f"{name}{FORMATS[key].EXTENSION}" if output.is_dir() else output) as file:
        file.write(text.encode())
    return True
