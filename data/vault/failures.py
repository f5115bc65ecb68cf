"""Failures of a database or a disk, turned into sentences a person can act on.

The database's own message is dropped: PostgreSQL's quote the values of a row.
"""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from data.errors import (
    DatabaseRefuses,
    DiskFailing,
    SchemaDiffers,
    VaultBusy,
    VaultDamaged,
    VaultError,
    VaultFull,
    VaultReadOnly,
    VaultUnreachable,
)

_LITTLE = 300_000
"""Bytes below which a disk counts as full: a transaction with its log needs about as much."""

_PRIMARY = 0xFF
"""SQLite's extended result codes carry the primary one in their lowest byte."""


@contextmanager
def in_plain_words(vault_path: Path | None) -> Iterator[None]:
    """Raise what database and disk raise as a `VaultError`. ``vault_path``: None for PostgreSQL."""
    try:
        yield
    except OSError as error:
        raise _on_disk(error, vault_path) if vault_path else VaultUnreachable() from None
    except PoolTimeout:
        raise VaultBusy from None
    except DBAPIError as error:
        raise _in_file(error, vault_path) if vault_path else _on_server(error) from None


def expect_room(folder: Path, size: int) -> None:
    """Raise `VaultFull` where a folder has no room for so many bytes more."""
    if shutil.disk_usage(folder).free < size + _LITTLE:
        raise VaultFull


def has_room(path: Path) -> bool:
    """Return whether there is any room worth the name where a file lies."""
    there = next((folder for folder in (path, *path.parents) if folder.exists()), path)
    with suppress(OSError):
        return shutil.disk_usage(there).free >= _LITTLE
    return True


def _on_disk(error: OSError, path: Path) -> VaultError:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return VaultFull()
        case errno.EIO:
            return DiskFailing()
        case _:
            return VaultReadOnly(path)


def _in_file(error: DBAPIError, path: Path) -> VaultError:
    code = getattr(error.orig, "sqlite_errorcode", 0) & _PRIMARY
    match code:
        case 5 | 6 | 19:  # BUSY, LOCKED; CONSTRAINT: a twin was a moment faster
            return VaultBusy()
        case 8 | 3 | 14 | 23:  # READONLY, PERM, CANTOPEN, AUTH
            return VaultReadOnly(path)
        case 13:  # FULL
            return VaultFull()
        case 10:  # IOERR
            return DiskFailing() if has_room(path) else VaultFull()
        case _:  # with a full disk SQLCipher says so too
            return VaultDamaged(path) if has_room(path) else VaultFull()


_REFUSED = ("authentication failed", "no password supplied", "does not exist", "no pg_hba.conf")
"""What libpq says where a server lets nobody in; a failed connection carries no code."""


def _on_server(error: DBAPIError) -> VaultError:
    state = getattr(error.orig, "sqlstate", None) or ""
    # 42: undefined table or column, missing right; 40: serialization; 55: lock not to be had;
    # 57014: it took longer than it may.
    if state.startswith("42"):
        return SchemaDiffers()
    if state.startswith(("40", "55")) or state == "57014" or isinstance(error, IntegrityError):
        return VaultBusy()
    if state.startswith("53"):
        return VaultFull()
    if not state and any(words in str(error.orig) for words in _REFUSED):
        return DatabaseRefuses("RAPPORT_DATABASE_URL")
    return VaultUnreachable()
