"""The command `verbatim`: arguments → report → exit code (0 done, 1 something failed, 2 wrong usage)."""

import sys
from typing import NoReturn

import typer
from pydantic import ValidationError

from app.cli import archive
from app.cli.ingest import ingest
from app.cli.report import CommandError, complain
from app.cli.serve import serve

commands = typer.Typer(
    name="verbatim",
    help="Interview transcripts as a citable, searchable, read-only REST API.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (ingest, serve, *archive.COMMANDS):
    commands.command()(command)


def main() -> NoReturn:
    """Run the command and exit; what goes wrong is one line on standard error."""
    try:
        commands()
    except CommandError as error:
        complain(str(error))
    except ValidationError as error:
        for fault in error.errors():
            complain(f"VERBATIM_{str(fault['loc'][0]).upper()}: {fault['msg']}, not {fault['input']!r}")
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(1)
