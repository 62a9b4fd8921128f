"""Places, people, operations."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


INSTANT = sa.DateTime(timezone=True)
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "admin_units",
        sa.Column("code", sa.String(5), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("parent_code", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("code", "valid_from"),
    )
    op.create_table(
        "audit_events",
        sa.Column("id", BIG, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("account_id", BIG, nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("details", JSON, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_audit_events_at", "audit_events", ["at"], unique=False)

    op.create_table(
        "channel_states",
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("username", sa.String(), nullable=False),
        sa.Column("stopped", sa.String(), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("channel"),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "people",
        sa.Column("id", BIG, nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "runs",
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("moment", INSTANT, nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("claimed_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("job", "moment"),
    )
    op.create_table(
        "wrong_codes",
        sa.Column("id", BIG, nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_wrong_codes_at", "wrong_codes", ["at"], unique=False)

    op.create_table(
        "accounts",
        sa.Column("id", BIG, nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("channel", "address"),
    )
    op.create_index("ix_accounts_person_id", "accounts", ["person_id"], unique=False)

    op.create_table(
        "bodies",
        sa.Column("id", BIG, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit_code", sa.String(), nullable=True),
        sa.Column("unit_valid_from", sa.Date(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("duty", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_code", "unit_valid_from"],
            ["admin_units.code", "admin_units.valid_from"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_table(
        "unit_aliases",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("alias", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["code", "valid_from"],
            ["admin_units.code", "admin_units.valid_from"],
        ),
        sa.PrimaryKeyConstraint("code", "valid_from", "alias"),
    )
    op.create_table(
        "unit_lineage",
        sa.Column("old_code", sa.String(), nullable=False),
        sa.Column("old_valid_from", sa.Date(), nullable=False),
        sa.Column("new_code", sa.String(), nullable=False),
        sa.Column("new_valid_from", sa.Date(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["new_code", "new_valid_from"],
            ["admin_units.code", "admin_units.valid_from"],
        ),
        sa.ForeignKeyConstraint(
            ["old_code", "old_valid_from"],
            ["admin_units.code", "admin_units.valid_from"],
        ),
        sa.PrimaryKeyConstraint("old_code", "old_valid_from", "new_code", "new_valid_from"),
    )
    op.create_table(
        "area_members",
        sa.Column("area_id", BIG, nullable=False),
        sa.Column("member_id", BIG, nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"],
            ["bodies.id"],
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["bodies.id"],
        ),
        sa.PrimaryKeyConstraint("area_id", "member_id", "valid_from"),
    )
    op.create_index("ix_area_members_member_id", "area_members", ["member_id"], unique=False)

    op.create_table(
        "assignments",
        sa.Column("id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id"],
            ["bodies.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_assignments_body_id", "assignments", ["body_id"], unique=False)
    op.create_index("ix_assignments_person_id", "assignments", ["person_id"], unique=False)

    op.create_table(
        "body_successions",
        sa.Column("old_id", BIG, nullable=False),
        sa.Column("new_id", BIG, nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["new_id"],
            ["bodies.id"],
        ),
        sa.ForeignKeyConstraint(
            ["old_id"],
            ["bodies.id"],
        ),
        sa.PrimaryKeyConstraint("old_id", "new_id"),
    )
    op.create_table(
        "consents",
        sa.Column("id", BIG, nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=True),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("given_at", INSTANT, nullable=False),
        sa.Column("withdrawn_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["people.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_consents_account_id", "consents", ["account_id"], unique=False)
    op.create_index("ix_consents_person_id", "consents", ["person_id"], unique=False)

    op.create_table(
        "invitations",
        sa.Column("id", BIG, nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("body_id", BIG, nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("created_by", BIG, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.Column("used_by_account", BIG, nullable=True),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["body_id"],
            ["bodies.id"],
        ),
        sa.ForeignKeyConstraint(
            ["created_by"],
            ["people.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code_hash"),
    )
    op.create_table(
        "web_links",
        sa.Column("id", BIG, nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index("ix_web_links_account_id", "web_links", ["account_id"], unique=False)

    op.create_table(
        "web_sessions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("account_id", BIG, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index("ix_web_sessions_account_id", "web_sessions", ["account_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_web_sessions_account_id", "web_sessions")

    op.drop_table("web_sessions")
    op.drop_index("ix_web_links_account_id", "web_links")

    op.drop_table("web_links")
    op.drop_table("invitations")
    op.drop_index("ix_consents_person_id", "consents")
    op.drop_index("ix_consents_account_id", "consents")

    op.drop_table("consents")
    op.drop_table("body_successions")
    op.drop_index("ix_assignments_person_id", "assignments")
    op.drop_index("ix_assignments_body_id", "assignments")

    op.drop_table("assignments")
    op.drop_index("ix_area_members_member_id", "area_members")

    op.drop_table("area_members")
    op.drop_table("unit_lineage")
    op.drop_table("unit_aliases")
    op.drop_table("bodies")
    op.drop_index("ix_accounts_person_id", "accounts")

    op.drop_table("accounts")
    op.drop_index("ix_wrong_codes_at", "wrong_codes")

    op.drop_table("wrong_codes")
    op.drop_table("runs")
    op.drop_table("people")
    op.drop_table("leases")
    op.drop_table("channel_states")
    op.drop_index("ix_audit_events_at", "audit_events")

    op.drop_table("audit_events")
    op.drop_table("admin_units")
