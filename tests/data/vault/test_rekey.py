"""Another key for a vault and its backups: all of it, or nothing, wherever it is broken off."""

import errno
import secrets
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from data.errors import BackupDamaged, VaultBusy, VaultDamaged, VaultError, VaultFull
from data.lock.keyfile import ahead_of, id_in, key_file, key_for
from data.lock.wrapped_key import id_of
from data.settings import read_settings
from data.vault import file_swap as replacing
from data.vault import rekey as new_key
from data.vault.backup_files import backups_of, check
from data.vault.open_vaults import close_vaults, closed_for_change, open_vault, vault_path
from data.vault.rekey import change_key, settle
from data.vault.sqlite import sqlite_engine_for_migration
from tests.rig.people import ALICE, a_jot
from tests.rig.programs import program
from tests.rig.rename_cut import recorded, write

NEW = secrets.token_bytes(32)


def as_file(key: bytes) -> bytes:
    return key.hex().encode("ascii") + b"\n"


@pytest.fixture
def path(home: Path) -> Path:
    """A closed vault with two backups."""
    vault = open_vault(read_settings(), ALICE)
    for text in ("one", "two"):
        vault.save(a_jot(text))
        vault.files.back_up("by hand")
    vault.save(a_jot("three"))
    close_vaults()
    return vault_path(home, ALICE)


def texts() -> list[str]:
    return sorted(note.text for note in open_vault(read_settings(), ALICE).records().notes)


def change(path: Path) -> None:
    old = key_for(path)
    change_key(path, old, NEW, as_file(NEW), b"sealed elsewhere")


def test_everything_opens_with_the_new_key_and_nothing_with_the_old_one(path: Path) -> None:
    old = key_for(path)
    change(path)
    files = [path, *(backup.path for backup in backups_of(path))]
    assert len(files) == 3
    for file in files:
        assert key_for(file) == NEW
        check(file, NEW)
        with pytest.raises(BackupDamaged):
            check(file, old)
    assert texts() == ["one", "three", "two"]
    assert not list(path.parent.rglob("*.next.*"))


def test_what_a_backup_held_it_holds(path: Path) -> None:
    change(path)
    vault = open_vault(read_settings(), ALICE)
    held = [len(vault.files.look_into(backup.path).notes) for backup in backups_of(path)]
    assert held == [2, 1], "the newest first"


def test_a_damaged_backup_stays_and_its_key_does_not_lie_there(path: Path) -> None:
    newest, oldest = backups_of(path)
    newest.path.write_bytes(b"\1" * 9000)
    change(path)
    assert newest.path.read_bytes() == b"\1" * 9000
    assert key_file(newest.path).read_bytes() == b"sealed elsewhere"
    check(oldest.path, NEW)


def test_the_key_beside_what_was_set_aside_does_not_lie_there(path: Path) -> None:
    aside = path.parent / "set-aside-1"
    aside.mkdir()
    shutil.copy(key_file(path), aside)
    change(path)
    assert (aside / "vault.key").read_bytes() == b"sealed elsewhere"


def test_a_backup_of_another_key_is_left_alone(path: Path) -> None:
    (_, oldest) = backups_of(path)
    key_file(oldest.path).write_bytes(as_file(b"\2" * 32))
    before = oldest.path.read_bytes()
    change(path)
    assert oldest.path.read_bytes() == before
    assert key_for(oldest.path) == b"\2" * 32


def test_who_has_it_open_still_is_not_overtaken(path: Path) -> None:
    old = key_for(path)
    engine = sqlite_engine_for_migration(path, old)
    with engine.connect() as busy:
        busy.exec_driver_sql("INSERT INTO vaults VALUES ('somebody', 1)")
        with pytest.raises(VaultBusy):
            change(path)
        busy.commit()
    assert key_for(path) == old
    assert not list(path.parent.rglob("*.next.*"))
    assert texts() == ["one", "three", "two"]


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_full_disk_changes_nothing(path: Path, at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    old, synced = key_for(path), 0

    def full(_file: Path) -> None:
        nonlocal synced
        synced += 1
        if synced == at:
            raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(replacing, "sync_file", full)
    with pytest.raises(VaultFull):
        change(path)
    for file in (path, *(backup.path for backup in backups_of(path))):
        assert key_for(file) == old
        check(file, old)
    assert not list(path.parent.rglob("*.next.*"))


def test_a_copy_that_lacks_a_row_is_not_taken(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new_key, "_rows_in", lambda file, _key: {"notes": hash(file)})
    with pytest.raises(VaultDamaged):
        change(path)
    assert texts() == ["one", "three", "two"]


def test_while_it_is_closed_for_a_change_others_wait(path: Path) -> None:
    held = open_vault(read_settings(), ALICE)
    with closed_for_change(path), pytest.raises(VaultError):
        held.records()
    assert texts() == ["one", "three", "two"]


def test_a_backup_that_has_moved_keeps_its_key_whatever_became_of_the_vault_s(path: Path) -> None:
    change(path)
    (newest, _) = backups_of(path)
    key_file(newest.path).replace(key_file(ahead_of(newest.path)))
    key_file(path).write_text("damaged")
    settle(path)
    check(newest.path, key_for(newest.path))


def test_settling_what_was_not_begun_does_nothing(path: Path) -> None:
    before = {file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file()}
    settle(path)
    assert {file: file.read_bytes() for file in path.parent.rglob("*") if file.is_file()} == before


def test_the_key_in_force_is_that_of_the_file_that_lies_there(path: Path) -> None:
    old = key_for(path)
    key_file(ahead_of(path)).write_bytes(as_file(NEW))
    assert key_for(path) == NEW, "its file has moved already"
    ahead_of(path).touch()
    assert key_for(path) == old, "its file has not"


def killed(path: Path, what: str) -> list[str]:
    """Return what there was after each kill: old or new, how many backups, what was left."""
    given = (str(path.parent), key_for(path).hex(), NEW.hex(), what)
    run = subprocess.run(
        program("killed_rekey", *given), capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.splitlines()


def test_killed_while_it_is_undone_all_is_old(path: Path) -> None:
    lines = killed(path, "undo")
    assert set(lines) == {"old 2 []"}
    assert len(lines) > 5


def test_killed_at_each_touch_of_the_disk_all_is_old_or_all_is_new(path: Path) -> None:
    lines = killed(path, "change")
    assert set(lines) == {"old 2 []", "new 2 []"}
    assert lines == sorted(lines, reverse=True), "once it is new it stays new"
    counted = Counter(line[:3] for line in lines)
    assert min(counted.values()) > 5, counted


@pytest.mark.parametrize("broken_off", [False, True])
def test_whatever_a_disk_holds_after_a_power_cut_all_is_old_or_all_is_new(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, broken_off: bool
) -> None:
    old = key_for(path)
    with recorded(path.parent, monkeypatch) as recorder:
        if broken_off:
            monkeypatch.setattr(new_key, "take_place", _full)
            with pytest.raises(VaultFull):
                change(path)
            monkeypatch.undo()
        else:
            change(path)
    images = {tuple(sorted(image.items())): None for cut in recorder.cuts for image in cut.images()}
    came_of = Counter(_key_of_all(dict(image), tmp_path / "image") for image in images)
    assert came_of.keys() == ({old} if broken_off else {old, NEW})
    assert min(came_of.values()) > 5


def _full(_file: Path) -> None:
    raise OSError(errno.ENOSPC, "full")


def _key_of_all(image: dict[str, bytes], folder: Path) -> bytes:
    write(image, folder)
    path = folder / "vault.db"
    check(path, key_for(path))  # also before anything is settled
    settle(path)
    for backup in backups_of(path):
        assert key_for(backup.path) == key_for(path)
        check(backup.path, key_for(path))
    assert not list(folder.rglob("*.next.*"))
    return key_for(path)


def test_the_id_tells_keys_apart_and_nothing_else(path: Path) -> None:
    assert id_in(key_file(path)) == id_of(key_for(path))
    key_file(path).write_text("nothing")
    assert id_in(key_file(path)) is None
