"""The tables. Each record is kept whole, as JSON; beside it stand the columns that are searched.

Every primary, unique and foreign key begins with the owner: otherwise an error about a key would
tell one person what another one keeps.
"""

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _owner() -> Column[str]:
    return Column("owner", String(200), primary_key=True)


def _stored() -> tuple[Column[str], Column[int], Column[str]]:
    return (
        Column("id", String(64), primary_key=True),
        Column("revision", Integer, nullable=False),
        Column("body", Text, nullable=False),
    )


vaults = Table(
    "vaults",
    metadata,
    _owner(),
    Column("revision", Integer, nullable=False),
)

dimensions = Table("dimensions", metadata, _owner(), *_stored())

renamed = Table("renamed", metadata, _owner(), *_stored())

need_profiles = Table(
    "need_profiles",
    metadata,
    _owner(),
    *_stored(),
    Column("since", Date, nullable=False),
)

therapists = Table(
    "therapists",
    metadata,
    _owner(),
    *_stored(),
    Column("name_key", String(100), nullable=False),
    UniqueConstraint("owner", "name_key"),
)

notes = Table(
    "notes",
    metadata,
    _owner(),
    *_stored(),
    Column("therapist", String(64)),
    Column("kind", String(20), nullable=False),
    Column("date", Date, nullable=False),
    ForeignKeyConstraint(["owner", "therapist"], ["therapists.owner", "therapists.id"]),
    Index(None, "owner", "date"),
    Index(None, "owner", "therapist"),
)

removed = Table(
    "removed",
    metadata,
    _owner(),
    *_stored(),
    Column("removed_at", DateTime(timezone=True), nullable=False),
)

shares = Table("shares", metadata, _owner(), *_stored())

drafts = Table(
    "drafts",
    metadata,
    _owner(),
    Column("place", String(200), key="draft_key", primary_key=True),
    Column("text", Text, nullable=False),
    Column("kept_at", DateTime(timezone=True), nullable=False),
)
