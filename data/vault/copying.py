"""A vault copied while it is in use, and the copy opened and checked before it counts.

A copy that was not checked is none: it gets its name only afterwards.
"""

import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import sqlcipher3.dbapi2
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from data.errors import BackupDamaged
from data.lock.keyfile import key_file, sync_folder, write_key
from data.vault.failures import in_plain_words
from data.vault.sqlite import shut, sqlite_engine_for_reading

Why = Literal[
    "daily", "by hand", "before update", "before import", "before delete", "restore point"
]

_NAME = re.compile(r"(\d{8}-\d{6}-\d{6})-([a-z-]+)\.db")
_STAMP = "%Y%m%d-%H%M%S-%f"


@dataclass(frozen=True)
class Backup:
    """One copy: its file, when it was made (UTC), and why."""

    path: Path
    at: datetime
    why: str

    @property
    def name(self) -> str:
        """What tells it from the others."""
        return self.path.stem


def backup_folder(vault: Path) -> Path:
    """Return the folder in which the backups of a vault lie."""
    return vault.parent / "backups"


def backups_of(vault: Path) -> tuple[Backup, ...]:
    """Return the backups that are there, the newest first."""
    found = []
    for path in backup_folder(vault).glob("*.db"):
        if name := _NAME.fullmatch(path.name):
            at = datetime.strptime(name[1], _STAMP).replace(tzinfo=UTC)
            found.append(Backup(path, at, name[2].replace("-", " ")))
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def back_up(engine: Engine, vault: Path, key: bytes, why: Why, at: datetime) -> Backup:
    """Copy a vault into its folder of backups, with its key file; return the checked copy.

    Safe while others write: the copy is one moment of the vault. Raises `BackupDamaged` when the
    copy does not pass, and a `VaultError` when there is no room or no right; then none is left.
    """
    folder = backup_folder(vault)
    to = folder / f"{at.astimezone(UTC).strftime(_STAMP)}-{why.replace(' ', '-')}.db"
    part = to.with_suffix(".part")
    with in_plain_words(part):
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            part.unlink(missing_ok=True)
            _copy(engine, part)
            part.chmod(0o600)
            check(part, key)
            _sync(part)
            write_key(key_file(to), key_file(vault).read_bytes())
            part.replace(to)
            sync_folder(folder)
        except OSError as error:
            raise _said_by_the_disk(error) from None
        finally:
            part.unlink(missing_ok=True)
    return Backup(to, at, why)


def check(path: Path, key: bytes) -> None:
    """Open a copy and look at every page of it. Raises `BackupDamaged`; changes nothing."""
    engine = sqlite_engine_for_reading(path, key)
    try:
        with engine.connect().execution_options(writes=False) as at:
            whole = at.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            joined = at.execute(text("PRAGMA foreign_key_check")).first() is None
            sealed = at.execute(text("PRAGMA cipher_integrity_check")).first() is None
            tables = at.execute(text("SELECT count(*) FROM alembic_version")).scalar() == 1
    except DBAPIError:
        raise BackupDamaged from None
    finally:
        shut(engine)
    if not (whole and joined and sealed and tables):
        raise BackupDamaged


def _copy(engine: Engine, to: Path) -> None:
    # Past SQLAlchemy's transactions: VACUUM stands outside of any. It leaves out what was deleted.
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("VACUUM INTO ?", (str(to),))
        cursor.close()
    except sqlcipher3.dbapi2.Error as error:
        raise DBAPIError("VACUUM INTO", None, error) from None
    finally:
        connection.close()


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _said_by_the_disk(error: OSError) -> DBAPIError:
    """Return the failure of a file as the database would say it, to be told in the same words."""
    code = {28: 13, 122: 13, 27: 13, 5: 10}.get(error.errno or 0, 8)
    told = Exception()
    vars(told)["sqlite_errorcode"] = code
    return DBAPIError("", None, told)
