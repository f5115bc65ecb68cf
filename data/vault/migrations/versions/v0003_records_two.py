"""Records of archive version 2. No table changes: what lies in them may hold more fields.

An older program would call such a record damaged; so it refuses the vault as a newer one, and a
backup from before is made on the way here.
"""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Change nothing: every record of before is one of now."""
