"""Health of the engine behind the vaults, asked without opening one.

A database must answer with tables of this program's version. For files the folder must take what
is written, and the library must be the one that encrypts.
"""

from pathlib import Path

import sqlcipher3.dbapi2
from sqlalchemy import Engine

from data.home_folder import takes_writing
from data.vault.failures import in_plain_words
from data.vault.migration import newest, version_of


def home_answers(home: Path) -> bool:
    """Return whether vaults in files can be opened and written to in this folder."""
    return takes_writing(home) and _encrypts()


def database_answers(engine: Engine) -> bool:
    """Return whether PostgreSQL answers. Raises a `VaultError` when it does not."""
    with in_plain_words(None), engine.connect() as connection:
        return version_of(connection) == newest()


def _encrypts() -> bool:
    connection = sqlcipher3.dbapi2.connect(":memory:")
    try:
        return bool(connection.execute("PRAGMA cipher_version").fetchone())
    finally:
        connection.close()
