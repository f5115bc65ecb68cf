"""Files of a vault: copied, looked into and put back; on PostgreSQL there are none."""

from pathlib import Path

import pytest

from data.errors import BackupGone, NoBackupHere
from data.model.note import Note
from data.settings import Settings, read_settings
from data.vault.open_vaults import open_vault
from data.vault.vault import Vault
from tests.rig.people import ALICE, BOB, THEN, a_jot, a_share


@pytest.fixture
def on_files() -> Vault:
    return open_vault(read_settings(), ALICE)


def test_a_backup_holds_what_was_there_and_leaves_the_vault_as_it_is(on_files: Vault) -> None:
    on_files.save(before := a_jot("before"))
    made = on_files.files.back_up("by hand").path
    on_files.save(a_jot("after"))
    assert on_files.files.look_into(made).notes == (before,)
    assert len(on_files.records().notes) == 2


def test_what_is_put_back_is_newer_than_any_window_that_is_open(on_files: Vault) -> None:
    jot = a_jot()
    on_files.save(jot)
    made = on_files.files.back_up("by hand").path
    on_files.save(jot.model_copy(update={"text": "changed"}), revision=1)
    on_files.files.put_back(made)
    found = on_files.get(Note, jot.id)
    assert found.record == jot
    assert found.revision > 2


def test_a_backup_of_another_vault_is_none_of_this_one(on_files: Vault) -> None:
    other = open_vault(read_settings(), BOB).files.back_up("by hand").path
    with pytest.raises(BackupGone):
        on_files.files.look_into(other)


def test_written_back_nothing_deleted_is_left_beside_the_file(on_files: Vault) -> None:
    on_files.save(a_jot())
    on_files.files.write_back()
    assert on_files.files.path is not None
    log = on_files.files.path.with_suffix(".db-wal")
    assert not log.exists() or log.stat().st_size == 0


def test_on_a_server_there_are_no_files_and_nothing_to_write_back(on_postgres: Settings) -> None:
    files = open_vault(on_postgres, ALICE).files
    assert files.path is None
    files.write_back()
    with pytest.raises(NoBackupHere):
        files.back_up("by hand")
    with pytest.raises(NoBackupHere):
        files.look_into(Path("a copy.db"))


def test_a_backup_that_is_put_back_leaves_shares_as_they_are(on_files: Vault) -> None:
    """Their links can be opened: one that nobody sees any more could not be ended."""
    on_files.save(before := a_share())
    backup = on_files.files.back_up("by hand").path
    on_files.save(before.model_copy(update={"ended_at": THEN}), revision=1)
    on_files.save(a_share())
    now = on_files.shares()
    on_files.files.put_back(backup)
    assert on_files.shares() == now
