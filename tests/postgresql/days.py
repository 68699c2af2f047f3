"""What may happen to a PostgreSQL, and how it is mended."""

from collections.abc import Callable
from dataclasses import dataclass

from app import schema
from tests.postgresql.installed import DATABASE, OWNER, READER
from tests.postgresql.server import USER, Server

CLOSE = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{DATABASE}';"
NO_MORE = f"ALTER DATABASE {DATABASE} CONNECTION LIMIT 0;"
AGAIN = f"ALTER DATABASE {DATABASE} CONNECTION LIMIT -1;"

Happen = Callable[[Server], object]


@dataclass(frozen=True, slots=True)
class Day:
    """What happens, how it is mended, and what is then in the line that a command says."""

    happen: Happen
    mend: Happen
    says: str


def asked(script: str, database: str = USER) -> Happen:
    return lambda server: server.psql(script, database)


FOR_ALL = {
    "stopped": Day(lambda server: server.stop(), lambda server: server.start(), "Connection refused"),
    "crashed": Day(lambda server: server.stop("immediate"), lambda server: server.start(), "Connection refused"),
    "without the database": Day(
        asked(f"{NO_MORE} {CLOSE} ALTER DATABASE {DATABASE} RENAME TO other"),
        asked(f"ALTER DATABASE other RENAME TO {DATABASE}; {AGAIN}"),
        f'database "{DATABASE}" does not exist',
    ),
    "out of connections": Day(asked(NO_MORE + CLOSE), asked(AGAIN), "too many connections"),
    "without the roles": Day(
        asked(f"ALTER ROLE {READER} NOLOGIN; ALTER ROLE {OWNER} NOLOGIN; {CLOSE}"),
        asked(f"ALTER ROLE {READER} LOGIN; ALTER ROLE {OWNER} LOGIN"),
        "is not permitted to log in",
    ),
    "of a later schema": Day(
        asked("UPDATE alembic_version SET version_num = '9999'", DATABASE),
        asked(f"UPDATE alembic_version SET version_num = '{schema.head()}'", DATABASE),
        "9999",
    ),
}

FOR_READERS = FOR_ALL | {
    "closed to the role": Day(
        asked(f"REVOKE SELECT ON ALL TABLES IN SCHEMA public FROM {READER}", DATABASE),
        asked(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {READER}", DATABASE),
        "permission denied",
    ),
}

FOR_WRITERS = FOR_ALL | {
    "read-only": Day(
        asked(f"ALTER DATABASE {DATABASE} SET default_transaction_read_only = on; {CLOSE}"),
        asked(f"ALTER DATABASE {DATABASE} RESET default_transaction_read_only"),
        "read-only",
    ),
}

PARTS = {
    "the index of words": Day(
        asked("ALTER TABLE word_index RENAME TO gone", DATABASE),
        asked("ALTER TABLE gone RENAME TO word_index", DATABASE),
        "word_index",
    ),
    "turns": Day(
        asked("ALTER TABLE turn RENAME TO gone", DATABASE), asked("ALTER TABLE gone RENAME TO turn", DATABASE), "turn"
    ),
    "a column": Day(
        asked("ALTER TABLE interview RENAME title TO gone", DATABASE),
        asked("ALTER TABLE interview RENAME gone TO title", DATABASE),
        "title",
    ),
}
"""What may be missing of a database: what is asked of other parts is answered."""

FEW = Day(
    asked(f"ALTER ROLE {READER} CONNECTION LIMIT 2"), asked(f"ALTER ROLE {READER} CONNECTION LIMIT -1"), "too many"
)
ANOTHER = Day(
    asked(f"""
        {NO_MORE} {CLOSE}
        ALTER DATABASE {DATABASE} RENAME TO first;
        ALTER DATABASE second RENAME TO {DATABASE};
    """),
    asked(f"""
        {NO_MORE} {CLOSE}
        ALTER DATABASE {DATABASE} RENAME TO second;
        ALTER DATABASE first RENAME TO {DATABASE};
        {AGAIN}
    """),
    "",
)
"""A database called `second` takes the other's place."""
