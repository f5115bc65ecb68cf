"""Transactions: an engine, an owner, and one transaction at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, select, text

from data.vault import tables
from data.vault.failures import in_plain_words
from data.vault.postgres import name_owner

_COUNT = text(
    "INSERT INTO vaults (owner, revision) VALUES (:owner, 1) "
    "ON CONFLICT (owner) DO UPDATE SET revision = vaults.revision + 1"
)


class Ground:
    """One owner's records on one engine; what can be done with them, the classes above say."""

    def __init__(self, engine: Engine, owner: str, vault_path: Path | None = None) -> None:
        self._engine = engine
        self._owner = owner
        self._place = vault_path

    @property
    def place(self) -> str:
        """Name of the vault's place, different for any two: the key for what a page keeps."""
        return f"{self._place or self._engine.url.render_as_string()} of {self._owner}"

    def revision(self) -> int:
        """Return a number that grows with every change; 0 for a vault never written to."""
        with self._transaction(writes=False) as at:
            return self._revision(at)

    def file_at(self) -> Path | None:
        """Return the file of this vault, None on PostgreSQL."""
        return self._place

    @contextmanager
    def _transaction(self, *, writes: bool, counts: bool = True) -> Iterator[Connection]:
        with in_plain_words(self._place), self._engine.connect() as connection:
            connection = connection.execution_options(writes=writes)  # noqa: PLW2901
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    name_owner(connection, self._owner)
                if writes and counts:
                    self._count_change(connection)
                yield connection

    def _revision(self, at: Connection) -> int:
        mine = select(tables.vaults.c.revision).where(tables.vaults.c.owner == self._owner)
        return at.execute(mine).scalar_one_or_none() or 0

    def _count_change(self, at: Connection) -> None:
        # First in every change: on PostgreSQL it makes one owner's writers wait for each other.
        at.execute(_COUNT, {"owner": self._owner})
