"""Rounds with their scope and extensions; notices, reminders, mailings, digests; days off."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


INSTANT = sa.DateTime(timezone=True)
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
PENDING = sa.text("state = 'pending'")
OF_LADDER = sa.text("kind = 'reminder'")


def upgrade() -> None:
    # There were tables of rounds before, and nothing that put rows into them.
    op.drop_table("round_bodies")
    op.drop_column("rounds", "due_at")
    for column in (
        sa.Column("scope", JSON, nullable=False, server_default="{}"),
        sa.Column("as_of", sa.Date(), nullable=False, server_default="1970-01-01"),
        sa.Column("due_on", sa.Date(), nullable=False, server_default="1970-01-01"),
        sa.Column("due_time", sa.Time(), nullable=False, server_default="17:00:00.000000"),
        sa.Column("overdue_every", sa.Integer(), nullable=False, server_default="2"),
        sa.Column("escalates_to", JSON, nullable=False, server_default="[]"),
    ):
        op.add_column("rounds", column)
    op.add_column(
        "round_forms", sa.Column("subject", sa.String(), nullable=False, server_default="")
    )
    op.add_column("round_forms", sa.Column("kinds", JSON, nullable=False, server_default="[]"))
    op.create_index("ix_reports_form_event", "reports", ["form_id", "event_date"])
    op.create_table(
        "round_extensions",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("round_id", BIG, sa.ForeignKey("rounds.id"), nullable=False),
        sa.Column("body_id", BIG, sa.ForeignKey("bodies.id"), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("person_id", BIG, sa.ForeignKey("people.id"), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
    )
    op.create_index("ix_round_extensions_round", "round_extensions", ["round_id", "body_id"])
    _create_what_is_sent()
    op.add_column("deliveries", sa.Column("expires_at", INSTANT, nullable=True))
    op.add_column(
        "deliveries", sa.Column("begun", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_index(
        "ix_deliveries_due",
        "deliveries",
        ["channel", "lane", "id"],
        sqlite_where=PENDING,
        postgresql_where=PENDING,
    )
    op.create_table(
        "calendar_days",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
    )
    op.create_table(
        "monthly_counts",
        sa.Column("channel", sa.String(), primary_key=True),
        sa.Column("month", sa.Date(), primary_key=True),
        sa.Column("sent", sa.Integer(), nullable=False),
    )


def _create_what_is_sent() -> None:
    op.create_table(
        "mailings",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("round_id", BIG, sa.ForeignKey("rounds.id"), nullable=True),
        sa.Column("scope", JSON, nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_by", BIG, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("sent_at", INSTANT, nullable=True),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "notices",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("person_id", BIG, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column(
            "message_id", BIG, sa.ForeignKey("messages.id", ondelete="SET NULL"), nullable=True
        ),
        sa.Column("mailing_id", BIG, sa.ForeignKey("mailings.id"), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sqlite_autoincrement=True,
    )
    for column in ("person_id", "message_id", "mailing_id"):
        name = column if column == "person_id" else column.removesuffix("_id")
        op.create_index(f"ix_notices_{name}", "notices", [column])
    op.create_index(
        "ux_notices_reminder",
        "notices",
        ["person_id", "day"],
        unique=True,
        sqlite_where=OF_LADDER,
        postgresql_where=OF_LADDER,
    )
    op.create_table(
        "reminders",
        sa.Column("round_id", BIG, sa.ForeignKey("rounds.id"), primary_key=True),
        sa.Column("body_id", BIG, sa.ForeignKey("bodies.id"), primary_key=True),
        sa.Column("person_id", BIG, sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("step", sa.String(), primary_key=True),
        sa.Column("notice_id", BIG, sa.ForeignKey("notices.id"), nullable=False),
    )
    op.create_index("ix_reminders_notice_id", "reminders", ["notice_id"])
    op.create_table(
        "digests",
        sa.Column("id", BIG, primary_key=True),
        sa.Column("round_id", BIG, sa.ForeignKey("rounds.id"), nullable=False),
        sa.Column("person_id", BIG, sa.ForeignKey("people.id"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", BIG, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("told", JSON, nullable=False),
        sa.Column("notice_id", BIG, sa.ForeignKey("notices.id"), nullable=False),
        sa.UniqueConstraint("round_id", "person_id", "kind", "subject_id", "day"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_digests_notice_id", "digests", ["notice_id"])
    op.create_table(
        "postponements",
        sa.Column("person_id", BIG, sa.ForeignKey("people.id"), primary_key=True),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("monthly_counts")
    op.drop_table("calendar_days")
    op.drop_index("ix_deliveries_due", "deliveries")
    op.drop_column("deliveries", "begun")
    op.drop_column("deliveries", "expires_at")
    for table in ("postponements", "digests", "reminders", "notices", "mailings"):
        op.drop_table(table)
    op.drop_table("round_extensions")
    op.drop_index("ix_reports_form_event", "reports")
    op.drop_column("round_forms", "kinds")
    op.drop_column("round_forms", "subject")
    for column in ("escalates_to", "overdue_every", "due_time", "due_on", "as_of", "scope"):
        op.drop_column("rounds", column)
    op.add_column(
        "rounds", sa.Column("due_at", INSTANT, nullable=False, server_default="1970-01-01 00:00:00")
    )
    op.create_table(
        "round_bodies",
        sa.Column("round_id", BIG, sa.ForeignKey("rounds.id"), primary_key=True),
        sa.Column("body_id", BIG, sa.ForeignKey("bodies.id"), primary_key=True),
        sa.Column("due_at", INSTANT, nullable=True),
        sa.Column("due_reason", sa.String(), nullable=False),
    )
