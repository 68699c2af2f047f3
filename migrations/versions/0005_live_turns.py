"""Let facets be counted without reading the turns: whose, of which interview and of what kind each is."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    live = sa.text("position IS NOT NULL")
    columns = ["pk", "interview_pk", "speaker_pk", "kind"]
    op.create_index("ix_turn_live", "turn", columns, sqlite_where=live, postgresql_where=live)


def downgrade() -> None:
    op.drop_index("ix_turn_live", table_name="turn")
