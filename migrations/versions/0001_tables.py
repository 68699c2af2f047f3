"""Make the tables of interviews, turns, speakers, their revisions and sources."""

from datetime import UTC, datetime
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TEXT = sa.String().with_variant(sa.String(collation="C"), "postgresql")
"""Compared and sorted by its code points, whatever the language of a database."""
TIME = sa.Integer().with_variant(sa.BigInteger(), "postgresql")
"""Milliseconds: 999 hours have more than 32 bits."""


def upgrade() -> None:
    corpus = op.create_table(
        "corpus",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("word_rules", TEXT, nullable=False),
        sa.Column("declarations", sa.JSON(), nullable=False),
        sa.Column("aliases_digest", TEXT, nullable=False),
        sa.CheckConstraint("pk = 1", name=op.f("ck_corpus_one_row")),
        sa.CheckConstraint("revision >= 0", name=op.f("ck_corpus_revision")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_corpus")),
    )
    # No word rules yet: the first ingest sees that the index is not of its own rules, and fills it.
    state = {"revision": 0, "changed_at": datetime.now(UTC), "word_rules": "", "declarations": [], "aliases_digest": ""}
    op.bulk_insert(corpus, [{"pk": 1, "id": str(uuid4()), **state}])
    op.create_table(
        "source",
        sa.Column("sha256", TEXT, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("compressed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_source")),
    )
    op.create_table(
        "interview",
        sa.Column("ingested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", TEXT, nullable=True),
        sa.Column("date", TEXT, nullable=True),
        sa.Column("place", TEXT, nullable=True),
        sa.Column("outlet", TEXT, nullable=True),
        sa.Column("language", TEXT, nullable=True),
        sa.Column("original_language", TEXT, nullable=True),
        sa.Column("transcript_kind", TEXT, nullable=False),
        sa.Column("media_url", TEXT, nullable=True),
        sa.Column("source_url", TEXT, nullable=True),
        sa.Column("source_file", TEXT, nullable=True),
        sa.Column("source_format", TEXT, nullable=False),
        sa.Column("source_sha256", TEXT, nullable=False),
        sa.Column("source_key", TEXT, nullable=True),
        sa.Column("publisher_name", TEXT, nullable=True),
        sa.Column("publisher_url", TEXT, nullable=True),
        sa.Column("retrieved_at", TEXT, nullable=True),
        sa.Column("licence", TEXT, nullable=True),
        sa.Column("rights_holder", TEXT, nullable=True),
        sa.Column("credit", TEXT, nullable=True),
        sa.Column("turn_count", sa.Integer(), nullable=False),
        sa.Column("word_count", sa.Integer(), nullable=False),
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("title_key", TEXT, nullable=False),
        sa.Column("index_language", TEXT, nullable=False),
        sa.Column("source_path", TEXT, nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed_reason", TEXT, nullable=True),
        sa.CheckConstraint(
            "transcript_kind IN ('verbatim', 'edited', 'translation', 'automatic', 'unknown')",
            name=op.f("ck_interview_transcript_kind"),
        ),
        sa.CheckConstraint("(first_day IS NULL) = (date IS NULL)", name=op.f("ck_interview_first_day")),
        sa.CheckConstraint("(removed_at IS NULL) = (removed_reason IS NULL)", name=op.f("ck_interview_removed")),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_interview_days")),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_interview_revision")),
        sa.ForeignKeyConstraint(["source_sha256"], ["source.sha256"], name=op.f("fk_interview_source_sha256")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_interview")),
        sa.UniqueConstraint("id", name=op.f("uq_interview_id")),
    )
    op.create_index(op.f("ix_interview_first_day_id"), "interview", ["first_day", "id"], unique=False)
    op.create_index(
        op.f("ix_interview_source_path_source_key"), "interview", ["source_path", "source_key"], unique=False
    )
    op.create_index(op.f("ix_interview_source_url_source_key"), "interview", ["source_url", "source_key"], unique=False)
    op.create_table(
        "interview_revision",
        sa.Column("ingested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("title", TEXT, nullable=True),
        sa.Column("date", TEXT, nullable=True),
        sa.Column("place", TEXT, nullable=True),
        sa.Column("outlet", TEXT, nullable=True),
        sa.Column("language", TEXT, nullable=True),
        sa.Column("original_language", TEXT, nullable=True),
        sa.Column("transcript_kind", TEXT, nullable=False),
        sa.Column("media_url", TEXT, nullable=True),
        sa.Column("source_url", TEXT, nullable=True),
        sa.Column("source_file", TEXT, nullable=True),
        sa.Column("source_format", TEXT, nullable=False),
        sa.Column("source_sha256", TEXT, nullable=False),
        sa.Column("source_key", TEXT, nullable=True),
        sa.Column("publisher_name", TEXT, nullable=True),
        sa.Column("publisher_url", TEXT, nullable=True),
        sa.Column("retrieved_at", TEXT, nullable=True),
        sa.Column("licence", TEXT, nullable=True),
        sa.Column("rights_holder", TEXT, nullable=True),
        sa.Column("credit", TEXT, nullable=True),
        sa.Column("turn_count", sa.Integer(), nullable=False),
        sa.Column("word_count", sa.Integer(), nullable=False),
        sa.Column("interview_pk", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("source_encoding", TEXT, nullable=True),
        sa.Column("source_count", sa.Integer(), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("options_digest", TEXT, nullable=False),
        sa.Column("aliases_digest", TEXT, nullable=False),
        sa.Column("parser_version", sa.Integer(), nullable=False),
        sa.Column("removed_reason", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["interview_pk"], ["interview.pk"], name=op.f("fk_interview_revision_interview_pk")),
        sa.ForeignKeyConstraint(["source_sha256"], ["source.sha256"], name=op.f("fk_interview_revision_source_sha256")),
        sa.PrimaryKeyConstraint("interview_pk", "revision", name=op.f("pk_interview_revision")),
    )
    op.create_table(
        "ledger",
        sa.Column("interview_pk", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("rule", TEXT, nullable=False),
        sa.Column("offset", sa.Integer(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("column", sa.Integer(), nullable=True),
        sa.Column("removed", TEXT, nullable=True),
        sa.Column("detail", TEXT, nullable=True),
        sa.ForeignKeyConstraint(["interview_pk"], ["interview.pk"], name=op.f("fk_ledger_interview_pk")),
        sa.PrimaryKeyConstraint("interview_pk", "revision", "ordinal", name=op.f("pk_ledger")),
    )
    op.create_table(
        "speaker",
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("name_key", TEXT, nullable=False),
        sa.Column("identity", TEXT, nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("interview_pk", sa.Integer(), nullable=True),
        sa.Column("identifiers", sa.JSON(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("successor_pk", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(identity = 'label') = (interview_pk IS NOT NULL)", name=op.f("ck_speaker_label_belongs_to_interview")
        ),
        sa.CheckConstraint("identity IN ('declared', 'name', 'label')", name=op.f("ck_speaker_identity")),
        sa.ForeignKeyConstraint(["interview_pk"], ["interview.pk"], name=op.f("fk_speaker_interview_pk")),
        sa.ForeignKeyConstraint(["successor_pk"], ["speaker.pk"], name=op.f("fk_speaker_successor_pk")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_speaker")),
        sa.UniqueConstraint("id", name=op.f("uq_speaker_id")),
    )
    op.create_index(op.f("ix_speaker_name_key_id"), "speaker", ["name_key", "id"], unique=False)
    op.create_table(
        "interview_speaker",
        sa.Column("interview_pk", sa.Integer(), nullable=False),
        sa.Column("speaker_pk", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("labels", sa.JSON(), nullable=False),
        sa.Column("turn_count", sa.Integer(), nullable=False),
        sa.Column("word_count", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "role IN ('interviewer', 'interviewee', 'participant')", name=op.f("ck_interview_speaker_role")
        ),
        sa.ForeignKeyConstraint(["interview_pk"], ["interview.pk"], name=op.f("fk_interview_speaker_interview_pk")),
        sa.ForeignKeyConstraint(["speaker_pk"], ["speaker.pk"], name=op.f("fk_interview_speaker_speaker_pk")),
        sa.PrimaryKeyConstraint("interview_pk", "speaker_pk", name=op.f("pk_interview_speaker")),
        sa.UniqueConstraint("interview_pk", "ordinal", name=op.f("uq_interview_speaker_interview_pk_ordinal")),
    )
    op.create_index(op.f("ix_interview_speaker_speaker_pk"), "interview_speaker", ["speaker_pk"], unique=False)
    op.create_table(
        "turn",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("speaker_pk", sa.Integer(), nullable=False),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("text_sha256", TEXT, nullable=False),
        sa.Column("text_key", sa.BigInteger(), nullable=False),
        sa.Column("word_count", sa.Integer(), nullable=False),
        sa.Column("start_ms", TIME, nullable=True),
        sa.Column("end_ms", TIME, nullable=True),
        sa.Column("exchange", sa.Integer(), nullable=True),
        sa.Column("question", sa.Integer(), nullable=True),
        sa.Column("pk", sa.Integer(), nullable=False),
        sa.Column("interview_pk", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=True),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("gone_in", sa.Integer(), nullable=True),
        sa.Column("successor", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind IN ('question', 'answer', 'speech')", name=op.f("ck_turn_kind")),
        sa.CheckConstraint("(position IS NULL) = (gone_in IS NOT NULL)", name=op.f("ck_turn_gone")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_turn_number")),
        sa.CheckConstraint("position >= 1", name=op.f("ck_turn_position")),
        sa.ForeignKeyConstraint(["interview_pk"], ["interview.pk"], name=op.f("fk_turn_interview_pk")),
        sa.ForeignKeyConstraint(["speaker_pk"], ["speaker.pk"], name=op.f("fk_turn_speaker_pk")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_turn")),
        sa.UniqueConstraint("interview_pk", "number", name=op.f("uq_turn_interview_pk_number")),
        sa.UniqueConstraint("interview_pk", "position", name=op.f("uq_turn_interview_pk_position")),
    )
    op.create_index(op.f("ix_turn_interview_pk_exchange"), "turn", ["interview_pk", "exchange"], unique=False)
    op.create_index(op.f("ix_turn_text_key"), "turn", ["text_key"], unique=False)
    op.create_index(
        op.f("ix_turn_speaker_pk_interview_pk_position"),
        "turn",
        ["speaker_pk", "interview_pk", "position"],
        unique=False,
    )
    op.create_table(
        "turn_state",
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("speaker_pk", sa.Integer(), nullable=False),
        sa.Column("label", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("text_sha256", TEXT, nullable=False),
        sa.Column("text_key", sa.BigInteger(), nullable=False),
        sa.Column("word_count", sa.Integer(), nullable=False),
        sa.Column("start_ms", TIME, nullable=True),
        sa.Column("end_ms", TIME, nullable=True),
        sa.Column("exchange", sa.Integer(), nullable=True),
        sa.Column("question", sa.Integer(), nullable=True),
        sa.Column("turn_pk", sa.Integer(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["speaker_pk"], ["speaker.pk"], name=op.f("fk_turn_state_speaker_pk")),
        sa.ForeignKeyConstraint(["turn_pk"], ["turn.pk"], name=op.f("fk_turn_state_turn_pk")),
        sa.PrimaryKeyConstraint("turn_pk", "since", name=op.f("pk_turn_state")),
    )


def downgrade() -> None:
    op.drop_table("turn_state")
    op.drop_index(op.f("ix_turn_speaker_pk_interview_pk_position"), table_name="turn")
    op.drop_index(op.f("ix_turn_interview_pk_exchange"), table_name="turn")
    op.drop_index(op.f("ix_turn_text_key"), table_name="turn")
    op.drop_table("turn")
    op.drop_index(op.f("ix_interview_speaker_speaker_pk"), table_name="interview_speaker")
    op.drop_table("interview_speaker")
    op.drop_index(op.f("ix_speaker_name_key_id"), table_name="speaker")
    op.drop_table("speaker")
    op.drop_table("ledger")
    op.drop_table("interview_revision")
    op.drop_index(op.f("ix_interview_source_url_source_key"), table_name="interview")
    op.drop_index(op.f("ix_interview_source_path_source_key"), table_name="interview")
    op.drop_index(op.f("ix_interview_first_day_id"), table_name="interview")
    op.drop_table("interview")
    op.drop_table("source")
    op.drop_table("corpus")
