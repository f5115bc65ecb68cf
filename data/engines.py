"""The two kinds of engine that records and links lie on: a file of SQLCipher's, and PostgreSQL."""

import re
from collections.abc import Callable
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, Pool, QueuePool, create_engine, event, make_url, text

from data.errors import BadSetting, RoleMissing

TO_CONNECT = 5
"""Seconds until a database that does not answer counts as not there."""

LOCK_MS, STATEMENT_MS = 5_000, 15_000
"""How long a statement waits for others at most, and how long it may take in all."""

_LIMITS = f"-c lock_timeout={LOCK_MS} -c statement_timeout={STATEMENT_MS}"


def file_engine(connect: Callable[[], Any], pool: type[Pool] = QueuePool) -> Engine:
    """Return an engine on a file, whose connections ``connect`` makes, beginning nothing itself."""
    engine = create_engine(
        "sqlite://",
        creator=connect,
        module=sqlcipher3.dbapi2,
        poolclass=pool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def server_engine(url: str, setting: str, name: str, *, patient: bool = False) -> Engine:
    """Return an engine for a ``postgresql://`` address; the database knows it by ``name``.

    ``patient``: it waits and works as long as it takes, as for a migration.
    Raises `BadSetting` for any other, named after the ``setting`` it came from.
    """
    address, found = re.subn(r"^postgres(ql)?(\+psycopg)?://", "postgresql+psycopg://", url)
    if not found:
        raise BadSetting(setting, "it does not begin with postgresql://")
    if "@" in str(make_url(address).host or ""):
        raise BadSetting(setting, "a sign @ in its password has to be written as %40")
    return create_engine(
        address,
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": TO_CONNECT,
            "application_name": name,
            "options": "" if patient else _LIMITS,
            # A prepared statement lives in one session of the server, and PgBouncer may hand the
            # next transaction to another one.
            "prepare_threshold": None,
        },
    )


def expect_role(connection: Connection, role: str | None) -> None:
    """Raise `RoleMissing` where a role of PostgreSQL is named that the database does not know."""
    if role is None:
        return
    found = text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    if connection.execute(found, {"role": role}).first() is None:
        raise RoleMissing(role)


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once, so that it never has to give up half-way.
    writes = connection.get_execution_options().get("writes", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
