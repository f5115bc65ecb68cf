"""Transactions: an engine, an owner, and one transaction at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, delete, select, text

from data.errors import VaultMoved
from data.vault import tables
from data.vault.failures import in_plain_words
from data.vault.postgres import name_owner
from data.vault.sqlite import files_changed

_COUNT = text(
    "INSERT INTO vaults (owner, revision) VALUES (:owner, 1) "
    "ON CONFLICT (owner) DO UPDATE SET revision = vaults.revision + 1"
)


class Transactions:
    """Transactions for one owner. ``vault_path``: the vault's file, None on PostgreSQL."""

    def __init__(self, engine: Engine, owner: str, vault_path: Path | None = None) -> None:
        self.engine = engine
        self.owner = owner
        self.vault_path = vault_path

    @contextmanager
    def begin(self, *, writes: bool, counts: bool = True) -> Iterator[Connection]:
        """Begin a transaction, committed at its end. Raises a `VaultError`; then nothing changed.

        ``counts``: whether the revision of the vault grows with it.
        """
        with in_plain_words(self.vault_path), self._connected() as connection:
            connection = connection.execution_options(writes=writes)  # noqa: PLW2901
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    name_owner(connection, self.owner)
                if writes and counts:
                    # First in every change: on PostgreSQL one owner's writers then wait in turn.
                    connection.execute(_COUNT, {"owner": self.owner})
                yield connection
            if writes:
                self._expect_file(connection)

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            if files_changed(connection.info) != "log":
                self._expect_file(connection)
                yield connection
                return
        self.engine.dispose()  # the last to close it writes what it held into the file
        with self.engine.connect() as connection:
            self._expect_file(connection)
            yield connection

    def _expect_file(self, connection: Connection) -> None:
        if self.vault_path is not None and files_changed(connection.info) == "file":
            raise VaultMoved(self.vault_path)

    def revision(self, at: Connection) -> int:
        """Return the revision of the vault, 0 where it was never written to."""
        mine = select(tables.vaults.c.revision).where(tables.vaults.c.owner == self.owner)
        return at.execute(mine).scalar_one_or_none() or 0

    def empty(self, at: Connection, but: tuple[Table, ...]) -> None:
        """Delete all rows of this owner, except in the tables ``but``."""
        for table in reversed(tables.metadata.sorted_tables):
            if table not in but:
                at.execute(delete(table).where(table.c.owner == self.owner))
