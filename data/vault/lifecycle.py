"""Lifecycle of a vault as a whole: emptied, copied, looked into, put back."""

from abc import abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Table, delete, insert, select

from data.errors import BackupGone, NoBackupHere
from data.model.record import now
from data.model.records import Records
from data.vault import tables
from data.vault.backup_files import (
    Backup,
    Why,
    back_up,
    backup_folder,
    checkpoint,
    key_of_copy,
    looked_into,
)
from data.vault.failures import in_plain_words
from data.vault.rekey import take_in
from data.vault.sqlite import key_of
from data.vault.tables import metadata
from data.vault.transactions import Ground

_STAY = (tables.vaults, tables.shares)
"""What a backup that is put back leaves as it is."""


class Whole(Ground):
    """The part of a `Vault` that does not look at single records."""

    @abstractmethod
    def records(self) -> Records:
        """Return everything that is kept."""

    def empty(self) -> None:
        """Delete everything, drafts and deleted notes too. The revision goes on growing."""
        with self._transaction(writes=True) as at:
            self._empty(at, but=(tables.vaults,))

    def back_up(self, why: Why) -> Backup:
        """Copy this vault and check the copy. Raises `NoBackupHere` on PostgreSQL."""
        if self._place is None:
            raise NoBackupHere
        return back_up(self._engine, self._place, why, now())

    def write_back(self) -> None:
        """Write the newest changes into the file itself, so that deleted text leaves the rest."""
        if self._place is not None:
            with in_plain_words(self._place):
                checkpoint(self._engine)

    def look_into(self, backup: Path) -> Records:
        """Return what a backup of this vault holds.

        Raises `BackupDamaged` or `BackupGone`, and `BackupLocked` where it opens with the words of
        another lock.
        """
        with self._copy_of(backup) as copy:
            return copy.records()

    def put_back(self, backup: Path) -> None:
        """Make this vault what it was in a backup, in one transaction, or leave it as it is.

        Each record gets a revision higher than any before: a window that shows it as it is now
        must not overwrite what came back. Shares stay as they are: their links can be opened, and
        no backup knows whether.
        """
        with self._copy_of(backup) as copy:
            copy.records()  # each of them can be read
            with copy._transaction(writes=False) as at:  # noqa: SLF001 - of our own kind
                rows = {
                    table: [
                        dict(row._mapping)  # noqa: SLF001 - its name in SQLAlchemy
                        for row in at.execute(select(table).where(table.c.owner == self._owner))
                    ]
                    for table in metadata.sorted_tables
                    if table not in _STAY
                }
        with self._transaction(writes=True) as at:
            self._empty(at, but=_STAY)
            past = self._revision(at)
            for table, kept in rows.items():
                for row in kept:
                    if "revision" in row:
                        row["revision"] += past
                if kept:
                    at.execute(insert(table), kept)

    def take_in(self, backup: Path, theirs: bytes) -> None:
        """Make a backup that was locked elsewhere one of this vault. Raises `BackupDamaged`."""
        take_in(self._place_of(backup), backup, theirs, key_of(self._engine))

    @contextmanager
    def _copy_of(self, backup: Path) -> Iterator[Self]:
        self._place_of(backup)
        with looked_into(backup, key_of_copy(backup, key_of(self._engine))) as engine:
            yield type(self)(engine, self._owner, backup)

    def _place_of(self, backup: Path) -> Path:
        """Return the file that this is a backup of: of no other vault may it be."""
        if self._place is None:
            raise NoBackupHere
        if backup.parent != backup_folder(self._place):
            raise BackupGone
        return self._place

    def _empty(self, at: Connection, but: tuple[Table, ...]) -> None:
        for table in reversed(metadata.sorted_tables):
            if table not in but:
                at.execute(delete(table).where(table.c.owner == self._owner))
