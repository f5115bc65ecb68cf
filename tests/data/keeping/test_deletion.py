"""Deleting deletes: in files, in the key's words, in the backups."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from data.errors import VaultLocked
from data.keeping.deletion import delete_everything
from data.keeping.lock import check_passphrase, put_lock_on
from data.lock.keyfile import key_for
from data.lock.recovery_code import new_code
from data.model.records import Records
from data.settings import read_settings
from data.vault.backup_files import put_in_place
from data.vault.open_vaults import close_vaults, open_vault, vault_path
from data.vault.vault import Vault
from tests.rig.people import ALICE, a_jot, a_note, a_therapist

MARKER = "Xylophone-marker-of-a-note"


def filled() -> Vault:
    vault = open_vault(read_settings(), ALICE)
    maple = a_therapist("Maple")
    vault.take(Records(therapists=(maple,), notes=(a_note(maple, text=MARKER), a_jot(MARKER))))
    vault.drafts.keep("note", MARKER)
    open_vault(read_settings(), ALICE, example=True).save(a_jot(MARKER))
    vault.files.back_up("by hand")
    return vault


PAGE, TAIL, SALT = 4096, 80, 16


def decrypted(vault: Vault) -> bytes:
    """Return every page of the file in plain, those let go of too, past SQLite (AES-256-CBC)."""
    path = vault.files.path
    assert path
    key, content = key_for(path), path.read_bytes()
    plain = b""
    for at in range(0, len(content), PAGE):
        page = content[at : at + PAGE]
        body = page[SALT if at == 0 else 0 : PAGE - TAIL]
        opened = Cipher(AES(key), CBC(page[PAGE - TAIL : PAGE - TAIL + 16])).decryptor()
        plain += opened.update(body) + opened.finalize()
    return plain


def test_after_deleting_everything_no_file_of_it_is_left(home: Path) -> None:
    vault = filled()
    key = key_for(vault_path(home, ALICE)).hex()
    (backup,) = (home / ALICE / "backups").glob("*.db")
    close_vaults()
    put_in_place(backup, vault_path(home, ALICE), bytes.fromhex(key))  # sets the old one aside
    vault = open_vault(read_settings(), ALICE)
    with (home / ALICE / "vault.key").open("rb") as held:
        delete_everything(read_settings(), ALICE, vault)
        assert key.encode() not in held.read(), "written over, not only let go of"
    left = [path.name for path in (home / ALICE).rglob("*") if path.is_file()]
    assert set(left) <= {"vault.lock", "example.lock"}
    with pytest.raises(VaultLocked):
        vault.records()
    fresh = open_vault(read_settings(), ALICE)
    assert (fresh.records(), fresh.revision()) == (Records(), 0)
    assert key_for(vault_path(home, ALICE)).hex() != key


def test_a_locked_vault_can_be_deleted_too(home: Path) -> None:
    filled()
    path = vault_path(home, ALICE)
    put_lock_on(path, "seven quiet kettles", new_code(), 15)
    key = check_passphrase(path, "seven quiet kettles")
    delete_everything(read_settings(), ALICE, open_vault(read_settings(), ALICE, key=key))
    assert open_vault(read_settings(), ALICE).records() == Records()


def test_what_somebody_else_put_there_stays(home: Path) -> None:
    vault = filled()
    mine = home / ALICE / "my own.txt"
    mine.write_text("mine")
    delete_everything(read_settings(), ALICE, vault)
    assert mine.read_text() == "mine"


def test_a_note_deleted_really_is_in_no_page_of_the_file(home: Path) -> None:
    """Read with its key, so that what is let go of but not written over would be found."""
    vault = open_vault(read_settings(), ALICE)
    jots = [a_jot(f"{MARKER} {at} " + "x" * 3000) for at in range(20)]
    vault.take(Records(notes=tuple(jots)))
    vault.files.write_back()
    assert decrypted(vault).count(MARKER.encode()) == 20
    for jot in jots:
        vault.remove(jot, revision=1)
    vault.forget_removed(all_of_them=True)
    vault.files.write_back()
    assert decrypted(vault).count(MARKER.encode()) == 0
    assert (home / ALICE / "vault.db-wal").stat().st_size == 0
