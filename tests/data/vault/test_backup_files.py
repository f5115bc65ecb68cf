"""Backup files: a copy counts once it was checked, and what is no copy is never taken for one."""

from datetime import UTC, datetime, timedelta
from errno import ENOSPC
from pathlib import Path

import pytest

from data.errors import BackupDamaged, BackupGone, BackupLocked, VaultFull
from data.lock.keyfile import key_file
from data.lock.recovery_code import new_code
from data.lock.wrapped_key import seal
from data.settings import read_settings
from data.vault import backup_files
from data.vault.backup_files import (
    Backup,
    back_up,
    backup_folder,
    backups_of,
    check,
    is_backup,
    key_files_of_copies,
    key_of_copy,
    looked_into,
)
from data.vault.open_vaults import open_vault
from data.vault.sqlite import key_of
from data.vault.vault import Vault
from tests.rig.people import ALICE, a_jot

NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)


@pytest.fixture
def vault() -> Vault:
    vault = open_vault(read_settings(), ALICE)
    vault.save(a_jot())
    return vault


def path_of(vault: Vault) -> Path:
    assert vault.files.path is not None
    return vault.files.path


def copied(vault: Vault, at: datetime = NOON) -> Backup:
    return back_up(vault._transactions.engine, path_of(vault), "before update", at)


def test_backups_are_listed_by_their_names_the_newest_first(vault: Vault) -> None:
    path = path_of(vault)
    assert backups_of(path) == ()
    older, newer = copied(vault, NOON - timedelta(days=1)), copied(vault)
    strangers = ["vault.db", "20261001-120000-000000-by-hand.part", "notes.txt"]
    for name in strangers:
        (backup_folder(path) / name).write_text("somebody else's")
    assert backups_of(path) == (newer, older)
    assert (newer.at, newer.why) == (NOON, "before update")
    assert is_backup(newer.path)
    assert not any(is_backup(Path(name)) for name in strangers)
    assert set(key_files_of_copies(path)) == {key_file(newer.path), key_file(older.path)}


def test_a_copy_that_does_not_pass_leaves_nothing_behind(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise BackupDamaged

    def full(path: Path, _key: bytes) -> None:
        path.write_bytes(b"half of it")
        raise OSError(ENOSPC, "no room")

    for name, failing, failure in (
        ("check", refused, BackupDamaged),
        ("write_key", full, VaultFull),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(backup_files, name, failing)
            with pytest.raises(failure):
                copied(vault)
        assert list(backup_folder(path_of(vault)).iterdir()) == []


def test_a_copy_with_one_page_overwritten_is_damaged(vault: Vault) -> None:
    made, key = copied(vault).path, key_of(vault._transactions.engine)
    check(made, key)
    content = bytearray(made.read_bytes())
    content[len(content) // 2] ^= 1
    made.write_bytes(content)
    with pytest.raises(BackupDamaged), looked_into(made, key):
        pass
    made.unlink()
    with pytest.raises(BackupGone), looked_into(made, key):
        pass


def test_a_copy_is_looked_into_and_stays_as_it_is(vault: Vault) -> None:
    made, key = copied(vault).path, key_of(vault._transactions.engine)
    before = made.read_bytes()
    with looked_into(made, key) as engine:
        assert len(Vault(engine, ALICE).records().notes) == 1
    assert made.read_bytes() == before
    assert not list(made.parent.glob("*.look*"))


def test_the_key_beside_a_copy_is_its_own_and_one_under_another_lock_is_asked_for(
    vault: Vault,
) -> None:
    made, ours = copied(vault).path, key_of(vault._transactions.engine)
    assert key_of_copy(made, ours) == ours
    sealed = seal(bytes(32), "seven quiet kettles", new_code(), 15)
    key_file(made).write_text(sealed.model_dump_json())
    with pytest.raises(BackupLocked):
        key_of_copy(made, ours)
    key_file(made).unlink()
    assert key_of_copy(made, ours) == ours
