"""`verbatim ingest PATH…`: files, folders and standard input into the database."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace as evolve
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, cast, get_args

import typer
from sqlalchemy import Engine

from app import schema
from app.cli.options import Database
from app.cli.report import CommandError, complain, console, one_line, one_line_for_errors, print_table, progress
from app.cli.sources import Sources, find_sources
from app.cli.understood import print_understood
from app.database import DatabaseError, disposing, identity, writing_engine
from app.ingest import (
    IngestError,
    IngestOptions,
    Outcome,
    bring_up_to_date,
    link_again,
    read_aliases,
    set_aliases,
    unused_aliases,
)
from app.ingest import ingest as ingest_bytes
from app.ingest.aliases import Alias
from app.parsers import FORMATS
from app.settings import Settings
from app.transcript import Metadata, ParseOptions, TranscriptError, TranscriptKind

STANDARD_INPUT = Path("-")
FAILED = 1
NAMED = 5
"""So many of the files that are left aside are named."""


def ingest(
    paths: Annotated[list[str] | None, typer.Argument(help="Files, folders, or - for standard input.")] = None,
    *,
    database: Database,
    id: Annotated[str | None, typer.Option(help="The interview's id.")] = None,  # noqa: A002
    title: Annotated[str | None, typer.Option(help="The interview's title.")] = None,
    date: Annotated[str | None, typer.Option(help="2020-09-17, 2020-09 or 2020.")] = None,
    place: Annotated[str | None, typer.Option(help="Where it was held.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Who interviewed: a newspaper, a station, a podcast.")] = None,
    language: Annotated[str | None, typer.Option(help="Language of the text, such as en or pt-BR.")] = None,
    original_language: Annotated[str | None, typer.Option(help="Language that was spoken.")] = None,
    source: Annotated[str | None, typer.Option(help="Permanent address of the published transcript.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published the transcript.")] = None,
    publisher_url: Annotated[str | None, typer.Option(help="Address of the publisher's site.")] = None,
    transcript_kind: Annotated[str | None, typer.Option(help="verbatim, edited, translation, automatic.")] = None,
    retrieved_at: Annotated[str | None, typer.Option(help="When the source was fetched, ISO 8601.")] = None,
    media: Annotated[str | None, typer.Option(help="Address of the recording.")] = None,
    licence: Annotated[str | None, typer.Option(help="Licence of the text, such as CC-BY-4.0.")] = None,
    rights_holder: Annotated[str | None, typer.Option(help="Who holds the rights.")] = None,
    credit: Annotated[str | None, typer.Option(help="How to credit the text.")] = None,
    format: Annotated[str | None, typer.Option(help=f"One of {', '.join(FORMATS)}.")] = None,  # noqa: A002
    label: Annotated[str | None, typer.Option(help="Regular expression of the labels.")] = None,
    speaker: Annotated[list[str] | None, typer.Option(help="A name that is a label wherever it stands as one.")] = None,
    speakers: Annotated[Path | None, typer.Option(help="Alias file (TOML): who is whom.")] = None,
    replace: Annotated[str | None, typer.Option(help="It is a new revision of this interview.")] = None,
    new: Annotated[bool, typer.Option("--new", help="It is another interview than any stored.")] = False,
    restore: Annotated[bool, typer.Option("--restore", help="A removed interview may come back.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="A warning is an error.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be stored, and store nothing.")] = False,
) -> None:
    """Parse transcripts and load them into the database.

    What an option says of an interview overrides what its file says. The same bytes again change nothing. Without a
    PATH, a database of an earlier version is brought up to this one.
    """
    metadata = Metadata(
        id=id,
        title=title,
        date=date,
        place=place,
        outlet=outlet,
        language=language,
        original_language=original_language,
        transcript_kind=_kind(transcript_kind),
        source_url=source,
        publisher_name=publisher,
        publisher_url=publisher_url,
        retrieved_at=retrieved_at,
        media_url=media,
        licence=licence,
        rights_holder=rights_holder,
        credit=credit,
    )
    options = IngestOptions(
        parse=ParseOptions(format=format, label=label, speakers=tuple(speaker or ())),
        metadata=metadata,
        index_language=Settings().index_language,
        replaces=replace,
        new=new,
        restore=restore,
        strict=strict,
    )
    if not paths and not speakers:
        _refuse_missing(database)
    named = [_path(path) for path in paths or ()]
    failed = ingest_paths(database, named, options, aliases=speakers, dry_run=dry_run)
    if failed:
        raise typer.Exit(FAILED)


def ingest_paths(
    database: str, paths: Sequence[Path], options: IngestOptions, *, aliases: Path | None = None, dry_run: bool = False
) -> int:
    """Ingest what `paths` name, print what became of it, and give how many failed."""
    sources = find_sources(paths, options.parse.format)
    files = sources.files
    if len(files) > 1 and (options.metadata.id or options.metadata.source_url or options.replaces):
        raise CommandError(f"--id, --source and --replace are for one interview: there are {len(files)} files")
    with (
        _scratch(dry_run=dry_run) as folder,
        one_line_for_errors(),
        disposing(writing_engine(_database(database, folder, dry_run=dry_run))) as engine,
    ):
        _prepare(engine, dry_run=dry_run)
        declared = read_aliases(aliases) if aliases else None
        linked = [] if dry_run else _link(engine, declared)
        outcomes, failed = _ingest_files(engine, files, options, declared, dry_run=dry_run)
        if aliases and declared is not None:
            _complain_of_aliases(aliases, _unused(outcomes, declared) if dry_run else unused_aliases(engine))
    if paths and not files:
        complain(f"no transcript stands in {', '.join(map(str, paths))}: their endings are {_endings()}", "warning")
    _print_outcomes([*linked, *outcomes], failed, sources, dry_run=dry_run)
    return failed


@contextmanager
def _scratch(*, dry_run: bool) -> Iterator[str]:
    """Give a folder for the database of a dry run that has none; what is stored needs no room elsewhere."""
    if not dry_run:
        yield ""
        return
    try:
        made = TemporaryDirectory()
    except OSError as error:
        raise CommandError(f"a dry run needs a folder for temporary files: {error.strerror}") from None
    with made as folder:
        yield folder


def _endings() -> str:
    return " ".join(sorted({ending for module in FORMATS.values() for ending in module.EXTENSIONS}))


def _path(argument: str) -> Path:
    """Give the path that an argument names: `-` alone is standard input, `./-` a file."""
    path = Path(argument)
    return path if argument == "-" or path != STANDARD_INPUT else path.absolute()


def _kind(text: str | None) -> TranscriptKind | None:
    kinds = get_args(TranscriptKind)
    if text is not None and text not in kinds:
        raise CommandError(f"there is no transcript kind `{text}`: there are {', '.join(kinds)}")
    return cast(TranscriptKind | None, text)


def _database(database: str, folder: str, *, dry_run: bool) -> str:
    """Give the database to work on: of a dry run that has none yet, one that is thrown away."""
    return str(Path(folder) / "dry-run.db") if dry_run and not _is_made(database) else database


def _is_made(database: str) -> bool:
    with disposing(writing_engine(database)) as engine:
        if identity(database) is None:
            return False
        with engine.connect() as connection:
            return schema.current(connection) is not None


def _refuse_missing(database: str) -> None:
    """Without anything to ingest a database is brought up to this version; there must be one."""
    try:
        writing_engine(database, create=False).dispose()
    except DatabaseError:
        raise CommandError("nothing to ingest: give files, folders, or - for standard input") from None


def _prepare(engine: Engine, *, dry_run: bool) -> None:
    with engine.connect() as connection:
        at = schema.current(connection)
    if dry_run and at not in (None, schema.head()):
        raise DatabaseError(schema.mismatch(at))
    schema.upgrade(engine)
    bring_up_to_date(engine, keep=not dry_run)


def _link(engine: Engine, aliases: Sequence[Alias] | None) -> list[Outcome]:
    """Link speakers by the alias file where one is named, and go on where an earlier linking was cut short."""
    if aliases is not None:
        set_aliases(engine, aliases)
    return link_again(engine)


def _unused(outcomes: Sequence[Outcome], aliases: Sequence[Alias]) -> Iterator[str]:
    """Tell which people of the alias file speak in none of the interviews of a dry run."""
    speaking = {voice.declaration.name for each in outcomes for voice in each.voices if voice.declaration}
    return (f"{alias.name} speaks in none of these files" for alias in aliases if alias.name not in speaking)


def _complain_of_aliases(file: Path, faults: Iterable[str]) -> None:
    for fault in faults:
        complain(f"{file}: {fault}", "warning")


def _ingest_files(
    engine: Engine, files: Sequence[Path], options: IngestOptions, aliases: Sequence[Alias] | None, *, dry_run: bool
) -> tuple[list[Outcome], int]:
    outcomes: list[Outcome] = []
    failed = 0
    for file in progress(files, "ingest"):
        try:
            own = _of_file(options, file)
            found = ingest_bytes(engine, _read(file), own, dry_run=dry_run, aliases=aliases)
        except (IngestError, TranscriptError) as error:
            failed += 1
            complain(f"{_shown(file)}: {error}")
            continue
        outcomes += found
        for outcome in found:
            _print_outcome(file, outcome, is_tried=dry_run)
    return outcomes, failed


def _of_file(options: IngestOptions, file: Path) -> IngestOptions:
    name = "" if file == STANDARD_INPUT else file.name
    path = None if file == STANDARD_INPUT else str(file.resolve())
    if any("\udc80" <= character <= "\udcff" for character in path or ""):
        raise TranscriptError("its name is not UTF-8: rename it")
    return evolve(options, parse=evolve(options.parse, name=name), path=path)


def _shown(file: Path) -> str:
    return "standard input" if file == STANDARD_INPUT else str(file)


def _read(file: Path) -> bytes:
    if file == STANDARD_INPUT and sys.stdin is None:
        raise TranscriptError("it is closed: there is nothing to read")
    try:
        return sys.stdin.buffer.read() if file == STANDARD_INPUT else file.read_bytes()
    except FileNotFoundError:
        raise TranscriptError("there is no such file") from None
    except OSError as error:
        raise TranscriptError(f"it cannot be read: {error.strerror}") from None


def _print_outcome(file: Path, outcome: Outcome, *, is_tried: bool) -> None:
    out = console(stderr=True)
    if is_tried and outcome.transcript:
        print_understood(_shown(file), outcome, outcome.transcript)
        return
    for warning in outcome.warnings:
        complain(f"{_shown(file)}: {warning}", "warning")
    if not out.is_terminal:
        out.print(f"{outcome.status}: {one_line(_shown(file))} is {outcome.id}, {outcome.turns} turns", soft_wrap=True)


def _print_outcomes(outcomes: Sequence[Outcome], failed: int, sources: Sources, *, dry_run: bool) -> None:
    if outcomes:
        rows = [(each.id, str(each.turns), str(each.words), each.status) for each in outcomes]
        print_table(("interview", "turns", "words", "status"), rows, numbers=("turns", "words"))
    counts = Counter(each.status for each in outcomes)
    told = [f"{counts[status]} {status}" for status in ("new", "unchanged")]
    told += [f"{counts[status]} {status}" for status in ("revised", "restored") if counts[status]]
    line = ", ".join([*told, f"{failed} failed"])
    line += f"; {sources.others} files of other kinds left aside" if sources.others else ""
    if sources.unrecognised:
        named = ", ".join(str(path) for path in sources.unrecognised[:NAMED])
        more = f" and {len(sources.unrecognised) - NAMED} more" if len(sources.unrecognised) > NAMED else ""
        complain(f"no transcript shows in {named}{more}: left aside, unless --format says what they are", "note")
    console().print(line + (" (dry run: nothing was stored)" if dry_run else ""))
