"""The two kinds of engine that records and links lie on: a file of SQLCipher's, and PostgreSQL."""

import re
from collections.abc import Callable
from typing import Any

import psycopg
import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, Pool, QueuePool, create_engine, event, make_url, text

from data.errors import BadSetting, RoleMissing

TO_CONNECT = 5
"""Seconds until a database that does not answer counts as not there."""

LOCK_MS, STATEMENT_MS = 5_000, 15_000
"""How long a statement waits for others at most, and how long it may take in all."""

_LIMITS = f"-c lock_timeout={LOCK_MS} -c statement_timeout={STATEMENT_MS}"

TO_WAKE, TO_ANSWER = 3.0, 17.0
"""Seconds until a connection counts as dead: one that was idle, and one that is at work.

The limits above are the database's own; one that is frozen keeps to none.
"""


class ImpatientConnection(psycopg.Connection[Any]):
    """Connection that ends by itself where the database takes what is asked and never answers."""

    patience: float | None = None

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """Run what was asked to its end, or end the connection. Raises an `OperationalError`."""
        try:
            return super().wait(gen, interval, timeout or self.patience)
        except psycopg.OperationalError as error:
            if error.sqlstate is None:  # not the database's word: what comes of it is not known
                self.pgconn.finish()
            raise


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
    engine = create_engine(
        address,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_timeout=TO_CONNECT,
        connect_args={
            "connect_timeout": TO_CONNECT,
            "application_name": name,
            "options": "" if patient else _LIMITS,
            # A prepared statement lives in one session of the server, and PgBouncer may hand the
            # next transaction to another one.
            "prepare_threshold": None,
        },
    )
    if not patient:
        _end_what_is_frozen(engine)
    return engine


def _end_what_is_frozen(engine: Engine) -> None:
    @event.listens_for(engine, "do_connect")
    def _connect(_dialect: Any, _record: Any, args: Any, options: Any) -> ImpatientConnection:
        connection = ImpatientConnection.connect(*args, **options)
        connection.patience = TO_WAKE
        return connection

    @event.listens_for(engine, "checkout")  # which comes after it was asked whether it lives
    def _at_work(connection: ImpatientConnection, *_: Any) -> None:
        connection.patience = TO_ANSWER

    @event.listens_for(engine, "checkin")
    def _idle(connection: ImpatientConnection | None, *_: Any) -> None:
        if connection is not None:
            connection.patience = TO_WAKE


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
