"""Options that several commands share."""

from typing import Annotated

import typer

from app.settings import Settings

Database = Annotated[
    str,
    typer.Option(
        help="SQLite file, or URL of the database.",
        envvar="VERBATIM_DATABASE_URL",
        default_factory=lambda: Settings().database_url,
        show_default="verbatim.db",
    ),
]
