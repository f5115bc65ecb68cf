"""The vault as a file: SQLCipher, opened the one way that keeps the promises.

The pragmas stand in an order that matters; see docs/keeping.md. No other SQLite library may open
the same file in this process: two of them break each other's locks.
"""

import sys
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from sqlalchemy import Connection, Engine, NullPool, Pool, QueuePool, create_engine, event

BUSY_MS = 5_000

_AFTER_KEY = (
    "PRAGMA cipher_log_level = NONE",  # else it writes to stderr, file names included
    f"PRAGMA busy_timeout = {BUSY_MS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = EXTRA",  # before WAL: the switch itself can lose commits under FULL
    *(("PRAGMA fullfsync = ON",) if sys.platform == "darwin" else ()),
    "PRAGMA journal_mode = WAL",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA secure_delete = ON",
    "PRAGMA mmap_size = 0",
)


def sqlite_engine(path: Path, key: bytes) -> Engine:
    """Return an engine on the file at ``path``, opened with the 32 bytes of ``key``."""
    return _engine(path, key, QueuePool)


def sqlite_engine_for_migration(path: Path, key: bytes) -> Engine:
    """Return an engine whose every connection is new, with foreign keys off.

    With foreign keys on, rebuilding a parent table empties its children.
    """
    engine = _engine(path, key, NullPool)

    def foreign_keys_off(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA foreign_keys = OFF")

    event.listen(engine, "connect", foreign_keys_off)
    return engine


def _engine(path: Path, key: bytes, pool: type[Pool]) -> Engine:
    def connect() -> Any:
        # isolation_level None: the driver begins nothing by itself; `_begin` does.
        connection = sqlcipher3.dbapi2.connect(
            str(path), isolation_level=None, check_same_thread=False
        )
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in _AFTER_KEY:
            connection.execute(pragma).fetchall()
        return connection

    engine = create_engine(
        "sqlite://",
        creator=connect,
        module=sqlcipher3.dbapi2,
        poolclass=pool,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # A writer takes the lock at once, so that it never has to give up half-way.
    writes = connection.get_execution_options().get("writes", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
