"""Backups: made, checked, looked into, thinned out, and put back; bad ones refused."""

import random
import shutil
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from data.errors import (
    BackupDamaged,
    BackupGone,
    BackupLocked,
    Changed,
    VaultDamaged,
    WrongCode,
    WrongPassphrase,
)
from data.example import example_records
from data.keeping import backups as backup
from data.keeping.backups import (
    Inside,
    back_up_before,
    back_up_daily,
    delete_all_before,
    inside,
    restore,
    survivors,
    unlock_backup,
)
from data.keeping.lock import change_lock, check_passphrase, put_lock_on
from data.lock.keyfile import key_file, key_for
from data.lock.recovery_code import new_code
from data.model.note import Note
from data.model.record import now
from data.model.records import Records
from data.settings import read_settings
from data.vault.backup_files import Backup, Why, backups_of, check
from data.vault.open_vaults import close_vaults, open_vault, vault_path
from data.vault.vault import Vault
from tests.rig.people import ALICE, BOB, a_jot, a_note, a_therapist
from tests.rig.rename_cut import recorded, write

CODE = "FT1N-00VJ-5HQ4-TMRK-VK3F-70EP-JEK1-CMAT"


@pytest.fixture
def vault(home: Path) -> Vault:
    vault = open_vault(read_settings(), ALICE)
    vault.take(example_records())
    vault.drafts.keep("note", "half a sentence")
    return vault


def everything(vault: Vault) -> tuple[object, ...]:
    return vault.records(), vault.removed.notes(), vault.drafts.text("note")


def test_history_backup_restore_and_it_is_as_it_was(vault: Vault) -> None:
    jot = a_jot("deleted before the backup")
    vault.save(jot)
    vault.remove(jot, revision=1)
    before = everything(vault)
    made = vault.files.back_up("by hand")
    vault.drafts.keep("note", "")
    vault.empty()
    vault.save(a_jot("later"))
    later = everything(vault)
    point = restore(vault, made.path)
    assert point
    assert everything(vault) == before
    restore(vault, point.path)
    assert everything(vault) == later


@pytest.fixture
def brought(vault: Vault, tmp_path: Path) -> Path:
    """A backup copied elsewhere under an old lock, and put back beside those of a newer one."""
    made, path = vault.files.back_up("by hand").path, vault_path(tmp_path / "home", ALICE)
    put_lock_on(path, "seven quiet kettles", CODE, 15)
    for file in (made, key_file(made)):
        shutil.copy(file, tmp_path)
    key = check_passphrase(path, "seven quiet kettles")
    change_lock(path, key, "nine loud umbrellas", new_code(), 15)
    for file in (made, key_file(made)):
        shutil.copy(tmp_path / file.name, file)
    return made


def with_new_words(path: Path) -> Vault:
    return open_vault(read_settings(), ALICE, key=check_passphrase(path, "nine loud umbrellas"))


@pytest.mark.parametrize("words", ["seven quiet kettles", CODE])
def test_a_copy_under_an_old_lock_opens_with_its_words_and_is_of_this_vault_then(
    home: Path, brought: Path, words: str
) -> None:
    vault = with_new_words(vault_path(home, ALICE))
    with pytest.raises(BackupLocked):
        vault.files.look_into(brought)
    with pytest.raises(WrongPassphrase, match="This passphrase does not open this backup"):
        unlock_backup(vault, brought, "nine loud umbrellas")
    with pytest.raises(WrongCode, match="This recovery code does not open this backup"):
        unlock_backup(vault, brought, new_code())
    with pytest.raises(BackupLocked):
        restore(vault, brought)
    unlock_backup(vault, brought, words)
    assert vault.files.look_into(brought) == example_records()
    assert key_file(brought).read_bytes() == key_file(vault_path(home, ALICE)).read_bytes()
    vault.empty()
    restore(vault, brought)
    assert vault.records() == example_records()


def test_a_copy_from_another_vault_without_a_lock_opens_with_the_key_beside_it(
    vault: Vault, tmp_path: Path
) -> None:
    made = vault.files.back_up("by hand").path
    other = open_vault(read_settings(), BOB)
    there = vault_path(tmp_path / "home", BOB).parent / "backups"
    there.mkdir()
    for file in (made, key_file(made)):
        shutil.copy(file, there)
    copy = there / made.name
    with pytest.raises(BackupGone):
        unlock_backup(other, copy, "there is no lock")
    assert other.files.look_into(copy).notes == ()  # of another owner, and read all the same


def test_a_damaged_copy_under_an_old_lock_is_refused(home: Path, brought: Path) -> None:
    vault = with_new_words(vault_path(home, ALICE))
    brought.write_bytes(b"\1" * 9000)
    with pytest.raises(BackupDamaged):
        unlock_backup(vault, brought, "seven quiet kettles")
    assert brought.read_bytes() == b"\1" * 9000
    assert [other.path for other in backups_of(vault_path(home, ALICE))] == [brought]


def test_a_window_from_before_overwrites_nothing_that_came_back(vault: Vault) -> None:
    jot = a_jot("first")
    vault.save(jot)
    made = vault.files.back_up("by hand")
    for _ in range(2):
        revision = vault.get(Note, jot.id).revision
        vault.save(jot.model_copy(update={"text": f"edit {revision}"}), revision)
    revision = vault.get(Note, jot.id).revision
    restore(vault, made.path)
    vault.save(jot.model_copy(update={"text": "x"}), vault.get(Note, jot.id).revision)
    with pytest.raises(Changed):
        vault.save(jot.model_copy(update={"text": "from the old window"}), revision)


def test_a_backup_made_while_others_write_is_one_moment(vault: Vault) -> None:
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            maple = a_therapist(f"Maple {now().timestamp()}")
            vault.save(maple)
            vault.save(a_note(maple, text="x" * 2000))

    writers = [threading.Thread(target=write) for _ in range(2)]
    for writer in writers:
        writer.start()
    made = [vault.files.back_up("by hand") for _ in range(4)]
    stop.set()
    for writer in writers:
        writer.join()
    counts = [len(vault.files.look_into(entry.path).notes) for entry in made]
    assert counts == sorted(counts)
    restore(vault, made[-1].path)
    assert len(vault.records().notes) == counts[-1]


def test_a_power_cut_leaves_no_backup_that_does_not_open(
    vault: Vault, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, there = vault_path(home, ALICE).parent, Counter[int]()
    with recorded(folder, monkeypatch) as recorder:
        vault.files.back_up("by hand")
    for image in (image for cut in recorder.cuts for image in cut.images()):
        write(image, tmp_path / "image")
        found = backups_of(tmp_path / "image" / "vault.db")
        there[len(found)] += 1
        for entry in found:
            check(entry.path, key_for(entry.path))
    assert there.keys() == {0, 1}


@pytest.mark.parametrize("damage", ["cut", "bit", "empty", "foreign"])
def test_a_damaged_copy_is_refused_and_what_is_there_stays(vault: Vault, damage: str) -> None:
    made = vault.files.back_up("by hand").path
    whole = made.read_bytes()
    byte = random.Random(1).randrange(5000, len(whole))
    made.write_bytes(
        {
            "cut": whole[: len(whole) // 2],
            "bit": whole[:byte] + bytes([whole[byte] ^ 1]) + whole[byte + 1 :],
            "empty": b"",
            "foreign": bytes(8192),
        }[damage]
    )
    before = everything(vault)
    for use in (vault.files.look_into, lambda path: restore(vault, path)):
        with pytest.raises(BackupDamaged):
            use(made)
    assert everything(vault) == before
    assert not list(made.parent.glob("*.look*"))


def test_a_backup_that_went_meanwhile_is_said(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(BackupGone):
        restore(vault, tmp_path / "none.db")


def test_a_copy_that_does_not_pass_leaves_nothing(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    def fails(*_: object) -> None:
        raise BackupDamaged

    monkeypatch.setattr("data.vault.backup_files.check", fails)
    with pytest.raises(BackupDamaged):
        vault.files.back_up("by hand")
    assert list((home / ALICE / "backups").iterdir()) == []


def test_once_a_day_at_first_use(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    assert back_up_daily(vault)
    assert back_up_daily(vault) is None
    tomorrow = now() + timedelta(days=1)
    monkeypatch.setattr(backup, "now", lambda: tomorrow)
    monkeypatch.setattr("data.vault.files.now", lambda: tomorrow)
    assert back_up_daily(vault)
    assert back_up_daily(vault) is None


def test_an_empty_vault_needs_none(home: Path) -> None:
    assert back_up_daily(open_vault(read_settings(), "bob")) is None


def test_of_a_year_stay_7_days_4_weeks_and_12_months() -> None:
    newest = datetime(2026, 11, 24, 12, tzinfo=UTC)
    days = [newest - timedelta(days=ago) for ago in range(500)]
    stay = survivors([Backup(Path(f"{day}.db"), day, "daily") for day in days])
    ages = [(newest - entry.at).days for entry in stay]
    assert ages[:7] == list(range(7))
    assert len({entry.at.isocalendar()[:2] for entry in stay if (newest - entry.at).days < 28}) >= 4
    months = {(entry.at.year, entry.at.month) for entry in stay}
    assert len(months) == 12
    assert len(stay) <= 7 + 4 + 12


@pytest.mark.parametrize("why", ["before delete", "restore point", "daily"])
def test_set_back_the_clock_thins_out_nothing_that_was_just_made(
    vault: Vault, monkeypatch: pytest.MonkeyPatch, why: Why
) -> None:
    for _ in range(12):
        back_up_before(vault, why)
    past = now() - timedelta(days=40)
    for module in ("data.keeping.backups", "data.vault.files"):
        monkeypatch.setattr(f"{module}.now", lambda: past)
    made = back_up_before(vault, why)
    assert made in backups_of(vault_path(read_settings().home, ALICE))
    later = past + timedelta(days=1)
    for module in ("data.keeping.backups", "data.vault.files"):
        monkeypatch.setattr(f"{module}.now", lambda: later)
    back_up_daily(vault)
    assert made in backups_of(vault_path(read_settings().home, ALICE))


def test_a_damaged_vault_goes_back_without_a_restore_point(vault: Vault, home: Path) -> None:
    """What is damaged cannot be copied; it is set aside as it is."""
    made, path = vault.files.back_up("by hand"), vault_path(home, ALICE)
    close_vaults()
    damaged = bytearray(path.read_bytes())
    damaged[4096 * 3 : -4096] = bytes(len(damaged) - 4096 * 4)
    path.write_bytes(damaged)
    vault = open_vault(read_settings(), ALICE)
    with pytest.raises(VaultDamaged):
        vault.records()
    assert restore(vault, made.path) is None
    assert open_vault(read_settings(), ALICE).records() == example_records()
    (aside,) = path.parent.glob("set-aside-*/vault.db")
    assert aside.read_bytes() == bytes(damaged)


def test_deleting_all_backups_leaves_no_copy_that_was_begun(vault: Vault) -> None:
    made = vault.files.back_up("by hand")
    begun = made.path.with_name("20260101-000000-000000-daily.part")
    shutil.copyfile(made.path, begun)
    delete_all_before(vault_path(read_settings().home, ALICE), now())
    assert list(made.path.parent.iterdir()) == []


def test_restore_points_and_those_by_hand_stay(vault: Vault) -> None:
    by_hand = vault.files.back_up("by hand")
    for _ in range(12):
        back_up_before(vault, "before import")
    path = vault_path(read_settings().home, ALICE)
    found = backups_of(path)
    assert by_hand in found
    assert len(found) == 11
    assert len(list(found[0].path.parent.iterdir())) == 22, "each with its key, and no more"


def test_backups_older_than_a_deletion_can_be_deleted_too(vault: Vault) -> None:
    path = vault_path(read_settings().home, ALICE)
    vault.files.back_up("by hand")
    between = now()
    newer = vault.files.back_up("by hand")
    assert delete_all_before(path, between) == 1
    assert backups_of(path) == (newer,)


def test_what_is_inside_is_counted() -> None:
    records = example_records()
    assert inside(records) == Inside(
        therapists=5,
        notes=44,
        need_versions=len(records.need_profiles),
        newest=max(note.last_day for note in records.notes),
    )
    assert inside(Records()).newest is None
