"""A vault copied while it is in use, and the copy opened and checked before it counts.

A copy that was not checked is none: it gets its name only afterwards.
"""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import sqlcipher3.dbapi2
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from data.errors import BackupDamaged, BackupGone, BackupLocked, KeyMissing, KeyUnreadable
from data.fsync import sync_file, sync_folder
from data.lock.keyfile import ahead_of, key_file, read_key, scrub, write_key
from data.lock.wrapped_key import id_of
from data.model.record import now
from data.vault.failures import in_plain_words
from data.vault.file_swap import drop, finish_or_undo, is_ready, take_place
from data.vault.migration import migrate
from data.vault.sqlite import (
    key_of,
    shut,
    sqlite_engine,
    sqlite_engine_for_migration,
    sqlite_engine_for_reading,
)

Why = Literal[
    "daily", "by hand", "before update", "before import", "before delete", "restore point"
]

_NAME = re.compile(r"(\d{8}-\d{6}-\d{6})-([a-z-]+)\.db")
_LOGS = (".db-wal", ".db-shm")
_STAMP = "%Y%m%d-%H%M%S-%f"


@dataclass(frozen=True)
class Backup:
    """One copy: its file, when it was made (UTC), and why."""

    path: Path
    at: datetime
    why: str

    @property
    def name(self) -> str:
        """Name that tells it from the others."""
        return self.path.stem


def backup_folder(vault: Path) -> Path:
    """Return the folder in which the backups of a vault lie."""
    return vault.parent / "backups"


def key_files_of_copies(vault: Path) -> tuple[Path, ...]:
    """Return the key files beside the backups of a vault, and beside what was set aside."""
    folders = (backup_folder(vault), *vault.parent.glob("set-aside-*"))
    return tuple(path for folder in folders for path in sorted(folder.glob("*.key")))


def is_backup(path: Path) -> bool:
    """Return whether a file has a name that backups get."""
    return _NAME.fullmatch(path.name) is not None


def backups_of(vault: Path) -> tuple[Backup, ...]:
    """Return the backups that are there, the newest first."""
    found = []
    for path in backup_folder(vault).glob("*.db"):
        if name := _NAME.fullmatch(path.name):
            at = datetime.strptime(name[1], _STAMP).replace(tzinfo=UTC)
            found.append(Backup(path, at, name[2].replace("-", " ")))
    return tuple(sorted(found, key=lambda backup: backup.at, reverse=True))


def back_up(engine: Engine, vault: Path, why: Why, at: datetime) -> Backup:
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
            drop(part)
            _copy(engine, part)
            part.chmod(0o600)
            check(part, key_of(engine))
            sync_file(part)
            write_key(key_file(to), key_file(vault).read_bytes())
            part.replace(to)
            sync_folder(folder)
        finally:
            drop(part)
            if not to.exists():
                scrub(key_file(to))
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


def key_of_copy(backup: Path, ours: bytes) -> bytes:
    """Return the key of a backup: ``ours``, or the plain one beside one that came from elsewhere.

    Raises `BackupLocked` where another lock holds it.
    """
    try:
        found = read_key(key_file(backup))
    except (KeyMissing, KeyUnreadable):
        return ours
    if isinstance(found, bytes):
        return found
    if found.key_id != id_of(ours):
        raise BackupLocked
    return ours


@contextmanager
def looked_into(backup: Path, key: bytes) -> Iterator[Engine]:
    """Open a checked backup in the form of this version, for reading; the file stays as it is.

    Raises `BackupGone` or `BackupDamaged`, and `VaultNewer` where a newer Rapport made it.
    """
    if not backup.exists():
        raise BackupGone
    check(backup, key)
    copy = backup.with_suffix(".look")
    with in_plain_words(copy):
        drop(copy)
        try:
            shutil.copyfile(backup, copy)
            forward = sqlite_engine_for_migration(copy, key)
            try:
                migrate(forward, copy)
            finally:
                shut(forward)
            engine = sqlite_engine(copy, key)
            try:
                yield engine
            finally:
                shut(engine)
        finally:
            drop(copy)


def put_in_place(backup: Path, vault: Path, key: bytes | None) -> None:
    """Put a backup and its key where a vault lay that cannot be opened; that one is set aside.

    Nothing may have the vault open. ``key`` opens the backup; None where it is sealed and nobody
    unlocked it: then it is put in place unchecked, and asks for the passphrase.
    """
    if not backup.exists() or not key_file(backup).exists():
        raise BackupGone
    if key is not None:
        check(backup, key)
    with in_plain_words(vault):
        _set_aside(vault)
        try:
            shutil.copyfile(backup, ahead_of(vault))
            is_ready(vault, key_file(backup).read_bytes())
            for beside in _LOGS:
                vault.with_suffix(beside).unlink(missing_ok=True)
            sync_folder(vault.parent)  # never may another file's log lie beside the new one
            take_place(vault)
        finally:
            finish_or_undo(vault)


def _set_aside(vault: Path) -> None:
    """Copy a vault and all that belongs to it into a folder of its own beside it."""
    named = vault.parent / f"set-aside-{now().strftime(_STAMP)}"
    aside = named.with_name(f"{named.name}.part")  # until it is whole
    aside.mkdir(mode=0o700)
    try:
        for suffix in (".key", *_LOGS, ".db"):
            if vault.with_suffix(suffix).exists():
                copy = aside / vault.with_suffix(suffix).name
                shutil.copyfile(vault.with_suffix(suffix), copy)
                sync_file(copy)
    except OSError:  # no room: half a copy helps nobody, and the vault is still there
        shutil.rmtree(aside, ignore_errors=True)
        raise
    sync_folder(aside)
    aside.rename(named)
    sync_folder(named)
    sync_folder(vault.parent)


def checkpoint(engine: Engine) -> None:
    """Write what lies beside a file into it, and leave nothing of it beside."""
    outside(engine, ("PRAGMA wal_checkpoint(TRUNCATE)",))


def _copy(engine: Engine, to: Path) -> None:
    outside(engine, ("VACUUM INTO ?", str(to)))  # which leaves out what was deleted


def outside(engine: Engine, *statements: tuple[str, *tuple[str, ...]]) -> None:
    """Run statements, each with its values, past SQLAlchemy's transactions: outside of any."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        for statement, *values in statements:
            cursor.execute(statement, values)
            cursor.fetchall()
        cursor.close()
    except sqlcipher3.dbapi2.Error as error:
        raise DBAPIError(statement, None, error) from None
    finally:
        connection.close()
