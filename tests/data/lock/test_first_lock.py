"""A lock before there is anything to lock."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from data.errors import LockDiffers, PassphraseShort, VaultLocked, VaultReadOnly
from data.lock.first_lock import is_new, lock_new_vault
from data.lock.keyfile import key_file, sealed_key
from data.lock.recovery_code import new_code
from data.lock.wrapped_key import open_by_code, open_by_passphrase
from data.settings import read_settings
from data.vault.open_vaults import LOCAL, make_vault, open_vault, vault_path
from tests.rig.people import a_jot

WORDS = "seven quiet kettles"


def test_the_vault_made_afterwards_opens_with_both_and_with_nothing_else(home: Path) -> None:
    vault, code = vault_path(home, LOCAL), new_code()
    assert is_new(vault)
    key = lock_new_vault(vault, WORDS, code, 30)
    assert not is_new(vault)
    sealed = sealed_key(vault)
    assert sealed is not None
    assert sealed.idle_minutes == 30
    assert open_by_passphrase(sealed, WORDS) == open_by_code(sealed, code) == key
    assert key.hex().encode() not in key_file(vault).read_bytes()
    make_vault(vault, key)
    with pytest.raises(VaultLocked):
        open_vault(read_settings(), LOCAL)
    note = open_vault(read_settings(), LOCAL, key=key).save(a_jot())
    assert open_vault(read_settings(), LOCAL, key=key).records().notes == (note.record,)
    assert home.stat().st_mode & 0o777 == 0o700


def test_a_vault_or_a_key_that_is_there_is_never_locked_by_a_stranger(home: Path) -> None:
    vault = vault_path(home, LOCAL)
    open_vault(read_settings(), LOCAL).save(a_jot())
    before = key_file(vault).read_bytes()
    with pytest.raises(LockDiffers):
        lock_new_vault(vault, WORDS, new_code(), 15)
    assert key_file(vault).read_bytes() == before


def test_of_two_at_once_one_is_first(home: Path) -> None:
    def try_it(words: str) -> bool:
        try:
            lock_new_vault(vault_path(home, LOCAL), words, new_code(), 15)
        except LockDiffers:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(try_it, [f"{WORDS} {number}" for number in range(4)])) == 1


def test_a_short_passphrase_and_a_folder_that_takes_nothing_leave_nothing_behind(
    home: Path,
) -> None:
    with pytest.raises(PassphraseShort):
        lock_new_vault(vault_path(home, LOCAL), "short", new_code(), 15)
    assert not home.exists()
    home.write_text("a file in its place")
    with pytest.raises(VaultReadOnly, match=str(home)):
        lock_new_vault(vault_path(home, LOCAL), WORDS, new_code(), 15)
