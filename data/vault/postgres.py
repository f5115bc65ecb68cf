"""The vault on PostgreSQL: the same tables, each row visible to its owner only.

The owner is named anew in each transaction; without a name no row is visible. The role the app
runs under owns nothing, so that it cannot switch this off.
"""

from sqlalchemy import Connection, Engine, create_engine, text

from data.place import postgres_address
from data.vault.tables import metadata

TO_CONNECT = 5
"""Seconds until a database that does not answer counts as not there."""


def postgres_engine(url: str) -> Engine:
    """Return an engine for a ``postgresql://`` address. Raises `BadSetting` for any other."""
    return create_engine(
        postgres_address(url, "RAPPORT_DATABASE_URL"),
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args={"connect_timeout": TO_CONNECT},
    )


def name_owner(connection: Connection, owner: str) -> None:
    """Name the owner for the rest of this transaction."""
    connection.execute(text("SELECT set_config('rapport.owner', :owner, true)"), {"owner": owner})


def grant(connection: Connection, role: str) -> None:
    """Give the role that the app runs under what it needs, and no more."""
    quoted = connection.dialect.identifier_preparer.quote(role)
    for table in metadata.sorted_tables:
        connection.execute(
            text(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table.name} TO {quoted}")
        )
    connection.execute(text(f"GRANT SELECT ON alembic_version TO {quoted}"))
