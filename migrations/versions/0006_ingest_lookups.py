"""Let ingest find a known source, and the label of an interview, without looking through all there are."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_interview_revision_source_sha256", "interview_revision", ["source_sha256"])
    op.create_index("ix_speaker_interview_pk_name_key", "speaker", ["interview_pk", "name_key"])


def downgrade() -> None:
    op.drop_index("ix_speaker_interview_pk_name_key", table_name="speaker")
    op.drop_index("ix_interview_revision_source_sha256", table_name="interview_revision")
