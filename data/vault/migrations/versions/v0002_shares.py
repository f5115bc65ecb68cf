"""Shares, as their owner sees them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table; on PostgreSQL each row is shown to its owner only."""
    op.create_table(
        "shares",
        sa.Column("owner", sa.String(200), nullable=False),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("owner", "id", name="pk_shares"),
    )
    if op.get_bind().dialect.name == "postgresql":
        mine = "owner = NULLIF(current_setting('rapport.owner', true), '')"
        op.execute("ALTER TABLE shares ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE shares FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY mine ON shares USING ({mine}) WITH CHECK ({mine})")
