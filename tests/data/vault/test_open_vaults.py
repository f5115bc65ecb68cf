"""Every way a vault can refuse to open is made for real; what is there stays as it was."""

import os
import secrets
import shutil
import subprocess
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from data.errors import (
    KeyMissing,
    SchemaDiffers,
    VaultDamaged,
    VaultMissing,
    VaultMoved,
    VaultNewer,
    VaultUnreachable,
)
from data.lock.keyfile import key_file, key_for
from data.settings import Settings, read_settings
from data.vault.open_vaults import LOCAL, close_vaults, open_vault, vault_path
from data.vault.sqlite import sqlite_engine
from data.vault.vault import Vault
from tests.rig.people import ALICE, BOB, a_jot
from tests.rig.programs import program


def saved(home: Path) -> Path:
    """Save one jot, close the vault, and return its file."""
    open_vault(read_settings(), ALICE).save(a_jot())
    close_vaults()
    return vault_path(home, ALICE)


def test_what_was_saved_is_there_after_a_restart(home: Path) -> None:
    saved(home)
    assert len(open_vault(read_settings(), ALICE).records().notes) == 1


def test_what_was_opened_with_one_key_is_given_out_against_no_other(home: Path) -> None:
    """The key file was replaced while the vault was open, by a disk that fails or somebody."""
    mine = open_vault(read_settings(), ALICE)
    mine.save(a_jot())
    key_file(vault_path(home, ALICE)).write_bytes(b"0" * 64)
    with pytest.raises(VaultDamaged):
        open_vault(read_settings(), ALICE)


def test_one_folder_an_owner_and_the_example_beside_it(home: Path) -> None:
    assert vault_path(home, LOCAL) == home / "local" / "vault.db"
    assert vault_path(home, LOCAL, example=True) == home / "local" / "example.db"


@pytest.mark.parametrize("owner", ["../alice", "https://issuer|sub", "ALICE", "", "a/b", "ä"])
def test_no_owner_leads_out_of_the_home(home: Path, owner: str) -> None:
    path = vault_path(home, owner)
    assert path.parent.parent == home
    assert path.parent.name != "alice"


def test_the_same_vault_is_opened_once(home: Path) -> None:
    first, second = (open_vault(read_settings(), ALICE) for _ in range(2))
    assert first._transactions.engine is second._transactions.engine
    assert open_vault(read_settings(), BOB)._transactions.engine is not first._transactions.engine


def test_the_example_never_mixes_with_the_own_vault(home: Path) -> None:
    open_vault(read_settings(), ALICE, example=True).save(a_jot())
    assert open_vault(read_settings(), ALICE).records().notes == ()


def test_the_vault_file_is_no_readable_sqlite_file(home: Path) -> None:
    assert not saved(home).read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize("fault", ["foreign key", "damaged file"])
def test_a_vault_that_its_key_does_not_open_is_left_alone(home: Path, fault: str) -> None:
    path = saved(home)
    if fault == "foreign key":
        path.with_suffix(".key").write_text(secrets.token_hex(32))
    else:
        path.write_bytes(b"\0" * 8192)
    before = path.read_bytes()
    with pytest.raises(VaultDamaged, match=r"vault\.db cannot be opened"):
        open_vault(read_settings(), ALICE)
    assert path.read_bytes() == before


def test_a_missing_key_is_said_and_the_vault_opens_again_once_it_is_back(home: Path) -> None:
    path = saved(home)
    key = path.with_suffix(".key")
    aside = key.rename(path.with_suffix(".aside"))
    with pytest.raises(KeyMissing):
        open_vault(read_settings(), ALICE)
    aside.rename(key)
    assert len(open_vault(read_settings(), ALICE).records().notes) == 1


def test_a_vault_made_by_a_newer_program_is_left_alone(home: Path) -> None:
    path = saved(home)
    engine = sqlite_engine(path, key_for(path))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '4711'"))
    engine.dispose()
    with pytest.raises(VaultNewer):
        open_vault(read_settings(), ALICE)


def with_backup(home: Path) -> Path:
    """Save one jot, back up, close the vault, and return its file."""
    vault = open_vault(read_settings(), ALICE)
    vault.save(a_jot())
    vault.files.back_up("by hand")
    close_vaults()
    return vault_path(home, ALICE)


@pytest.mark.parametrize("fault", ["missing", "empty"])
def test_a_vault_that_is_missing_beside_its_backups_is_no_new_one(home: Path, fault: str) -> None:
    path = with_backup(home)
    path.unlink()
    if fault == "empty":
        path.touch()
    before = sorted(file.name for file in path.parent.iterdir())
    for _ in range(2):
        with pytest.raises(VaultMissing):
            open_vault(read_settings(), ALICE)
    assert sorted(file.name for file in path.parent.iterdir()) == before
    assert open_vault(read_settings(), ALICE, anew=True).records().notes == ()
    close_vaults()
    assert open_vault(read_settings(), ALICE).records().notes == ()


@pytest.mark.parametrize("fault", ["deleted", "replaced", "its folder deleted"])
def test_nothing_is_saved_into_a_file_that_is_gone(home: Path, fault: str) -> None:
    path = with_backup(home)
    vault = open_vault(read_settings(), ALICE)
    vault.save(a_jot("before"))
    aside = path.with_name("copy.db")
    shutil.copyfile(path, aside)
    if fault == "replaced":
        aside.replace(path)
    elif fault == "deleted":
        path.unlink()
    else:
        shutil.rmtree(path.parent)
    with pytest.raises(VaultMoved):
        vault.save(a_jot("too late"))
    with pytest.raises(VaultMoved):
        vault.drafts.keep("note", "too late")
    if fault == "replaced":
        texts = {note.text for note in open_vault(read_settings(), ALICE).records().notes}
        assert "before" in texts
        assert "too late" not in texts


def test_a_file_that_goes_while_it_is_saved_is_not_called_saved(home: Path) -> None:
    path = saved(home)
    vault = open_vault(read_settings(), ALICE)
    with pytest.raises(VaultMoved), vault._transactions.begin(writes=True):
        path.unlink()


def test_with_its_log_deleted_nothing_that_is_saved_is_lost(home: Path) -> None:
    path = saved(home)
    vault = open_vault(read_settings(), ALICE)
    vault.save(a_jot("before"))
    path.with_name("vault.db-wal").unlink()
    vault.save(a_jot("after"))
    close_vaults()
    texts = {note.text for note in open_vault(read_settings(), ALICE).records().notes}
    assert {"before", "after"} <= texts


def test_a_copy_of_a_running_vault_without_its_log_holds_what_was_saved(home: Path) -> None:
    vault = open_vault(read_settings(), ALICE)
    path = vault_path(home, ALICE)
    copy = vault_path(home, BOB)
    copy.parent.mkdir()
    for number in range(3):
        vault.save(a_jot(f"jot {number}"))
        for file in (path, path.with_suffix(".key")):
            shutil.copyfile(file, copy.with_name(file.name))
        engine = sqlite_engine(copy, key_for(copy))
        found = Vault(engine, ALICE, copy).records().notes
        engine.dispose()
        assert len(found) == number + 1


def test_an_orderly_end_leaves_all_in_the_file_and_no_log(home: Path) -> None:
    subprocess.run(program("vault_end"), check=True)
    path = vault_path(home, ALICE)
    assert not path.with_name("vault.db-wal").exists()
    assert len(open_vault(read_settings(), ALICE).records().notes) == 1


def try_it(how: str) -> str:
    """Save many notes in another process, root's rights dropped; return what it said."""
    return subprocess.run(
        program("vault_trial", how), capture_output=True, text=True, check=True
    ).stdout.strip()


def test_a_read_only_folder_is_said(home: Path) -> None:
    home.mkdir()
    for parent in home.parents:
        if os.geteuid() == 0 and "pytest" in str(parent):
            parent.chmod(0o755)
    home.chmod(0o555)
    assert try_it("as somebody else").startswith(
        f"VaultReadOnly Rapport may not write to {home / 'alice'} as user "
    )


def test_a_full_disk_is_said_and_what_was_saved_is_safe(home: Path) -> None:
    said = try_it("with a full disk")
    assert said.startswith(("VaultFull ", "DiskFailing "))
    assert "was not saved" in said
    assert len(open_vault(read_settings(), ALICE).records().notes) > 0


def test_a_second_program_is_refused_in_words_and_can_have_it_later(home: Path) -> None:
    with subprocess.Popen(
        program("vault_holder"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "open\n"
        said = subprocess.run(
            program("vault_holder"),
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert said.startswith(
            f"VaultHeld This vault is open in another Rapport (process {other.pid}"
        )
        other.communicate("")
    assert open_vault(read_settings(), ALICE).records().notes == ()


def test_a_database_of_another_version_is_refused(cluster: str, home: Path) -> None:
    with pytest.raises(SchemaDiffers, match=r"data\.vault migrate"):
        open_vault(Settings(home=home, database_url=SecretStr(cluster)), ALICE)


def test_a_database_that_does_not_answer_is_said(tmp_path: Path, home: Path) -> None:
    nowhere = f"postgresql://nobody@/none?host={tmp_path}"
    with pytest.raises(VaultUnreachable, match="does not answer"):
        open_vault(Settings(home=home, database_url=SecretStr(nowhere)), ALICE)
