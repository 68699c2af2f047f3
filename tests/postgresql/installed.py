"""A PostgreSQL of its own, set up as the README says: one role that ingests, one that can only read."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from app import schema
from app.database import disposing, writing_engine
from app.ingest import IngestOptions, ingest
from app.transcript import ParseOptions
from tests.deploy.readme import block
from tests.postgresql.server import Server, primary, run

DATABASE, OWNER, READER = "archive", "archivist", "reader"
DIFFERENT_EACH_TIME = re.compile(r"^\\(?:un)?restrict .*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Installed:
    """A server with the README's roles and its database."""

    server: Server

    @property
    def owner_url(self) -> str:
        return self.server.url(DATABASE, OWNER)

    @property
    def reader_url(self) -> str:
        return self.server.url(DATABASE, READER)

    def add_database(self, name: str, where: str = "") -> None:
        """Make another database as the README makes its one."""
        self.server.psql(f"CREATE DATABASE {name} OWNER {OWNER} {where}")
        self.server.psql(f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT SELECT ON TABLES TO {READER}", name)

    def dump(self) -> str:
        """Give all that is in the database and its schema, as PostgreSQL's own `pg_dump` writes it."""
        return self._told("pg_dump", DATABASE)

    def dump_of_all(self) -> str:
        """Give that of every database, with roles, their settings and large objects."""
        return self._told("pg_dumpall", "template1")

    def _told(self, program: str, database: str) -> str:
        where = f"host=127.0.0.1 port={self.server.port} user=postgres dbname={database}"
        return DIFFERENT_EACH_TIME.sub("", run([str(self.server.programs / program), f"--dbname={where}"]))


@contextmanager
def installed(sources: Sequence[Path], **settings: str) -> Iterator[Installed]:
    """Run such a server with these transcripts in its database."""
    with primary(**settings) as server:
        server.psql(block("sql"))
        made = Installed(server)
        fill(made.owner_url, sources)
        yield made


def fill(url: str, sources: Sequence[Path]) -> None:
    """Migrate a database, and ingest transcripts into it."""
    with disposing(writing_engine(url)) as engine:
        schema.upgrade(engine)
        for source in sources:
            ingest(engine, source.read_bytes(), IngestOptions(parse=ParseOptions(name=source.name), path=str(source)))
