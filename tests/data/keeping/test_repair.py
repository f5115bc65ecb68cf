"""A vault that does not open comes back from a backup, and nothing is deleted on the way."""

import errno
from collections import Counter
from pathlib import Path

import pytest

from data.errors import BackupDamaged, BackupGone, VaultDamaged, VaultFull
from data.keeping.lock import check_passphrase, put_lock_on
from data.keeping.repair import mend
from data.lock.keyfile import key_file
from data.lock.recovery_code import new_code
from data.settings import Settings, read_settings
from data.vault import backup_files as copying
from data.vault.open_vaults import close_vaults, open_vault, vault_path
from tests.rig.people import ALICE, a_jot
from tests.rig.rename_cut import recorded, write

WORDS = "seven quiet kettles"


@pytest.fixture
def backup(home: Path) -> Path:
    """A backup with one jot, of a vault that has another one since, closed."""
    vault = open_vault(read_settings(), ALICE)
    vault.save(a_jot("before"))
    made = vault.files.back_up("by hand")
    vault.save(a_jot("after"))
    close_vaults()
    return made.path


def texts(key: bytes | None = None) -> list[str]:
    notes = open_vault(read_settings(), ALICE, key=key).records().notes
    return sorted(note.text for note in notes)


@pytest.mark.parametrize("fault", ["missing", "unreadable"])
def test_where_only_the_key_is_gone_nothing_is_lost(home: Path, backup: Path, fault: str) -> None:
    key = key_file(vault_path(home, ALICE))
    key.unlink() if fault == "missing" else key.write_text("not a key")
    assert mend(vault_path(home, ALICE), backup, None) == "key"
    assert texts() == ["after", "before"]


def test_a_damaged_vault_becomes_what_it_was_and_is_set_aside(home: Path, backup: Path) -> None:
    path = vault_path(home, ALICE)
    path.write_bytes(b"\1" * 9000)
    with pytest.raises(VaultDamaged):
        open_vault(read_settings(), ALICE)
    assert mend(path, backup, None) == "vault"
    assert texts() == ["before"]
    (aside,) = path.parent.glob("set-aside-*/vault.db")
    assert aside.read_bytes() == b"\1" * 9000
    assert aside.with_suffix(".key").exists()


def test_a_full_disk_leaves_what_was_there_and_nothing_half(
    home: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_file: Path) -> None:
        raise OSError(errno.ENOSPC, "full")

    path = vault_path(home, ALICE)
    path.write_bytes(b"\1" * 9000)
    monkeypatch.setattr(copying, "sync_file", full)
    with pytest.raises(VaultFull):
        mend(path, backup, None)
    assert path.read_bytes() == b"\1" * 9000
    assert not list(path.parent.glob("set-aside-*"))


def test_a_power_cut_on_the_way_leaves_what_was_there_or_the_backup(
    home: Path, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = vault_path(home, ALICE)
    log = path.with_suffix(".db-wal")
    open_vault(read_settings(), ALICE).save(a_jot("in the log only"))
    held = log.read_bytes()
    close_vaults()
    log.write_bytes(held)
    path.write_bytes(b"\1" * 9000)
    with recorded(path.parent, monkeypatch) as recorder:
        mend(path, backup, None)
    came_of = Counter(
        _found(image, tmp_path / "image") for cut in recorder.cuts for image in cut.images()
    )
    assert came_of.keys() == {"does not open", "before"}
    assert min(came_of.values()) > 3


def _found(image: dict[str, bytes], home: Path) -> str:
    write(image, home / ALICE)
    damaged = image["vault.db"] == b"\1" * 9000
    if not damaged:
        aside = {name.rpartition("/")[2]: image[name] for name in image if "set-aside" in name}
        assert aside["vault.db"] == b"\1" * 9000
        assert aside["vault.db-wal"]
    try:
        vault = open_vault(Settings(home=home), ALICE)
        return ", ".join(note.text for note in vault.records().notes)
    except VaultDamaged:
        assert damaged
        return "does not open"
    finally:
        close_vaults()


def test_a_locked_vault_comes_back_locked(home: Path, backup: Path) -> None:
    path = vault_path(home, ALICE)
    put_lock_on(path, WORDS, new_code(), 15)
    key = check_passphrase(path, WORDS)
    path.write_bytes(b"\1" * 9000)
    assert mend(path, backup, key) == "vault"
    assert texts(check_passphrase(path, WORDS)) == ["before"]


def test_the_sealed_key_comes_back_without_the_passphrase(home: Path, backup: Path) -> None:
    path = vault_path(home, ALICE)
    put_lock_on(path, WORDS, new_code(), 15)
    key_file(path).unlink()
    assert mend(path, backup, None) == "key"
    assert texts(check_passphrase(path, WORDS)) == ["after", "before"]


def test_a_damaged_backup_puts_nothing_in_its_place(home: Path, backup: Path) -> None:
    path = vault_path(home, ALICE)
    path.write_bytes(b"\1" * 9000)
    backup.write_bytes(b"\2" * 9000)
    with pytest.raises(BackupDamaged):
        mend(path, backup, None)
    assert path.read_bytes() == b"\1" * 9000
    key_file(backup).unlink()
    with pytest.raises(BackupGone):
        mend(path, backup, None)
