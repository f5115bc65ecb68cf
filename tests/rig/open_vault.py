"""The vault behind the running program, filled and emptied by the tests between two journeys.

A program of its own for each journey would take longer than the journey.
"""

from pathlib import Path

from sqlalchemy import delete

from data.lock.keyfile import key_for
from data.settings import Settings
from data.vault.open_vaults import LOCAL, close_vaults, open_vault, vault_path
from data.vault.sqlite import sqlite_engine
from data.vault.tables import metadata, vaults
from data.vault.vault import Vault


class Behind:
    """The person's own vault under ``folder``; the program may have it open at the same time."""

    def __init__(self, folder: Path) -> None:
        home = folder / "home"
        open_vault(Settings(home=home), LOCAL).drafts.keep("made", "")
        close_vaults()
        path = vault_path(home, LOCAL)
        self.folder = folder
        # Past the lock that keeps other programs out: the file itself can be shared.
        self._engine = sqlite_engine(path, key_for(path))
        self.vault = Vault(self._engine, LOCAL, path)

    def empty(self) -> None:
        """Delete everything but the revision, which only ever grows."""
        with self._engine.connect().execution_options(writes=True) as connection:
            for table in reversed(metadata.sorted_tables):
                if table is not vaults:
                    connection.execute(delete(table))
            connection.execute(vaults.update().values(revision=vaults.c.revision + 1))
            connection.commit()

    def close(self) -> None:
        self._engine.dispose()
