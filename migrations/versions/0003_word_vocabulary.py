"""Let the index of words be asked in how many turns a word stands, without looking for the turns."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MAKE = {
    "sqlite": "CREATE VIRTUAL TABLE word_index_vocabulary USING fts5vocab(word_index, col)",
    "postgresql": "SELECT 1",
}


def upgrade() -> None:
    op.execute(MAKE[op.get_bind().dialect.name])


def downgrade() -> None:
    op.execute("DROP TABLE IF EXISTS word_index_vocabulary")
