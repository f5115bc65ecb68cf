"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TABLES = (
    "vaults",
    "dimensions",
    "renamed",
    "need_profiles",
    "therapists",
    "notes",
    "removed",
    "drafts",
)


def _columns() -> list[sa.Column[object]]:
    return [
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    ]


def upgrade() -> None:
    """Make the tables; on PostgreSQL each row is shown to its owner only."""
    op.create_table(
        "vaults",
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("owner", name="pk_vaults"),
    )
    for name in ("dimensions", "renamed"):
        op.create_table(
            name, *_columns(), sa.PrimaryKeyConstraint("owner", "id", name=f"pk_{name}")
        )
    op.create_table(
        "need_profiles",
        *_columns(),
        sa.Column("since", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("owner", "id", name="pk_need_profiles"),
    )
    op.create_table(
        "therapists",
        *_columns(),
        sa.Column("name_key", sa.String(100), nullable=False),
        sa.PrimaryKeyConstraint("owner", "id", name="pk_therapists"),
        sa.UniqueConstraint("owner", "name_key", name="uq_therapists_owner_name_key"),
    )
    op.create_table(
        "notes",
        *_columns(),
        sa.Column("therapist", sa.String(64)),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("date", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("owner", "id", name="pk_notes"),
        sa.ForeignKeyConstraint(
            ["owner", "therapist"],
            ["therapists.owner", "therapists.id"],
            name="fk_notes_therapists",
        ),
    )
    op.create_index("ix_notes_owner_date", "notes", ["owner", "date"])
    op.create_index("ix_notes_owner_therapist", "notes", ["owner", "therapist"])
    op.create_table(
        "removed",
        *_columns(),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("owner", "id", name="pk_removed"),
    )
    op.create_table(
        "drafts",
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("owner", "place", name="pk_drafts"),
    )
    if op.get_bind().dialect.name == "postgresql":
        _show_rows_to_their_owner_only()


def _show_rows_to_their_owner_only() -> None:
    mine = "owner = NULLIF(current_setting('rapport.owner', true), '')"
    for table in _TABLES:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY mine ON {table} USING ({mine}) WITH CHECK ({mine})")
