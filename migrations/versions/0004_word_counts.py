"""Keep in how many turns each word, stem and beginning of a word stands: the index itself has to look through them.

What asked the index for them now lists the places of its words, for checks, which may not write so much as that.

Word rules that are none make the next ingest fill the index and its counts anew.
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MAKE = {
    "sqlite": """
        CREATE TABLE word_index_counts (
            term TEXT NOT NULL, field TEXT NOT NULL, turns INTEGER NOT NULL, PRIMARY KEY (term, field)
        ) WITHOUT ROWID
    """,
    "postgresql": """
        CREATE TABLE word_index_counts (
            key TEXT COLLATE "C" NOT NULL, field TEXT COLLATE "C" NOT NULL, turns INTEGER NOT NULL, term TEXT,
            PRIMARY KEY (key, field)
        )
    """,
}
PLACES = {
    "sqlite": "CREATE VIRTUAL TABLE word_index_places USING fts5vocab(word_index, instance)",
    "postgresql": "SELECT 1",
}
DROP_PLACES = {
    "sqlite": "DROP TABLE word_index_places",
    "postgresql": "SELECT 1",
}
VOCABULARY = {
    "sqlite": "CREATE VIRTUAL TABLE word_index_vocabulary USING fts5vocab(word_index, col)",
    "postgresql": "SELECT 1",
}


def upgrade() -> None:
    op.execute("DROP TABLE IF EXISTS word_index_vocabulary")
    op.execute(MAKE[op.get_bind().dialect.name])
    op.execute(PLACES[op.get_bind().dialect.name])
    op.execute("UPDATE corpus SET word_rules = ''")


def downgrade() -> None:
    op.execute(DROP_PLACES[op.get_bind().dialect.name])
    op.execute("DROP TABLE word_index_counts")
    op.execute(VOCABULARY[op.get_bind().dialect.name])
