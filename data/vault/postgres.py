"""The vault on PostgreSQL: the same tables, each row visible to its owner only.

The owner is named anew in each transaction; without a name no row is visible. The role the app
runs under owns nothing, so that it cannot switch this off.
"""

from sqlalchemy import Connection, Engine, text

from data.engines import server_engine
from data.vault.tables import metadata

NAME = "rapport"
"""By what the database knows our connections from those of others."""


def postgres_engine(url: str, *, patient: bool = False) -> Engine:
    """Return an engine for a ``postgresql://`` address. Raises `BadSetting` for any other.

    ``patient``: for a migration, which may take its time.
    """
    return server_engine(url, "RAPPORT_DATABASE_URL", NAME, patient=patient)


def name_owner(connection: Connection, owner: str) -> None:
    """Name the owner for the rest of this transaction."""
    connection.execute(text("SELECT set_config('rapport.owner', :owner, true)"), {"owner": owner})


def others_at(connection: Connection) -> int:
    """Return how many connections of running programs there are beside this one."""
    counted = connection.execute(
        text(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND application_name = :name AND pid <> pg_backend_pid()"
        ),
        {"name": NAME},
    )
    found: int = counted.scalar_one()
    return found


def grant(connection: Connection, role: str) -> None:
    """Give the role that the app runs under what it needs, and no more."""
    quoted = connection.dialect.identifier_preparer.quote(role)
    for table in metadata.sorted_tables:
        connection.execute(
            text(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table.name} TO {quoted}")
        )
    connection.execute(text(f"GRANT SELECT ON alembic_version TO {quoted}"))
