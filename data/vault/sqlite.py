"""The vault as a file: SQLCipher, opened the one way that keeps the promises.

The pragmas stand in an order that matters; see docs/keeping.md. No other SQLite library may open
the same file in this process: two of them break each other's locks.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal
from weakref import WeakKeyDictionary

import sqlcipher3.dbapi2
from sqlalchemy import Engine, NullPool, Pool, QueuePool, event

from data.engines import file_engine
from data.errors import VaultLocked

BUSY_MS = 5_000

_AFTER_KEY = (
    "PRAGMA cipher_log_level = NONE",  # else it writes to stderr, file names included
    f"PRAGMA busy_timeout = {BUSY_MS}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = EXTRA",  # before WAL: the switch itself can lose commits under FULL
    *(("PRAGMA fullfsync = ON",) if sys.platform == "darwin" else ()),
    "PRAGMA journal_mode = WAL",
    "PRAGMA wal_autocheckpoint = 1",  # a copy without the log is whole then, between two saves
    "PRAGMA trusted_schema = OFF",
    "PRAGMA secure_delete = ON",
    "PRAGMA mmap_size = 0",
)


_ONLY_READ = (
    "PRAGMA cipher_log_level = NONE",
    "PRAGMA query_only = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA mmap_size = 0",
)

_FILES = "files"

FilesChanged = Literal["file", "log"] | None

_keys: WeakKeyDictionary[Engine, bytearray] = WeakKeyDictionary()


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


def sqlite_engine_for_reading(path: Path, key: bytes) -> Engine:
    """Return an engine that changes nothing in the file: for looking into a backup."""
    return _engine(path, key, NullPool, read_only=True)


def key_of(engine: Engine) -> bytes:
    """Return the key an engine opens its file with. Raises `VaultLocked` once it was shut."""
    held = _keys[engine]
    if not any(held):
        raise VaultLocked
    return bytes(held)


def shut(engine: Engine) -> None:
    """Close an engine for good: whoever still has it cannot open the file with it again."""
    held = _keys[engine]
    held[:] = bytes(len(held))
    engine.dispose()


def _engine(path: Path, key: bytes, pool: type[Pool], *, read_only: bool = False) -> Engine:
    held = bytearray(key)

    def connect() -> Any:
        if not any(held):
            raise VaultLocked
        # isolation_level None: the driver begins nothing by itself; `_begin` does.
        where = f"{path.absolute().as_uri()}?mode=ro&immutable=1" if read_only else str(path)
        connection = sqlcipher3.dbapi2.connect(
            where, isolation_level=None, check_same_thread=False, uri=read_only
        )
        connection.execute(f"PRAGMA key = \"x'{held.hex()}'\"")
        for pragma in _ONLY_READ if read_only else _AFTER_KEY:
            connection.execute(pragma).fetchall()
        return connection

    def note_files(_connection: Any, record: Any) -> None:
        record.info[_FILES] = path, _identities(path)

    engine = file_engine(connect, pool)
    event.listen(engine, "connect", note_files)
    _keys[engine] = held
    return engine


def files_changed(info: Mapping[str, Any]) -> FilesChanged:
    """Return whether the files that a connection has open lie where it opened them.

    ``info``: that of the connection. Whoever writes into a file that is gone loses it.
    """
    if _FILES not in info:  # of PostgreSQL
        return None
    path, (file, log) = info[_FILES]
    file_now, log_now = _identities(path)
    if file_now != file:
        return "file"
    return "log" if log_now != log else None


def _identities(path: Path) -> tuple[object, object]:
    return file_identity(path), file_identity(path.with_name(f"{path.name}-wal"))


def file_identity(path: Path) -> object:
    """Return what tells a file from any other that may get its name, None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
