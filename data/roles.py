"""Roles of PostgreSQL: looked for before anything is changed for them."""

from sqlalchemy import Connection, text

from data.errors import RoleMissing


def expect_role(connection: Connection, role: str | None) -> None:
    """Raise `RoleMissing` where a role is named that the database does not know."""
    if role is None:
        return
    found = text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    if connection.execute(found, {"role": role}).first() is None:
        raise RoleMissing(role)
