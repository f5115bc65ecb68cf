"""From one engine to the other, by archive."""

from datetime import date
from pathlib import Path

from data.example import example_records
from data.imports.archive_merge import plan
from data.model.archive import read_archive, write_archive
from data.settings import Settings, read_settings
from data.vault.open_vaults import open_vault
from data.vault.vault import Vault
from tests.rig.people import ALICE

LATER = date(2030, 1, 1)


def brought(vault: Vault, archive: bytes) -> bytes:
    """Bring an archive in as the page does, and return the archive of what is there then."""
    found = plan(vault.records(), read_archive(archive, LATER))
    vault.imports.bring(found.add, found.replace, vault.revision())
    return write_archive(vault.records())


def test_a_vault_moves_to_postgresql_and_back_by_archive(home: Path, on_postgres: Settings) -> None:
    archive = write_archive(example_records())
    there = brought(open_vault(on_postgres, ALICE), archive)
    back = brought(open_vault(read_settings(), ALICE), there)
    assert there == back == archive
