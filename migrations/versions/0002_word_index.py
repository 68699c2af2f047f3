"""Make the index of words: contentless FTS5 on SQLite, its rows the turns' words and stems; on PostgreSQL a tsvector.

On SQLite, prefixes of one and two letters have entries of their own: to merge those of all the words that begin so
takes ten times as long as to read one.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MAKE = {
    "sqlite": """
        CREATE VIRTUAL TABLE word_index USING fts5(words, stems, content = '', tokenize = 'ascii', prefix = '1 2')
    """,
    "postgresql": """
        CREATE TABLE word_index (
            turn_pk INTEGER NOT NULL, first INTEGER NOT NULL, is_part BOOLEAN NOT NULL, lexemes TSVECTOR NOT NULL,
            PRIMARY KEY (turn_pk, first)
        );
        CREATE INDEX word_index_of_turns ON word_index USING gin (lexemes) WHERE NOT is_part;
        CREATE INDEX word_index_of_parts ON word_index USING gin (lexemes) WHERE is_part;
    """,
}


def upgrade() -> None:
    op.execute(MAKE[op.get_bind().dialect.name])


def downgrade() -> None:
    op.execute("DROP TABLE word_index")
