"""Health of the engine behind the vaults, asked without opening one.

A database must answer with tables of this program's version. For files the folder must take what
is written, and the library must be the one that encrypts.
"""

from pathlib import Path
from tempfile import TemporaryFile

import sqlcipher3.dbapi2
from sqlalchemy import Engine

from data.vault.failures import in_plain_words
from data.vault.migration import newest, version_of

_ENOUGH = 64_000
"""Bytes that a folder must take: about what one note with its log needs."""


def home_answers(home: Path) -> bool:
    """Return whether vaults in files can be opened and written to in this folder."""
    return _can_be_written(home) and _encrypts()


def database_answers(engine: Engine) -> bool:
    """Return whether PostgreSQL answers. Raises a `VaultError` when it does not."""
    with in_plain_words(None), engine.connect() as connection:
        return version_of(connection) == newest()


def _can_be_written(home: Path) -> bool:
    there = next((folder for folder in (home, *home.parents) if folder.exists()), home)
    try:
        with TemporaryFile(dir=there) as file:
            file.write(bytes(_ENOUGH))
            file.flush()
    except OSError:  # full, read only, out of handles: whatever it is, nothing can be saved
        return False
    return True


def _encrypts() -> bool:
    connection = sqlcipher3.dbapi2.connect(":memory:")
    try:
        return bool(connection.execute("PRAGMA cipher_version").fetchone())
    finally:
        connection.close()
