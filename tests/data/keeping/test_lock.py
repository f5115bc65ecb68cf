"""The lock on a real vault: what opens it, what does not, and what lies on the disk."""

import errno
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from data.errors import (
    BackupDamaged,
    KeyUnreadable,
    LockDiffers,
    PassphraseShort,
    VaultBusy,
    VaultFull,
    VaultLocked,
    WrongCode,
    WrongPassphrase,
)
from data.keeping.lock import (
    change_idle_minutes,
    change_lock,
    check_passphrase,
    give_backups_the_key_of,
    put_lock_on,
    take_lock_off,
)
from data.lock.keyfile import key_file, key_for, sealed_key, write_key
from data.lock.recovery_code import new_code
from data.lock.wrapped_key import open_by_code
from data.model.record import now
from data.settings import read_settings
from data.vault.backup_files import back_up, check
from data.vault.open_vaults import close_vaults, open_vault, vault_path
from data.vault.sqlite import key_of
from data.vault.vault import Vault
from tests.rig.people import ALICE, a_jot

WORDS, CODE = "seven quiet kettles", new_code()
MARKER = "Xylophone-marker-of-a-note"


@pytest.fixture
def path(home: Path) -> Path:
    vault = open_vault(read_settings(), ALICE)
    vault.save(a_jot(MARKER))
    vault.drafts.keep("note", MARKER)
    path = vault_path(home, ALICE)
    back_up(vault._transactions.engine, path, "daily", now())
    return path


def opened(path: Path, words: str = WORDS) -> Vault:
    return open_vault(read_settings(), ALICE, key=check_passphrase(path, words))


def on_disk(folder: Path, marker: bytes) -> list[str]:
    return [
        other.name
        for other in folder.rglob("*")
        if other.is_file() and marker in other.read_bytes()
    ]


def test_without_the_passphrase_nobody_opens_it(path: Path) -> None:
    put_lock_on(path, WORDS, CODE, 15)
    for key in (None, b"0" * 32):
        with pytest.raises(VaultLocked):
            open_vault(read_settings(), ALICE, key=key)
    with pytest.raises(WrongPassphrase):
        check_passphrase(path, "not this one")
    assert [note.text for note in opened(path).records().notes] == [MARKER]


def test_what_is_open_is_shut_the_moment_it_is_locked(path: Path) -> None:
    still_held = open_vault(read_settings(), ALICE)
    put_lock_on(path, WORDS, CODE, 15)
    with pytest.raises(VaultLocked):
        still_held.records()


def test_open_for_one_is_not_open_for_the_next(path: Path) -> None:
    put_lock_on(path, WORDS, CODE, 15)
    opened(path)
    with pytest.raises(VaultLocked):
        open_vault(read_settings(), ALICE)


def test_no_marker_bytes_and_no_key_lie_on_the_disk(path: Path, home: Path) -> None:
    key = key_for(path)
    assert on_disk(home, key.hex().encode()), "the control: without a lock it lies there"
    put_lock_on(path, WORDS, CODE, 15)
    opened(path).save(a_jot(MARKER))
    for secret in (key.hex().encode(), key, WORDS.encode(), CODE.encode(), MARKER.encode()):
        assert on_disk(home, secret) == []
    close_vaults()
    assert on_disk(home, MARKER.encode()) == []


def test_the_old_key_file_is_written_over_before_it_is_let_go(path: Path) -> None:
    with key_file(path).open("rb") as before:
        put_lock_on(path, WORDS, CODE, 15)
        assert key_for(path, check_passphrase(path, WORDS)).hex().encode() not in before.read()


def test_forgotten_then_the_code_then_a_new_one_and_the_old_one_is_dead(path: Path) -> None:
    put_lock_on(path, WORDS, CODE, 15)
    sealed, other = sealed_key(path), new_code()
    assert sealed
    change_lock(path, open_by_code(sealed, CODE), "nine loud umbrellas", other, 30)
    with pytest.raises(WrongPassphrase):
        check_passphrase(path, WORDS)
    changed = sealed_key(path)
    assert changed
    with pytest.raises(WrongCode):
        open_by_code(changed, CODE)
    assert changed.idle_minutes == 30
    assert opened(path, "nine loud umbrellas").records().notes


def test_backups_open_with_what_opens_the_vault(path: Path, home: Path) -> None:
    (backup,) = path.parent.glob("backups/*.db")
    put_lock_on(path, WORDS, CODE, 15)
    assert key_file(backup).read_bytes() == key_file(path).read_bytes()
    check(backup, check_passphrase(backup, WORDS))
    take_lock_off(path, WORDS)
    check(backup, key_for(backup))


def test_who_had_the_key_opens_what_was_copied_then_and_nothing_since(
    path: Path, tmp_path: Path
) -> None:
    copied = tmp_path / "copied elsewhere"
    close_vaults()
    shutil.copytree(path.parent, copied)
    (backup,) = path.parent.glob("backups/*.db")
    first = key_for(path)
    put_lock_on(path, WORDS, CODE, 15)
    second = check_passphrase(path, WORDS)
    change_lock(path, second, "nine loud umbrellas", new_code(), 15)
    for old in (first, second):
        for file in (path, backup):
            with pytest.raises(BackupDamaged):
                check(file, old)
    check(copied / "vault.db", first)


def test_what_was_set_aside_is_locked_with_it(path: Path) -> None:
    aside = path.parent / "set-aside-1"
    aside.mkdir()
    shutil.copy(key_file(path), aside)
    key = key_for(path)
    put_lock_on(path, WORDS, CODE, 15)
    assert check_passphrase(aside / "vault.db", WORDS) == key


def test_a_lock_that_does_not_go_on_changes_nothing(path: Path) -> None:
    with (
        open_vault(read_settings(), ALICE)._transactions.begin(writes=True),
        pytest.raises(VaultBusy),
    ):
        put_lock_on(path, WORDS, CODE, 15)
    assert sealed_key(path) is None
    assert open_vault(read_settings(), ALICE).records().notes


def test_without_room_for_all_anew_it_is_said_and_nothing_is_begun(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {file: file.read_bytes() for file in path.parent.rglob("*.db")}
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: SimpleNamespace(free=120_000))
    with pytest.raises(VaultFull):
        put_lock_on(path, WORDS, CODE, 15)
    assert sealed_key(path) is None
    assert {file: file.read_bytes() for file in path.parent.rglob("*.db")} == before


def test_taken_off_without_room_the_lock_stays_and_no_plain_key(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_lock_on(path, WORDS, CODE, 15)
    vault = opened(path)
    key = key_of(vault._transactions.engine)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr("data.lock.keyfile.sync_handle", full)
    with pytest.raises(VaultFull):
        take_lock_off(path, WORDS)
    monkeypatch.undo()
    assert sealed_key(path) is not None
    assert not on_disk(path.parent, key.hex().encode())
    vault.records()  # it is open still, so that the sentence can be read


def test_a_power_cut_between_vault_and_backup_is_mended_at_the_next_start(path: Path) -> None:
    (backup,) = path.parent.glob("backups/*.key")
    put_lock_on(path, WORDS, CODE, 15)
    write_key(backup, check_passphrase(path, WORDS).hex().encode())
    give_backups_the_key_of(path)
    assert backup.read_bytes() == key_file(path).read_bytes()


def test_a_backup_of_another_key_is_left_alone(path: Path) -> None:
    (backup,) = path.parent.glob("backups/*.key")
    write_key(backup, b"ab" * 32)
    put_lock_on(path, WORDS, CODE, 15)
    assert backup.read_bytes() == b"ab" * 32


def test_a_damaged_key_of_a_backup_stops_nothing(path: Path) -> None:
    (backup,) = path.parent.glob("backups/*.key")
    backup.write_text("not a key")
    put_lock_on(path, WORDS, CODE, 15)
    assert check_passphrase(path, WORDS)


def test_the_lock_comes_off_again(path: Path) -> None:
    put_lock_on(path, WORDS, CODE, 15)
    with pytest.raises(WrongPassphrase):
        take_lock_off(path, "not this one")
    take_lock_off(path, WORDS)
    assert sealed_key(path) is None
    assert open_vault(read_settings(), ALICE).records().notes


def test_another_window_was_faster(path: Path) -> None:
    with pytest.raises(LockDiffers):
        check_passphrase(path, WORDS)
    put_lock_on(path, WORDS, CODE, 15)
    with pytest.raises(LockDiffers):
        put_lock_on(path, "another window", new_code(), 15)
    with pytest.raises(LockDiffers):
        change_lock(path, b"0" * 32, WORDS, CODE, 15)
    assert check_passphrase(path, WORDS)


def test_a_short_passphrase_changes_nothing(path: Path) -> None:
    with pytest.raises(PassphraseShort):
        put_lock_on(path, "short", CODE, 15)
    assert sealed_key(path) is None


def test_the_time_is_changed_and_nothing_else(path: Path) -> None:
    put_lock_on(path, WORDS, CODE, 15)
    change_idle_minutes(path, check_passphrase(path, WORDS), 60)
    sealed = sealed_key(path)
    assert sealed
    assert sealed.idle_minutes == 60
    assert check_passphrase(path, WORDS)


@pytest.mark.parametrize("damage", [b"{}", b"", b'{"format": "rapport key"', b"{" * 20_000])
def test_a_damaged_key_file_is_said_and_nothing_is_touched(path: Path, damage: bytes) -> None:
    put_lock_on(path, WORDS, CODE, 15)
    before = path.read_bytes()
    key_file(path).write_bytes(damage)
    with pytest.raises(KeyUnreadable):
        open_vault(read_settings(), ALICE)
    assert path.read_bytes() == before
