"""The command `verbatim`: arguments → report → exit code (0 done, 1 something failed, 2 wrong usage)."""

import sys
from importlib.metadata import version
from typing import Annotated, NoReturn

import typer
from pydantic import ValidationError

from app.cli import archive
from app.cli.export import export
from app.cli.ingest import ingest
from app.cli.report import CommandError, complain, console
from app.cli.serve import serve
from app.cli.verify import verify
from app.settings import faults_of

commands = typer.Typer(
    name="verbatim",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _print_version(asked: object) -> None:
    if asked:
        console().print(f"verbatim {version('verbatim')}")
        raise typer.Exit


@commands.callback()
def options_of_all(
    *,
    print_version: Annotated[
        bool, typer.Option("--version", help="Print the version.", is_eager=True, callback=_print_version)
    ] = False,
) -> None:
    """Interview transcripts as a citable, searchable, read-only REST API."""


for command in (ingest, serve, verify, export, *archive.COMMANDS):
    commands.command()(command)


def main() -> NoReturn:
    """Run the command and exit; what goes wrong is one line on standard error."""
    try:
        commands()
    except CommandError as error:
        complain(str(error))
    except ValidationError as error:
        for fault in faults_of(error):
            complain(fault)
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(1)
