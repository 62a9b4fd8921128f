"""Forms, drafts, reports, rounds."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


INSTANT = sa.DateTime(timezone=True)
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "files",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("stored_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "form_versions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("form_id", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("definition", JSON, nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("form_id", "version"),
    )
    op.create_table(
        "file_grants",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
        ),
        sa.ForeignKeyConstraint(
            ["sha256"],
            ["files.sha256"],
        ),
        sa.PrimaryKeyConstraint("sha256", "person_id"),
    )
    op.create_table(
        "rounds",
        sa.Column("id", BIG, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("window_from", sa.Date(), nullable=False),
        sa.Column("window_to", sa.Date(), nullable=False),
        sa.Column("cut_off", sa.Date(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("ladder", JSON, nullable=False),
        sa.Column("created_by", BIG, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["created_by"],
            ["people.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_table(
        "establishments",
        sa.Column("id", BIG, nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("created_by", BIG, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id"],
            ["bodies.id"],
        ),
        sa.ForeignKeyConstraint(
            ["created_by"],
            ["people.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_establishments_body_id", "establishments", ["body_id"], unique=False)

    op.create_table(
        "nil_declarations",
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column("form_id", sa.String(), nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("declared_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"],
            ["bodies.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["rounds.id"],
        ),
        sa.PrimaryKeyConstraint("round_id", "body_id", "form_id"),
    )
    op.create_table(
        "reports",
        sa.Column("id", BIG, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column("form_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("event_date", sa.Date(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=True),
        sa.Column("unit_valid_from", sa.Date(), nullable=True),
        sa.Column("round_id", BIG, nullable=True),
        sa.Column("submitted_at", INSTANT, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"],
            ["bodies.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["rounds.id"],
        ),
        sa.ForeignKeyConstraint(
            ["unit_code", "unit_valid_from"],
            ["admin_units.code", "admin_units.valid_from"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_index("ix_reports_body_form", "reports", ["body_id", "form_id"], unique=False)
    op.create_index("ix_reports_person_id", "reports", ["person_id"], unique=False)

    op.create_table(
        "round_bodies",
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.Column("due_reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["body_id"],
            ["bodies.id"],
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["rounds.id"],
        ),
        sa.PrimaryKeyConstraint("round_id", "body_id"),
    )
    op.create_table(
        "round_forms",
        sa.Column("round_id", BIG, nullable=False),
        sa.Column("form_id", sa.String(), nullable=False),
        sa.Column("requirement", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["rounds.id"],
        ),
        sa.PrimaryKeyConstraint("round_id", "form_id"),
    )
    op.create_table(
        "drafts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column("form_version_id", BIG, nullable=False),
        sa.Column("report_id", BIG, nullable=True),
        sa.Column("filling", JSON, nullable=False),
        sa.Column("account_id", BIG, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"]),
        sa.ForeignKeyConstraint(
            ["body_id"],
            ["bodies.id"],
        ),
        sa.ForeignKeyConstraint(
            ["form_version_id"],
            ["form_versions.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
        ),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["reports.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_drafts_person_id", "drafts", ["person_id"], unique=False)

    op.create_table(
        "revisions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("report_id", BIG, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("draft_id", BIG, nullable=False),
        sa.Column("form_version_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("filling", JSON, nullable=False),
        sa.Column("submitted_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["form_version_id"],
            ["form_versions.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
        ),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["reports.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("draft_id"),
        sa.UniqueConstraint("report_id", "number"),
    )
    op.create_table(
        "answers",
        sa.Column("revision_id", BIG, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("value", JSON, nullable=False),
        sa.Column("source", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revisions.id"],
        ),
        sa.PrimaryKeyConstraint("revision_id", "name"),
    )
    op.create_index("ix_answers_source", "answers", ["source"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_answers_source", "answers")

    op.drop_table("answers")
    op.drop_table("revisions")
    op.drop_index("ix_drafts_person_id", "drafts")

    op.drop_table("drafts")
    op.drop_table("round_forms")
    op.drop_table("round_bodies")
    op.drop_index("ix_reports_person_id", "reports")
    op.drop_index("ix_reports_body_form", "reports")

    op.drop_table("reports")
    op.drop_table("nil_declarations")
    op.drop_index("ix_establishments_body_id", "establishments")

    op.drop_table("establishments")
    op.drop_table("rounds")
    op.drop_table("file_grants")
    op.drop_table("form_versions")
    op.drop_table("files")
