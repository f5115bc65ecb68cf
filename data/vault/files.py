"""The files of one vault: copied, looked into, put back. On PostgreSQL there are none."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import insert, select

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
from data.vault.record_tables import records_of
from data.vault.rekey import take_in
from data.vault.sqlite import key_of
from data.vault.tables import metadata
from data.vault.transactions import Transactions

_STAY = (tables.vaults, tables.shares)
"""What a backup that is put back leaves as it is."""


class VaultFiles:
    """Files of one vault. ``path``: the vault's own file, None on PostgreSQL.

    There every method raises `NoBackupHere`, except that nothing is to be written back.
    """

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self.path = transactions.vault_path

    def back_up(self, why: Why) -> Backup:
        """Copy this vault and check the copy."""
        if self.path is None:
            raise NoBackupHere
        return back_up(self._transactions.engine, self.path, why, now())

    def write_back(self) -> None:
        """Write the newest changes into the file itself, so that deleted text leaves the rest."""
        if self.path is not None:
            with in_plain_words(self.path):
                checkpoint(self._transactions.engine)

    def look_into(self, backup: Path) -> Records:
        """Return what a backup of this vault holds.

        Raises `BackupDamaged` or `BackupGone`, and `BackupLocked` where it opens with the words of
        another lock.
        """
        with self._copy_of(backup) as copy, copy.begin(writes=False) as at:
            return records_of(at, copy.owner)[0]

    def put_back(self, backup: Path) -> None:
        """Make this vault what it was in a backup, in one transaction, or leave it as it is.

        Each record gets a revision higher than any before: a window that shows it as it is now
        must not overwrite what came back. Shares stay as they are: their links can be opened, and
        no backup knows whether.
        """
        with self._copy_of(backup) as copy, copy.begin(writes=False) as at:
            records_of(at, copy.owner)  # each of them can be read
            rows_by_table = {
                table: [
                    dict(zip(table.c.keys(), row, strict=True))
                    for row in at.execute(select(table).where(table.c.owner == copy.owner))
                ]
                for table in metadata.sorted_tables
                if table not in _STAY
            }
        with self._transactions.begin(writes=True) as at:
            self._transactions.empty(at, but=_STAY)
            past = self._transactions.revision(at)
            for table, rows in rows_by_table.items():
                for row in rows:
                    if "revision" in row:
                        row["revision"] += past
                if rows:
                    at.execute(insert(table), rows)

    def key_of(self, backup: Path) -> bytes:
        """Return the key that opens a backup of this vault. Raises `BackupLocked`."""
        self._path_of(backup)
        return key_of_copy(backup, key_of(self._transactions.engine))

    def take_in(self, backup: Path, theirs: bytes) -> None:
        """Make a backup that was locked elsewhere one of this vault. Raises `BackupDamaged`."""
        take_in(self._path_of(backup), backup, theirs, key_of(self._transactions.engine))

    @contextmanager
    def _copy_of(self, backup: Path) -> Iterator[Transactions]:
        with looked_into(backup, self.key_of(backup)) as engine:
            yield Transactions(engine, self._transactions.owner, backup)

    def _path_of(self, backup: Path) -> Path:
        """Return the file that this is a backup of: of no other vault may it be."""
        if self.path is None:
            raise NoBackupHere
        if backup.parent != backup_folder(self.path):
            raise BackupGone
        return self.path
